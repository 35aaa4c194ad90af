#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::table::assign::fill;
use crate::layout::tests::{across, down, string};

/// A header row of three cells over a row without inner rules.
fn table(body: &[PlacedGlyph]) -> Filled {
    let grid = Grid::from_rules(&[
        across(0.0, 0.0, 300.0),
        across(20.0, 0.0, 300.0),
        across(80.0, 0.0, 300.0),
        down(0.0, 0.0, 80.0),
        down(100.0, 0.0, 20.0),
        down(200.0, 0.0, 20.0),
        down(300.0, 0.0, 80.0),
    ]);
    let (mut tables, _) = fill(vec![grid.unwrap()], body);
    tables.remove(0)
}

#[test]
fn a_row_under_a_parted_header_is_parted() {
    let mut body = string("(1) 通年", 2.0, 35.0, 10.0);
    body.extend(string("目標", 102.0, 35.0, 10.0));
    body.extend(string("10件", 202.0, 35.0, 10.0));
    let split = split_under_headers(table(&body));
    assert_eq!(split.grid.cells.len(), 6);
    assert_eq!(
        split.glyphs.iter().map(Vec::len).collect::<Vec<_>>()[3..],
        [6, 2, 3]
    );
}

/// An edge in the head of a sheet is not a column of its items, though there is white space between markers and texts
/// below it.
#[test]
fn an_edge_of_a_row_that_parts_elsewhere_is_no_column() {
    let grid = Grid::from_rules(&[
        across(0.0, 0.0, 300.0),
        across(20.0, 0.0, 300.0),
        across(40.0, 0.0, 300.0),
        across(80.0, 0.0, 300.0),
        down(0.0, 0.0, 80.0),
        down(215.0, 0.0, 20.0),
        down(200.0, 20.0, 80.0),
        down(300.0, 0.0, 80.0),
    ]);
    let mut body = string("ア", 202.0, 55.0, 10.0);
    body.extend(string("件数", 222.0, 55.0, 10.0));
    let (mut tables, _) = fill(vec![grid.unwrap()], &body);
    assert_eq!(split(tables.remove(0)).grid.cells.len(), 6);
}

#[test]
fn a_label_spread_over_its_cell_is_not_cut() {
    let letters = |step: f32| -> Vec<PlacedGlyph> {
        let places = (0..5).map(|i| 2.0 + step * i as f32);
        let letters = "現況・課題".chars().zip(places);
        letters
            .flat_map(|(c, x)| string(&c.to_string(), x, 35.0, 10.0))
            .collect()
    };
    let cells = |body: &[PlacedGlyph]| split_under_headers(table(body)).grid.cells.len();
    assert_eq!(cells(&letters(71.5)), 4);
    assert_eq!(cells(&letters(51.0)), 6, "texts of three columns");
}

#[test]
fn a_text_with_full_width_spaces_over_the_edges_is_not_cut() {
    let cells = |body: &[PlacedGlyph]| split_under_headers(table(body)).grid.cells.len();
    let spaces = "\u{3000}".repeat(20);
    assert_eq!(cells(&string(&format!("備{spaces}考"), 2.0, 35.0, 10.0)), 4);
    let mut apart = string("備", 2.0, 35.0, 10.0);
    apart.extend(string("考", 212.0, 35.0, 10.0));
    assert_eq!(cells(&apart), 6, "texts of two columns");
}

/// A total in a merged cell, its letters spread with spaces; and letters that each belong to a column.
#[test]
fn a_label_in_the_middle_of_a_merged_cell_is_not_cut() {
    let cells = |letters: &str, places: &[f32]| {
        let letters = letters.chars().zip(places);
        let body: Vec<PlacedGlyph> = letters
            .flat_map(|(c, x)| string(&c.to_string(), *x, 35.0, 10.0))
            .collect();
        split_under_headers(table(&body)).grid.cells.len()
    };
    assert_eq!(cells("歳入合計", &[88.0, 123.0, 163.0, 198.0]), 4);
    assert_eq!(cells("件名", &[60.0, 230.0]), 4);
    // from the left side
    assert_eq!(cells("歳入合計", &[2.0, 47.0, 92.0, 137.0]), 4);
    assert_eq!(cells("歳入合計", &[2.0, 52.0, 102.0, 152.0]), 4);
    assert_eq!(cells("市県国", &[2.0, 102.0, 202.0]), 6);
    assert_eq!(cells("男女計", &[45.0, 145.0, 245.0]), 6);
}

