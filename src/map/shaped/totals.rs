//! Compares totals with the sums of their parts.

use std::collections::HashMap;

use serde_json::Number;

use crate::model::{FieldValue, MatrixCell, Record};
use crate::profile::{Line, Table};

/// Sums differ if they are further apart than this: decimals are added as binary fractions.
const ROUNDING: f64 = 1e-6;

/// Messages about rows or columns of a matrix that are not the sum of their parts.
pub fn of_matrix(cells: &[MatrixCell], table: &Table) -> Vec<String> {
    let mut told = lines(
        cells,
        &table.rows,
        |c| c.row_key.as_deref(),
        |c| c.column.join(" "),
    );
    told.extend(lines(
        cells,
        &table.columns,
        |c| c.column_key.as_deref(),
        |c| c.row.join(" "),
    ));
    told
}

fn lines<'c>(
    cells: &'c [MatrixCell],
    lines: &[Line],
    key: impl Fn(&'c MatrixCell) -> Option<&'c str>,
    across: impl Fn(&MatrixCell) -> String,
) -> Vec<String> {
    let mut told = Vec::new();
    for line in lines.iter().filter(|line| !line.total_of.is_empty()) {
        let mut sums: HashMap<String, f64> = HashMap::new();
        for cell in cells {
            let is_part = key(cell).is_some_and(|own| line.total_of.iter().any(|k| k == own));
            let value = cell.value.as_ref().and_then(Number::as_f64);
            if let Some(value) = value.filter(|_| is_part) {
                *sums.entry(across(cell)).or_default() += value;
            }
        }
        for cell in cells {
            let own = cell.value.as_ref().and_then(Number::as_f64);
            let sum = sums
                .get(&across(cell))
                .filter(|_| key(cell) == Some(line.key.as_str()));
            if let (Some(sum), Some(own)) = (sum, own)
                && differs(*sum, own)
            {
                let (title, at) = (&line.title, across(cell));
                told.push(format!(
                    "{title}, {at}: {own} is written; the sum of its parts is {sum}"
                ));
            }
        }
    }
    told
}

/// Messages about a row of totals that is not the sum of the rows.
pub fn of_rows(records: &[Record], total: &Record, table: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for column in &table.columns {
        let key = format!("{}_value", column.key);
        let Some(own) = value(total, &key) else {
            continue;
        };
        let values: Vec<f64> = records.iter().filter_map(|r| value(r, &key)).collect();
        let sum: f64 = values.iter().sum();
        if !values.is_empty() && differs(sum, own) {
            let title = &column.title;
            told.push(format!(
                "{title}: {own} is written as the total; the sum of the rows is {sum}"
            ));
        }
    }
    told
}

/// Messages about columns of a record that are not the sum of others.
pub fn of_columns(records: &[Record], table: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for column in table.columns.iter().filter(|c| !c.total_of.is_empty()) {
        for (n, record) in records.iter().enumerate() {
            let own = value(record, &format!("{}_value", column.key));
            let parts = column
                .total_of
                .iter()
                .filter_map(|k| value(record, &format!("{k}_value")));
            let parts: Vec<f64> = parts.collect();
            let sum: f64 = parts.iter().sum();
            if let Some(own) = own.filter(|own| !parts.is_empty() && differs(sum, *own)) {
                let (title, row) = (&column.title, n + 1);
                told.push(format!(
                    "row {row}, {title}: {own} is written; the sum of its parts is {sum}"
                ));
            }
        }
    }
    told
}

fn value(record: &Record, key: &str) -> Option<f64> {
    match record.get(key)? {
        FieldValue::Number(number) => number.as_f64(),
        _ => None,
    }
}

fn differs(a: f64, b: f64) -> bool {
    (a - b).abs() > ROUNDING * a.abs().max(b.abs()).max(1.0)
}
