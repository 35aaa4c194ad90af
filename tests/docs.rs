//! `docs/` describes what the program does.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use juten::diagnostics::Code;
use juten::package::dictionary::dictionary;
use juten::profile::Profile;
use juten::write::tables::{self, Table};

/// The cells of each row of the page's tables.
fn cells(page: &str) -> impl Iterator<Item = Vec<String>> {
    let rows = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").map(str::to_owned).collect())
}

/// The first three cells of each row that begins with a code.
fn rows(page: &str) -> Vec<[String; 3]> {
    cells(page)
        .filter(|cells| cells[0].len() == 4 && cells[0].ends_with(|c: char| c.is_ascii_digit()))
        .map(|cells| [cells[0].clone(), cells[1].clone(), cells[2].clone()])
        .collect()
}

#[test]
fn the_page_lists_every_code() {
    let documented = rows(include_str!("../docs/diagnostics.md"));
    let defined: Vec<[String; 3]> = Code::ALL
        .iter()
        .map(|code| [code.as_str(), code.severity().as_str(), code.meaning()].map(str::to_owned))
        .collect();
    assert_eq!(documented, defined);
}

#[test]
fn every_row_says_what_to_do() {
    let page = include_str!("../docs/diagnostics.md");
    let rows = page
        .lines()
        .filter(|l| l.starts_with("| E") || l.starts_with("| W"));
    for row in rows {
        assert_eq!(row.matches('|').count(), 5, "{row}");
        assert!(row.ends_with(". |"), "{row}");
    }
}

#[test]
fn the_page_of_the_tables_names_each_with_its_key() {
    let page = include_str!("../docs/tables.md");
    let documented: Vec<[String; 2]> = cells(page)
        .filter(|cells| cells.len() == 3 && cells[0].starts_with('`'))
        .map(|cells| [cells[0].replace('`', ""), cells[2].clone()])
        .collect();
    let profile = Profile::builtin("ueda-juten").unwrap();
    let defined: Vec<[String; 2]> = tables::tables(&profile)
        .iter()
        .map(|table: &Table| [table.name.to_string(), table.key.join(", ")])
        .collect();
    assert_eq!(documented, defined);
}

#[test]
fn the_dictionary_equals_the_profile() {
    let profile = Profile::builtin("ueda-juten").unwrap();
    let all = tables::tables(&profile);
    let all: Vec<&Table> = all.iter().collect();
    let want = format!("# {}: 列の説明\n\n{}", profile.title, dictionary(&all, 2));
    let hint = "run: juten schema dictionary > docs/dictionary.md";
    assert!(include_str!("../docs/dictionary.md") == want, "{hint}");
}