#[test]
fn full_lines_leave_only_the_padding() {
    let body: Vec<_> = (0..4)
        .flat_map(|i| {
            let y = 32.0 + 12.0 * i as f32;
            let mut line = string("一二三四五六七八九", 6.0, y, 10.0);
            line.extend(string("左", 101.0, y, 10.0));
            line
        })
        .collect();
    assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 6);
}

#[test]
fn a_framed_table_without_inner_verticals_is_parted_at_its_rivers() {
    let rules: Vec<_> = (0..5)
        .map(|i| across(20.0 * i as f32, 0.0, 200.0))
        .chain([down(0.0, 0.0, 80.0), down(200.0, 0.0, 80.0)])
        .collect();
    let body: Vec<_> = (0..4)
        .flat_map(|i| {
            let y = 14.0 + 20.0 * i as f32;
            let mut row = string("項目名", 2.0, y, 10.0);
            row.extend(string(if i == 2 { "" } else { "12" }, 100.0, y, 10.0));
            row
        })
        .collect();
    let (mut tables, _) = fill(vec![Grid::from_rules(&rules).unwrap()], &body);
    let split = split(tables.remove(0));
    assert_eq!((split.grid.cols(), split.grid.cells.len()), (2, 8));
    assert_eq!(
        split.glyphs.iter().map(Vec::len).collect::<Vec<_>>(),
        [3, 2, 3, 2, 3, 0, 3, 2]
    );
}

#[test]
fn prose_in_a_merged_cell_keeps_it_whole() {
    let body = string(
        "この欄は結合されているので列の境を越えて文が続きます。",
        2.0,
        35.0,
        10.0,
    );
    assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 4);
}

#[test]
fn a_row_that_parts_elsewhere_keeps_its_wide_cells() {
    let grid = Grid::from_rules(&[
        across(0.0, 0.0, 300.0),
        across(20.0, 0.0, 300.0),
        across(80.0, 0.0, 300.0),
        down(0.0, 0.0, 80.0),
        down(100.0, 0.0, 20.0),
        down(150.0, 20.0, 80.0),
        down(300.0, 0.0, 80.0),
    ]);
    let mut body = string("特", 20.0, 35.0, 10.0);
    body.extend(string("記", 120.0, 35.0, 10.0));
    body.extend(string("なし", 160.0, 35.0, 10.0));
    let (mut tables, _) = fill(vec![grid.unwrap()], &body);
    let split = split_under_headers(tables.remove(0));
    assert_eq!(split.grid.cells.len(), 4);
}

#[test]
fn full_lines_may_touch_the_next_column() {
    let mut body = string("一二三四五六七八九十", 1.0, 32.0, 10.0);
    body.extend(string("左", 101.0, 32.0, 10.0));
    body.extend(string("終", 1.0, 44.0, 10.0));
    body.extend(string("右", 101.0, 44.0, 10.0));
    assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 6);
    let mut set_right = string("一二三四五六七八九十左", 1.0, 32.0, 10.0);
    set_right.extend(string("右", 101.0, 44.0, 10.0));
    assert_eq!(split_under_headers(table(&set_right)).grid.cells.len(), 4);
}

#[test]
fn text_in_one_column_only_cuts_nothing() {
    let body = string("合計", 2.0, 35.0, 10.0);
    assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 4);
}

#[test]
fn a_gap_before_a_latin_word_at_one_edge_of_two_is_none() {
    let mut body = string("一二三四五六七八九", 6.0, 35.0, 10.0);
    body.extend(string("ABについて", 99.0, 35.0, 10.0));
    body.extend(string("一二三", 6.0, 47.0, 10.0));
    assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 4);
    body.extend(string("三列", 202.0, 35.0, 10.0));
    let cells = split_under_headers(table(&body)).grid.cells.len();
    assert_eq!(cells, 6, "texts of three columns");
}
