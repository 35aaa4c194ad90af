//! Cross-checks: whether the parts of a document agree with each other. They state facts, never a judgement.
//!
//! - within an item: two measures with one number, a measure without a target, figures of the final report next to the
//!   target's;
//! - among the sheets of a cover or, without a cover, of a department: priorities, departments, fiscal years.
//!
//! Nothing is reported that may be intended: a target for the whole item counts for each measure, and a file may have
//! only some of a department's sheets. A report without its measure is reported where parts are aligned (`align`), a goal
//! that differs from the cover's where the sheet is mapped (`sheet`).

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::document::Cover;
use super::sheet::Mapper;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Figure, Item, Measure, Sheet};
use crate::profile::{ColumnRole, Profile, folded};
use crate::values::FiscalYear;

impl Mapper<'_> {
    /// Checks that each measure of an item has its own number, and a target.
    pub fn check_item(&mut self, item: &Item, position: usize, page: u32) {
        let mut seen = BTreeSet::new();
        for (n, measure) in item.measures.iter().enumerate() {
            if !seen.insert(measure.no) {
                let message = format!(
                    "{} marks more than one measure of item {}",
                    measure.marker, item.no
                );
                let below = format!("/items/{position}/measures/{n}");
                self.tell(Code::MeasureNumber, &below, Some(page), message);
            }
        }
        self.check_targets(item, position, page);
    }

    /// Checks the targets of an item: reports missing ones, and figures to compare with the final report's.
    fn check_targets(&mut self, item: &Item, position: usize, page: u32) {
        let Some(target) = key(self.profile, ColumnRole::Target) else {
            return;
        };
        let below = format!("/items/{position}");
        for (n, message) in without_target(item, target) {
            let measure = n.map(|n| format!("/measures/{n}")).unwrap_or_default();
            let below = format!("{below}{measure}");
            self.tell(Code::NoTarget, &below, Some(page), message);
        }
        let Some(last) = key(self.profile, ColumnRole::Final) else {
            return;
        };
        for (n, measure) in item.measures.iter().enumerate() {
            for message in beside(measure, target, last) {
                let below = format!("{below}/measures/{n}");
                self.tell(Code::TargetAndFinal, &below, Some(page), message);
            }
        }
    }
}

fn key(profile: &Profile, role: ColumnRole) -> Option<&str> {
    let column = profile.columns.iter().find(|c| c.role == Some(role));
    column.map(|c| c.key.as_str())
}

/// The measures without a target, or the item if it has none at all. A target without a marker applies to all.
fn without_target(item: &Item, target: &str) -> Vec<(Option<usize>, String)> {
    let Some(cell) = item.cells.get(target) else {
        return Vec::new();
    };
    if cell.is_empty() {
        return vec![(None, format!("item {} has no target", item.no))];
    }
    if item.common.contains_key(target) {
        return Vec::new();
    }
    let text = |m: &Measure| m.values.get(target).cloned().flatten().unwrap_or_default();
    let message = |m: &Measure| format!("{} of item {} has no target", m.marker, item.no);
    let measures = item.measures.iter().enumerate();
    measures
        .filter(|(_, measure)| text(measure).is_empty())
        .map(|(n, measure)| (Some(n), message(measure)))
        .collect()
}

/// The figures with the same unit in both columns. If a column has several, it is unknown which one is meant.
fn beside(measure: &Measure, target: &str, last: &str) -> Vec<String> {
    let only = |field: &str, unit: &str| {
        let is_it = |f: &&Figure| f.field == field && f.unit == unit;
        let mut found = measure.figures.iter().filter(is_it);
        found.next().filter(|_| found.next().is_none())
    };
    let units: BTreeSet<&str> = measure.figures.iter().map(|f| f.unit.as_str()).collect();
    let told = |unit: &str| {
        let (aim, result) = (only(target, unit)?, only(last, unit)?);
        Some(format!(
            "target: {}; final report: {}",
            written(aim),
            written(result)
        ))
    };
    units
        .into_iter()
        .filter(|unit| !unit.is_empty())
        .filter_map(told)
        .collect()
}

fn written(figure: &Figure) -> String {
    match &figure.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", figure.text),
        None => figure.text.clone(),
    }
}

/// A sheet with its position and the number of its cover.
struct Placed<'a> {
    number: usize,
    sheet: &'a Sheet,
    cover: Option<usize>,
}

impl Placed<'_> {
    fn tell(&self, code: Code, below: &str, message: String) -> Diagnostic {
        let mut told =
            Diagnostic::new(code, message).at_path(format!("/sheets/{}{below}", self.number));
        told.page = self.sheet.pages.first().copied();
        told
    }
}

