//! What is read from a text is read again when the text is corrected: dates, numbers, figures.
//!
//! The record does not say how a text was read, as under which heading a number stood. So the ways of reading are sought
//! that give what the record had from the text that it had, and the corrected text is read in the same way. Where they
//! do not agree, nothing is read: a value never stands next to a text that does not say it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::Correction;
use crate::model::Measure;
use crate::values::{FigureValue, FiscalYear, HeadingUnit, figure_under, figures, period};

/// What headings say of their numbers besides the unit.
const SCALES: [&str; 7] = ["", "十", "百", "千", "万", "百万", "億"];

/// A heading that changes every number without a unit.
const ANY_HEADING: &str = "千円";

type Object = Map<String, Value>;

/// Values that were read again, by their pointers, as they were before.
pub(super) type Before = BTreeMap<String, Value>;

/// A correction of a text.
struct Changed<'c> {
    key: &'c str,
    from: &'c str,
    to: &'c str,
    year: Option<FiscalYear>,
    /// Whether it stands in an item table, whose dates are read with the year of the sheet alone.
    is_of_item: bool,
}

/// Reads again what depends on a text that was corrected, but not what is `fixed` by a correction of its own.
pub(super) fn read_again(
    record: &mut Value,
    correction: &Correction,
    fixed: &BTreeSet<&str>,
) -> Before {
    let pointer = correction.pointer.as_str();
    let text = |value: &Value| match value {
        Value::Null => Some(String::new()),
        value => value.as_str().map(str::to_owned),
    };
    let texts = (text(&correction.from), text(&correction.to));
    let (Some((place, key)), (Some(from), Some(to))) = (pointer.rsplit_once('/'), texts) else {
        return Before::new();
    };
    let changed = Changed {
        key,
        from: &from,
        to: &to,
        year: sheet_year(record, pointer),
        is_of_item: pointer.contains("/items/"),
    };
    let mut before = Before::new();
    for (place, new) in changed.derived(record, place) {
        let Some(object) = record.pointer_mut(&place).and_then(Value::as_object_mut) else {
            continue;
        };
        for (key, value) in new {
            let pointer = format!("{place}/{key}");
            if fixed.iter().any(|fixed| is_within(fixed, &pointer)) {
                continue;
            }
            let old = match value {
                // only what is there can be without a value
                Value::Null if !object.contains_key(&key) => continue,
                Value::Null if place.ends_with("/dates") => object.shift_remove(&key),
                value => object.insert(key.clone(), value),
            };
            before.insert(pointer, old.unwrap_or(Value::Null));
        }
    }
    before
}

