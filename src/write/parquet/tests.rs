#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::write::sample;
use crate::write::tables::{self, Value};
use ::parquet::basic::LogicalType;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;

/// The bytes of a file that has the sample's rows twice.
fn bytes(name: &str) -> Vec<u8> {
    let table = tables::table(&sample::profile(), name).unwrap();
    let mut file = ParquetTable::new(table, Vec::new()).unwrap();
    for _ in 0..2 {
        file.add(&sample::document()).unwrap();
    }
    file.finish().unwrap()
}

fn reader(name: &str) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes(name)).unwrap();
    SerializedFileReader::new(file).unwrap()
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

#[test]
fn every_cell_is_read_back_as_written() {
    let document = sample::document();
    for name in tables::NAMES {
        let table = tables::table(&sample::profile(), name).unwrap();
        let rows = table.rows(&document);
        let read: Vec<_> = reader(name).into_iter().map(Result::unwrap).collect();
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
    }
}

#[test]
fn days_and_codes_have_their_types() {
    let schema = reader("measures")
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
    assert!(bytes("measures") == bytes("measures"));
}
