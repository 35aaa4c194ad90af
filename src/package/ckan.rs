//! The data dictionary for a CKAN DataStore: `fields` and `primary_key` as `datastore_create` takes them.
//!
//! Types are explicit, since a loader that guesses would turn codes into numbers and drop leading zeros. `type` is the
//! PostgreSQL type of the column; `type_override` guides file loaders and allows only text, numeric and timestamp.

use serde_json::{Value, json};

use crate::write::tables::{Column, Kind, Table};

/// The data dictionary of a table.
pub fn dictionary(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    json!({"fields": fields, "primary_key": table.key})
}

fn field(column: &Column) -> Value {
    let (kind, loaded) = match column.kind {
        Kind::Text => ("text", "text"),
        Kind::Integer => ("int", "numeric"),
        Kind::Number => ("numeric", "numeric"),
        Kind::Date => ("date", "timestamp"),
    };
    json!({
        "id": column.name,
        "type": kind,
        "info": {"label": column.title, "notes": column.description, "type_override": loaded},
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::write::{sample, tables};

    #[test]
    fn a_dictionary_is_what_datastore_create_takes() {
        for table in tables::tables(&sample::profile()) {
            let dictionary = dictionary(&table);
            let fields = dictionary["fields"].as_array().unwrap();
            assert_eq!(fields.len(), table.columns.len());
            let ids: Vec<&str> = fields.iter().map(|f| f["id"].as_str().unwrap()).collect();
            for key in dictionary["primary_key"].as_array().unwrap() {
                assert!(ids.contains(&key.as_str().unwrap()), "{key}");
            }
            for field in fields {
                let keys: Vec<&String> = field.as_object().unwrap().keys().collect();
                assert_eq!(keys, ["id", "type", "info"]);
                let info: Vec<&String> = field["info"].as_object().unwrap().keys().collect();
                assert_eq!(info, ["label", "notes", "type_override"]);
                // PostgreSQL truncates names after 63 bytes; CKAN reserves names that begin with _
                let id = field["id"].as_str().unwrap();
                assert!(
                    id.len() <= 63 && id.is_ascii() && !id.starts_with('_'),
                    "{id}"
                );
            }
        }
    }

    #[test]
    fn codes_stay_text_and_days_are_days() {
        let dictionary = dictionary(&tables::table(&sample::profile(), "sheets").unwrap());
        let types = |id: &str| {
            let mut fields = dictionary["fields"].as_array().unwrap().iter();
            let field = fields.find(|f| f["id"] == id).unwrap();
            [&field["type"], &field["info"]["type_override"]].map(|t| t.as_str().unwrap())
        };
        assert_eq!(types("municipality_code"), ["text", "text"]);
        assert_eq!(types("fiscal_year_start"), ["date", "timestamp"]);
        assert_eq!(types("sheet_seq"), ["int", "numeric"]);
    }
}
