#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::content::{Block, Table};
use crate::normalize::join;

/// As `pdftotext -layout` writes a form whose cells begin at the top.
const FORM: &str = "\
令和4年度 河川管理シート
重点目標          川を守る仕組み                 部局名      土木部

現況・課題         護岸の傷みが進んでおり、毎年の点検が欠か
              せない。
              担い手も減った。

    取組項目               期限         目標
    （何を）               （いつまで
                       に）
①   ○護岸の点検             (1) 9月末    (1) 全12か所を点検する。
    (1) 一斉の点検          (2) 通年     (2) 240本
    (2) 樹木の診断

②   ○相談の窓口             10月から      月20件

                        - 1 -
";

fn table(content: &Content) -> &Table {
    content.tables().next().unwrap()
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    let row = |row| {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        cells.map(|cell| join(&cell.lines).to_string()).collect()
    };
    (0..table.rows).map(row).collect()
}

fn undecided(text: &str) -> String {
    let (content, told) = read(text).unwrap();
    assert!(content.is_none());
    assert_eq!(told[0].code, Code::LaidOut);
    told[0].message.clone()
}

#[test]
fn columns_of_spaces_are_cells() {
    let (content, told) = read(FORM).unwrap();
    let content = content.unwrap();
    assert_eq!(content.pages, 1);
    let is_line =
        |block: &Block, text| matches!(block, Block::Line(line) if line.text.to_string() == text);
    assert!(is_line(&content.blocks[0], "令和4年度 河川管理シート"));
    assert!(is_line(&content.blocks[2], "- 1 -"));
    let rows = texts(table(&content));
    let expected = [
        vec!["重点目標", "川を守る仕組み", "部局名", "土木部"],
        vec![
            "現況・課題",
            "護岸の傷みが進んでおり、毎年の点検が欠かせない。\n担い手も減った。",
        ],
        vec!["取組項目\n（何を）", "期限\n（いつまでに）", "目標"],
        vec![
            "①",
            "○護岸の点検\n(1) 一斉の点検\n(2) 樹木の診断",
            "(1) 9月末\n(2) 通年",
            "(1) 全12か所を点検する。\n(2) 240本",
        ],
        vec!["②", "○相談の窓口", "10月から", "月20件"],
    ];
    assert_eq!(rows, expected);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code, Code::Assumed);
    assert!(told[0].message.ends_with(": 4, 9"), "{}", told[0].message);
}

#[test]
fn each_line_of_a_table_with_numbers_is_a_row() {
    let table_of = |text: &str| {
        let (content, told) = read(text).unwrap();
        assert_eq!(told, []);
        texts(table(&content.unwrap()))
    };
    let expected = [
        ["品名", "数量", "単価"],
        ["りんご", "3個", "120円"],
        ["みかん（小）", "15個", "80円"],
        ["梨", "1個", "1,200円"],
        ["柿", "4個", "90円"],
    ];
    // a Japanese character as wide as a Latin letter, and twice as wide
    let letters = "\
品名         数量     単価
りんご        3個   120円
みかん（小）    15個    80円
梨          1個 1,200円
柿          4個    90円
";
    let columns = "\
品名          数量     単価
りんご         3個    120円
みかん（小）  15個     80円
梨             1個  1,200円
柿             4個     90円
";
    assert_eq!(table_of(letters), expected);
    assert_eq!(table_of(columns), expected);
}

#[test]
fn centred_cells_are_left_alone() {
    let centred = FORM.replace(
        "現況・課題         護岸の傷みが進んでおり、毎年の点検が欠か\n              せない。",
        "              護岸の傷みが進んでおり、毎年の点検が欠か\n現況・課題         せない。",
    );
    assert!(undecided(&centred).contains("so no cells were read"));
}

#[test]
fn a_gap_in_a_cell_and_a_row_with_an_empty_first_cell_look_alike() {
    let gap = FORM.replace("    (2) 樹木の診断\n", "\n    (2) 樹木の診断\n");
    assert!(undecided(&gap).contains("continue the one above"));
}

#[test]
fn two_labels_may_be_two_rows_or_one() {
    // the second label would have fitted into the first line
    let two = FORM.replace(
        "\n現況・課題         ",
        "概要            川の仕事\n現況・課題         ",
    );
    let (content, told) = read(&two).unwrap();
    let rows = texts(table(&content.unwrap()));
    assert_eq!(rows[1], ["概要", "川の仕事"]);
    let last = told.last().unwrap();
    assert!(
        last.message.ends_with("may continue the row above: 3, 4"),
        "{}",
        last.message
    );
    // it would not: it may be the rest of it
    let one = FORM.replace(
        "\n現況・課題         ",
        "総合計画に         川の仕事\n現況・課題         ",
    );
    assert!(undecided(&one).contains("(line 4: it may begin a row"));
}

#[test]
fn other_texts_are_not_laid_out() {
    assert_eq!(read(&"品名\t   数量\n".repeat(9)), None);
    let letter = format!(
        "拝啓\n{}敬具\n      令和6年      市長\n",
        "本文である。\n".repeat(9)
    );
    assert_eq!(read(&letter), None);
    assert_eq!(read(&"   字下げした文である。\n".repeat(9)), None);
}
