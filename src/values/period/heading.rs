//! Dates in a cell whose headings give a year: 4月 below 令和6年度.

use crate::values::fiscal_year::FiscalYear;
use crate::values::period::{Period, period};

impl FiscalYear {
    /// The fiscal year that the innermost heading names, or the sheet's. `headings` are ordered from the outermost in.
    pub fn under(headings: &[&str], sheet: Option<Self>) -> Option<Self> {
        let named = |heading: &&str| Self::find(heading).map(|(year, _)| year);
        headings.iter().rev().find_map(named).or(sheet)
    }
}

/// The dates that a cell gives or, if none, those of its innermost heading with a year: 15 below 令和6年度 › 決算 is of
/// 2024-04-01 to 2025-03-31. `headings` are ordered from the outermost in.
pub fn period_under(text: &str, headings: &[&str], sheet: Option<FiscalYear>) -> Period {
    let year = FiscalYear::under(headings, sheet);
    let said = |text: &str| Some(period(text, year)).filter(|found| *found != Period::default());
    let mut texts = std::iter::once(text).chain(headings.iter().rev().copied());
    texts.find_map(said).unwrap_or_default()
}
