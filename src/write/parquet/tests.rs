#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::profile::Profile;
use crate::write::sample;
use crate::write::tables::{self, Value};
use ::parquet::basic::LogicalType;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;

/// The bytes of a file that has the document's rows twice.
fn bytes(profile: &Profile, document: &Document, name: &str) -> Vec<u8> {
    let table = tables::table(profile, name).unwrap();
    let mut file = ParquetTable::new(table, Vec::new()).unwrap();
    for _ in 0..2 {
        file.add(document).unwrap();
    }
    file.finish().unwrap()
}

fn reader(
    profile: &Profile,
    document: &Document,
    name: &str,
) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes(profile, document, name)).unwrap();
    SerializedFileReader::new(file).unwrap()
}

/// A form with a matrix, records, choices and a group.
fn form() -> (Profile, Document) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/forms");
    let toml = std::fs::read_to_string(folder.join("shiomi-tenken.toml")).unwrap();
    let profile = Profile::parse(&toml).unwrap();
    let bytes = std::fs::read(folder.join("tenken-r6.weasyprint.pdf")).unwrap();
    let options = crate::Options::new("tenken", profile.clone());
    (profile, crate::convert(bytes, &options).unwrap())
}

/// Whether a cell that was read back equals the table's.
fn is_same(field: &Field, value: &Value<'_>) -> bool {
    match (field, value) {
        (Field::Null, Value::Empty) => true,
        (Field::Null, Value::Text(text)) => text.is_empty(),
        (Field::Str(read), Value::Text(text)) => read == text,
        (Field::Date(_), Value::Text(day)) => field.to_string() == *day,
        (Field::Long(read), Value::Number(number)) => number.as_i64() == Some(*read),
        (Field::Double(read), Value::Number(number)) => number.as_f64() == Some(*read),
        _ => false,
    }
}

/// Compares every cell of every table, and returns how many rows each table has.
fn read_back(profile: &Profile, document: &Document) -> Vec<(String, usize)> {
    let mut counts = Vec::new();
    for table in tables::tables(profile) {
        let name = table.name.as_ref();
        let rows = table.rows(document);
        let read = reader(profile, document, name).into_iter();
        let read: Vec<_> = read.map(Result::unwrap).collect();
        assert_eq!(read.len(), 2 * rows.len(), "{name}");
        for (read, row) in read.iter().zip(rows.iter().chain(&rows)) {
            for ((read_name, field), column) in read.get_column_iter().zip(&table.columns) {
                assert_eq!(*read_name, column.name);
                let value = column.value(row);
                assert!(
                    is_same(field, &value),
                    "{name}.{read_name}: {field} {value:?}"
                );
            }
        }
        counts.push((name.to_owned(), rows.len()));
    }
    counts
}

#[test]
fn every_cell_is_read_back_as_written() {
    let counts = read_back(&sample::profile(), &sample::document());
    assert!(
        counts.iter().filter(|(_, rows)| *rows > 0).count() > 3,
        "{counts:?}"
    );
}

#[test]
fn so_is_every_cell_of_a_forms_own_tables() {
    let (profile, document) = form();
    let counts = read_back(&profile, &document);
    for name in ["sheets", "contracts", "actions", "cells"] {
        let rows = counts.iter().find(|(own, _)| own == name);
        assert!(rows.is_some_and(|(_, rows)| *rows > 0), "{name} {counts:?}");
    }
}

#[test]
fn days_and_codes_have_their_types() {
    let schema = reader(&sample::profile(), &sample::document(), "measures")
        .metadata()
        .file_metadata()
        .schema_descr_ptr();
    let logical = |name: &str| {
        let column = schema.columns().iter().find(|c| c.name() == name);
        column.expect(name).logical_type_ref().cloned()
    };
    assert_eq!(logical("period_end"), Some(LogicalType::Date));
    assert_eq!(logical("municipality_code"), Some(LogicalType::String));
    assert_eq!(logical("priority"), None);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let measures = || bytes(&sample::profile(), &sample::document(), "measures");
    assert!(measures() == measures());
}
