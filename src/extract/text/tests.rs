#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

use super::*;
use crate::diagnostics::Code;

const SAMPLE: &str = "令和2年度 重点目標管理シート\n\n重点目標\t防災力の向上\t\t部局名\t総務部\n①\t○訓練\t8月\n\n特記事項\tなし\n";

fn content(text: &str) -> Content {
    read(text.as_bytes(), None).unwrap().0
}

fn table(content: &Content, at: usize) -> &Table {
    match &content.blocks[at] {
        Block::Table(table) => table,
        other => panic!("no table: {other:?}"),
    }
}

/// The lines of each cell of a one-row table.
fn cells_of(text: &str) -> Vec<Vec<String>> {
    let content = content(text);
    let lines = |cell: &Cell| {
        cell.lines
            .iter()
            .map(|line| line.text.to_string())
            .collect()
    };
    table(&content, 0).cells.iter().map(lines).collect()
}

#[test]
fn rows_are_tables_and_other_lines_are_lines() {
    let content = content(SAMPLE);
    assert_eq!(content.blocks.len(), 3);
    assert!(
        matches!(&content.blocks[0], Block::Line(line) if line.room.is_infinite() && line.page == 1)
    );
    let first = table(&content, 1);
    assert_eq!((first.rows, first.cols, first.ruled), (2, 5, false));
    assert_eq!(first.cells.len(), 8);
    assert!(first.cells[2].lines.is_empty());
    let last = &first.cells[7];
    assert_eq!(
        (last.row, last.col, last.row_span, last.col_span),
        (1, 2, 1, 1)
    );
    assert_eq!(table(&content, 2).rows, 1);
}

#[test]
fn every_character_knows_its_line_and_column() {
    let content = content(SAMPLE);
    let cell = &table(&content, 1).cells[4];
    let first = cell.lines[0].text.chars()[0];
    assert_eq!(first.c, '総');
    let place = content.places[first.at as usize];
    assert_eq!(place.position, Position::LineColumn(3, 18));
    assert_eq!(place.page, 1);
}

#[test]
fn form_feeds_count_pages() {
    let content = content("一\t二\n\u{C}三\n四\u{C}五");
    assert_eq!(content.pages, 3);
    let pages: Vec<u32> = content.blocks.iter().map(Block::page).collect();
    assert_eq!(pages, [1, 2, 2, 3]);
}

#[test]
fn line_endings_of_all_systems() {
    for text in ["a\tb\nc\td\n", "a\tb\r\nc\td\r\n", "a\tb\rc\td"] {
        assert_eq!(table(&content(text), 0).rows, 2, "{text:?}");
    }
}

#[test]
fn tags_cut_lines_and_vanish() {
    assert_eq!(
        cells_of(
            "現況\t<p>一。</p> <p>二。<br />三</p>\t<ul style=\"list-style-type: none\"><li>四</li><LI>五</ul>"
        ),
        [vec!["現況"], vec!["一。", "二。", "三"], vec!["四", "五"]]
    );
    assert_eq!(
        cells_of("<span class='x'>一</span>二<!-- 三 -->\t"),
        [vec!["一二"], vec![]]
    );
}

#[test]
fn what_is_no_tag_stays() {
    let text = "<5%\tA<B\t1 < 2 > 0\tA&B\t<目標>\t&foo;";
    let cells: Vec<String> = cells_of(text).concat();
    assert_eq!(cells.join("\t"), text);
}

#[test]
fn entities_are_one_character() {
    let content = content("R&amp;D &lt;p&gt;&#12345;&#x3042;&nbsp;終\t");
    let line = &table(&content, 0).cells[0].lines[0];
    assert_eq!(line.text.to_string(), "R&D <p>\u{3039}あ\u{A0}終");
    let last = line.text.chars().last().unwrap();
    assert_eq!(
        content.places[last.at as usize].position,
        Position::LineColumn(1, 40)
    );
}

