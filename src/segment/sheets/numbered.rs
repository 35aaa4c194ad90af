//! Items and goals by the positions of their numbers, labels that share a cell with their values, values over two
//! pages.
#![allow(clippy::unwrap_used)]
use super::super::*;
use super::tests::{line, rows, run_with, text};
use crate::profile::Profile;

fn run(blocks: Vec<Block>) -> Segmented {
    run_with(&Profile::builtin("ueda-juten").unwrap().labels, blocks)
}

/// A sheet with these item rows, the last of them on the next page.
fn items(header: &[&str], all: &[&[&str]]) -> Vec<(String, String)> {
    let (last, first) = all.split_last().unwrap();
    let mut sheet = vec![&["重点目標", "目標", "部局名", "総務部"][..], header];
    sheet.extend(first);
    let found = run(vec![
        Block::Table(rows(1, &sheet)),
        Block::Table(rows(2, &[last])),
    ]);
    let item = |row: &Row| (text(&row.marker), text(&row.cells[0]));
    found.forms[0].rows.iter().map(item).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(a, b): &(&str, &str)| (a.to_string(), b.to_string());
    all.iter().map(owned).collect()
}

const COLUMNS: &[&str] = &["取組項目", "期間・期限", "数値目標", "中間報告", "期末報告"];

#[test]
fn a_circle_in_the_text_is_a_measures_where_items_have_a_column() {
    let header = [&[""], COLUMNS].concat();
    let found = items(
        &header,
        &[
            &["(1)", "○公園\n① 点検", "通年", "", "", ""],
            &["", "② 植替え", "通年", "", "", ""],
        ],
    );
    assert_eq!(found, pairs(&[("(1)", "○公園|① 点検|② 植替え")]));
}

#[test]
fn the_column_of_numbers_may_have_a_heading() {
    let header = [&["No."], COLUMNS].concat();
    let found = items(
        &header,
        &[
            &["1", "公園\n(1) 点検", "通年", "", "", ""],
            &["2", "緑地\n(1) 植替え", "通年", "", "", ""],
        ],
    );
    let want = [("1", "公園|(1) 点検"), ("2", "緑地|(1) 植替え")];
    assert_eq!(found, pairs(&want));
}

#[test]
fn numbers_in_the_first_cells_count() {
    let found = items(
        COLUMNS,
        &[
            &["1-1　公園\n① 点検", "通年", "", "", ""],
            &["1-2　緑地", "通年", "", "", ""],
            &["・植替え", "通年", "", "", ""],
        ],
    );
    let want = [("1-1", "公園|① 点検"), ("1-2", "緑地|・植替え")];
    assert_eq!(found, pairs(&want));
}

#[test]
fn a_label_may_share_its_cell_with_its_value() {
    let band = &[
        "重点目標",
        "緑の保全",
        "部局名：環境部",
        "担当課：緑政課",
        "優先順位：2位\n（継続）",
    ];
    let found = run(vec![Block::Table(rows(1, &[band, COLUMNS]))]);
    let fields: Vec<_> = found.forms[0]
        .fields
        .iter()
        .map(|f| (text(&f.label), text(&f.value)))
        .collect();
    let want = [
        ("部局名：", "環境部"),
        ("担当課：", "緑政課"),
        ("優先順位：", "2位|（継続）"),
        ("重点目標", "緑の保全"),
    ];
    assert_eq!(fields, pairs(&want));
}

#[test]
fn a_covers_list_may_have_two_columns() {
    let list = rows(1, &[&["1", "甲", "3", "丙"], &["2", "乙"]]);
    let found = run(vec![line("令和2年度 重点目標"), Block::Table(list)]);
    let goals = found.covers[0].goals.iter();
    let goals: Vec<_> = goals.map(|(no, title)| (text(no), text(title))).collect();
    assert_eq!(goals, pairs(&[("1", "甲"), ("2", "乙"), ("3", "丙")]));
}

#[test]
fn a_value_goes_on_at_the_top_of_the_next_page() {
    let first = rows(1, &[&["重点目標", "緑の保全"], &["現況・課題", "老木が"]]);
    // on page 1, too, if two pages are printed on one
    for page in [2, 1] {
        let rest = rows(page, &[&["", "増えた。"], &["目的・効果", "安全"]]);
        let found = run(vec![Block::Table(first.clone()), Block::Table(rest)]);
        let fields = found.forms[0].fields.iter();
        let values: Vec<_> = fields.map(|f| text(&f.value)).collect();
        assert_eq!(values, ["緑の保全", "老木が|増えた。", "安全"]);
        assert!(found.loose.is_empty());
    }
}

#[test]
fn two_values_of_one_field_go_on_each_in_its_place() {
    let first = rows(1, &[&["重点目標", "緑の保全"], &["特記事項", "甲", "乙"]]);
    let rest = rows(2, &[&["", "甲の続き", "乙の続き"]]);
    let found = run(vec![Block::Table(first), Block::Table(rest)]);
    let notes = found.forms[0].fields.last().unwrap();
    assert_eq!(text(&notes.value), "甲|甲の続き|乙|乙の続き");
}
