//! Compares a record with the truth of what was drawn.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Keys of texts that only some forms have; a truth does not contain them.
pub const APART: &[&str] = &["other", "evaluation"];

/// A text without line breaks, spaces and differences of width.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A text without spaces and differences of width, but with the author's line breaks.
pub fn lines(text: &str) -> String {
    let lines = text.lines().map(folded).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The differences between record and truth: `path: truth | record`.
pub fn differences(truth: &Value, record: &Value, path: &str, found: &mut Vec<String>) {
    match (truth, record) {
        (Value::Object(truth), _) => {
            let at = |key: &str| record.get(key).unwrap_or(&Value::Null);
            truth.iter().for_each(|(key, value)| {
                differences(value, at(key), &format!("{path}/{key}"), found)
            });
            surplus(truth, record, path, found);
        }
        (Value::Array(truth), _) => {
            let rows = record.as_array().map_or(&[][..], Vec::as_slice);
            for n in 0..truth.len().max(rows.len()) {
                let at = |list: &[Value]| list.get(n).cloned().unwrap_or(Value::Null);
                differences(&at(truth), &at(rows), &format!("{path}/{n}"), found);
            }
        }
        _ if written(truth) == written(record) => {}
        _ => found.push(format!("{path}: {} | {}", written(truth), written(record))),
    }
}

/// Texts by column that the truth does not have.
fn surplus(
    truth: &serde_json::Map<String, Value>,
    record: &Value,
    path: &str,
    found: &mut Vec<String>,
) {
    let by_column = ["/cells", "/common", "/unaligned"]
        .iter()
        .any(|end| path.ends_with(end));
    let columns = record
        .as_object()
        .filter(|_| by_column)
        .into_iter()
        .flatten();
    for (key, value) in
        columns.filter(|(key, _)| !truth.contains_key(*key) && !APART.contains(&key.as_str()))
    {
        differences(&Value::Null, value, &format!("{path}/{key}"), found);
    }
}

/// A value in the form that is compared.
pub fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => lines(text),
        other => other.to_string(),
    }
}
