//! A table of a package against its Table Schema: header, types, keys.

use std::collections::HashMap;
use std::io::Read as Source;

use csv::StringRecord;
use serde_json::Value;

use super::Finding;
use super::package::names;
use crate::diagnostics::Code;
use crate::values::is_date;

/// The values of a key's columns in one row.
pub type Key = Vec<String>;

/// The result of reading a table.
#[derive(Debug, Default)]
pub struct Read {
    /// The number of rows, without the header.
    pub rows: u64,
    /// The problems that were found.
    pub findings: Vec<Finding>,
    /// For each wanted list of columns: its tuples of values, each with the line where it first occurs.
    keys: HashMap<Vec<String>, HashMap<Key, u64>>,
}

impl Read {
    /// The distinct tuples of these columns, each with the line where it first occurs.
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

/// The most findings of one table; more would not help.
const MOST: usize = 100;

/// Reads a table. `wanted` lists the columns whose values foreign keys need.
pub fn read(source: impl Source, schema: &Value, wanted: &[Vec<String>]) -> Read {
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(source);
    let mut reader = Reader::new(schema, wanted);
    let mut line = 1;
    for record in csv.records() {
        let goes_on = match record {
            Ok(record) => {
                let goes_on = reader.take(&record, line);
                // the library's line number is off by one where rows end with CRLF
                line += 1 + lines_inside(&record);
                goes_on
            }
            Err(error) => {
                let message = format!("not valid CSV: {error}");
                let finding = Finding::new(Code::NotCheckable, message).at(line, None);
                reader.table.findings.push(finding);
                false
            }
        };
        if !goes_on {
            break;
        }
    }
    reader.table
}

/// The state of reading a table.
struct Reader<'s> {
    columns: Vec<Column<'s>>,
    primary: Vec<String>,
    /// The primary keys so far, with their lines.
    seen: HashMap<Key, u64>,
    table: Read,
}

impl<'s> Reader<'s> {
    fn new(schema: &'s Value, wanted: &[Vec<String>]) -> Self {
        let empty = wanted.iter().map(|key| (key.clone(), HashMap::new()));
        Self {
            columns: columns(schema),
            primary: schema.get("primaryKey").map(names).unwrap_or_default(),
            seen: HashMap::new(),
            table: Read {
                keys: empty.collect(),
                ..Read::default()
            },
        }
    }

    /// Checks a row. Returns whether to continue: after a wrong header every cell would be wrong.
    fn take(&mut self, record: &StringRecord, line: u64) -> bool {
        if line == 1 {
            self.table.findings = header(record, &self.columns);
            return self.table.findings.is_empty();
        }
        self.table.rows += 1;
        self.table.findings.extend(row(record, line, &self.columns));
        for (names, values) in &mut self.table.keys {
            let key = pick(record, names, &self.columns);
            values.entry(key).or_insert(line);
        }
        self.tell_repeated(record, line);
        self.table.findings.truncate(MOST);
        true
    }

    fn tell_repeated(&mut self, record: &StringRecord, line: u64) {
        if self.primary.is_empty() {
            return;
        }
        let key = pick(record, &self.primary, &self.columns);
        let shown = key.join(", ");
        if let Some(first) = self.seen.insert(key, line) {
            let message = format!("the key {shown} is already on line {first}");
            let finding = Finding::new(Code::RepeatedKey, message).at(line, None);
            self.table.findings.push(finding);
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

/// Compares the header with the schema, ignoring a byte order mark.
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
            format!("{} is {cell:?}, not of type {}", column.name, column.kind)
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
