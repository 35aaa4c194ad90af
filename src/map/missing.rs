//! Values that are empty or absent although a scanned page may show them: a label or a marker was misread.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Item, Sheet, Uncertain};

/// The empty values of sheets on these pages that should be checked, next to the uncertain ones.
///
/// - A part of a measure, if the item's whole cell is uncertain: its marker may have been misread.
/// - A field that another sheet has: its label may have been misread.
pub(crate) fn missing(
    sheets: &[Sheet],
    scanned: &BTreeSet<u32>,
    uncertain: &[Uncertain],
) -> Vec<Uncertain> {
    let known: BTreeMap<&str, f32> = uncertain
        .iter()
        .map(|value| (value.path.as_str(), value.confidence))
        .collect();
    let fields: BTreeSet<&str> = sheets.iter().flat_map(fields).collect();
    let on_scan = sheets.iter().enumerate();
    let on_scan = on_scan.filter(|(_, sheet)| sheet.pages.iter().any(|p| scanned.contains(p)));
    let mut out = Vec::new();
    for (number, sheet) in on_scan {
        let path = format!("/sheets/{number}");
        let own: BTreeSet<&str> = self::fields(sheet).collect();
        let absent = fields.difference(&own);
        out.extend(absent.map(|key| empty(format!("{path}/{key}"), 0.0)));
        for (number, item) in sheet.items.iter().enumerate() {
            parts(item, &format!("{path}/items/{number}"), &known, &mut out);
        }
    }
    out
}

/// The fields that a sheet has, goal included.
fn fields(sheet: &Sheet) -> impl Iterator<Item = &str> {
    let goal = sheet.goal.is_some().then_some("goal");
    goal.into_iter()
        .chain(sheet.fields.keys().map(String::as_str))
}

/// The empty parts of measures in columns whose whole cell is uncertain.
fn parts(item: &Item, path: &str, known: &BTreeMap<&str, f32>, out: &mut Vec<Uncertain>) {
    for key in item.cells.keys() {
        let Some(confidence) = known.get(format!("{path}/cells/{key}").as_str()) else {
            continue;
        };
        let measures = item.measures.iter().enumerate();
        let is_empty = |text: &Option<String>| text.as_ref().is_none_or(String::is_empty);
        let empties = measures.filter(|(_, m)| m.values.get(key).is_some_and(is_empty));
        out.extend(empties.map(|(n, _)| empty(format!("{path}/measures/{n}/{key}"), *confidence)));
    }
}

fn empty(path: String, confidence: f32) -> Uncertain {
    Uncertain {
        path,
        confidence,
        characters: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample;

    #[test]
    fn what_may_have_been_lost_is_uncertain() {
        let mut sheets = sample::document().sheets;
        let mut other = sheets[0].clone();
        other.goal = None;
        sheets.push(other);
        let item = &mut sheets[1].items[0];
        item.measures[0]
            .values
            .insert("target".to_owned(), Some(String::new()));
        item.cells.insert("target".to_owned(), "(1 公表".to_owned());
        let cell = empty("/sheets/1/items/0/cells/target".to_owned(), 0.4);
        let pages = sheets[1].pages.iter().copied().collect();
        let found = missing(&sheets, &pages, std::slice::from_ref(&cell));
        let paths: Vec<&str> = found.iter().map(|value| value.path.as_str()).collect();
        assert_eq!(
            paths,
            ["/sheets/1/goal", "/sheets/1/items/0/measures/0/target"]
        );
        assert!(missing(&sheets, &BTreeSet::new(), &[cell]).is_empty());
    }
}
