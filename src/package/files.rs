//! The files of a package: those with fixed names, and those that its descriptor lists.

use std::collections::BTreeSet;

use serde_json::Value;

/// The descriptor, written last: if it exists, the package is complete.
pub const DESCRIPTOR: &str = "datapackage.json";
/// CSV on the Web metadata of all tables.
pub const CSVW: &str = "csv-metadata.json";
/// The description for people.
pub const README: &str = "README.md";
/// The row for a city's list of open data.
pub const LISTING: &str = "opendata-list.csv";
/// The JSON Schema of the records.
pub const RECORD_SCHEMA: &str = "juten-document.schema.json";
/// The table definitions for PostgreSQL.
pub const SQL_SCHEMA: &str = "schema.sql";
/// The script that loads the tables into PostgreSQL.
pub const SQL_LOAD: &str = "load.sql";

const FIXED: [&str; 7] = [
    DESCRIPTOR,
    CSVW,
    README,
    LISTING,
    RECORD_SCHEMA,
    SQL_SCHEMA,
    SQL_LOAD,
];

/// The CSV on the Web metadata of one table file.
pub fn metadata(path: &str) -> String {
    format!("{path}-metadata.json")
}

/// The data dictionary of a table.
pub fn dictionary(table: &str) -> String {
    format!("ckan/{table}.json")
}

/// The paths of all files that belong to the package with this descriptor.
pub fn of(descriptor: &Value) -> BTreeSet<String> {
    let mut files: BTreeSet<String> = FIXED.map(str::to_owned).into();
    let resources = descriptor.get("resources").and_then(Value::as_array);
    for resource in resources.into_iter().flatten() {
        let text = |key: &str| resource.get(key).and_then(Value::as_str);
        let Some(path) = text("path") else { continue };
        files.insert(path.to_owned());
        if resource.get("schema").is_some() {
            files.insert(metadata(path));
            files.insert(dictionary(text("name").unwrap_or_default()));
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_has_metadata_files() {
        let files = of(&json!({"resources": [
            {"name": "goals", "path": "goals.csv", "schema": {}},
            {"name": "records", "path": "records.jsonl"},
        ]}));
        for file in [
            "goals.csv",
            "goals.csv-metadata.json",
            "ckan/goals.json",
            "records.jsonl",
            "README.md",
        ] {
            assert!(files.contains(file), "{file}");
        }
        assert!(!files.contains("records.jsonl-metadata.json"));
        assert!(!files.contains("tables.xlsx"));
    }
}
