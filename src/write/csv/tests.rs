#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::write::{sample, tables};

fn table(name: &str) -> Table {
    tables::table(&sample::profile(), name).unwrap()
}

fn written(name: &str, options: &CsvOptions) -> Vec<u8> {
    let table = table(name);
    let mut out = header(&table, options).unwrap();
    out.extend(rows(&table, &sample::document(), options).unwrap().bytes);
    out
}

fn records(csv: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv)
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn column_of(csv: &[u8], name: &str) -> Vec<String> {
    let records = records(csv);
    let at = records[0].iter().position(|h| h == name).unwrap();
    records[1..].iter().map(|r| r[at].clone()).collect()
}

#[test]
fn every_table_reads_back_with_as_many_cells_in_each_row() {
    for name in tables::NAMES {
        let records = records(&written(name, &CsvOptions::default()));
        assert!(records.len() > 1, "{name}");
        assert!(
            records.iter().all(|r| r.len() == records[0].len()),
            "{name}"
        );
    }
}

#[test]
fn headers_are_keys_or_japanese_titles() {
    let options = CsvOptions {
        headers: Headers::Ja,
        ..CsvOptions::default()
    };
    let first = |csv: Vec<u8>| records(&csv)[0][0].clone();
    assert_eq!(
        first(written("measures", &CsvOptions::default())),
        "document_id"
    );
    assert_eq!(first(written("measures", &options)), "文書ID");
    assert_eq!("en".parse(), Ok(Headers::En));
    assert_eq!("ja".parse(), Ok(Headers::Ja));
    assert!("日本語".parse::<Headers>().is_err());
}

#[test]
fn byte_order_mark_and_line_ends() {
    let options = CsvOptions {
        bom: true,
        line_ending: LineEnding::Crlf,
        ..CsvOptions::default()
    };
    let csv = written("goals", &options);
    assert!(csv.starts_with(b"\xEF\xBB\xBFdocument_id,"));
    assert_eq!(csv.iter().filter(|&&b| b == b'\n').count(), 3);
    assert!(csv.ends_with(b"\r\n"));
    let plain = written("goals", &CsvOptions::default());
    assert!(plain.starts_with(b"document_id,"));
    assert!(!plain.contains(&b'\r'));
}

#[test]
fn a_line_feed_in_a_cell_stays_one_in_quotes() {
    let options = CsvOptions {
        line_ending: LineEnding::Crlf,
        ..CsvOptions::default()
    };
    let csv = String::from_utf8(written("measures", &options)).unwrap();
    assert!(csv.contains("\"収集\n伝達\""));
}

#[test]
fn quotes_and_commas_survive() {
    let csv = written("sheets", &CsvOptions::default());
    assert_eq!(
        column_of(&csv, "special_notes_participation"),
        ["「声」, \"広報\""]
    );
}

#[test]
fn formulas_are_made_harmless_and_numbers_stay() {
    let csv = written("measures", &CsvOptions::default());
    assert_eq!(column_of(&csv, "target"), ["'=SUM(A1)", "3回"]);
    assert_eq!(column_of(&csv, "interim"), ["-5", ""]);
}

#[test]
fn formulas_are_defused() {
    for text in [
        "=1", "+A1", "-A1", "@x", "\tx", "\rx", "-", "--5", "-5回", "-1.2.3", "+", "-,5",
    ] {
        assert_eq!(harmless(text.into()), format!("'{text}"));
    }
    for text in ["", "-5", "+3", "-1,234", "-2.5%", "a=b", "△5", "・", "'=1"] {
        assert_eq!(harmless(text.into()), text);
    }
}

#[test]
fn cp932_has_no_byte_order_mark() {
    let options = CsvOptions {
        bom: true,
        encoding: Encoding::Cp932,
        ..CsvOptions::default()
    };
    let csv = written("goals", &options);
    assert!(csv.starts_with(b"document_id,"));
    let text = encoding_rs::SHIFT_JIS.decode(&csv).0.into_owned();
    assert!(text.contains("防災力の向上"));
}

#[test]
fn a_character_that_cp932_lacks_is_named_with_its_cell() {
    let mut document = sample::document();
    document.document.goals[1].title = "𠮷田".to_owned();
    let mut options = CsvOptions {
        encoding: Encoding::Cp932,
        ..CsvOptions::default()
    };
    let error = rows(&table("goals"), &document, &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "goals, row 2, column title: CP932 has no '𠮷' (U+20BB7)"
    );
    options.replace_unmappable = true;
    let csv = rows(&table("goals"), &document, &options).unwrap().bytes;
    assert!(encoding_rs::SHIFT_JIS.decode(&csv).0.contains("〓田"));
}

#[test]
fn cells_that_excel_would_change_are_protected_on_request() {
    let mut document = sample::document();
    document.document.goals[0].title = "(1)".to_owned();
    let options = CsvOptions {
        excel_safe: true,
        ..CsvOptions::default()
    };
    let csv = rows(&table("goals"), &document, &options).unwrap().bytes;
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains(",\"=\"\"(1)\"\"\""), "{csv}");
}

#[test]
fn titles_that_are_not_unique_get_their_keys() {
    let mut table = table("goals");
    table.columns[0].title = table.columns[1].title.clone();
    let titles = Headers::Ja.of(&table);
    assert_ne!(titles[0], titles[1]);
    assert!(titles[0].ends_with("（document_id）"));
}
