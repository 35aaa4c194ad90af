#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::content::{Block, Line};
use crate::segment::sheets::tests::rows;
use crate::text::Text;

/// A document of one table.
fn document(table: &[&[&str]]) -> Content {
    Content {
        blocks: vec![Block::Table(rows(1, table))],
        pages: 1,
        ..Content::default()
    }
}

fn toml(documents: &[Content]) -> String {
    let toml = learn(documents, &[]).profile("draft").0;
    Profile::parse(&toml).expect(&toml);
    toml
}

fn has(toml: &str, entry: &str) -> bool {
    toml.lines().any(|line| line.trim() == entry)
}

#[test]
fn what_stays_is_a_label_and_what_changes_a_value() {
    let sheet = |project: &str, hall: &str| document(&[&["催し名", project, "会場", hall]]);
    let toml = toml(&[
        sheet("夜の館", "土間"),
        sheet("朝の庭", "縁側"),
        sheet("昼の蔵", "二階"),
    ]);
    assert!(
        has(&toml, "labels = [\"催し名\"]") && has(&toml, "labels = [\"会場\"]"),
        "{toml}"
    );
    assert!(!toml.contains("labels = [\"夜の館\"]"), "{toml}");
    assert_eq!(toml.matches("[[field]]").count(), 2);
}

#[test]
fn figures_dates_and_marks_are_no_labels_however_often_they_come() {
    let sheet = |name: &str| {
        document(&[
            &["催し名", name, "定員", "20人"],
            &["開催日", "3月", "有料", "○"],
        ])
    };
    let toml = toml(&[sheet("夜の館"), sheet("朝の庭"), sheet("昼の蔵")]);
    for figure in ["20人", "3月", "○"] {
        assert!(
            !toml.contains(&format!("labels = [\"{figure}\"]")),
            "{toml}"
        );
    }
    assert_eq!(toml.matches("[[field]]").count(), 4);
}

#[test]
fn labels_of_rows_and_columns_make_a_matrix() {
    let sheet = |a: &str, b: &str| {
        document(&[
            &["区分", "5年度", "6年度"],
            &["入館料", a, b],
            &["協賛金", b, ""],
        ])
    };
    let toml = toml(&[sheet("120", "95"), sheet("80", "77"), sheet("64", "")]);
    assert!(has(&toml, "kind = \"matrix\""), "{toml}");
    // both years are one column whose year is data
    assert_eq!(toml.matches("table.column]]").count(), 1, "{toml}");
    assert!(
        toml.contains("(?P<year>") && toml.contains("its rows / 行: 入館料, 協賛金"),
        "{toml}"
    );
}

#[test]
fn a_header_over_rows_of_values_makes_records() {
    let list = |rows: [[&str; 4]; 3]| {
        let head: &[&str] = &["会場", "催し名", "来館者", "備考"];
        let rows = rows.iter().map(|row| row.as_slice());
        document(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
    };
    let toml = toml(&[
        list([
            ["土間", "夜の館", "120", ""],
            ["縁側", "朝の庭", "95", "雨"],
            ["二階", "昼の蔵", "64", ""],
        ]),
        list([
            ["中庭", "宵の間", "31", ""],
            ["玄関", "朝の蔵", "88", ""],
            ["蔵前", "夜の庭", "70", "雪"],
        ]),
    ]);
    assert!(has(&toml, "kind = \"rows\""), "{toml}");
    assert_eq!(toml.matches("table.column]]").count(), 4, "{toml}");
    assert!(!toml.contains("[[field]]"), "{toml}");
}

/// Workbooks have their title in a row of its own above the borders of the table.
#[test]
fn the_title_of_a_document_is_not_that_of_its_first_table() {
    let list = |rows: [[&str; 3]; 2]| {
        let head: &[&str] = &["会場", "催し名", "来館者"];
        let rows = rows.iter().map(|row| row.as_slice());
        let mut document = document(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
        let title = Line {
            page: 1,
            text: Text::unplaced("令和6年度催し一覧"),
            ..Line::default()
        };
        document.blocks.insert(0, Block::Line(title));
        document
    };
    let toml = toml(&[
        list([["土間", "夜の館", "120"], ["縁側", "朝の庭", "95"]]),
        list([["中庭", "宵の間", "31"], ["玄関", "朝の蔵", "88"]]),
    ]);
    assert!(
        has(&toml, "kind = \"rows\"") && toml.contains("sheet_title"),
        "{toml}"
    );
    assert!(!toml.contains("under = "), "{toml}");
}

#[test]
fn one_label_in_two_places_is_anchored_by_what_it_stands_behind() {
    let sheet =
        |a: &str, b: &str| document(&[&["達成度", a], &["理由", b], &["方向性", b], &["理由", a]]);
    let toml = toml(&[
        sheet("高い館", "続ける庭"),
        sheet("低い庭", "止める蔵"),
        sheet("並の蔵", "変える館"),
    ]);
    assert_eq!(toml.matches("labels = [\"理由\"]").count(), 2, "{toml}");
    assert!(toml.contains("after = \"direction\""), "{toml}");
}

#[test]
fn marks_before_texts_that_stay_are_a_choice() {
    let sheet = |a: &str, b: &str| document(&[&["対象", a, "子ども", b, "大人"]]);
    let toml = toml(&[sheet("○", ""), sheet("", "○"), sheet("○", "○")]);
    assert!(has(&toml, "type = \"choice\""), "{toml}");
    assert!(!toml.contains("labels = [\"子ども\"]"), "{toml}");
}

#[test]
fn labels_with_years_become_patterns() {
    let sheet = |year: &str, name: &str| document(&[&[&format!("令和{year}年度催し名"), name]]);
    let toml = toml(&[
        sheet("5", "夜の館"),
        sheet("6", "朝の庭"),
        sheet("7", "昼の蔵"),
    ]);
    assert!(
        toml.contains(r"patterns = ['^\D{0,2}(\d{1,4}|元)年度?催し名$']"),
        "{toml}"
    );
}

#[test]
fn a_document_with_nothing_gives_a_draft_of_nothing() {
    assert!(learn(&[], &[]).is_empty());
    assert!(learn(&[Content::default()], &[]).is_empty());
    let toml = learn(&[Content::default()], &[]).profile("nothing").0;
    Profile::parse(&toml).unwrap();
}

#[test]
fn what_a_document_says_stays_in_its_comment() {
    let sheet = |name: &str| document(&[&["催し\u{85}名\"'''", name]]);
    let toml = toml(&[sheet("夜\nの\u{2028}館"), sheet("朝"), sheet("昼")]);
    assert!(toml.contains("[[field]]"), "{toml}");
}
