//! Forms by the positions of their labels, for profiles with tables, groups, choices and anchored labels.
//!
//! While `sheets`(super::sheets) reads a table by row groups, this reads cells by their neighbours: two tables next to
//! each other in one grid need not have the same rows. Steps, sheet by sheet (`sheets`):
//! 1. cells and lines become pieces with a position on one long page (`canvas`);
//! 2. each piece is looked up among the profile's labels and anchors, all at once (`profile::scopes`);
//! 3. the blocks of groups are separated from the rest, and each is read like a sheet (`scope`);
//! 4. tables are found by their header cells (`header`) and read down their columns (`table`);
//! 5. labels are assigned to fields, exact ones first, and values are looked for next to and below them (`fields`);
//! 6. continuations over page breaks are joined, what is left is reported (`rest`).
//!
//! Nothing is joined by order alone: what no label, header or edge claims stays where it is, and is reported.

use super::Lines;
use crate::content::Content;
use crate::profile::Profile;
use crate::text::{Place, Text};

mod canvas;
mod choice;
mod fields;
mod header;
mod inline;
pub mod options;
mod rest;
mod scope;
mod sheets;
mod table;

/// What was found of a scope of the profile: a sheet, or a block of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Labelled cells.
    pub fields: Vec<FoundField>,
    /// Tables.
    pub tables: Vec<FoundTable>,
    /// Groups with their blocks.
    pub groups: Vec<FoundGroup>,
    /// Labels that occur again with the same value: the repeated head of a page.
    pub headings: Lines,
    /// Labels that occur again with another value.
    pub other: Vec<(Lines, Lines)>,
    /// Things that nothing claims, for diagnostics.
    pub doubts: Vec<Doubt>,
}

/// A field with its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundField {
    /// Index of the field in its scope.
    pub field: usize,
    /// Index of the part that the label names.
    pub part: Option<usize>,
    /// The number of characters by which the label differs from the profile's.
    pub distance: usize,
    /// The label.
    pub label: Lines,
    /// The value.
    pub value: Lines,
    /// For a choice: its options, in reading order.
    pub options: Vec<FoundOption>,
}

/// An option of a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundOption {
    /// The text of the option.
    pub text: Text,
    /// The mark before it, as written.
    pub mark: Text,
    /// Whether the mark means that it is chosen.
    pub chosen: bool,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundTable {
    /// Index of the table in its scope; `None` for the item table.
    pub table: Option<usize>,
    /// Header cells that name no column, and repeated headers.
    pub headings: Lines,
    /// Texts above or next to it, which may give the unit of its figures.
    pub notes: Vec<String>,
    /// Its columns.
    pub columns: Vec<FoundLine>,
    /// Its rows.
    pub rows: Vec<FoundRow>,
}

/// A column, or the label of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundLine {
    /// Index of the line in its table; `None` if the profile does not name it.
    pub line: Option<usize>,
    /// By how many characters its label differs from the profile's.
    pub distance: usize,
    /// Its labels, outermost first.
    pub path: Vec<Lines>,
    /// The year that its label names.
    pub year: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRow {
    /// Its labels, if the table is a matrix.
    pub head: FoundLine,
    /// A cell for each column.
    pub cells: Vec<Lines>,
    /// Indexes of its columns in the table's list.
    pub columns: Vec<usize>,
    /// Whether it is the row of totals.
    pub is_total: bool,
    /// Page, one-based.
    pub page: u32,
    /// The column, if any, in which several filled cells are next to each other.
    pub crowded: Option<usize>,
}

/// A group with its blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundGroup {
    /// Index of the group in its scope.
    pub group: usize,
    /// For each block, the cell of its number, and its content.
    pub blocks: Vec<(Lines, Found)>,
}

/// What a reader should know of how a form was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// A label that is already taken.
    Repeated {
        /// The label as written.
        label: String,
        /// Page, one-based.
        page: u32,
    },
    /// A header cell over columns that an earlier header of the table parts.
    Header {
        /// The header cell as written.
        label: String,
        /// Page, one-based.
        page: u32,
        /// Page of the earlier header.
        earlier: u32,
    },
    /// A label before cells with numbers, some of which are empty: in one text which of them is lost.
    Gaps {
        /// The label as written.
        label: String,
        /// Page, one-based.
        page: u32,
        /// How many cells, and how many of them are empty.
        cells: (usize, usize),
    },
    /// A label before text, text, text: the second may be a label that the profile does not know.
    Within {
        /// The label as written.
        label: String,
        /// What may be another.
        inner: String,
        /// Page, one-based.
        page: u32,
    },
}

impl Found {
    /// The pages that something of it is on.
    pub fn pages(&self) -> Vec<u32> {
        let of = |lines: &Lines| lines.first().map(|line| line.page);
        let fields = self
            .fields
            .iter()
            .flat_map(|f| [of(&f.label), of(&f.value)]);
        let mut pages: Vec<u32> = fields.flatten().collect();
        pages.extend(self.headings.iter().map(|line| line.page));
        pages.extend(self.tables.iter().flat_map(|t| &t.rows).map(|row| row.page));
        let blocks = self.groups.iter().flat_map(|group| &group.blocks);
        pages.extend(blocks.flat_map(|(_, found)| found.pages()));
        pages
    }
}

/// Splits a document into sheets and reads each; `places` has the places of its characters.
pub fn segment(content: Content, profile: &Profile, places: &[Place]) -> super::Segmented {
    let mut segmented = super::Segmented::default();
    let names = profile.names();
    let cut = sheets::cut(content.blocks, profile, names, places);
    segmented.furniture = cut.furniture;
    segmented.loose = cut.before;
    for sheet in cut.sheets {
        match scope::read_sheet(sheet, profile, names, places) {
            Ok(form) => segmented.forms.push(form),
            Err(lines) => segmented.loose.extend(lines),
        }
    }
    segmented
}
