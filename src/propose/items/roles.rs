//! Keys and roles: from a known profile if it has the same label, otherwise from the values.

use std::collections::HashSet;

use serde::Serialize;

use super::{Column, Findings, Label};
use crate::profile::{ColumnRole, PageLine, Profile, Role, folded};
use crate::segment::markers::is_item_marker;
use crate::segment::parts::{measure_style, split};
use crate::text::Text;
use crate::values::{FiscalYear, period};

/// The least number of letters of a goal; a grade or a number has fewer.
const SHORTEST_GOAL: usize = 4;

/// Names everything that was found.
pub fn name(findings: &mut Findings, hints: &Profile) {
    name_labels(&mut findings.labels, hints);
    give_roles(&mut findings.labels, hints);
    for label in findings.labels.iter_mut().filter(|l| l.role.is_some()) {
        // a role is one text
        label.parts.clear();
    }
    name_columns(&mut findings.columns, hints);
    let year = findings.sheet_title.iter().flat_map(|t| &t.years).next();
    let year = year.and_then(|year| FiscalYear::parse(year));
    give_column_roles(&mut findings.columns, year);
}

fn name_labels(labels: &mut [Label], hints: &Profile) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut roles: Vec<Role> = Vec::new();
    for (n, label) in (1..).zip(labels) {
        let known = hints.labels.field(&label.found.text);
        let known = known.and_then(|known| hints.fields.get(known.field));
        match known.filter(|field| taken.insert(field.key.clone())) {
            Some(field) => {
                label.key = field.key.clone();
                label.role = field.role.filter(|role| !roles.contains(role));
                roles.extend(label.role);
            }
            None => label.key = format!("field_{n}"),
        }
        for (n, part) in (1..).zip(&mut label.parts) {
            part.key = format!("part_{n}");
        }
    }
}

/// Assigns roles that no known label has determined.
fn give_roles(labels: &mut [Label], hints: &Profile) {
    let has = |labels: &[Label], role| labels.iter().any(|l| l.role == Some(role));
    let is_department = |value: &str| hints.labels.page_line(value) == PageLine::Department;
    if !has(labels, Role::Department) {
        give(labels, Role::Department, |label| {
            all(&label.values, is_department)
        });
    }
    if !has(labels, Role::Priority) {
        give(labels, Role::Priority, |label| {
            all(&label.values, |v| is_item_marker(&folded(v)))
        });
    }
    if !has(labels, Role::Goal) {
        let is_long = |value: &str| value.chars().count() >= SHORTEST_GOAL;
        let differ = |label: &Label| {
            let distinct: HashSet<&String> = label.values.iter().collect();
            distinct.len() == label.values.len()
        };
        let one_line = |label: &Label| !label.values.iter().any(|v| v.contains('\n'));
        let may_be = |label: &Label| {
            label.parts.is_empty()
                && one_line(label)
                && differ(label)
                && all(&label.values, is_long)
        };
        give(labels, Role::Goal, may_be);
    }
    if !has(labels, Role::Goal) {
        give(labels, Role::Goal, |_| true);
    }
}

fn give(labels: &mut [Label], role: Role, may_be: impl Fn(&Label) -> bool) {
    let mut free = labels.iter_mut().filter(|label| label.role.is_none());
    if let Some(label) = free.find(|label| may_be(label)) {
        label.role = Some(role);
        label.key = name_of(role);
    }
}

/// A role as profiles write it.
pub fn name_of(role: impl Serialize) -> String {
    let name = toml::Value::try_from(role).ok();
    let name = name.as_ref().and_then(toml::Value::as_str);
    name.unwrap_or_default().to_owned()
}

/// Whether there are values, and `is` holds for all.
fn all(values: &[String], is: impl Fn(&str) -> bool) -> bool {
    let mut filled = values.iter().filter(|v| !v.is_empty()).peekable();
    filled.peek().is_some() && filled.all(|value| is(value))
}

fn name_columns(columns: &mut [Column], hints: &Profile) {
    let mut taken: HashSet<String> = HashSet::new();
    for (n, column) in (1..).zip(columns) {
        let known = hints.labels.column(&column.found.text);
        let known = known.and_then(|known| hints.columns.get(known.column));
        match known.filter(|known| taken.insert(known.key.clone())) {
            Some(known) => {
                column.key = known.key.clone();
                column.role = known.role;
            }
            None => column.key = format!("column_{n}"),
        }
    }
}

fn give_column_roles(columns: &mut [Column], year: Option<FiscalYear>) {
    if let Some(first) = columns.first_mut()
        && first.role.is_none()
        && all(&first.values, |value| is_item_marker(&folded(value)))
    {
        first.role = Some(ColumnRole::Number);
    }
    let measures = measures(columns);
    for (n, column) in columns.iter_mut().enumerate() {
        let is_measures = Some(n) == measures;
        if is_measures || column.role == Some(ColumnRole::Measures) {
            column.role = is_measures.then_some(ColumnRole::Measures);
        }
    }
    let before = columns.iter_mut().take(measures.unwrap_or_default());
    let mut plain = before.filter(|column| column.role.is_none());
    if let Some(title) = plain.find(|column| all(&column.values, |v| marker_style(v).is_none())) {
        title.role = Some(ColumnRole::Title);
    }
    let has_period = columns.iter().any(|c| c.role == Some(ColumnRole::Period));
    let mut free = columns.iter_mut().filter(|column| column.role.is_none());
    if !has_period && let Some(column) = free.find(|column| holds_periods(column, year)) {
        column.role = Some(ColumnRole::Period);
    }
}

/// The column with the measures: the leftmost of those whose cells have markers, or else the one that a known profile
/// has named, or the first with texts.
fn measures(columns: &[Column]) -> Option<usize> {
    let marked = |c: &Column| {
        c.values
            .iter()
            .filter(|v| marker_style(v).is_some())
            .count()
    };
    let free = |c: &Column| matches!(c.role, None | Some(ColumnRole::Measures));
    let most = columns
        .iter()
        .filter(|c| free(c))
        .map(marked)
        .max()
        .unwrap_or_default();
    let with_markers = columns
        .iter()
        .position(|c| free(c) && most > 0 && 2 * marked(c) >= most);
    let named = || {
        columns
            .iter()
            .position(|c| c.role == Some(ColumnRole::Measures))
    };
    with_markers
        .or_else(named)
        .or_else(|| columns.iter().position(free))
}

fn marker_style(text: &str) -> Option<crate::text::markers::Style> {
    measure_style(&Text::unplaced(text), true)
}

/// Whether most parts of the cells are periods.
fn holds_periods(column: &Column, year: Option<FiscalYear>) -> bool {
    let mut parts: Vec<String> = Vec::new();
    for value in &column.values {
        let text = Text::unplaced(value);
        match marker_style(value) {
            Some(style) => {
                parts.extend(split(&text, style).parts.iter().map(|p| p.text.to_string()))
            }
            None => parts.push(value.clone()),
        }
    }
    parts.retain(|part| !part.is_empty());
    let is_period = |part: &&String| {
        let found = period(part, year);
        found.start.is_some() || found.end.is_some()
    };
    let periods = parts.iter().filter(is_period).count();
    periods > 0 && 2 * periods >= parts.len()
}
