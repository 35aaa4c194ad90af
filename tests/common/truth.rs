//! A record against the truth of what was drawn.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Keys under which texts stand that only some forms have; a truth has no word on them.
pub const APART: &[&str] = &["other", "evaluation"];

/// What line breaks, spacing and width leave of a text.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// What spacing and width leave of a text: its lines are those of the author.
pub fn lines(text: &str) -> String {
    let lines = text.lines().map(folded).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The places where the record differs from the truth: `path: truth | record`.
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

/// Texts by columns where the truth has none.
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

/// A value as it is compared.
pub fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => lines(text),
        other => other.to_string(),
    }
}
