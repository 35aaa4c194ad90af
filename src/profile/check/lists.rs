//! What entries of a list in a profile must not share.

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::super::error::Place;
use super::super::folded;
use super::Complaint;

/// Each role is used by at most one entry of a list.
pub(super) fn no_role_twice<R: PartialEq>(
    list: &'static str,
    roles: &[Option<R>],
) -> Result<(), Complaint> {
    let again = |(n, role): &(usize, &Option<R>)| {
        role.is_some() && roles.iter().take(*n).any(|before| before == *role)
    };
    match roles.iter().enumerate().find(again) {
        None => Ok(()),
        Some((n, _)) => {
            let message = format!("another [[{list}]] before it has this role; one may have it");
            Err((vec![(list, Some(n)), ("role", None)], message))
        }
    }
}

/// The pattern is a valid regular expression.
pub(super) fn compiles(pattern: &str, place: impl Fn() -> Place) -> Result<(), Complaint> {
    let complaint = |error: regex::Error| {
        let why = error.to_string();
        let why = why.lines().last().unwrap_or_default();
        let why = why.trim_start_matches("error: ");
        (
            place(),
            format!("the pattern {pattern:?} does not compile: {why}"),
        )
    };
    Regex::new(pattern).map(drop).map_err(complaint)
}

/// Each entry of a list has a label or, as the flag says, something else by which it is found, and labels that no other
/// entry has; `above` is the path of the list.
pub(super) fn labels_differ<'a>(
    above: &[(&'static str, Option<usize>)],
    list: &'static str,
    names: impl Iterator<Item = (&'a String, &'a Vec<String>, bool)>,
) -> Result<(), Complaint> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (n, (key, labels, has_others)) in names.enumerate() {
        let place = |key| [above, &[(list, Some(n)), (key, None)]].concat();
        if labels.is_empty() && !has_others {
            let message =
                format!("{key:?} has neither labels nor patterns; it would never be found");
            return Err((place("key"), message));
        }
        for label in labels {
            match seen.insert(folded(label), key) {
                Some(other) if other != key => {
                    let message = format!("the label {label:?} names {other:?} already");
                    return Err((place("labels"), message));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Keys of a list are valid names, unique and not among `fixed`; `above` is the path of the list.
pub(super) fn keys_differ<'a>(
    fixed: &[&str],
    above: &[(&'static str, Option<usize>)],
    list: &'static str,
    keys: impl Iterator<Item = (usize, &'a String)>,
) -> Result<(), Complaint> {
    let mut seen: HashSet<&str> = HashSet::new();
    for (n, key) in keys {
        let place = || [above, &[(list, Some(n)), ("key", None)]].concat();
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(is_name) {
            return Err((
                place(),
                format!("the key {key:?} may hold a-z, 0-9 and _ alone"),
            ));
        }
        if fixed.contains(&key.as_str()) {
            let fixed = fixed.join(", ");
            let message = format!("the key {key:?} is taken: every record has {fixed}");
            return Err((place(), message));
        }
        if !seen.insert(key) {
            let message = format!("the key {key:?} is taken by another [[{list}]] before it");
            return Err((place(), message));
        }
    }
    Ok(())
}
