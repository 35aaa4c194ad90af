//! Finds the field, part or column that a label names.
//!
//! Labels are compared after NFKC and without white space, so that width, spacing (`重　点　目　標`) and labels written
//! downward do not matter. The order is: the profile's labels, its patterns, and a bounded edit distance, which the
//! caller reports.

use std::ops::Range;

use super::{Column, ColumnRole, Field, Profile, Role};
use crate::values::FiscalYear;
use names::Names;

pub(crate) use likeness::edit_distance;
pub(crate) use names::bare;
pub use names::folded;
pub use pattern::Pattern;
pub(crate) use pattern::{Asked, Patterns};

mod likeness;
mod names;
mod needs;
mod pattern;
#[cfg(test)]
mod tests;

/// The least number of known columns in a header row, if the form has as many: two words alone may be in any row.
const FEWEST_KNOWN_COLUMNS: usize = 3;

/// A profile's labels and patterns, prepared for matching.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    fields: Names,
    /// Index of the field where a sheet begins.
    goal: usize,
    /// The labels of the parts of each field.
    parts: Vec<Names>,
    columns: Names,
    /// Index of the column with the item numbers.
    number: Option<usize>,
    /// The least number of known columns in a header row, besides that of the numbers.
    fewest_columns: usize,
    sheet_title: Pattern,
    cover_title: Pattern,
    cover_department: Pattern,
    cover_headers: Vec<String>,
    headings: Patterns<()>,
}

/// A field that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldMatch {
    /// Index of the field in the profile.
    pub field: usize,
    /// The number of differing characters; 0 unless matched by similarity.
    pub distance: usize,
}

/// A column that a header cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnMatch {
    /// Index of the column in the profile.
    pub column: usize,
    /// The number of differing characters; 0 unless matched by similarity.
    pub distance: usize,
}

/// The kind of a line outside the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLine {
    /// A sheet's title, with the fiscal year that it names.
    SheetTitle(Option<String>),
    /// The cover's title, with the fiscal year that it names.
    CoverTitle(Option<String>),
    /// Possibly the department's line of a cover.
    Department,
    /// Anything else.
    Other,
}

impl Labels {
    pub(super) fn new(profile: &Profile) -> Self {
        let field = |f: &Field| (f.labels.clone(), f.patterns.clone());
        let column = |c: &Column| (c.labels.clone(), c.patterns.clone());
        let parts = |f: &Field| Names::new(f.parts.iter().map(|p| (p.labels.clone(), Vec::new())));
        let goal = |f: &Field| f.role == Some(Role::Goal);
        let mut headings = Patterns::default();
        for heading in &profile.page.headings {
            headings.push(Pattern::from(heading.as_str()), ());
        }
        Self {
            goal: profile.fields.iter().position(goal).unwrap_or_default(),
            parts: profile.fields.iter().map(parts).collect(),
            fields: Names::new(profile.fields.iter().map(field)),
            columns: Names::new(profile.columns.iter().map(column)),
            number: profile.column_of(ColumnRole::Number),
            fewest_columns: profile.text_columns().count().min(FEWEST_KNOWN_COLUMNS),
            sheet_title: Pattern::from(profile.page.sheet_title.as_str()),
            cover_title: Pattern::from(profile.page.cover_title.as_str()),
            cover_department: Pattern::from(profile.page.cover_department.as_str()),
            cover_headers: profile
                .page
                .cover_headers
                .iter()
                .map(|l| folded(l))
                .collect(),
            headings,
        }
    }

    /// The field that this label names.
    pub fn field(&self, label: &str) -> Option<FieldMatch> {
        let (field, distance) = self.fields.find(&folded(label))?;
        Some(FieldMatch { field, distance })
    }

    /// Index of the field where a sheet begins.
    pub fn goal_field(&self) -> usize {
        self.goal
    }

    /// The part of this field that a label names, with the number of differing characters.
    pub fn part(&self, field: usize, label: &str) -> Option<(usize, usize)> {
        self.parts.get(field)?.find(&folded(label))
    }

    /// The labels of the parts of this field, without white space, each with the index of its part.
    pub fn part_labels(&self, field: usize) -> impl Iterator<Item = (&[char], usize)> {
        let parts = self.parts.get(field).into_iter();
        parts.flat_map(|p| {
            p.letters
                .iter()
                .map(|(letters, part)| (letters.as_slice(), *part))
        })
    }

