//! Tables of cases: one text and its value per line.

use juten::values::{FiscalYear, HeadingUnit, figure_under, figures};

use super::{all_shown, dates};

/// The lines of a table with their numbers; `#` starts a comment, `\n` is a line feed.
fn lines(table: &'static str) -> impl Iterator<Item = (usize, Vec<String>)> {
    let numbered = (1..).zip(table.lines());
    let cases = numbered.filter(|(_, line)| !line.starts_with('#'));
    cases.map(|(number, line)| {
        let cells = line.split('\t').map(|cell| cell.replace("\\n", "\n"));
        (number, cells.collect())
    })
}

/// Compares the last cells of each line with what `read` gives for its text.
fn check(name: &str, table: &'static str, least: usize, read: impl Fn(&[String]) -> Vec<String>) {
    let mut count = 0;
    let mut wrong = String::new();
    for (number, cells) in lines(table) {
        count += 1;
        let found = read(&cells);
        let expected = &cells[cells.len() - found.len()..];
        if found != expected {
            wrong += &format!(
                "{name}:{number}: {}: {found:?}, not {expected:?}\n",
                cells[0]
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= least, "{name} has {count} cases only");
}

#[test]
fn fiscal_years() {
    check(
        "fiscal-years.tsv",
        include_str!("fiscal-years.tsv"),
        40,
        |cells| {
            let year = FiscalYear::parse(&cells[0]).map(|year| year.year().to_string());
            vec![year.unwrap_or_else(|| "-".to_owned())]
        },
    );
}

#[test]
fn periods() {
    check("periods.tsv", include_str!("periods.tsv"), 300, |cells| {
        let (start, end) = dates(&cells[0], Some(2020));
        vec![start, end]
    });
}

#[test]
fn figures_with_units() {
    check("figures.tsv", include_str!("figures.tsv"), 300, |cells| {
        vec![all_shown(&figures(&cells[0]))]
    });
}

#[test]
fn the_figure_under_a_heading() {
    check("headings.tsv", include_str!("headings.tsv"), 40, |cells| {
        let unit = HeadingUnit::find(&cells[1]);
        let figure = figure_under(&cells[0], unit.as_ref());
        vec![all_shown(figure.as_slice())]
    });
}

#[test]
fn without_a_fiscal_year_only_written_years_count() {
    let none = ("-".to_owned(), "-".to_owned());
    for text in [
        "通年",
        "8月",
        "年度内",
        "上半期",
        "7月～9月",
        "翌年度",
        "本年10月",
    ] {
        assert_eq!(dates(text, None), none, "{text}");
    }
    let written = ("2022-01-01".to_owned(), "2022-01-31".to_owned());
    assert_eq!(dates("令和4年1月", None), written);
}

#[test]
fn a_fiscal_year_runs_from_april_to_march() {
    let year = FiscalYear::parse("令和2年度").unwrap();
    let days = (year.start(), year.end());
    assert_eq!(days, ("2020-04-01".to_owned(), "2021-03-31".to_owned()));
}

/// The rows of the tables below a heading of `docs/values.md`, as cells.
fn documented(heading: &str) -> Vec<Vec<&'static str>> {
    let rows: Vec<Vec<&str>> = include_str!("../../docs/values.md")
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 15, "{heading}");
    rows
}

/// The texts in backquotes in a cell.
fn examples(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_documented_periods_hold() {
    let or_dash = |cell: &str| if cell.is_empty() { "-" } else { cell }.to_owned();
    for row in documented("## Periods") {
        for example in examples(row[1]) {
            let expected = (or_dash(row[2]), or_dash(row[3]));
            assert_eq!(dates(example, Some(2020)), expected, "{example}");
        }
    }
}

#[test]
fn the_documented_figures_hold() {
    for row in documented("## Figures") {
        for example in examples(row[1]) {
            let found = figures(example);
            let value = |n: usize| found.get(n).map(|f| f.value.to_string());
            let values: Vec<String> = (0..found.len()).filter_map(value).collect();
            assert_eq!(values.join(" and "), row[2], "{example}");
            for figure in &found {
                assert_eq!(figure.unit, row[3], "{example}");
            }
            let qualifier = found.iter().find_map(|f| f.qualifier.as_deref());
            assert_eq!(qualifier.unwrap_or_default(), row[4], "{example}");
        }
    }
}

#[test]
fn documented_non_figures_have_no_value() {
    let list = include_str!("../../docs/values.md").lines();
    let list = list.skip_while(|line| *line != "**No figures:**").skip(2);
    let mut count = 0;
    for line in list.take_while(|line| !line.is_empty()) {
        for example in examples(line) {
            count += 1;
            assert_eq!(all_shown(&figures(example)), "", "{example}");
        }
    }
    assert!(count > 30);
}
