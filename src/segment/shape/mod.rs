//! Forms by the places of their labels: what a profile with tables, groups, choices and anchored labels asks for.
//!
//! Where `sheets`(super::sheets) reads a table band by band, this reads cells by their neighbours: two tables side by
//! side in one grid need not have the same rows. Steps, sheet by sheet (`sheets`):
//! 1. cells and lines become pieces with a place on one long page (`canvas`);
//! 2. what the profile calls its labels, headers and headings is looked up once (`names`);
//! 3. the blocks of groups are parted from the rest, and each is read like a sheet (`scope`);
//! 4. tables are found by their header cells (`header`) and read down their columns (`table`);
//! 5. labels are given to fields, exact ones first, and values are looked for beside and below them (`fields`);
//! 6. what goes on over a page's end is joined, what is left is told (`rest`).
//!
//! Nothing is joined by order alone: what no label, header or edge claims stays where it stands, and is told.

use super::Lines;
use crate::content::Content;
use crate::profile::Profile;
use crate::text::{Place, Text};

mod canvas;
mod choice;
mod fields;
mod header;
mod inline;
mod names;
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
    /// Groups, each with its blocks.
    pub groups: Vec<FoundGroup>,
    /// Labels that are met again with the same value: the repeated head of a page.
    pub headings: Lines,
    /// Labels that are met again with another value.
    pub other: Vec<(Lines, Lines)>,
    /// What a reader should know: what was met that nothing claims.
    pub doubts: Vec<Doubt>,
}

/// A field with its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundField {
    /// Number of the field in its scope.
    pub field: usize,
    /// Number of the part that the label names.
    pub part: Option<usize>,
    /// By how many characters the label differs from the profile's.
    pub distance: usize,
    /// The label.
    pub label: Lines,
    /// The value.
    pub value: Lines,
    /// Of a choice: its options, in reading order.
    pub options: Vec<FoundOption>,
}

/// An option of a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundOption {
    /// What is offered.
    pub text: Text,
    /// The mark before it, as written.
    pub mark: Text,
    /// Whether the mark says that it is chosen.
    pub chosen: bool,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundTable {
    /// Number of the table in its scope; none for the item table.
    pub table: Option<usize>,
    /// Header cells that name no column, repeated headers.
    pub headings: Lines,
    /// What stands over it or beside it, with the unit of its figures.
    pub notes: Vec<String>,
    /// Its columns.
    pub columns: Vec<FoundLine>,
    /// Its rows.
    pub rows: Vec<FoundRow>,
}

/// A column, or the label of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundLine {
    /// Number of the line in its table; none where the profile does not name it.
    pub line: Option<usize>,
    /// By how many characters its label differs from the profile's.
    pub distance: usize,
    /// Its labels, the outermost first.
    pub path: Vec<Lines>,
    /// The year that its label names.
    pub year: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRow {
    /// Its labels, where the table is a matrix.
    pub head: FoundLine,
    /// A cell for each column.
    pub cells: Vec<Lines>,
    /// Numbers of its columns, in the table's list.
    pub columns: Vec<usize>,
    /// Whether it is the row of totals.
    pub is_total: bool,
    /// Page, one-based.
    pub page: u32,
    /// Whether several filled cells stand side by side in one of its columns.
    pub crowded: Option<usize>,
}

/// A group with its blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundGroup {
    /// Number of the group in its scope.
    pub group: usize,
    /// Each block: its number's cell, and what it holds.
    pub blocks: Vec<(Lines, Found)>,
}

/// What a reader should know of how a form was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// A label that is taken already.
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
}

impl Found {
    /// The pages on which something of it stands.
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

/// Cuts a document into sheets and reads each; `places` tells where its characters stand.
pub fn segment(content: Content, profile: &Profile, places: &[Place]) -> super::Segmented {
    let mut segmented = super::Segmented::default();
    let names = names::Names::of(profile);
    let cut = sheets::cut(content.blocks, profile, &names, places);
    segmented.furniture = cut.furniture;
    segmented.loose = cut.before;
    for sheet in cut.sheets {
        match scope::read_sheet(sheet, profile, &names, places) {
            Ok(form) => segmented.forms.push(form),
            Err(lines) => segmented.loose.extend(lines),
        }
    }
    segmented
}
