//! The form in the layouts that occur in practice (`fixtures/quirks`, drawn by its `make.py`): each file gives exactly
//! the truth of what was drawn, and accounts for every character.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::truth::{APART, differences, folded, written};
use juten::profile::Profile;
use juten::{Options, convert};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quirks")
}

fn read_json(name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

fn record(name: &str) -> Result<Value, String> {
    let bytes = fs::read(folder().join(format!("{name}.pdf"))).unwrap();
    let options = Options::new(name, Profile::builtin("ueda-juten").unwrap());
    let document = convert(bytes, &options).map_err(|error| error.to_string())?;
    Ok(serde_json::to_value(document).unwrap())
}

/// Every text of the record, with its path.
fn texts(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => out.push((path.to_owned(), folded(text))),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(n, v)| texts(v, &format!("{path}/{n}"), out)),
        Value::Object(map) => map
            .iter()
            .for_each(|(key, v)| texts(v, &format!("{path}/{key}"), out)),
        _ => {}
    }
}

/// Texts in columns and rows that only this form has: kept, but separate from the form's own fields.
fn astray(entry: &Value, record: &Value) -> Vec<String> {
    let mut all = Vec::new();
    texts(&record["sheets"], "/sheets", &mut all);
    let mut found = Vec::new();
    for text in entry["apart"].as_array().into_iter().flatten().map(written) {
        let places: Vec<&String> = all
            .iter()
            .filter(|(_, t)| t.contains(&text))
            .map(|(path, _)| path)
            .collect();
        let is_apart = |path: &&String| path.split('/').any(|key| APART.contains(&key));
        if places.is_empty() || !places.iter().all(is_apart) {
            found.push(format!("{text} stands at {places:?}"));
        }
    }
    let hidden = entry["absent"]
        .as_array()
        .into_iter()
        .flatten()
        .map(written);
    found.extend(
        hidden
            .filter(|text| folded(&record.to_string()).contains(text))
            .map(|text| format!("{text} is hidden")),
    );
    found
}

/// The coverage adds up, and nothing is unmapped.
fn uncounted(record: &Value) -> Vec<String> {
    let count = |key: &str| record["coverage"][key].as_u64().unwrap();
    let sum = count("mapped") + count("labels") + count("furniture") + count("unmapped");
    if sum == count("characters") && count("unmapped") == 0 {
        Vec::new()
    } else {
        vec![format!("coverage {}", record["coverage"])]
    }
}

fn failures(name: &str, entry: &Value) -> Vec<String> {
    let record = match record(name) {
        Ok(record) => record,
        Err(error) => return vec![error],
    };
    let mut found = Vec::new();
    differences(
        &read_json(entry["truth"].as_str().unwrap()),
        &record,
        "",
        &mut found,
    );
    found.extend(astray(entry, &record));
    found.extend(uncounted(&record));
    found
}

#[test]
fn every_quirk_gives_the_truth() {
    let index = read_json("index.json");
    let mut report = String::new();
    for (name, entry) in index.as_object().unwrap() {
        let failures = failures(name, entry);
        if !failures.is_empty() {
            report += &format!("{name}\n  {}\n", failures.join("\n  "));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_file_is_listed() {
    let index = read_json("index.json");
    let names = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let drawn: Vec<PathBuf> = names
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    assert!(!drawn.is_empty());
    for path in drawn {
        assert!(
            index
                .get(path.file_stem().unwrap().to_str().unwrap())
                .is_some(),
            "{}",
            path.display()
        );
    }
}
