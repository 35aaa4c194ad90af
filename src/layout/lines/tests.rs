use super::*;
use crate::geometry::Rect;
use crate::layout::tests::{glyph, string};

fn texts(glyphs: &[PlacedGlyph]) -> Vec<String> {
    rows(glyphs).iter().map(|r| r.text().to_string()).collect()
}

#[test]
fn order_comes_from_place_not_from_the_stream() {
    let mut glyphs = string("一行目のテキスト", 10.0, 20.0, 9.0);
    glyphs.extend(string("second line", 10.0, 32.0, 9.0));
    let expected = texts(&glyphs);
    assert_eq!(expected, ["一行目のテキスト", "second line"]);
    glyphs.reverse();
    assert_eq!(texts(&glyphs), expected);
    glyphs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    assert_eq!(texts(&glyphs), expected);
}

#[test]
fn gaps_mean_spaces_by_script() {
    let mut glyphs = string("目", 0.0, 10.0, 10.0);
    glyphs.extend(string("標", 20.0, 10.0, 10.0));
    glyphs.extend(string("10", 32.5, 10.0, 10.0));
    glyphs.extend(string("件", 45.0, 10.0, 10.0));
    glyphs.extend(string("of", 58.0, 10.0, 10.0));
    glyphs.extend(string("it", 71.0, 10.0, 10.0));
    assert_eq!(texts(&glyphs), ["目 標10件of it"]);
}

#[test]
fn an_exponent_stays_on_its_line() {
    let mut glyphs = string("100m", 0.0, 20.0, 10.0);
    glyphs.extend(string("2", 20.0, 16.0, 6.0));
    glyphs.extend(string("next", 0.0, 32.0, 10.0));
    assert_eq!(texts(&glyphs), ["100m2", "next"]);
}

#[test]
fn close_lines_stay_apart() {
    let mut glyphs = string("上の行", 0.0, 20.0, 10.0);
    glyphs.extend(string("下の行", 0.0, 29.0, 10.0));
    assert_eq!(texts(&glyphs).len(), 2);
}

#[test]
fn a_label_written_down_is_one_row() {
    let glyphs: Vec<_> = "現況・課題"
        .chars()
        .enumerate()
        .map(|(i, c)| glyph(c, 5.0, 10.0 + 11.0 * i as f32, 9.0))
        .collect();
    assert_eq!(texts(&glyphs), ["現況・課題"]);
    let digits: Vec<_> = "12"
        .chars()
        .enumerate()
        .map(|(i, c)| glyph(c, 5.0, 10.0 + 11.0 * i as f32, 9.0))
        .collect();
    assert_eq!(texts(&digits), ["1", "2"]);
}

fn vertical(s: &str, x: f32, y: f32) -> Vec<PlacedGlyph> {
    s.chars()
        .enumerate()
        .map(|(i, c)| {
            let y = y + 10.0 * i as f32;
            let glyph = Glyph {
                c,
                bbox: Rect::new(x - 5.0, y, x + 5.0, y + 10.0),
                origin: (x, y + 8.8),
                size: 10.0,
                direction: Direction::Vertical,
                visible: true,
            };
            PlacedGlyph {
                glyph,
                id: i as u32,
            }
        })
        .collect()
}

#[test]
fn vertical_writing_runs_down_and_from_right_to_left() {
    let mut glyphs = vertical("左の列", 50.0, 0.0);
    glyphs.extend(vertical("右の列", 70.0, 0.0));
    assert_eq!(texts(&glyphs), ["右の列", "左の列"]);
}

#[test]
fn digits_upright_in_a_vertical_column_belong_to_it() {
    let mut glyphs = vertical("令和", 50.0, 0.0);
    glyphs.extend(string("10", 45.0, 28.8, 10.0));
    glyphs.extend(vertical("年", 50.0, 30.0));
    assert_eq!(texts(&glyphs), ["令和10年"]);
}

#[test]
fn a_staircase_of_glyphs_is_many_rows() {
    let step = |i: usize| glyph('字', 4.0 * i as f32, 20.0 + 2.6 * i as f32, 10.0);
    let glyphs: Vec<_> = (0..20_000).map(step).collect();
    assert!(texts(&glyphs).len() > 1000);
}

#[test]
fn a_heading_across_vertical_columns_stays_whole() {
    let mut glyphs = vertical("左の列の文字", 50.0, 40.0);
    glyphs.extend(vertical("右の列の文字", 70.0, 40.0));
    glyphs.extend(string("見出しは横", 40.0, 20.0, 10.0));
    assert_eq!(
        texts(&glyphs),
        ["見出しは横", "右の列の文字", "左の列の文字"]
    );
}

#[test]
fn turned_text_is_read_along_its_direction() {
    let mut glyphs = string("up", 0.0, 0.0, 10.0);
    for (i, glyph) in glyphs.iter_mut().enumerate() {
        let y = 100.0 - 5.0 * i as f32;
        glyph.bbox = Rect::new(11.2, y - 5.0, 21.2, y);
        glyph.origin = (20.0, y);
        glyph.direction = Direction::Up;
    }
    glyphs.reverse();
    assert_eq!(texts(&glyphs), ["up"]);
}

/// 現況・課題 in two columns, as LibreOffice writes a cell with vertical text: each character by itself.
#[test]
fn a_label_in_two_columns_is_read_column_by_column() {
    let column = |text: &str, x: f32, id: u32| -> Vec<PlacedGlyph> {
        let place = |(n, c): (u32, char)| PlacedGlyph {
            id: id + n,
            ..glyph(c, x, 20.0 + 10.5 * n as f32, 10.0)
        };
        (0..).zip(text.chars()).map(place).collect()
    };
    let mut glyphs = column("現況・", 30.0, 0);
    glyphs.extend(column("課題", 15.0, 3));
    assert_eq!(texts(&glyphs), ["現況・", "課題"]);
    let across: Vec<PlacedGlyph> = (0..)
        .zip(&glyphs)
        .map(|(n, g)| PlacedGlyph {
            id: [1, 3, 4, 0, 2][n],
            ..*g
        })
        .collect();
    assert_eq!(texts(&across), ["課現", "題況", "・"]);
}

#[test]
fn letters_that_count_stay_on_lines_of_their_own() {
    let column = |text: &str| -> Vec<PlacedGlyph> {
        let place = |(n, c): (usize, char)| glyph(c, 30.0, 20.0 + 12.0 * n as f32, 10.0);
        text.chars().enumerate().map(place).collect()
    };
    for list in ["①②③", "アイウ", "－－"] {
        let lines: Vec<String> = list.chars().map(String::from).collect();
        assert_eq!(texts(&column(list)), lines);
    }
    assert_eq!(texts(&column("特記事項")), ["特記事項"]);
    assert_eq!(texts(&column("①目標")), ["①目標"]);
}