#[test]
fn encodings_are_told() {
    let text = "重点目標\t優先順位１位\n取組項目\tカタカナ　ひらがな\n";
    let expected = content(text);
    let utf_16 = |unit: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    let marked = format!("\u{FEFF}{text}");
    for (name, bytes) in [
        ("UTF-8 with a mark", marked.clone().into_bytes()),
        ("UTF-16LE with a mark", utf_16(u16::to_le_bytes, &marked)),
        ("UTF-16BE with a mark", utf_16(u16::to_be_bytes, &marked)),
        ("UTF-16LE", utf_16(u16::to_le_bytes, text)),
        ("UTF-16BE", utf_16(u16::to_be_bytes, text)),
        ("CP932", SHIFT_JIS.encode(text).0.into_owned()),
        ("EUC-JP", EUC_JP.encode(text).0.into_owned()),
        ("ISO-2022-JP", ISO_2022_JP.encode(text).0.into_owned()),
    ] {
        assert_eq!(read(&bytes, None).unwrap().0, expected, "{name}");
    }
}

#[test]
fn a_given_encoding_is_held_to() {
    let bytes = EUC_JP.encode("目標").0.into_owned();
    assert!(read(&bytes, Some(EUC_JP)).is_ok());
    let error = read(&bytes, Some(encoding_rs::UTF_8)).unwrap_err();
    assert_eq!(error.code, Code::Encoding);
}

#[test]
fn malformed_bytes_are_placed() {
    let mut bytes = "重点目標管理シート、重点目標管理シート".as_bytes().to_vec();
    bytes.splice(12..12, [0xFF]);
    let error = read(&bytes, None).unwrap_err();
    assert_eq!(error.code, Code::Encoding);
    assert!(error.message.contains("byte 12"), "{error}");
}

#[test]
fn binary_files_are_no_text() {
    for bytes in [
        &b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0"[..],
        &[1, 2, 3, 4, 5, 6, 7, 8],
    ] {
        assert_eq!(read(bytes, None).unwrap_err().code, Code::UnknownFormat);
    }
}

#[test]
fn quoted_cells_hold_line_feeds() {
    let content = content("目標\t\"一、\n(1) \"\"二\"\"\n三\"\t\"1,234\"\t終\n次\t行\n");
    let table = table(&content, 0);
    assert_eq!((table.rows, table.cols), (2, 4));
    let lines: Vec<String> = table.cells[1]
        .lines
        .iter()
        .map(|line| line.text.to_string())
        .collect();
    assert_eq!(lines, ["一、", "(1) \"二\"", "三"]);
    assert_eq!(table.cells[2].lines[0].text.to_string(), "1,234");
    let last = table.cells[3].lines[0].text.chars()[0];
    assert_eq!(
        content.places[last.at as usize].position,
        Position::LineColumn(3, 12)
    );
}

#[test]
fn quotes_of_the_author_stay() {
    let text = "\"共助\"\t\"近助\" 主体\t\"閉じない\n次\t行";
    let content = content(text);
    let table = table(&content, 0);
    let cells: Vec<String> = table
        .cells
        .iter()
        .map(|cell| cell.lines[0].text.to_string())
        .collect();
    assert_eq!(
        cells,
        ["\"共助\"", "\"近助\" 主体", "\"閉じない", "次", "行"]
    );
}

#[test]
fn whatever_the_bytes_nothing_panics() {
    // Bytes that tags, quotes, tabs and encodings are made of, in an order that is random but always the same.
    const ALPHABET: &[u8] = b"<>p/&#;\"\t\n\r\x0C a1\x1B$B\x82\xA0\xE3\x81\x82\xFF\xFE\0";
    let mut seed = 1u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..3000 {
        let length = next(40);
        let bytes: Vec<u8> = (0..length)
            .map(|_| ALPHABET[next(ALPHABET.len())])
            .collect();
        if let Ok((content, _)) = read(&bytes, None) {
            assert!(content.pages >= 1);
        }
        let _ = read(&bytes, Some(SHIFT_JIS));
    }
}

#[test]
fn a_vertical_tab_is_a_line_end_within_a_cell() {
    assert_eq!(
        cells_of("a\tb\u{B}c\td\u{2028}e"),
        [vec!["a"], vec!["b", "c"], vec!["d", "e"]]
    );
    let many = "x\u{B}".repeat(100);
    assert_eq!(cells_of(&format!("a\t{many}"))[1].len(), 100);
}

#[test]
fn a_tag_ends_before_the_next_begins() {
    assert_eq!(
        cells_of("a<b <br>c\t<<p>d"),
        [vec!["a<b", "c"], vec!["<", "d"]]
    );
    assert_eq!(
        cells_of("<!-- x --> a <!-- b\tc"),
        [vec!["a <!-- b"], vec!["c"]]
    );
}
