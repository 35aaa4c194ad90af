//! Corrections of records: what a person found wrong and what is right, applied to the record and kept in it.
//!
//! [`read`] takes the corrections of any number of documents, [`apply`] those of one. A correction says what the record
//! holds, and is refused where it holds something else: it was made for another version of the record. Dates, numbers and
//! figures next to a corrected text are read again (`derived`), unless they have a correction of their own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::diagnostics::Code;
use crate::model::{Corrected, Document};
use crate::write::json;

mod derived;

/// A correction of one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// SHA-256 of the source whose record it corrects, lower-case hexadecimal.
    pub sha256: String,
    /// JSON Pointer of the value.
    pub pointer: String,
    /// The value as it is in the record; null if it is absent.
    pub from: Value,
    /// The right value. If it is that of `from`, the value was checked and found right.
    pub to: Value,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Why a correction cannot be applied.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("correction {number} ({pointer}): {reason}")]
pub struct Refused {
    /// Which correction, counted from 1.
    pub number: usize,
    /// The pointer of that correction.
    pub pointer: String,
    /// What is wrong, and what to do.
    pub reason: Reason,
}

/// What is wrong with a correction.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// It concerns what was counted or recorded, not a value of the document.
    #[error("only values below /sheets and /document can be corrected")]
    NotAValue,
    /// The record has no such place.
    #[error("the record has no such value; check the pointer")]
    Absent,
    /// The record holds something else than the correction says.
    #[error("the record has {found}, not {expected}; look at the page again")]
    Differs {
        /// What the record holds, as JSON.
        found: String,
        /// What the correction says that it holds, as JSON.
        expected: String,
    },
    /// With the correction the record is no record any more.
    #[error("the record would not be valid: {0}")]
    Invalid(String),
}

/// Reads corrections: a JSON array, or one JSON object per line.
///
/// # Errors
///
/// What is wrong, and where.
pub fn read(text: &str) -> Result<Vec<Correction>, String> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|error| error.to_string());
    }
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty());
    let line = |(line, number)| {
        let correction = serde_json::from_str(line);
        correction.map_err(|error: serde_json::Error| {
            format!(
                "line {number}, column {}: {}",
                error.column(),
                json::complaint(&error)
            )
        })
    };
    lines.map(line).collect()
}

/// Applies the corrections of a record's source, all of them or none, and returns how many there were.
///
/// A corrected value is not uncertain any more.
///
/// # Errors
///
/// The first correction that cannot be applied.
pub fn apply(document: &mut Document, corrections: &[Correction]) -> Result<usize, Refused> {
    let own: Vec<(usize, &Correction)> = (1..)
        .zip(corrections)
        .filter(|(_, correction)| correction.sha256 == document.source.sha256)
        .collect();
    let Some(&last) = own.last() else {
        return Ok(0);
    };
    let refused = |number, correction: &Correction, reason| Refused {
        number,
        pointer: correction.pointer.clone(),
        reason,
    };
    let invalid = |error: serde_json::Error| Reason::Invalid(error.to_string());
    let mut record =
        serde_json::to_value(&*document).map_err(|e| refused(last.0, last.1, invalid(e)))?;
    let earlier = document.corrections.iter().map(|kept| kept.path.as_str());
    let fixed: BTreeSet<&str> = earlier
        .chain(own.iter().map(|(_, c)| &*c.pointer))
        .collect();
    let mut before = derived::Before::new();
    for &(number, correction) in &own {
        let replaced = replace(&mut record, correction, &before);
        replaced.map_err(|reason| refused(number, correction, reason))?;
        if correction.from != correction.to {
            before.extend(derived::read_again(&mut record, correction, &fixed));
        }
    }
    let mut corrected: Document = serde_json::from_value(record).map_err(|error| {
        let alone = |(_, correction): &&(usize, &Correction)| !is_valid(document, correction);
        let (number, correction) = own.iter().find(alone).copied().unwrap_or(last);
        refused(number, correction, invalid(error))
    })?;
    let pointers: BTreeSet<&str> = own.iter().map(|(_, c)| c.pointer.as_str()).collect();
    corrected
        .uncertain
        .retain(|value| !pointers.contains(value.path.as_str()));
    corrected.diagnostics.retain(|diagnostic| {
        let path = diagnostic.path.as_deref();
        diagnostic.code != Code::Uncertain || path.is_none_or(|path| !pointers.contains(path))
    });
    let kept = own.iter().map(|(_, correction)| Corrected {
        path: correction.pointer.clone(),
        from: correction.from.clone(),
        to: correction.to.clone(),
        by: correction.by.clone(),
    });
    corrected.corrections.extend(kept);
    *document = corrected;
    Ok(own.len())
}

/// Whether the record is one with a correction alone.
fn is_valid(document: &Document, correction: &Correction) -> bool {
    let record = serde_json::to_value(document).ok();
    let replaced = record.and_then(|mut record| {
        replace(&mut record, correction, &derived::Before::new()).ok()?;
        serde_json::from_value::<Document>(record).ok()
    });
    replaced.is_some()
}

/// Puts the right value in place. One that was read again may be corrected from what it was `before`: the correction was
/// made for the record as it was.
fn replace(
    record: &mut Value,
    correction: &Correction,
    before: &derived::Before,
) -> Result<(), Reason> {
    let pointer = correction.pointer.as_str();
    let is_value = pointer.starts_with("/sheets/") || pointer.starts_with("/document/");
    if !is_value || pointer == "/document/id" {
        return Err(Reason::NotAValue);
    }
    let differs = |found: &Value| Reason::Differs {
        found: found.to_string(),
        expected: correction.from.to_string(),
    };
    if let Some(value) = record.pointer_mut(pointer) {
        if *value != correction.from && before.get(pointer) != Some(&correction.from) {
            return Err(differs(value));
        }
        *value = correction.to.clone();
        return Ok(());
    }
    let (parent, key) = pointer.rsplit_once('/').ok_or(Reason::Absent)?;
    let parent = record.pointer_mut(parent).and_then(Value::as_object_mut);
    let parent = parent.ok_or(Reason::Absent)?;
    if correction.from != Value::Null {
        return Err(differs(&Value::Null));
    }
    let key = key.replace("~1", "/").replace("~0", "~");
    parent.insert(key, correction.to.clone());
    Ok(())
}

#[cfg(test)]
mod tests;
