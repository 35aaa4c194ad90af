//! Errors in a profile, for its author: where, which key, what is allowed, and what was perhaps meant.

use toml::de::{DeTable, DeValue};

use super::labels::edit_distance;

/// A name may be a misspelling of another if at most one in this many of its characters differs.
const CHARS_PER_SLIP: usize = 3;

/// What is wrong with a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct ProfileError {
    /// Line, one-based.
    pub line: usize,
    /// Column in characters, one-based.
    pub column: usize,
    /// One sentence.
    pub message: String,
}

/// The path of a value: keys, each with its index if it is a list of tables.
pub(super) type Place = Vec<(&'static str, Option<usize>)>;

impl ProfileError {
    /// An error of the TOML parser.
    pub(super) fn of_toml(toml: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        Self::at_byte(toml, at, reworded(error.message()))
    }

    /// An error about the value at a path or, if that is missing, about its nearest ancestor.
    pub(super) fn at(toml: &str, place: &Place, message: String) -> Self {
        let at = DeTable::parse(toml).map_or(0, |table| find(table.get_ref(), place));
        Self::at_byte(toml, at, message)
    }

    fn at_byte(toml: &str, at: usize, message: String) -> Self {
        let before = toml.get(..at).unwrap_or(toml);
        let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
        let line = before.get(line_start..).unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            message,
        }
    }
}

/// The offset of the deepest existing value on the path; 0 if there is none.
fn find(table: &DeTable<'_>, place: &Place) -> usize {
    let (mut table, mut at) = (Some(table), 0);
    for (key, position) in place {
        let Some(value) = table.and_then(|table| table.get(*key)) else {
            break;
        };
        let value = match (value.get_ref(), position) {
            (DeValue::Array(list), Some(n)) => list.get(*n).unwrap_or(value),
            _ => value,
        };
        at = value.span().start;
        table = value.get_ref().as_table();
    }
    at
}

/// The parser's message in the terms of this page: it says “field” for key.
fn reworded(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let name = quoted.next().unwrap_or_default();
    let allowed: Vec<&str> = quoted.collect();
    if message.starts_with("unknown field") {
        format!("there is no key {name:?} here{}", instead(name, &allowed))
    } else if message.starts_with("unknown variant") {
        let is_role = allowed.iter().any(|a| matches!(*a, "goal" | "measures"));
        let what = if is_role { "role" } else { "value" };
        format!(
            "there is no {what} {name:?} here{}",
            instead(name, &allowed)
        )
    } else if message.starts_with("missing field") {
        match name {
            "field" | "column" => format!("there is no [[{name}]]"),
            _ => format!("the key {name:?} is missing here"),
        }
    } else {
        message.replace('\n', " ")
    }
}

/// What is allowed instead of a name, with the nearest first.
fn instead(name: &str, allowed: &[&str]) -> String {
    let nearest = allowed.iter().map(|a| (distance(name, a), *a)).min();
    let bound = name.chars().count().div_ceil(CHARS_PER_SLIP);
    let meant = match nearest {
        Some((distance, nearest)) if distance <= bound => format!("; did you mean {nearest:?}?"),
        _ => ".".to_owned(),
    };
    format!("{meant} Allowed: {}", allowed.join(", "))
}

fn distance(a: &str, b: &str) -> usize {
    let letters = |s: &str| s.chars().collect::<Vec<_>>();
    edit_distance(&letters(a), &letters(b))
}
