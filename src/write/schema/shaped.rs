//! Choices, tables and groups, if the profile has them.

use serde_json::{Value, json};

use super::kinds::{date, extend, list, object, or_null, text, titled};
use crate::profile::{Group, Line, Scope, Table, TableKind, ValueType};

/// The derived values next to a text that is read as a period or a number.
pub(super) fn typed(key: &str, kind: ValueType) -> Value {
    match kind {
        ValueType::Period => json!({
            format!("{key}_start"): or_null(date("First day of the period, where one is written or implied.")),
            format!("{key}_end"): or_null(date("Last day of the period.")),
        }),
        ValueType::Number => json!({
            format!("{key}_value"): or_null(json!({"type": "number", "description": "The number, scaled to its unit."})),
            format!("{key}_unit"): or_null(text("The unit; empty for a bare number.")),
        }),
        ValueType::Text | ValueType::Choice => json!({}),
    }
}

pub(super) fn choice(title: &str) -> Value {
    let option = object(
        json!({
            "text": text("What is offered."),
            "chosen": {"type": "boolean", "description": "Whether it is marked."},
        }),
        &["text", "chosen"],
    );
    let mut choice = object(
        json!({
            "chosen": list(json!({"type": "string"}), "The options that are marked."),
            "options": list(option, "All options, in reading order."),
        }),
        &["chosen", "options"],
    );
    extend(&mut choice, json!({"title": title}));
    choice
}

/// The keys of the tables and groups of a scope.
pub(super) fn tables_and_groups(scope: &Scope<'_>) -> Value {
    let mut properties = json!({});
    for table in scope.tables {
        extend(&mut properties, table_of(table));
    }
    for group in scope.groups {
        let mut schema = list(block(group), "Its blocks, in the order of the document.");
        extend(&mut schema, json!({"title": group.title}));
        extend(&mut properties, json!({ group.key.as_str(): schema }));
    }
    properties
}

fn block(group: &Group) -> Value {
    let mut properties = json!({});
    if let Some(number) = &group.number {
        extend(
            &mut properties,
            json!({ number.as_str(): text("The number before the block.") }),
        );
    }
    for field in &group.fields {
        let value = match field.kind {
            ValueType::Choice => choice(&field.title),
            _ => titled("string", &field.title),
        };
        extend(&mut properties, json!({ field.key.as_str(): value }));
        extend(&mut properties, typed(&field.key, field.kind));
    }
    extend(&mut properties, tables_and_groups(&group.scope()));
    object(properties, &[])
}

fn table_of(table: &Table) -> Value {
    let with_title = |mut schema: Value| {
        extend(&mut schema, json!({"title": table.title}));
        schema
    };
    match table.kind {
        TableKind::Matrix => {
            let cells = list(cell(table), "Its cells, row by row, including empty ones.");
            json!({ table.key.as_str(): with_title(cells) })
        }
        TableKind::Rows => {
            let rows = list(record(&table.columns), "Its rows.");
            json!({
                table.key.as_str(): with_title(rows),
                format!("{}_total", table.key): with_title(record(&table.columns)),
            })
        }
    }
}

fn record(columns: &[Line]) -> Value {
    let mut properties = json!({
        "other": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Texts of columns that the profile does not know.",
        },
    });
    for column in columns {
        extend(
            &mut properties,
            json!({ column.key.as_str(): titled("string", &column.title) }),
        );
        extend(&mut properties, typed(&column.key, column.kind));
    }
    object(properties, &[])
}

fn cell(table: &Table) -> Value {
    let keys = |lines: &[Line]| -> Vec<String> { lines.iter().map(|l| l.key.clone()).collect() };
    let labels = |description| list(json!({"type": "string"}), description);
    object(
        json!({
            "row": labels("The labels of its row, the outermost first."),
            "row_key": {"enum": keys(&table.rows), "description": "The profile's key of the row."},
            "column": labels("The labels of its column, the outermost first."),
            "column_key": {"enum": keys(&table.columns), "description": "The profile's key of the column."},
            "text": text("As written; empty if the cell is empty."),
            "value": or_null(json!({"type": "number", "description": "The number, scaled to its unit."})),
            "unit": or_null(text("The unit of the number.")),
            "start": or_null(date("First day of the year that its labels name.")),
            "end": or_null(date("Last day of that year.")),
        }),
        &["row", "column", "text", "value", "unit", "start", "end"],
    )
}
