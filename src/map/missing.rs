//! Values that are empty or absent although a scanned page may show them: a label, a marker or a rule was misread.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FieldValue, Item, Sheet, Uncertain};
use crate::profile::{Field, Profile};

/// What is said of a value that contradicts another.
const CONTRADICTIONS: [Code; 5] = [
    Code::GoalDiffers,
    Code::DepartmentDiffers,
    Code::YearDiffers,
    Code::ItemNumber,
    Code::PriorityOrder,
];

/// The scanned pages of a document.
pub(crate) struct ScannedPages {
    /// All with recognised text.
    pub all: BTreeSet<u32>,
    /// Those that may show more than was read: rules, labels and markers may have been lost.
    pub lossy: Vec<u32>,
}

/// What should be checked next to the uncertain values, on sheets on scanned pages.
///
/// - A part of a measure, if the item's whole cell is uncertain: its marker may have been misread.
/// - A field that another sheet has: its label may have been misread.
/// - On a lossy page every field that is absent, every part that is empty, and the lists of items and
///   measures: some may have been lost.
pub(crate) fn missing(
    sheets: &[Sheet],
    scanned: &ScannedPages,
    profile: &Profile,
    uncertain: &[Uncertain],
) -> Vec<Uncertain> {
    let known: BTreeMap<&str, f32> = uncertain
        .iter()
        .map(|value| (value.path.as_str(), value.confidence))
        .collect();
    let on_sheets: BTreeSet<&str> = sheets.iter().flat_map(fields).collect();
    let in_profile = profile.fields.iter().map(Field::record_key);
    let in_profile: BTreeSet<&str> = in_profile.chain(on_sheets.iter().copied()).collect();
    let mut out = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let path = format!("/sheets/{number}");
        let own: BTreeSet<&str> = fields(sheet).collect();
        if is_on(sheet, &scanned.lossy) {
            out.extend(
                in_profile
                    .difference(&own)
                    .map(|key| empty(format!("{path}/{key}"), 0.0)),
            );
            lists(sheet, &path, profile, &mut out);
        } else if sheet.pages.iter().any(|page| scanned.all.contains(page)) {
            out.extend(
                on_sheets
                    .difference(&own)
                    .map(|key| empty(format!("{path}/{key}"), 0.0)),
            );
            for (number, item) in sheet.items.iter().enumerate() {
                parts(item, &format!("{path}/items/{number}"), &known, &mut out);
            }
        }
    }
    let is_elsewhere = |page: &u32| !sheets.iter().any(|sheet| sheet.pages.contains(page));
    if scanned.lossy.iter().any(is_elsewhere) {
        out.push(empty("/sheets".to_owned(), 0.0));
    }
    out
}

/// The values on scanned pages that contradict another: one of the two was misread, however sure the recogniser was.
pub(crate) fn contradicted(
    diagnostics: &[Diagnostic],
    scanned: &ScannedPages,
    uncertain: &[Uncertain],
) -> Vec<Uncertain> {
    let known: BTreeSet<&str> = uncertain.iter().map(|value| value.path.as_str()).collect();
    let on_scan = |told: &&Diagnostic| told.page.is_some_and(|page| scanned.all.contains(&page));
    let told = diagnostics.iter().filter(on_scan);
    let told = told.filter(|told| CONTRADICTIONS.contains(&told.code));
    let paths = told.filter_map(|told| told.path.as_deref());
    paths
        .filter(|path| !known.contains(path))
        .map(|path| empty(path.to_owned(), 0.0))
        .collect()
}

fn is_on(sheet: &Sheet, pages: &[u32]) -> bool {
    sheet.pages.iter().any(|page| pages.contains(page))
}

/// The fields that a sheet has, goal included.
fn fields(sheet: &Sheet) -> impl Iterator<Item = &str> {
    let goal = sheet.goal.is_some().then_some("goal");
    goal.into_iter()
        .chain(sheet.fields.keys().map(String::as_str))
}

