//! The Table Schema (Frictionless, Data Package v2) of a table.

use serde_json::{Value, json};

use super::csv::Headers;
use super::tables::{Column, Kind, Table};

/// The schema of a table; `all` are the tables that it may refer to.
pub fn table_schema(table: &Table, all: &[&Table]) -> Value {
    table_schema_of(table, all, Headers::En)
}

/// The same for a table with these headers, which become the names of its fields.
pub fn table_schema_of(table: &Table, all: &[&Table], headers: Headers) -> Value {
    let names = headers.of(table);
    let columns = table.columns.iter().zip(&names);
    let fields: Vec<Value> = columns.map(|(column, name)| field(column, name)).collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": &table.title,
        "description": &table.description,
        "fields": fields,
        "missingValues": [""],
        "primaryKey": headers.of_keys(table, table.key),
    });
    let parent = all.iter().find(|other| table.parent == Some(&*other.name));
    if let Some(parent) = parent {
        schema["foreignKeys"] = foreign_keys(table, parent, headers);
    }
    schema
}

fn foreign_keys(table: &Table, parent: &Table, headers: Headers) -> Value {
    json!([{
        "fields": headers.of_keys(table, parent.key),
        "reference": {"resource": parent.name, "fields": headers.of_keys(parent, parent.key)},
    }])
}

fn field(column: &Column, name: &str) -> Value {
    let mut field = json!({
        "name": name,
        "title": column.title,
        "description": column.description,
        "type": kind(column.kind),
    });
    if column.required {
        field["constraints"] = json!({"required": true});
    }
    field
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::{sample, tables};

    fn schema(name: &str) -> Value {
        let all = tables::tables(&sample::profile());
        let table = all.iter().find(|t| t.name == name).unwrap();
        table_schema(table, &all.iter().collect::<Vec<_>>())
    }

    fn field_of(schema: &Value, name: &str) -> Value {
        let fields = schema["fields"].as_array().unwrap();
        fields.iter().find(|f| f["name"] == name).unwrap().clone()
    }

    #[test]
    fn a_code_is_text_and_a_day_is_a_date() {
        let measures = schema("measures");
        assert_eq!(field_of(&measures, "municipality_code")["type"], "string");
        assert_eq!(field_of(&measures, "period_end")["type"], "date");
        assert_eq!(field_of(&measures, "priority")["type"], "integer");
        assert_eq!(field_of(&measures, "target")["title"], "数値目標");
    }

    #[test]
    fn keys_refer_to_the_table_above() {
        let items = schema("items");
        assert_eq!(
            items["primaryKey"],
            json!(["document_id", "sheet_seq", "item_seq"])
        );
        assert_eq!(items["foreignKeys"][0]["reference"]["resource"], "sheets");
        assert_eq!(
            items["foreignKeys"][0]["fields"],
            json!(["document_id", "sheet_seq"])
        );
        assert!(schema("sheets").get("foreignKeys").is_none());
    }

    #[test]
    fn the_measure_number_may_be_missing_but_not_its_place() {
        for table in ["measures", "figures"] {
            let schema = schema(table);
            assert!(field_of(&schema, "measure_no").get("constraints").is_none());
            let place = field_of(&schema, "measure_seq");
            assert_eq!(place["constraints"]["required"], true, "{table}");
        }
    }
}
