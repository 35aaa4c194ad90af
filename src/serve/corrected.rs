//! Corrections made on the page. They are kept next to the record as it was read, and applied whenever it is shown or saved.

use serde::Deserialize;
use serde_json::Value;

use super::file::{File, State};
use crate::corrections::{Correction, apply};
use crate::model::Document;

/// A correction as the page sends it.
#[derive(Deserialize)]
pub struct Wanted {
    pointer: String,
    from: Value,
    to: Value,
    by: Option<String>,
}

/// The record of a file with its corrections; none if there is no record.
pub fn record(file: &File) -> Option<Document> {
    let State::Read(read) = &file.state else {
        return None;
    };
    with(read.json(), &file.corrections).ok()
}

/// A record as read, with corrections.
///
/// # Errors
///
/// That the record cannot be parsed, or why a correction cannot be applied.
pub fn with(json: &[u8], corrections: &[Correction]) -> anyhow::Result<Document> {
    let mut document = serde_json::from_slice(json)?;
    apply(&mut document, corrections)?;
    Ok(document)
}

/// A value of the record with its corrections.
pub fn value(file: &File, pointer: &str) -> Option<Value> {
    let document = serde_json::to_value(record(file)?).ok()?;
    document.pointer(pointer).cloned()
}

/// Adds a correction to those of a file.
///
/// # Errors
///
/// Why it cannot be applied.
pub fn add(file: &mut File, wanted: Wanted) -> Result<(), String> {
    let mut document = record(file).ok_or("the file has no record")?;
    let correction = Correction {
        sha256: document.source.sha256.clone(),
        pointer: wanted.pointer,
        from: wanted.from,
        to: wanted.to,
        by: wanted.by.filter(|by| !by.is_empty()),
    };
    apply(&mut document, std::slice::from_ref(&correction))
        .map_err(|refused| refused.reason.to_string())?;
    file.corrections.push(correction);
    Ok(())
}

/// Drops the corrections that do not apply to a record that was read again, by another profile, and returns how many.
pub fn drop_others(file: &mut File) -> usize {
    if file.corrections.is_empty() {
        return 0;
    }
    let all = std::mem::take(&mut file.corrections);
    let before = all.len();
    let Some(mut document) = record(file) else {
        file.corrections = all;
        return 0;
    };
    file.corrections = all
        .into_iter()
        .filter(|one| apply(&mut document, std::slice::from_ref(one)).is_ok())
        .collect();
    before - file.corrections.len()
}
