//! `datapackage.json`: Data Package v2 with a full Table Schema for each table.
//!
//! It is written as a stream, since it has one source for each document.

use std::cell::RefCell;
use std::io::Write;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::{About, License, TableFile, Written};
use crate::write::csv::Headers;
use crate::write::table_schema::table_schema_of;
use crate::write::tables::Table;

const PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";
const DIALECT: &str = "https://datapackage.org/profiles/2.0/tabledialect.json";

/// Writes the descriptor of the tables and of the other resources ([`records`], [`workbook`], [`parquet`]).
pub fn write(
    mut out: impl Write,
    about: &About,
    tables: &[TableFile<'_>],
    others: Vec<Value>,
    sources: impl Iterator<Item = serde_json::Result<Value>>,
) -> serde_json::Result<()> {
    let all: Vec<&Table> = tables.iter().map(|(table, _)| *table).collect();
    let mut resources: Vec<Value> = tables
        .iter()
        .map(|file| table(file, &all, about.headers))
        .collect();
    resources.extend(others);
    let mut json = serde_json::Serializer::pretty(&mut out);
    let mut map = json.serialize_map(None)?;
    for (key, value) in head(about) {
        map.serialize_entry(key, &value)?;
    }
    map.serialize_entry("sources", &Streamed(RefCell::new(sources)))?;
    map.serialize_entry("resources", &resources)?;
    SerializeMap::end(map)?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// A list that is serialised, once, without ever being in memory as a whole.
struct Streamed<I>(RefCell<I>);

impl<I: Iterator<Item = serde_json::Result<Value>>> Serialize for Streamed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for entry in self.0.borrow_mut().by_ref() {
            list.serialize_element(&entry.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

/// The entries before the sources. Values that the publisher did not give are left out.
fn head(about: &About) -> Vec<(&'static str, Value)> {
    let text = |value: &Option<String>| value.as_deref().map(Value::from);
    let head = [
        ("$schema", Some(PACKAGE.into())),
        ("name", Some(about.name.as_str().into())),
        ("title", Some(about.title.as_str().into())),
        ("description", Some(about.description().into())),
        ("version", text(&about.version)),
        ("homepage", text(&about.homepage)),
        // the standard requires a date-time
        (
            "created",
            about
                .date
                .as_ref()
                .map(|d| format!("{d}T00:00:00+09:00").into()),
        ),
        (
            "keywords",
            Some(json!([about.subject, "行政評価", "目標管理"])),
        ),
        (
            "licenses",
            about.license.as_ref().map(|l| json!([license(l)])),
        ),
        (
            "contributors",
            about
                .publisher
                .as_ref()
                .map(|p| json!([{"title": p, "roles": ["publisher"]}])),
        ),
        (
            "municipality",
            about.municipality.as_ref().map(|m| json!(m)),
        ),
        ("attribution", Some(about.credit().into())),
    ];
    head.into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

fn license(license: &License) -> Value {
    json!({"name": license.name, "title": license.title, "path": license.path})
}

fn table((table, file): &TableFile<'_>, all: &[&Table], headers: Headers) -> Value {
    json!({
        "$schema": RESOURCE,
        "name": table.name,
        "type": "table",
        "path": file.path,
        "title": &table.title,
        "description": &table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "rows": file.rows,
        "dialect": {
            "$schema": DIALECT,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": table_schema_of(table, all, headers),
    })
}

/// The records as JSON Lines. Since they are nested, this is not a table and has no `rows`, which loaders would count.
pub fn records(file: &Written) -> Value {
    json!({
        "$schema": RESOURCE,
        "name": "records",
        "type": "file",
        "path": file.path,
        "title": "レコード",
        "description": "1行が1文書の JSON（JSON Lines）。書式は juten-document.schema.json。",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "records": file.rows,
    })
}

/// The workbook: a second copy of the tables, so described as a plain file.
pub fn workbook(file: &Written) -> Value {
    json!({
        "$schema": RESOURCE,
        "name": "workbook",
        "type": "file",
        "path": file.path,
        "title": "Excel ブック",
        "description": "すべての表をまとめた Excel ブック（表ごとに1シート）。",
        "format": "xlsx",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    })
}

/// The SQLite file: a second copy of the tables, so described as a plain file.
pub fn sqlite(file: &Written) -> Value {
    json!({
        "$schema": RESOURCE,
        "name": "database",
        "type": "file",
        "path": file.path,
        "title": "SQLite データベース",
        "description": "すべての表（キー付き）、日本語名のビュー、全文検索。Datasette でそのまま開ける。",
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    })
}

/// A table as Parquet: a second copy of the rows with Parquet's own types, so described as a plain file.
pub fn parquet(table: &Table, file: &Written) -> Value {
    json!({
        "$schema": RESOURCE,
        "name": format!("{}-parquet", table.name),
        "type": "file",
        "path": file.path,
        "title": format!("{}（Parquet）", table.title),
        "description": table.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "records": file.rows,
    })
}
