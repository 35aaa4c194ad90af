//! A table of a package by its Table Schema: header, types, keys.

use std::collections::HashMap;
use std::io::Read as Source;

use csv::StringRecord;
use serde_json::Value;

use super::Finding;
use super::package::names;
use crate::diagnostics::Code;
use crate::values::is_date;

/// The values of a key's columns in a row.
pub type Key = Vec<String>;

/// What was read of a table.
#[derive(Debug, Default)]
pub struct Read {
    /// Rows without the header.
    pub rows: u64,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// For each list of columns that is a key or part of one: its values, each with its first line.
    keys: HashMap<Vec<String>, HashMap<Key, u64>>,
}

impl Read {
    /// The values of these columns, each once, with the line where it stands first.
    pub fn tuples(&self, columns: &[String]) -> impl Iterator<Item = (&Key, u64)> {
        let keys = self.keys.get(columns).into_iter().flatten();
        keys.map(|(key, line)| (key, *line))
    }
}

struct Column<'s> {
    name: &'s str,
    kind: &'s str,
    required: bool,
}

/// More findings than these of one table help nobody.
const MOST: usize = 100;

/// Reads a table; `wanted` are lists of columns whose values references need.
pub fn read(source: impl Source, schema: &Value, wanted: &[Vec<String>]) -> Read {
    let columns = columns(schema);
    let primary = schema.get("primaryKey").map(names).unwrap_or_default();
    let mut table = Read::default();
    for key in wanted {
        table.keys.insert(key.clone(), HashMap::new());
    }
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(source);
    let mut unique = HashMap::new();
    // the reader's own count is one behind where rows end with CRLF
    let mut next_line = 1;
    for (number, record) in csv.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = next_line;
                table.findings.push(
                    Finding::new(Code::NotCheckable, format!("no CSV: {error}")).at(line, None),
                );
                return table;
            }
        };
        let line = next_line;
        next_line += 1 + lines_inside(&record);
        if number == 0 {
            table.findings.extend(header(&record, &columns));
            if !table.findings.is_empty() {
                return table;
            }
            continue;
        }
        table.rows += 1;
        table.findings.extend(row(&record, line, &columns));
        table.remember(&record, line, &columns);
        if let Some(first) = unique
            .insert(pick(&record, &primary, &columns), line)
            .filter(|_| !primary.is_empty())
        {
            let key = pick(&record, &primary, &columns).join(", ");
            let message = format!("the key {key} stands on line {first} too");
            table
                .findings
                .push(Finding::new(Code::RepeatedKey, message).at(line, None));
        }
        table.findings.truncate(MOST);
    }
    table
}

impl Read {
    fn remember(&mut self, record: &StringRecord, line: u64, columns: &[Column<'_>]) {
        for (names, values) in &mut self.keys {
            values.entry(pick(record, names, columns)).or_insert(line);
        }
    }
}

fn lines_inside(record: &StringRecord) -> u64 {
    record.as_slice().matches('\n').count() as u64
}

fn columns(schema: &Value) -> Vec<Column<'_>> {
    let fields = schema.get("fields").and_then(Value::as_array);
    let column = |field| {
        let text = |key: &str| Value::get(field, key).and_then(Value::as_str);
        let required = Value::get(field, "constraints").and_then(|c| c.get("required"));
        Column {
            name: text("name").unwrap_or_default(),
            kind: text("type").unwrap_or("string"),
            required: required.and_then(Value::as_bool).unwrap_or(false),
        }
    };
    fields.into_iter().flatten().map(column).collect()
}

/// A byte order mark is no part of the first name.
fn header(record: &StringRecord, columns: &[Column<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let found = record
        .iter()
        .map(|name| name.trim_start_matches('\u{FEFF}'));
    for ((number, name), column) in (1..).zip(found).zip(columns) {
        if name != column.name {
            let message = format!("the column is {name:?}, the schema says {:?}", column.name);
            findings.push(Finding::new(Code::Header, message).at(1, Some(number)));
        }
    }
    if record.len() != columns.len() {
        let message = format!(
            "{} columns, the schema says {}",
            record.len(),
            columns.len()
        );
        findings.push(Finding::new(Code::Header, message).at(1, None));
    }
    findings
}

fn row(record: &StringRecord, line: u64, columns: &[Column<'_>]) -> Vec<Finding> {
    if record.len() != columns.len() {
        let message = format!("{} cells, the header has {}", record.len(), columns.len());
        return vec![Finding::new(Code::CellValue, message).at(line, None)];
    }
    let mut findings = Vec::new();
    for ((number, cell), column) in (1..).zip(record).zip(columns) {
        let message = if cell.is_empty() && column.required {
            format!("{} is empty", column.name)
        } else if cell.is_empty() || is_of(cell, column.kind) {
            continue;
        } else {
            format!("{} is {cell:?}, which is no {}", column.name, column.kind)
        };
        findings.push(Finding::new(Code::CellValue, message).at(line, Some(number)));
    }
    findings
}

fn is_of(cell: &str, kind: &str) -> bool {
    match kind {
        "integer" => cell.parse::<i64>().is_ok(),
        "number" => serde_json::from_str::<serde_json::Number>(cell).is_ok(),
        "date" => is_date(cell),
        _ => true,
    }
}

fn pick(record: &StringRecord, names: &[String], columns: &[Column<'_>]) -> Key {
    let value = |name: &String| {
        let position = columns.iter().position(|c| c.name == name)?;
        record.get(position).map(str::to_owned)
    };
    names
        .iter()
        .map(|name| value(name).unwrap_or_default())
        .collect()
}
