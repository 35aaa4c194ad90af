#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::HashSet;

use super::*;
use crate::write::sample;

fn texts(table: &str, column: &str) -> Vec<String> {
    let table = super::table(&sample::profile(), table).unwrap();
    let column = table.columns.iter().find(|c| c.name == column).unwrap();
    let document = sample::document();
    table
        .rows(&document)
        .iter()
        .map(|row| match column.value(row) {
            Value::Empty => "-".to_owned(),
            Value::Text(text) => text.into_owned(),
            Value::Number(number) => number.to_string(),
        })
        .collect()
}

fn names(table: &str) -> Vec<String> {
    let table = super::table(&sample::profile(), table).unwrap();
    table.columns.into_iter().map(|c| c.name).collect()
}

#[test]
fn the_tables_are_in_order() {
    let tables: Vec<_> = tables(&sample::profile())
        .iter()
        .map(|t| t.name.clone())
        .collect();
    assert_eq!(tables, NAMES);
}

#[test]
fn names_are_ascii_and_neither_names_nor_titles_repeat() {
    for table in tables(&sample::profile()) {
        let mut seen = HashSet::new();
        for column in &table.columns {
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(column.name.chars().all(is_name), "{}", column.name);
            assert!(column.name.len() <= 63, "CKAN cuts {}", column.name);
            assert!(seen.insert(column.name.clone()), "{}", column.name);
            assert!(
                seen.insert(column.title.clone()),
                "{} {}",
                table.name,
                column.title
            );
        }
    }
}

#[test]
fn keys_are_columns_of_the_table_and_its_parent() {
    let all = tables(&sample::profile());
    for table in &all {
        let names = names(&table.name);
        assert!(table.key.iter().all(|k| names.iter().any(|n| n == k)));
        let Some(parent) = table.parent else { continue };
        let parent = all.iter().find(|t| t.name == parent).unwrap();
        assert!(parent.key.iter().all(|k| names.iter().any(|n| n == k)));
    }
}

#[test]
fn required_columns_have_a_value_in_every_row() {
    let document = sample::document();
    for table in tables(&sample::profile()) {
        for row in table.rows(&document) {
            for column in table.columns.iter().filter(|c| c.required) {
                assert_ne!(column.value(&row), Value::Empty, "{}", column.name);
            }
        }
    }
}

#[test]
fn the_flat_table_has_the_columns_of_the_form() {
    assert_eq!(
        names("measures").join(" "),
        "document_id sheet_seq item_seq measure_seq municipality_code municipality_name department fiscal_year \
         fiscal_year_start priority goal item_no item_marker item_title measure_no marker title details \
         period period_start period_end target target_refers_to interim interim_refers_to final final_refers_to evaluation evaluation_refers_to"
    );
}

#[test]
fn an_item_without_measures_stays_in_the_flat_table() {
    assert_eq!(texts("measures", "item_title"), ["体制の強化", "訓練"]);
    assert_eq!(texts("measures", "measure_no"), ["1", "-"]);
    assert_eq!(texts("measures", "measure_seq"), ["1", "0"]);
    assert_eq!(texts("measures", "details"), ["収集\n伝達", "通年で行う"]);
    assert_eq!(texts("measures", "target"), ["=SUM(A1)", "3回"]);
    assert_eq!(
        texts("measures", "period_end"),
        ["2022-03-31", "2021-12-31"]
    );
}

#[test]
fn items_have_whole_cells_common_texts_and_parts_without_a_measure() {
    assert_eq!(texts("items", "final"), ["57組織\n(5) 検証", "-"]);
    assert_eq!(texts("items", "final_common"), ["57組織", "-"]);
    assert_eq!(
        texts("items", "final_unaligned"),
        ["(5) 検証\n(6) 公表", "-"]
    );
    assert_eq!(texts("items", "item_other"), ["担当課: 危機管理課", ""]);
}

#[test]
fn sheets_have_a_column_for_each_part() {
    assert_eq!(texts("sheets", "creation_strategy_strategy"), [""]);
    assert_eq!(
        texts("sheets", "special_notes_participation"),
        ["「声」, \"広報\""]
    );
    assert_eq!(texts("sheets", "special_notes_effects_and_issues"), ["-"]);
    assert_eq!(texts("sheets", "first_page"), ["2"]);
    assert_eq!(texts("sheets", "last_page"), ["3"]);
    assert_eq!(texts("sheets", "other"), ["SDGs: 11"]);
}

#[test]
fn figures_goals_and_diagnostics() {
    assert_eq!(texts("figures", "value"), ["11721000", "3"]);
    assert_eq!(texts("figures", "measure_seq"), ["1", "0"]);
    assert_eq!(texts("figures", "measure_no"), ["1", "-"]);
    assert_eq!(texts("figures", "seq"), ["1", "1"]);
    assert_eq!(texts("goals", "department"), ["総務部", "財政部"]);
    assert_eq!(texts("diagnostics", "code"), ["W201", "W207"]);
    assert_eq!(texts("diagnostics", "x0"), ["-", "10.1"]);
    assert_eq!(texts("diagnostics", "y0"), ["-", "20.25"]);
}

#[test]
fn uncertain_characters_and_what_may_be_lost() {
    assert_eq!(
        texts("uncertain", "path"),
        ["/sheets/0/goal", "/sheets/0/items/0/title"]
    );
    assert_eq!(texts("uncertain", "confidence"), ["0.5", "0"]);
    assert_eq!(texts("uncertain", "read"), ["大", "-"]);
    assert_eq!(texts("uncertain", "second"), ["太", "-"]);
}

#[test]
fn each_sheet_is_dated_by_its_own_year() {
    let mut document = sample::document();
    document.sheets[0].fiscal_year = Some("令和3年度".to_owned());
    let table = super::table(&sample::profile(), "sheets").unwrap();
    let column = table
        .columns
        .iter()
        .find(|c| c.name == "fiscal_year_start")
        .unwrap();
    let rows = table.rows(&document);
    assert_eq!(column.value(&rows[0]), Value::from("2021-04-01"));
}
