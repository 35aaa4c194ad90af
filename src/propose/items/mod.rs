//! What a document with several sheets and their item tables shows of its form.
//!
//! Steps: the document is split into lines and row groups (`entries`); the header row with the most text below it is
//! that of the item table (`header`); cells of other row groups are labels by their shape, their neighbours, and
//! because they repeat from sheet to sheet (`labels`); lines above the tables are titles (`titles`); then each label
//! and column gets a key, from a known profile if it has the same label, and a role, from that or from its values
//! (`roles`); all this is written as TOML with what is left to decide (`toml`).

use super::{Found, Named};
use crate::content::Content;
use crate::profile::{ColumnRole, Profile, Role};
use crate::text::markers::Style;

mod entries;
mod header;
mod labels;
mod roles;
mod titles;
mod toml;

#[cfg(test)]
mod tests;

/// What a document shows of its form. Texts of labels are without white space.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Findings {
    /// The number of sheets that the form seems to have; at least 1.
    pub sheets: usize,
    /// The sheets' title.
    pub sheet_title: Option<Title>,
    /// The cover's title.
    pub cover_title: Option<Title>,
    /// A pattern for the department's line on a cover, if there is one: that of the known profile.
    pub cover_department: String,
    /// Header cells of the cover's list.
    pub cover_headers: Vec<Found>,
    /// Labels, in the order of the document.
    pub labels: Vec<Label>,
    /// Labels on few sheets, which may as well be values.
    pub rare: Vec<Label>,
    /// Columns of the item table, from left to right.
    pub columns: Vec<Column>,
    /// The number of rows of the item tables.
    pub rows: usize,
    /// Lines and cells that repeat from sheet to sheet and contain no value.
    pub headings: Vec<Found>,
    /// Markers at the start of the parts of cells, with the number of cells, most frequent first.
    pub markers: Vec<(Style, usize)>,
}

/// A title line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Title {
    /// The first that was found.
    pub found: Found,
    /// A regular expression for all of them; its group `year` is the fiscal year.
    pub pattern: String,
    /// The fiscal years that they name, without duplicates.
    pub years: Vec<String>,
}

/// The position of a label relative to its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In the cell to the left of it.
    Beside,
    /// In the cell above it.
    Above,
    /// Before it in a line outside tables.
    InLine,
}

/// A label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// Its text and places.
    pub found: Found,
    /// Its position relative to its value.
    pub stands: Stands,
    /// Its values, in the order of the document, including empty ones.
    pub values: Vec<String>,
    /// The labels that it groups.
    pub parts: Vec<Label>,
    /// The proposed key.
    pub key: String,
    /// The proposed role.
    pub role: Option<Role>,
}

/// A column of the item table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// The text and places of its header.
    pub found: Found,
    /// Its cells, a text for each row.
    pub values: Vec<String>,
    /// The proposed key.
    pub key: String,
    /// The proposed role.
    pub role: Option<ColumnRole>,
}

impl Findings {
    /// What was found, in one sentence.
    pub fn summary(&self) -> String {
        let (labels, columns) = (self.labels.len(), self.columns.len());
        format!(
            "a form of {} sheet(s) with {labels} label(s), and {columns} column(s) over {} row(s); look over the lines with TODO",
            self.sheets, self.rows
        )
    }

    /// The departments that the sheets name.
    pub fn departments(&self) -> Vec<&str> {
        let is_department = |label: &&Label| label.role == Some(Role::Department);
        let values = self
            .labels
            .iter()
            .filter(is_department)
            .flat_map(|l| &l.values);
        let mut names: Vec<&str> = values.map(String::as_str).collect();
        names.dedup();
        names
    }

    /// The labels, with those of their parts, and the columns.
    pub(super) fn named(&self) -> Vec<Named> {
        let labels = self.labels.iter();
        let labels = labels.flat_map(|label| std::iter::once(label).chain(&label.parts));
        let labels = labels.map(|label| Named {
            is_column: false,
            found: label.found.clone(),
            key: label.key.clone(),
            values: label.values.clone(),
        });
        let columns = self.columns.iter().map(|column| Named {
            is_column: true,
            found: column.found.clone(),
            key: column.key.clone(),
            values: column.values.clone(),
        });
        labels.chain(columns).collect()
    }

    /// The draft of a profile, as TOML that can be used unchanged; `id` is its name.
    pub fn profile_toml(&self, id: &str) -> String {
        toml::write(self, id)
    }
}

/// The findings if documents have several sheets each; `None` if most have one.
pub(super) fn of_sheets(documents: &[Content], hints: &Profile) -> Option<Findings> {
    let found = documents.iter().map(|content| findings(content, hints));
    let several = |found: &Findings| {
        found.sheets > 1 && !found.columns.is_empty() && !found.markers.is_empty()
    };
    let found: Vec<Findings> = found.filter(several).collect();
    let most = found.len() * 2 > documents.len();
    // the document with the most sheets shows the most of the form
    found
        .into_iter()
        .filter(|_| most)
        .max_by_key(|found| found.sheets)
}

/// Looks for a form in a normalised document; `hints` is a profile whose labels may name the same things.
fn findings(content: &Content, hints: &Profile) -> Findings {
    let entries = entries::entries(content);
    let header = header::find(&entries);
    let sheets = header.as_ref().map_or(1, |header| header.sheets(&entries));
    let rest = entries::Rest::new(&entries, header.as_ref(), sheets);
    let list = titles::cover_list(&rest);
    let rest = rest.without_list(list.as_ref().map(|(table, _)| *table));
    let seen = labels::read(&rest, &hints.labels);
    let titles = titles::read(&rest, &seen);
    let mut findings = Findings {
        sheets,
        sheet_title: titles.sheet,
        cover_department: titles
            .cover
            .as_ref()
            .map_or_else(String::new, |_| hints.page.cover_department.clone()),
        cover_title: titles.cover,
        cover_headers: list.map_or_else(Vec::new, |(_, headers)| headers),
        headings: titles.headings,
        ..Findings::default()
    };
    (findings.labels, findings.rare) = labels::gathered(seen, sheets);
    if let Some(header) = header {
        findings.rows = header.rows.len();
        (findings.columns, findings.markers) = header.columns(&entries);
    }
    roles::name(&mut findings, hints);
    findings
}
