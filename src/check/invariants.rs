//! Invariants of every record that a schema cannot express: sums add up, dates are in order, ids match.

use crate::model::{Document, Measure};
use crate::municipality;

/// The invariants that a record breaks: JSON Pointer and message.
pub fn broken(document: &Document) -> Vec<(String, String)> {
    let mut broken = Vec::new();
    let mut tell = |pointer: &str, message: String| broken.push((pointer.to_owned(), message));
    let c = &document.coverage;
    let sum = [c.mapped, c.labels, c.furniture, c.unmapped]
        .iter()
        .fold(0_u64, |sum, n| sum.saturating_add(*n));
    if sum != c.characters {
        tell(
            "/coverage",
            format!(
                "the counts add up to {sum}, not to {} characters",
                c.characters
            ),
        );
    }
    if document.document.id != crate::convert::id(&document.source.sha256) {
        tell(
            "/document/id",
            "it is not `d` and the first 16 digits of the source's SHA-256".to_owned(),
        );
    }
    let info = &document.document;
    let code = info.municipality.as_ref().map(|m| m.code.as_str());
    if let Some(Err(why)) = code.map(municipality::verify) {
        tell("/document/municipality/code", why);
    }
    let (start, end) = (&info.fiscal_year_start, &info.fiscal_year_end);
    if let Some(message) = out_of_order(start.as_deref(), end.as_deref()) {
        tell("/document/fiscal_year_end", message);
    }
    broken.extend(in_sheets(document));
    broken
}

fn in_sheets(document: &Document) -> Vec<(String, String)> {
    let mut broken = Vec::new();
    let last = document.source.pages;
    for (s, sheet) in document.sheets.iter().enumerate() {
        if sheet.pages.iter().any(|page| *page > last) {
            let message = format!("the source has {last} pages");
            broken.push((format!("/sheets/{s}/pages"), message));
        }
        for (i, item) in sheet.items.iter().enumerate() {
            for (m, measure) in item.measures.iter().enumerate() {
                let at = format!("/sheets/{s}/items/{i}/measures/{m}");
                let told = periods(measure).into_iter();
                broken.extend(told.map(|(key, message)| (format!("{at}/{key}"), message)));
            }
        }
    }
    broken
}

/// The keys of end dates that are before their start dates, with messages.
fn periods(measure: &Measure) -> Vec<(String, String)> {
    let starts = measure.values.iter();
    starts
        .filter_map(|(key, start)| {
            let key = format!("{}_end", key.strip_suffix("_start")?);
            let end = measure.values.get(&key)?;
            Some((key, out_of_order(start.as_deref(), end.as_deref())?))
        })
        .collect()
}

// ISO 8601 dates sort as text
fn out_of_order(start: Option<&str>, end: Option<&str>) -> Option<String> {
    let (start, end) = (start?, end?);
    (end < start).then(|| format!("the last day, {end}, is before the first, {start}"))
}
