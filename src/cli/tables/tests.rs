#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::content::{Block, Content, Table};
use crate::write::blocks::sample;
use unicode_width::UnicodeWidthStr;

fn printed(tables: &[Table], format: Format) -> String {
    let blocks = tables.iter().cloned().map(Block::Table).collect();
    let tables = single(Content {
        blocks,
        ..Content::default()
    });
    let mut out = Vec::new();
    print(&tables, false, format, None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn text_is_aligned_by_the_width_of_kanji() {
    let want = "\
table 1, page 2, 3 × 3
+--------+----+---+
| 見出し          |
+--------+----+---+
| 項目   | ab | 1 |
| 二行目 |    |   |
+        +    +---+
|        |    | 2 |
+--------+----+---+

";
    assert_eq!(printed(&[sample()], Format::Text), want);
}

#[test]
fn a_wide_cell_over_narrow_columns_widens_the_last() {
    let mut table = sample();
    table.cells[0].lines[0].text = crate::text::Text::unplaced("とても長い見出しの文");
    let text = printed(&[table], Format::Text);
    let widths: Vec<usize> = text.lines().skip(1).map(UnicodeWidthStr::width).collect();
    assert!(widths[..7].iter().all(|w| *w == widths[0]), "{text}");
}

#[test]
fn csv_has_every_text_once() {
    let want = "見出し,,\n\"項目\n二行目\",ab,1\n,,2\n";
    assert_eq!(printed(&[sample()], Format::Csv), want);
    let two = printed(&[sample(), sample()], Format::Csv);
    assert_eq!(two, format!("{want}\n{want}"));
}

#[test]
fn csv_runs_no_formulas() {
    let mut table = sample();
    table.cells[0].lines[0].text = crate::text::Text::unplaced("=A1");
    assert!(printed(&[table], Format::Csv).starts_with("'=A1,,"));
}

#[test]
fn json_has_place_and_extent_of_every_cell() {
    let tables: serde_json::Value =
        serde_json::from_str(&printed(&[sample()], Format::Json)).unwrap();
    assert_eq!(tables[0]["page"], 2);
    assert_eq!(tables[0]["rows"], 3);
    assert_eq!(
        tables[0]["cells"][1],
        serde_json::json!({
            "row": 1, "col": 0, "row_span": 2, "col_span": 1,
            "bbox": [1.0, 2.0, 3.0, 4.5], "text": "項目\n二行目",
            "lines": [
                {"text": "項目", "bbox": [0.0, 0.0, 0.0, 0.0]},
                {"text": "二行目", "bbox": [0.0, 0.0, 0.0, 0.0]},
            ],
        })
    );
    assert_eq!(printed(&[], Format::Json), "[]\n");
}

#[test]
fn cells_that_lie_outside_the_grid_are_left_out() {
    let mut table = sample();
    table.rows = 1;
    table.cols = 1;
    for format in [Format::Text, Format::Csv, Format::Json, Format::Markdown] {
        assert!(!printed(&[table.clone()], format).is_empty());
    }
}

#[test]
fn a_table_fits_a_narrow_terminal() {
    let mut table = sample();
    table.cells[1].lines[0].text = crate::text::Text::unplaced("とても長い取組項目の名称である");
    for width in [20, 24, 30, 40] {
        let mut out = Vec::new();
        draw::draw(&table, Some(width), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width, "{width}:\n{text}");
        let kept: String = text.chars().filter(|c| !" |+-\n".contains(*c)).collect();
        for c in "とても長い取組項目の名称である".chars() {
            assert!(kept.contains(c));
        }
    }
}
