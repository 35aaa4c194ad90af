//! `docs/diagnostics.md` tells of every code, once, in the words of the code.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use juten::diagnostics::Code;

/// The first three cells of each row that begins with a code.
fn rows(page: &str) -> Vec<[String; 3]> {
    page.lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|line| line.split(" | ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|cells| cells[0].len() == 4 && cells[0].ends_with(|c: char| c.is_ascii_digit()))
        .map(|cells| [cells[0].clone(), cells[1].clone(), cells[2].clone()])
        .collect()
}

#[test]
fn the_page_and_the_codes_are_equal() {
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
