//! The descriptor of a package, and the foreign keys across its tables.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

use serde_json::Value;

use super::Finding;
use super::table::{Key, Read};
use crate::diagnostics::Code;
use crate::write::json;

/// A file listed in the descriptor.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its name.
    pub name: String,
    /// Its path below the descriptor's folder; paths that lead elsewhere are rejected.
    pub path: String,
    /// The size in bytes.
    pub bytes: Option<u64>,
    /// The SHA-256, in lower-case hexadecimal.
    pub sha256: Option<String>,
    /// The number of rows.
    pub rows: Option<u64>,
    /// The Table Schema, if it is a table.
    pub schema: Option<Value>,
}

/// The files that a descriptor lists.
pub fn resources(text: &str) -> Result<Vec<Resource>, Finding> {
    let descriptor: Value = serde_json::from_str(text).map_err(|error| {
        let finding = Finding::new(
            Code::NotCheckable,
            format!("not valid JSON: {}", json::complaint(&error)),
        );
        finding.at(error.line() as u64, Some(error.column() as u64))
    })?;
    let resources = descriptor.get("resources").and_then(Value::as_array);
    let resources = resources.ok_or_else(|| {
        Finding::new(
            Code::NotCheckable,
            "not a data package: it has no list of resources",
        )
    })?;
    resources.iter().map(resource).collect()
}

fn resource(entry: &Value) -> Result<Resource, Finding> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let (Some(name), Some(path)) = (text("name"), text("path")) else {
        return Err(Finding::new(
            Code::NotCheckable,
            "a resource has no name or no path",
        ));
    };
    let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !Path::new(path).components().all(is_below) {
        let message = format!("the path {path:?} leads out of the package");
        return Err(Finding::new(Code::PackageFile, message));
    }
    let hash = text("hash").and_then(|hash| hash.strip_prefix("sha256:"));
    Ok(Resource {
        name: name.to_owned(),
        path: path.to_owned(),
        bytes: entry.get("bytes").and_then(Value::as_u64),
        sha256: hash.map(str::to_ascii_lowercase),
        rows: entry.get("rows").and_then(Value::as_u64),
        schema: entry.get("schema").cloned(),
    })
}

impl Resource {
    /// Compares the file with its description.
    pub fn compare(&self, bytes: u64, sha256: &str, rows: Option<u64>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut tell = |what: &str, want: String, is: String| {
            let message = format!("{what} {is}, the descriptor says {want}");
            findings.push(Finding::new(Code::PackageFile, message));
        };
        if let Some(want) = self.bytes.filter(|want| *want != bytes) {
            tell("its size is", want.to_string(), bytes.to_string());
        }
        if let Some(want) = self.sha256.as_deref().filter(|want| *want != sha256) {
            tell("its SHA-256 is", want.to_owned(), sha256.to_owned());
        }
        let rows = self.rows.zip(rows).filter(|(want, is)| want != is);
        if let Some((want, is)) = rows {
            tell("its number of rows is", want.to_string(), is.to_string());
        }
        findings
    }
}

/// A foreign key of a Table Schema.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The referring columns.
    pub fields: Vec<String>,
    /// The referenced table.
    pub resource: String,
    /// The referenced columns.
    pub to: Vec<String>,
}

/// The foreign keys of a table.
pub fn references(schema: &Value) -> Vec<Reference> {
    let keys = schema.get("foreignKeys").and_then(Value::as_array);
    let reference = |key: &Value| {
        let reference = key.get("reference")?;
        Some(Reference {
            fields: names(key.get("fields")?),
            resource: reference.get("resource")?.as_str()?.to_owned(),
            to: names(reference.get("fields")?),
        })
    };
    keys.into_iter().flatten().filter_map(reference).collect()
}

/// A name, or a list of names, as a list.
pub fn names(value: &Value) -> Vec<String> {
    let list = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    list.iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// Rows that refer to missing rows: table name and finding.
pub fn orphans(tables: &HashMap<String, (Value, Read)>) -> Vec<(String, Finding)> {
    let mut found = Vec::new();
    for (name, (schema, read)) in tables {
        for reference in references(schema) {
            let there: HashSet<&Key> = tables
                .get(&reference.resource)
                .map(|(_, other)| other.tuples(&reference.to).map(|(key, _)| key).collect())
                .unwrap_or_default();
            for (key, line) in read.tuples(&reference.fields) {
                let is_empty = key.iter().any(String::is_empty);
                if !is_empty && !there.contains(key) {
                    let message = format!("{} has no row {}", reference.resource, key.join(", "));
                    let finding = Finding::new(Code::ForeignKey, message).at(line, None);
                    found.push((name.clone(), finding));
                }
            }
        }
    }
    found.sort_by(|a, b| (&a.0, a.1.line).cmp(&(&b.0, b.1.line)));
    found
}
