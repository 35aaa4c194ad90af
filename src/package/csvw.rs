//! CSV on the Web (W3C): metadata for each table, and for all tables with their foreign keys.

use serde_json::{Value, json};

use super::{About, TableFile};
use crate::write::csv::Headers;
use crate::write::tables::{Column, Kind, Table};

fn context() -> Value {
    json!(["http://www.w3.org/ns/csvw", {"@language": "ja"}])
}

/// The content of `X.csv-metadata.json` for one table. Foreign keys span tables and are only in [`group`].
pub fn table(file: &TableFile<'_>, about: &About) -> Value {
    let mut metadata = json!({"@context": context()});
    merge(&mut metadata, described(file, about));
    metadata
}

/// The content of `csv-metadata.json` for all tables.
pub fn group(files: &[TableFile<'_>], about: &About) -> Value {
    let with_keys = |file: &TableFile<'_>| {
        let mut metadata = described(file, about);
        let parent = files.iter().find(|(t, _)| file.0.parent == Some(&*t.name));
        if let Some((parent, at)) = parent {
            metadata["tableSchema"]["foreignKeys"] = json!([{
                "columnReference": parent.key,
                "reference": {"resource": at.path, "columnReference": parent.key},
            }]);
        }
        metadata
    };
    let tables: Vec<Value> = files.iter().map(with_keys).collect();
    json!({"@context": context(), "dc:title": about.title, "tables": tables})
}

fn described((table, file): &TableFile<'_>, about: &About) -> Value {
    let mut metadata = json!({
        "url": file.path,
        "dc:title": &table.title,
        "dc:description": &table.description,
    });
    if let Some(publisher) = &about.publisher {
        metadata["dc:publisher"] = publisher.as_str().into();
    }
    if let Some(license) = &about.license {
        metadata["dc:license"] = json!({"@id": license.path});
    }
    metadata["dialect"] = json!({"encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"]});
    metadata["tableSchema"] = schema(table, about.headers);
    metadata
}

fn schema(table: &Table, headers: Headers) -> Value {
    let headers = headers.of(table);
    let columns = table.columns.iter().zip(&headers);
    let columns: Vec<Value> = columns.map(|(c, header)| column(c, header)).collect();
    json!({"columns": columns, "primaryKey": table.key})
}

/// A column description. The first of the titles has to be the header.
fn column(column: &Column, header: &str) -> Value {
    let other = match header == column.name {
        true => &column.title,
        false => &column.name,
    };
    json!({
        "name": column.name,
        "titles": [header, other],
        "dc:description": column.description,
        "datatype": datatype(column.kind),
        "required": column.required,
    })
}

fn datatype(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!("string"),
        Kind::Integer => json!("integer"),
        Kind::Number => json!("number"),
        Kind::Date => json!({"base": "date", "format": "yyyy-MM-dd"}),
    }
}

fn merge(object: &mut Value, entries: Value) {
    if let (Value::Object(object), Value::Object(entries)) = (object, entries) {
        object.extend(entries);
    }
}