/// Checks the sheets against each other and their covers; `cover_of` has the index of each sheet's cover.
pub fn sheets(sheets: &[Sheet], cover_of: &[Option<usize>], covers: &[Cover]) -> Vec<Diagnostic> {
    let placed: Vec<Placed<'_>> = (sheets.iter().zip(cover_of).enumerate())
        .map(|(number, (sheet, cover))| Placed {
            number,
            sheet,
            cover: *cover,
        })
        .collect();
    let mut told = Vec::new();
    for placed in &placed {
        if let Some(cover) = placed.cover.and_then(|n| covers.get(n)) {
            told.extend(department(placed, cover));
            told.extend(year(placed, cover));
        }
    }
    for group in groups(&placed) {
        let cover = group.first().and_then(|p| covers.get(p.cover?));
        told.extend(repeated(&group));
        told.extend(missing(&group, cover));
    }
    told.extend(goals_without_sheets(&placed, covers));
    told
}

/// Checks the department. A sheet may name a division of the cover's department: 総務部 総務課.
fn department(placed: &Placed<'_>, cover: &Cover) -> Option<Diagnostic> {
    let (own, listed) = (
        placed.sheet.department.as_ref()?,
        cover.department.as_ref()?,
    );
    let (a, b) = (folded(own), folded(listed));
    if a.is_empty() || a.contains(&b) || b.contains(&a) {
        return None;
    }
    let message = format!("the sheet's department is {own:?}, its cover's is {listed:?}");
    Some(placed.tell(Code::DepartmentDiffers, "/department", message))
}

fn year(placed: &Placed<'_>, cover: &Cover) -> Option<Diagnostic> {
    let (own, listed) = (placed.sheet.fiscal_year.as_ref()?, cover.year.as_ref()?);
    if FiscalYear::parse(own)? == FiscalYear::parse(listed)? {
        return None;
    }
    let message = format!("the sheet's fiscal year is {own}, its cover's is {listed}");
    Some(placed.tell(Code::YearDiffers, "/fiscal_year", message))
}

/// Groups the sheets whose priorities count together: those of one cover, department and year.
fn groups<'p, 'a>(placed: &'p [Placed<'a>]) -> Vec<Vec<&'p Placed<'a>>> {
    let mut groups: IndexMap<_, Vec<&Placed<'_>>> = IndexMap::new();
    for placed in placed.iter().filter(|p| p.sheet.priority.is_some()) {
        let sheet = placed.sheet;
        let year = sheet.fiscal_year.as_deref().and_then(FiscalYear::parse);
        let of = (placed.cover, &sheet.department, year.map(|y| y.start()));
        groups.entry(of).or_default().push(placed);
    }
    groups.into_values().collect()
}

fn repeated(group: &[&Placed<'_>]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let again = group
        .iter()
        .filter(|placed| !seen.insert(placed.sheet.priority));
    let message = |n: u32| format!("priority {n} is already used by an earlier sheet");
    again
        .filter_map(|p| Some(p.tell(Code::PriorityOrder, "/priority", message(p.sheet.priority?))))
        .collect()
}

/// Reports gaps in the priorities; a number that the cover lists is reported with its goal instead.
fn missing(group: &[&Placed<'_>], cover: Option<&Cover>) -> Vec<Diagnostic> {
    let by_priority = group.iter().filter_map(|p| Some((p.sheet.priority?, *p)));
    let by_priority: BTreeMap<u32, &Placed<'_>> = by_priority.collect();
    let goals = cover.into_iter().flat_map(|cover| &cover.goals);
    let listed: BTreeSet<u32> = goals.map(|goal| goal.no).collect();
    let pairs = by_priority.keys().zip(by_priority.iter().skip(1));
    pairs
        .filter_map(|(before, (next, placed))| {
            let gap = (before.saturating_add(1)..*next).filter(|n| !listed.contains(n));
            let gap: Vec<String> = gap.take(MOST_TOLD).map(|n| n.to_string()).collect();
            let message = format!("no sheet has priority {}", gap.join(", "));
            (!gap.is_empty()).then(|| placed.tell(Code::PriorityOrder, "/priority", message))
        })
        .collect()
}

/// The most missing numbers in a message: a misread priority of many digits must not list them all.
const MOST_TOLD: usize = 10;

/// Reports goals of covers without a sheet. A cover without any sheet is taken to be complete by itself.
fn goals_without_sheets(placed: &[Placed<'_>], covers: &[Cover]) -> Vec<Diagnostic> {
    let mut there: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for placed in placed {
        if let (Some(cover), Some(priority)) = (placed.cover, placed.sheet.priority) {
            there.entry(cover).or_default().insert(priority);
        }
    }
    let mut told = Vec::new();
    let mut first = 0;
    for (number, cover) in covers.iter().enumerate() {
        for (position, goal) in cover.goals.iter().enumerate() {
            let has_others = |there: &BTreeSet<u32>| !there.contains(&goal.no);
            if there.get(&number).is_some_and(has_others) {
                let message = format!("no sheet for goal no. {}: {:?}", goal.no, goal.title);
                let path = format!("/document/goals/{}", first + position);
                told.push(Diagnostic::new(Code::GoalWithoutSheet, message).at_path(path));
            }
        }
        first += cover.goals.len();
    }
    told
}

#[cfg(test)]
mod tests;
