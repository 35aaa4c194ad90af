//! The data dictionary of a CKAN DataStore: `fields` and `primary_key` as `datastore_create` takes them.
//!
//! Types are given, for a loader that guesses would make a number of a code and lose its zeros.

use serde_json::{Value, json};

use crate::write::tables::{Column, Kind, Table};

/// The dictionary of a table.
pub fn dictionary(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    json!({"fields": fields, "primary_key": table.key})
}

fn field(column: &Column) -> Value {
    let kind = kind(column.kind);
    json!({
        "id": column.name,
        "type": kind,
        "info": {"label": column.title, "notes": column.description, "type_override": kind},
    })
}

/// Types of PostgreSQL, which DataStore is.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "int",
        Kind::Number => "numeric",
        Kind::Date => "date",
    }
}
