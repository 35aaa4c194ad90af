#![allow(clippy::unwrap_used)]
//! Layouts that the built-in profile's form does not have.
use super::super::*;
use super::tests::{cell, line, rows, run_with, text};
use crate::content::{Block, Table};
use crate::profile::Profile;

const PROFILE: &str = r#"
id = "other"
title = "other"
[page]
sheet_title = '^シート$'
headings = ['^\d+年現在$']
[[field]]
key = "goal"
title = "テーマ"
role = "goal"
labels = ["テーマ"]
[[field]]
key = "place"
title = "部門"
role = "department"
labels = ["部門"]
[[field]]
key = "ground"
title = "背景"
labels = ["背景"]
[[field]]
key = "aim"
title = "ねらい"
labels = ["ねらい"]
[[column]]
key = "number"
title = "番号"
role = "number"
labels = ["番号"]
[[column]]
key = "steps"
title = "進め方"
role = "measures"
labels = ["進め方"]
"#;

fn run(blocks: Vec<Block>) -> Segmented {
    run_with(&Profile::parse(PROFILE).unwrap().labels, blocks)
}

fn fields(form: &Form) -> Vec<(String, String)> {
    form.fields
        .iter()
        .map(|f| (text(&f.label), text(&f.value)))
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

fn form(blocks: Vec<Block>) -> Form {
    let found = run(blocks);
    assert!(found.loose.is_empty(), "{:?}", found.loose);
    assert_eq!(found.forms.len(), 1);
    found.forms.into_iter().next().unwrap()
}

const HEADER: &[&str] = &["番号", "進め方"];

#[test]
fn values_stand_below_a_row_of_nothing_but_labels() {
    let table = rows(
        1,
        &[
            &["テーマ", "海"],
            &["背景", "ねらい"],
            &["増えた", "減らす"],
            HEADER,
        ],
    );
    let want = [("テーマ", "海"), ("背景", "増えた"), ("ねらい", "減らす")];
    assert_eq!(fields(&form(vec![Block::Table(table)])), pairs(&want));
}

#[test]
fn a_label_with_room_for_its_value_has_none_below() {
    let table = rows(
        1,
        &[&["テーマ", "海"], &["背景", ""], &["備考", "なし"], HEADER],
    );
    let want = [("テーマ", "海"), ("背景", ""), ("備考", "なし")];
    assert_eq!(fields(&form(vec![Block::Table(table)])), pairs(&want));
}

#[test]
fn an_empty_row_parts_a_label_from_what_comes_below() {
    let wide = |row, text: &str| cell(row, 0, text).spanning(1, 2);
    let narrow = |row, col, text: &str| cell(row, col, text);
    let cells = vec![
        narrow(0, 0, "テーマ"),
        narrow(0, 1, "海"),
        wide(1, "背景"),
        wide(2, ""),
        wide(3, "注"),
        narrow(4, 0, "番号"),
        narrow(4, 1, "進め方"),
    ];
    let found = run(vec![Block::Table(super::tests::table(cells))]);
    assert_eq!(
        fields(&found.forms[0])[1],
        ("背景".to_owned(), String::new())
    );
    assert_eq!(text(&found.loose), "注");
}

#[test]
fn a_column_of_numbers_gives_the_items_their_markers() {
    let items: &[&[&str]] = &[
        &["テーマ", "海"],
        HEADER,
        &["A-1", "掃く"],
        &["A-2", "拾う"],
    ];
    let form = form(vec![Block::Table(rows(1, items))]);
    let markers: Vec<String> = form.rows.iter().map(|r| text(&r.marker)).collect();
    assert_eq!(markers, ["A-1", "A-2"]);
    assert_eq!(form.header.len(), 1);
    assert_eq!(text(&form.headings), "番号");
}

fn sheet(page: u32, goal: &str) -> Block {
    let table: Table = rows(page, &[&["テーマ", goal], HEADER, &["1", "掃く"]]);
    Block::Table(table)
}

#[test]
fn labels_in_lines_belong_to_the_table_below() {
    let found = run(vec![
        line("シート"),
        line("部門：環境部 責任者：部長"),
        sheet(1, "海"),
        line("シート"),
        line("部門：福祉部"),
        sheet(2, "子"),
    ]);
    assert!(found.loose.is_empty(), "{:?}", found.loose);
    let first = [("部門：", "環境部"), ("責任者：", "部長"), ("テーマ", "海")];
    assert_eq!(fields(&found.forms[0]), pairs(&first));
    assert_eq!(
        fields(&found.forms[1]),
        pairs(&[("部門：", "福祉部"), ("テーマ", "子")])
    );
}

#[test]
fn labels_that_a_page_repeats_are_headings() {
    let more: &[&[&str]] = &[HEADER, &["2", "拾う"]];
    let form = form(vec![
        line("シート"),
        line("部門：環境部"),
        sheet(1, "海"),
        line("シート"),
        line("部門：環境部"),
        Block::Table(rows(2, more)),
    ]);
    assert_eq!(
        fields(&form),
        pairs(&[("部門：", "環境部"), ("テーマ", "海")])
    );
    assert_eq!(form.rows.len(), 2);
}

#[test]
fn a_goal_in_a_line_begins_a_sheet() {
    let table = |page| Block::Table(rows(page, &[HEADER, &["1", "掃く"]]));
    let found = run(vec![
        line("テーマ：海"),
        table(1),
        line("テーマ：山"),
        table(2),
    ]);
    let goals: Vec<_> = found.forms.iter().map(fields).collect();
    assert_eq!(
        goals,
        [pairs(&[("テーマ：", "海")]), pairs(&[("テーマ：", "山")])]
    );
}

#[test]
fn headings_hold_no_value() {
    let found = run(vec![
        line("2024年現在"),
        sheet(1, "海"),
        line("2025 年現在"),
    ]);
    assert_eq!(text(&found.headings), "2024年現在|2025 年現在");
    assert!(found.loose.is_empty());
}