/// The lists and the divided fields of a sheet, which may have lost entries, and the empty parts of its measures.
fn lists(sheet: &Sheet, path: &str, profile: &Profile, out: &mut Vec<Uncertain>) {
    let is_divided =
        |value: &FieldValue| !matches!(value, FieldValue::Text(_) | FieldValue::Number(_));
    let divided = sheet.fields.iter().filter(|(_, value)| is_divided(value));
    out.extend(divided.map(|(key, _)| empty(format!("{path}/{key}"), 0.0)));
    out.push(empty(format!("{path}/items"), 0.0));
    for (number, item) in sheet.items.iter().enumerate() {
        let path = format!("{path}/items/{number}/measures");
        for (number, measure) in item.measures.iter().enumerate() {
            let has = |key: &str| !measure.values.get(key).is_none_or(is_empty);
            let empties = profile.parted_columns().filter(|column| !has(&column.key));
            out.extend(empties.map(|column| empty(format!("{path}/{number}/{}", column.key), 0.0)));
        }
        out.push(empty(path, 0.0));
    }
}

/// The empty parts of measures in columns whose whole cell is uncertain.
fn parts(item: &Item, path: &str, known: &BTreeMap<&str, f32>, out: &mut Vec<Uncertain>) {
    for key in item.cells.keys() {
        let Some(confidence) = known.get(format!("{path}/cells/{key}").as_str()) else {
            continue;
        };
        let measures = item.measures.iter().enumerate();
        let empties = measures.filter(|(_, m)| m.values.get(key).is_some_and(is_empty));
        out.extend(empties.map(|(n, _)| empty(format!("{path}/measures/{n}/{key}"), *confidence)));
    }
}

fn is_empty(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(String::is_empty)
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::write::sample;

    fn profile() -> Profile {
        Profile::builtin("ueda-juten").unwrap()
    }

    fn paths(found: &[Uncertain]) -> Vec<&str> {
        found.iter().map(|value| value.path.as_str()).collect()
    }

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
        let mut scanned = ScannedPages {
            all: sheets[1].pages.iter().copied().collect(),
            lossy: Vec::new(),
        };
        let found = missing(&sheets, &scanned, &profile(), std::slice::from_ref(&cell));
        assert_eq!(
            paths(&found),
            ["/sheets/1/goal", "/sheets/1/items/0/measures/0/target"]
        );
        scanned.all.clear();
        assert!(missing(&sheets, &scanned, &profile(), &[cell]).is_empty());
    }

    #[test]
    fn a_value_that_contradicts_another_is_uncertain() {
        let scanned = ScannedPages {
            all: BTreeSet::from([2]),
            lossy: Vec::new(),
        };
        let told = |code, page| {
            Diagnostic::new(code, "")
                .at_path("/sheets/0/goal".to_owned())
                .on_page(page)
        };
        let found = |told: Diagnostic| contradicted(&[told], &scanned, &[]);
        assert_eq!(
            paths(&found(told(Code::GoalDiffers, 2))),
            ["/sheets/0/goal"]
        );
        assert!(found(told(Code::GoalDiffers, 3)).is_empty(), "not scanned");
        assert!(found(told(Code::LikeLabel, 2)).is_empty());
    }

    #[test]
    fn on_a_lossy_page_nothing_is_sure() {
        let mut sheets = sample::document().sheets;
        sheets.truncate(1);
        sheets[0].goal = None;
        sheets[0].items[0].measures[0].values.clear();
        let scanned = ScannedPages {
            all: BTreeSet::new(),
            lossy: sheets[0].pages.clone(),
        };
        let found = missing(&sheets, &scanned, &profile(), &[]);
        let found = paths(&found);
        for path in [
            "goal",
            "items",
            "items/0/measures",
            "items/0/measures/0/target",
        ] {
            let path = format!("/sheets/0/{path}");
            assert!(found.contains(&path.as_str()), "{path}: {found:?}");
        }
        assert!(!found.contains(&"/sheets"));
        let elsewhere = ScannedPages {
            all: BTreeSet::new(),
            lossy: vec![99],
        };
        assert_eq!(
            paths(&missing(&sheets, &elsewhere, &profile(), &[])),
            ["/sheets"]
        );
    }
}