    /// Whether the field has labelled parts.
    pub fn has_parts(&self, field: usize) -> bool {
        self.parts.get(field).is_some_and(|p| !p.letters.is_empty())
    }

    /// The column that this header cell names.
    pub fn column(&self, label: &str) -> Option<ColumnMatch> {
        let (column, distance) = self.columns.find(&folded(label))?;
        Some(ColumnMatch { column, distance })
    }

    /// Whether the column has the item numbers.
    pub fn is_number(&self, column: ColumnMatch) -> bool {
        self.number == Some(column.column)
    }

    /// The least number of known columns in a header row.
    pub fn fewest_columns(&self) -> usize {
        self.fewest_columns
    }

    /// Whether this is a header cell of the cover's list.
    pub fn is_cover_header(&self, label: &str) -> bool {
        self.cover_headers.contains(&folded(label))
    }

    /// Whether this is a line or a cell without a value.
    pub fn is_heading(&self, text: &str) -> bool {
        self.headings.matching(&folded(text)).next().is_some()
    }

    /// The fiscal year next to a sheet's title: 管理シート 令和4年度, 【R4年度】管理シート.
    fn year_beside_title(&self, line: &str) -> Option<String> {
        let (title, year) = parted_at_year(line)?;
        self.sheet_title.is_match(&title).then(|| year.to_owned())
    }

    /// Whether a line, folded, is a sheet's or a cover's title; `without_year` is the line without the fiscal year at its
    /// start or end, which is the same for all profiles ([`parted_at_year`]).
    pub(crate) fn is_title(&self, line: Asked<'_>, without_year: Option<Asked<'_>>) -> bool {
        let is_sheets = |line| self.sheet_title.fits(line);
        is_sheets(line) || self.cover_title.fits(line) || without_year.is_some_and(is_sheets)
    }

    /// The kind of a line outside the table.
    pub fn page_line(&self, line: &str) -> PageLine {
        let line = folded(line);
        if let Some(year) = self.sheet_title.group(&line, "year") {
            PageLine::SheetTitle(year_in(&line, year))
        } else if let Some(year) = self.cover_title.group(&line, "year") {
            PageLine::CoverTitle(year_in(&line, year))
        } else if let Some(year) = self.year_beside_title(&line) {
            PageLine::SheetTitle(Some(year))
        } else if self.cover_department.is_match(&line) {
            PageLine::Department
        } else {
            PageLine::Other
        }
    }
}

/// The fiscal year of a title, wherever it is, or else what the pattern captured as year.
fn year_in(line: &str, taken: Option<&str>) -> Option<String> {
    let found = year_at(line).and_then(|(_, at)| line.get(at));
    found.or(taken).map(str::to_owned)
}

/// A folded line that begins or ends with a fiscal year, perhaps in brackets or between dashes: the rest, and the year.
pub(crate) fn parted_at_year(line: &str) -> Option<(String, &str)> {
    const OPENING: &str = "([【〔<《-―ー~";
    const CLOSING: &str = ")]】〕>》-―ー~版";
    // 令和4年度, R4: hardly any line of a page needs a closer look, and no figure
    let may_hold_year = line.contains("年度")
        || line.starts_with(|c: char| c.is_ascii_alphabetic() || OPENING.contains(c))
        || line.ends_with(|c: char| c.is_ascii_digit() || c == '年' || CLOSING.contains(c));
    let may_be = may_hold_year && line.contains(char::is_alphabetic);
    let (_, at) = may_be.then(|| year_at(line))??;
    let before = line
        .get(..at.start)?
        .trim_end_matches(|c| OPENING.contains(c));
    let behind = line
        .get(at.end..)?
        .trim_start_matches(|c| CLOSING.contains(c));
    let at_edge = before.is_empty() || behind.is_empty();
    let year = line.get(at.clone()).filter(|_| at_edge)?;
    Some((format!("{before}{behind}"), year))
}

/// The fiscal year of a line that says nothing else: （令和4年度）.
pub(crate) fn year_alone(line: &str) -> Option<String> {
    let line = folded(line);
    let (rest, year) = parted_at_year(&line)?;
    rest.is_empty().then(|| year.to_owned())
}

/// A fiscal year in a line that is short enough for a title.
fn year_at(line: &str) -> Option<(FiscalYear, Range<usize>)> {
    const LONGEST_TITLE: usize = 300;
    (line.len() <= LONGEST_TITLE).then(|| FiscalYear::find(line))?
}
