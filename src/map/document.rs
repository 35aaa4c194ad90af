//! The document as a whole: departments, fiscal year, the lists of goals on covers.

use super::ledger::Ledger;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{DocumentInfo, Goal, Sheet};
use crate::normalize::join;
use crate::profile::{Profile, folded};
use crate::segment;
use crate::values::FiscalYear;

/// The values of a cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// The department that it names.
    pub department: Option<String>,
    /// The fiscal year as written.
    pub year: Option<String>,
    /// The goals that it lists.
    pub goals: Vec<Goal>,
}

/// Maps the covers.
pub fn covers(covers: &[segment::Cover], ledger: &mut Ledger) -> Vec<Cover> {
    let mut first_goal = 0;
    let mut mapped = Vec::new();
    for cover in covers {
        ledger.labels(&cover.headings);
        let department = join(&cover.department);
        let department = ledger.value(format_args!("/document/department"), &department);
        let goals = goals(cover, first_goal, ledger);
        first_goal += goals.len();
        mapped.push(Cover {
            department: Some(department).filter(|d| !d.is_empty()),
            year: cover.year.clone(),
            goals,
        });
    }
    mapped
}

fn goals(cover: &segment::Cover, first: usize, ledger: &mut Ledger) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (position, (number, title)) in cover.goals.iter().enumerate() {
        let pointer = first + position;
        ledger.labels_of(format_args!("/document/goals/{pointer}/no"), number);
        let written = segment::squeezed(number);
        let title = ledger.value(
            format_args!("/document/goals/{pointer}/title"),
            &join(title),
        );
        goals.push(Goal {
            no: first_number(&written).unwrap_or(position as u32 + 1),
            title,
            department: None,
        });
    }
    goals
}

/// The first number in a text: 1位 → 1, 第3位 → 3, ② → 2.
pub fn first_number(text: &str) -> Option<u32> {
    let folded = folded(text);
    let digits = folded.chars().skip_while(|c| !c.is_ascii_digit());
    let digits: String = digits.take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Collects what applies to the whole document.
pub fn info(
    covers: Vec<Cover>,
    sheets: &[Sheet],
    profile: &Profile,
    diagnostics: &mut Vec<Diagnostic>,
) -> DocumentInfo {
    let sheet_departments = sheets.iter().map(|s| s.department.clone());
    let cover_departments = covers.iter().map(|c| c.department.clone());
    let years = sheets.iter().map(|s| s.fiscal_year.clone());
    let cover_years = covers.iter().map(|c| c.year.clone());
    let fiscal_year = only(years.chain(cover_years));
    let year = fiscal_year.as_deref().and_then(FiscalYear::parse);
    if let (Some(text), None) = (&fiscal_year, year) {
        let message = format!("the fiscal year {text:?} could not be read; dates are left out");
        diagnostics
            .push(Diagnostic::new(Code::FiscalYear, message).at_path("/document/fiscal_year"));
    } else if profile.needs_year() {
        tell_sheets_without_year(sheets, diagnostics);
    }
    DocumentInfo {
        department: only(cover_departments.chain(sheet_departments)),
        fiscal_year_start: year.map(|y| y.start()),
        fiscal_year_end: year.map(|y| y.end()),
        fiscal_year,
        goals: match profile.has_items() {
            true => all_goals(covers, sheets, diagnostics),
            false => Vec::new(),
        },
        ..DocumentInfo::default()
    }
}

/// Tells which sheets have dates without the year that they depend on.
fn tell_sheets_without_year(sheets: &[Sheet], diagnostics: &mut Vec<Diagnostic>) {
    for (number, sheet) in sheets.iter().enumerate() {
        let message = match sheet.fiscal_year.as_deref() {
            None => {
                "the title names no fiscal year; dates that depend on it are left out".to_owned()
            }
            Some(text) if FiscalYear::parse(text).is_none() => {
                format!("the fiscal year {text:?} could not be read; dates are left out")
            }
            Some(_) => continue,
        };
        let path = format!("/sheets/{number}/fiscal_year");
        diagnostics.push(Diagnostic::new(Code::FiscalYear, message).at_path(path));
    }
}

/// The value that all have in common; `None` if they differ.
fn only(values: impl Iterator<Item = Option<String>>) -> Option<String> {
    let mut values: Vec<String> = values.flatten().collect();
    values.dedup();
    match values.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The covers' goals or, without a cover, the sheets' own, which is reported.
fn all_goals(covers: Vec<Cover>, sheets: &[Sheet], diagnostics: &mut Vec<Diagnostic>) -> Vec<Goal> {
    let several = covers.len() > 1;
    let mut goals: Vec<Goal> = Vec::new();
    for cover in covers {
        let department = cover.department.filter(|_| several);
        goals.extend(cover.goals.into_iter().map(|goal| Goal {
            department: department.clone(),
            ..goal
        }));
    }
    if goals.is_empty() {
        let message = "there is no cover with a list of goals; the list was made from the sheets";
        diagnostics.push(Diagnostic::new(Code::NoCover, message).at_path("/document/goals"));
        let several = sheets.windows(2).any(|w| match w {
            [a, b] => a.department != b.department,
            _ => false,
        });
        let counted = sheets.iter().all(|sheet| sheet.priority.is_none());
        let goal = |(position, sheet): (u32, &Sheet)| {
            Some(Goal {
                no: sheet.priority.or(counted.then_some(position))?,
                title: sheet.goal.clone().filter(|title| !title.is_empty())?,
                department: sheet.department.clone().filter(|_| several),
            })
        };
        goals.extend((1..).zip(sheets).filter_map(goal));
    }
    goals
}