/// Whether a pointer is that of a value or of a part of it.
fn is_within(pointer: &str, value: &str) -> bool {
    let rest = pointer.strip_prefix(value);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The fiscal year of the sheet that a pointer leads into.
fn sheet_year(record: &Value, pointer: &str) -> Option<FiscalYear> {
    let number = pointer.strip_prefix("/sheets/")?.split('/').next()?;
    let year = record.pointer(&format!("/sheets/{number}/fiscal_year"))?;
    FiscalYear::parse(year.as_str()?)
}

/// New values of an object.
type New = Vec<(String, Value)>;

impl Changed<'_> {
    /// The new values, by the pointers of their objects.
    fn derived(&self, record: &Value, place: &str) -> Vec<(String, New)> {
        let object = |at: &str| record.pointer(at).and_then(Value::as_object);
        if let Some(item) = place.strip_suffix("/common") {
            let Some(found) = object(item).filter(|item| list(item, "measures").is_empty()) else {
                return Vec::new();
            };
            let dates = format!("{item}/dates");
            let days = object(&dates).map(|dates| self.period(dates));
            let days = days.unwrap_or_default();
            let figures = match days.is_empty() && !self.is_period_elsewhere(record) {
                true => object(place).map(|common| self.figures(found, common)),
                false => None,
            };
            return vec![
                (dates, days),
                (item.to_owned(), figures.unwrap_or_default()),
            ];
        }
        let Some(object) = object(place) else {
            return Vec::new();
        };
        let mut new = [
            self.period(object),
            self.number(object),
            self.fiscal_year(object),
        ]
        .concat();
        let is_measure = object.contains_key("details") && !Measure::KEYS.contains(&self.key);
        if is_measure && new.is_empty() {
            new = self.figures(object, object);
        }
        vec![(place.to_owned(), new)]
    }

    /// First and last day of a period, `term_start` and `term_end` next to `term`.
    fn period(&self, object: &Object) -> New {
        let keys = ["start", "end"].map(|end| format!("{}_{end}", self.key));
        if self.key == "fiscal_year" || !keys.iter().any(|key| object.contains_key(key)) {
            return Vec::new();
        }
        let days = |text: &str, year| {
            let found = period(text, year);
            [json!(found.start), json!(found.end)]
        };
        let had = keys
            .each_ref()
            .map(|key| object.get(key).cloned().unwrap_or_default());
        let next = self.year.map(|year| FiscalYear::new(year.year() + 1));
        let needs_year = |text: &str| days(text, self.year) != days(text, next);
        // in other tables the year may be that of a column
        let is_certain = self.is_of_item || needs_year(self.from) || !needs_year(self.to);
        let new = match days(self.from, self.year) == had && is_certain {
            true => days(self.to, self.year),
            false => Default::default(),
        };
        keys.into_iter().zip(new).collect()
    }

    /// First and last day of the document's fiscal year.
    fn fiscal_year(&self, object: &Object) -> New {
        if self.key != "fiscal_year" || !object.contains_key("fiscal_year_start") {
            return Vec::new();
        }
        let year = FiscalYear::parse(self.to);
        vec![
            (
                "fiscal_year_start".to_owned(),
                json!(year.map(FiscalYear::start)),
            ),
            (
                "fiscal_year_end".to_owned(),
                json!(year.map(FiscalYear::end)),
            ),
        ]
    }

    /// The number of a cell and its unit: `cost_value` and `cost_unit` next to `cost`, `value` and `unit` next to the
    /// `text` of a matrix.
    fn number(&self, object: &Object) -> New {
        let keys = match self.key {
            "text" => ["value".to_owned(), "unit".to_owned()],
            key => ["value", "unit"].map(|end| format!("{key}_{end}")),
        };
        let (Some(value), Some(unit)) = (object.get(&keys[0]), object.get(&keys[1])) else {
            return Vec::new();
        };
        let number = |text: &str, heading: &Option<HeadingUnit>| {
            let figure = figure_under(text, heading.as_ref());
            figure.map_or_else(Default::default, |f| [json!(f.value), json!(f.unit)])
        };
        let headings = unit.as_str().into_iter().flat_map(|unit| {
            SCALES.map(|scale| Some(HeadingUnit::named(&format!("{scale}{unit}"))))
        });
        let had = [value.clone(), unit.clone()];
        // a text with a unit of its own is read alike under any heading
        let any = [None, Some(HeadingUnit::named(ANY_HEADING))];
        let ways = any.into_iter().chain(headings);
        let mut read: Vec<[Value; 2]> = ways
            .filter(|heading| number(self.from, heading) == had)
            .map(|heading| number(self.to, &heading))
            .collect();
        read.dedup();
        let new = <[_; 1]>::try_from(read).map_or_else(|_| Default::default(), |[new]| new);
        keys.into_iter().zip(new).collect()
    }

    /// The figures of a measure or an item, with those of the text among them, in the order of its texts.
    fn figures(&self, object: &Object, texts: &Object) -> New {
        let of_text = |text: &str| -> Vec<Value> {
            let all = figures(text).into_iter();
            all.map(|figure| self.figure(figure)).collect()
        };
        let field = |figure: &Value| {
            figure
                .get("field")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let rank = |key: Option<&str>| texts.keys().position(|other| Some(other.as_str()) == key);
        let (own, mut others): (Vec<Value>, Vec<Value>) = list(object, "figures")
            .iter()
            .cloned()
            .partition(|figure| field(figure).as_deref() == Some(self.key));
        let new = match of_text(self.from) == own {
            true => of_text(self.to),
            false => Vec::new(),
        };
        if own == new {
            return Vec::new();
        }
        let is_behind = |figure: &Value| rank(field(figure).as_deref()) > rank(Some(self.key));
        let at = others.iter().position(is_behind).unwrap_or(others.len());
        others.splice(at..at, new);
        vec![("figures".to_owned(), others.into())]
    }

    fn figure(&self, figure: FigureValue) -> Value {
        let made = crate::model::Figure {
            field: self.key.to_owned(),
            text: figure.text,
            value: figure.value,
            unit: figure.unit,
            qualifier: figure.qualifier,
        };
        json!(made)
    }

    /// Whether a column with this key has dates anywhere in the record.
    fn is_period_elsewhere(&self, record: &Value) -> bool {
        let keys = ["start", "end"].map(|end| format!("{}_{end}", self.key));
        let has = |object: Option<&Value>| {
            let object = object.and_then(Value::as_object);
            object.is_some_and(|object| keys.iter().any(|key| object.contains_key(key)))
        };
        let all =
            |of: &Value, key: &str| of.as_object().map_or(&[][..], |of| list(of, key)).to_vec();
        let items: Vec<Value> = all(record, "sheets")
            .iter()
            .flat_map(|s| all(s, "items"))
            .collect();
        items.iter().any(|item| {
            has(item.get("dates"))
                || all(item, "measures")
                    .iter()
                    .any(|measure| has(Some(measure)))
        })
    }
}

fn list<'o>(object: &'o Object, key: &str) -> &'o [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
