//! Segmentation: blocks → [`Form`]s: where a sheet begins and ends, its labelled cells, its header row and item rows,
//! and the covers before the sheets.
//!
//! First, pages on which sheets continue next to each other are put in order (`across`). Then, block by block: lines
//! outside tables are titles, labels with values ([`ahead`]), covers or loose ([`sheets`]); a table is split into
//! groups of rows that no cell straddles ([`bands`]); each is a header row or item row ([`items`]), labelled cells
//! ([`fields`]), or a line of the cover's list ([`cover`]); rows cut by a page break are joined ([`rows`], [`spots`],
//! `beside`); loose lines that repeat from page to page are running titles ([`running`]). On behalf of mapping,
//! [`parts`] splits a cell's text at its markers, [`inner`] at embedded labels, and [`markers`] knows which markers
//! number items.
//!
//! What a label means is up to the profile; what happens to a field is up to mapping.

use crate::content::{Block, Content, Line};
use crate::profile::{ColumnMatch, FieldMatch, Labels};

mod across;
pub mod ahead;
pub mod bands;
mod beside;
pub mod cover;
pub mod fields;
pub mod inner;
pub mod inside;
pub mod items;
pub(crate) mod likeness;
pub mod markers;
pub mod parts;
pub mod rows;
pub mod running;
pub mod shape;
pub mod sheets;
pub mod spots;

/// The lines of a cell, or of several cells that belong together.
pub type Lines = Vec<Line>;

/// A document split into covers and sheets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segmented {
    /// Covers: departments with their lists of goals.
    pub covers: Vec<Cover>,
    /// Sheets, in the order of the document.
    pub forms: Vec<Form>,
    /// Lines and cells that the profile lists as headings.
    pub headings: Lines,
    /// Lines that belong to neither.
    pub loose: Lines,
    /// Page numbers, running titles and watermarks.
    pub furniture: Lines,
}

/// A cover: the front matter of a department's sheets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// The fiscal year that its title names.
    pub year: Option<String>,
    /// The department's line.
    pub department: Lines,
    /// The list of goals: number, title.
    pub goals: Vec<(Lines, Lines)>,
    /// Title and header cells.
    pub headings: Lines,
}

/// One sheet as it is on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Index of the cover that it follows.
    pub cover: Option<usize>,
    /// The fiscal year that its title names.
    pub year: Option<String>,
    /// Its labelled cells, in reading order.
    pub fields: Vec<Field>,
    /// Its header row, from left to right, without the column of item numbers.
    pub header: Vec<HeaderCell>,
    /// The extent of the column of item numbers, if its header names it.
    pub number: Option<(f32, f32)>,
    /// Its item rows, joined over page breaks.
    pub rows: Vec<Row>,
    /// Its title, labels that only group others, repeated header rows.
    pub headings: Lines,
    /// The page that was read last.
    pub page: Option<u32>,
    /// Labels in a row of their own whose values may be below them, with their extents.
    pub above: Vec<(FieldMatch, (f32, f32))>,
    /// The places of the values in the last row of fields.
    pub spots: Vec<spots::Spot>,
    /// The horizontal extent of the table that was read last.
    pub frame: Option<(f32, f32)>,
    /// What is found for a profile with tables, groups, choices or anchors.
    pub found: shape::Found,
    /// Lines on its pages that nothing claims.
    pub loose: Lines,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What the label names; `None` if the profile does not know it.
    pub known: Option<FieldMatch>,
    /// The part that the label names.
    pub part: Option<usize>,
    /// The label.
    pub label: Lines,
    /// The value.
    pub value: Lines,
}

/// A cell of the header row.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderCell {
    /// What it names; `None` if the profile does not know it.
    pub known: Option<ColumnMatch>,
    /// Its text.
    pub label: Lines,
    /// The extent of the column: points on the page, or tab numbers in a text.
    pub extent: (f32, f32),
}

/// An item row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its marker, if it has a cell of its own.
    pub marker: Lines,
    /// A cell for each header cell.
    pub cells: Vec<Lines>,
    /// Text in no column.
    pub stray: Lines,
    /// The page that it begins on, one-based.
    pub page: u32,
    /// Whether only titles and header rows are above it in its table.
    pub opens_table: bool,
    /// Number of the first of its columns whose cells are no single text.
    pub crowded: Option<usize>,
}

/// Splits a document into covers and sheets.
pub fn segment(content: Content, labels: &Labels) -> Segmented {
    let mut builder = sheets::Builder::new(labels);
    let ends = running::Ends::of(&content.blocks);
    let mut furniture = Vec::new();
    for block in across::in_order(content.blocks, labels) {
        match block {
            Block::Furniture(line) => furniture.push(line),
            Block::Line(line) => builder.line(line),
            Block::Table(table) => builder.table(table),
        }
    }
    let mut segmented = builder.finish();
    let running = running::take(&mut segmented.loose, &furniture, &ends);
    furniture.extend(running);
    segmented.furniture = furniture;
    segmented
}

/// The text of lines in the form in which labels are compared: without white space and line ends.
pub(crate) fn squeezed(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.squeezed()).collect()
}

/// Whether a text is a number and little else: `9,080`, `10.0人`, `△3`.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits * 2 >= text.chars().count()
}
