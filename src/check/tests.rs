#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};

use super::record::Records;
use super::*;
use crate::write::sample;

fn record() -> Value {
    let mut document = sample::document();
    document.source.sha256 = document.document.id[1..].repeat(4);
    document.source.pages = 9;
    serde_json::to_value(document).unwrap()
}

fn found(record: &Value) -> Vec<Finding> {
    let mut records = Records::new(&sample::profile()).unwrap();
    records.check(&serde_json::to_string_pretty(record).unwrap(), 1)
}

fn changed(pointer: &str, value: Value) -> Vec<Finding> {
    let mut record = record();
    *record.pointer_mut(pointer).unwrap() = value;
    found(&record)
}

#[test]
fn a_good_record_is_good() {
    assert_eq!(found(&record()), []);
}

#[test]
fn schema_violations_are_reported_with_their_place() {
    let findings = changed("/sheets/0/priority", json!("1"));
    let [finding] = &findings[..] else {
        panic!("{findings:?}")
    };
    assert_eq!(finding.code, Code::SchemaBroken);
    assert_eq!(finding.path.as_deref(), Some("/sheets/0/priority"));
    let text = {
        let mut record = record();
        record["sheets"][0]["priority"] = json!("1");
        serde_json::to_string_pretty(&record).unwrap()
    };
    let line = text
        .lines()
        .nth(finding.line.unwrap() as usize - 1)
        .unwrap();
    assert_eq!(line.find('"'), line.find("\"priority\""));
    assert_eq!(
        finding.column.unwrap() as usize,
        line.find(": \"1\"").unwrap() + 3
    );
}

#[test]
fn a_contradictory_record_is_reported() {
    for (pointer, value) in [
        ("/coverage/mapped", json!(7)),
        ("/document/id", json!("dffffffffffffffff")),
        ("/document/municipality/code", json!("202036")),
        ("/document/fiscal_year_end", json!("2019-03-31")),
        ("/sheets/0/pages/0", json!(10)),
        (
            "/sheets/0/items/0/measures/0/period_start",
            json!("2023-01-01"),
        ),
    ] {
        let findings = changed(pointer, value);
        assert_eq!(findings.len(), 1, "{pointer}: {findings:?}");
        assert_eq!(findings[0].code, Code::Contradiction, "{pointer}");
        assert!(findings[0].line.is_some(), "{pointer}");
    }
}

#[test]
fn invalid_json_is_reported_with_its_position() {
    let mut records = Records::new(&sample::profile()).unwrap();
    let finding = records.check("{\n\"a\": }", 5).remove(0);
    assert_eq!(finding.code, Code::NotCheckable);
    assert_eq!((finding.line, finding.column), (Some(6), Some(6)));
}

#[test]
fn a_repeated_document_is_reported() {
    let mut records = Records::new(&sample::profile()).unwrap();
    let text = record().to_string();
    assert_eq!(records.check(&text, 1), []);
    let finding = records.check(&text, 2).remove(0);
    assert_eq!(finding.code, Code::RepeatedKey);
    assert_eq!(finding.line, Some(2));
}

fn schema() -> Value {
    json!({
        "fields": [
            {"name": "id", "type": "string", "constraints": {"required": true}},
            {"name": "n", "type": "integer"},
            {"name": "x", "type": "number"},
            {"name": "day", "type": "date"},
        ],
        "primaryKey": ["id"],
    })
}

/// Code, line and column of the findings in a table.
fn in_table(csv: &str) -> Vec<(Code, u64, Option<u64>)> {
    let read = table::read(csv.as_bytes(), &schema(), &[]);
    let place = |f: Finding| (f.code, f.line.unwrap(), f.column);
    read.findings.into_iter().map(place).collect()
}

#[test]
fn a_good_table_is_good() {
    let csv = "\u{FEFF}id,n,x,day\r\n001,1,-1.5,2021-02-28\r\n\"a\nb\",,,\r\n";
    assert_eq!(in_table(csv), []);
    assert_eq!(table::read(csv.as_bytes(), &schema(), &[]).rows, 2);
}

#[test]
fn a_wrong_header_is_reported() {
    assert_eq!(
        in_table("id,m,x,day\na,1,1,\n"),
        [(Code::Header, 1, Some(2))]
    );
    assert_eq!(in_table("id,n,x\na,1,1\n"), [(Code::Header, 1, None)]);
}

#[test]
fn wrong_cells_are_told_by_line_and_column() {
    let csv = "id,n,x,day\n\"a\nb\",1,1,\n,1.5,1e,2021-02-29\nc,1\n";
    let cell = Code::CellValue;
    let want = [
        (cell, 4, Some(1)),
        (cell, 4, Some(2)),
        (cell, 4, Some(3)),
        (cell, 4, Some(4)),
        (cell, 5, None),
    ];
    assert_eq!(in_table(csv), want);
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let csv = "id,n,x,day\r\n\"a\nb\",1,1,\r\nc,z,1,\r\n";
    assert_eq!(in_table(csv), [(Code::CellValue, 4, Some(2))]);
}

#[test]
fn a_repeated_key_is_reported() {
    assert_eq!(
        in_table("id,n,x,day\na,,,\na,,,\n"),
        [(Code::RepeatedKey, 3, None)]
    );
}

#[test]
fn a_table_that_is_not_utf8_is_not_csv() {
    let read = table::read(&b"id,n,x,day\n\x8f\xe3,1,1,\n"[..], &schema(), &[]);
    assert_eq!(read.findings[0].code, Code::NotCheckable);
}

#[test]
fn rows_without_their_parent_are_reported() {
    let child = json!({
        "fields": [{"name": "of", "type": "string"}],
        "foreignKeys": [{"fields": ["of"], "reference": {"resource": "parents", "fields": ["id"]}}],
    });
    let names = |name: &str| vec![vec![name.to_owned()]];
    let parents = table::read(&b"id,n,x,day\na,,,\n"[..], &schema(), &names("id"));
    let children = table::read(&b"of\na\nb\n\"\"\n"[..], &child, &names("of"));
    let tables = [
        ("parents", (schema(), parents)),
        ("children", (child, children)),
    ];
    let tables = tables.map(|(name, table)| (name.to_owned(), table)).into();
    let orphans = package::orphans(&tables);
    let [(table, finding)] = &orphans[..] else {
        panic!("{orphans:?}")
    };
    assert_eq!(
        (table.as_str(), finding.code, finding.line),
        ("children", Code::ForeignKey, Some(3))
    );
}

#[test]
fn a_descriptor_that_is_not_a_package_is_reported() {
    assert_eq!(
        package::resources("{").unwrap_err().code,
        Code::NotCheckable
    );
    assert_eq!(
        package::resources("{}").unwrap_err().code,
        Code::NotCheckable
    );
    let out = json!({"resources": [{"name": "a", "path": "../a.csv"}]}).to_string();
    assert_eq!(
        package::resources(&out).unwrap_err().code,
        Code::PackageFile
    );
}

#[test]
fn a_file_that_differs_from_its_description_is_reported() {
    let text = json!({"resources": [{"name": "a", "path": "a.csv", "bytes": 3, "hash": "sha256:ab", "rows": 1}]});
    let resource = package::resources(&text.to_string()).unwrap().remove(0);
    assert_eq!(resource.compare(3, "ab", Some(1)), []);
    assert_eq!(resource.compare(4, "cd", Some(2)).len(), 3);
}
