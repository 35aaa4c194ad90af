//! Tables whose cells are drawn without rules between them: shades or boxes with gaps.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use juten::ReadOptions;
use juten::content::Table;

/// The texts by row, each where its cell begins.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new(); table.cols]; table.rows];
    for cell in &table.cells {
        rows[cell.row][cell.col] = cell.text().to_string();
    }
    rows
}

#[test]
fn shades_and_boxes_with_gaps_are_cells() {
    let bytes = std::fs::read("fixtures/tables/boxes-with-gaps.chromium.pdf").unwrap();
    let read = juten::read(bytes, &ReadOptions::default()).unwrap();
    let tables: Vec<_> = read.content.tables().map(rows).collect();
    let shaded = [
        ["項目", "期限", "目標"],
        ["防災備蓄の更新", "9月末", "1,200食"],
        ["避難所の点検と改修を行う計画の策定", "通年", "12か所"],
    ];
    let framed = [["区分", "予算"], ["総務", "9,080"]];
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0], shaded);
    assert_eq!(tables[1], framed);
}
