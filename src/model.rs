//! The record: what a document is converted to. Serde derives the JSON; `schemas/` describes it.
//!
//! The keys of a sheet's fields and of its item table's columns come from the [`Profile`](crate::profile::Profile), so
//! they are keys of ordered maps here. An empty cell is `""`; a field whose label is not on the form is absent.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::extract::scan::Model;
use crate::geometry::Rect;

/// Value of [`Document::format`].
pub const FORMAT: &str = "juten-document";
/// Value of [`Document::format_version`].
pub const FORMAT_VERSION: &str = "1.0";
/// The value for records whose profile has tables, groups or typed values.
pub const SHAPED_VERSION: &str = "1.1";

/// One source file as a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Always [`FORMAT`].
    pub format: String,
    /// Version of this format; the first number changes when readers have to change.
    pub format_version: String,
    /// Id of the profile that mapped the form.
    pub profile: String,
    /// The file that was read.
    pub source: Source,
    /// What the document says about itself.
    pub document: DocumentInfo,
    /// The sheets, in the order of the document.
    pub sheets: Vec<Sheet>,
    /// How many characters were mapped, and to what.
    pub coverage: Coverage,
    /// What a user of the record should know.
    pub diagnostics: Vec<Diagnostic>,
    /// JSON Pointer of each value → its place in the source; only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<IndexMap<String, Vec<Origin>>>,
    /// Values of scanned pages that should be checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncertain: Vec<Uncertain>,
    /// Values that were corrected, or checked and found right, in the order of the corrections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Corrected>,
}

/// A value that was corrected, or checked and found right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// JSON Pointer of the value.
    pub path: String,
    /// As it was converted; null if it was absent.
    pub from: serde_json::Value,
    /// As it is now.
    pub to: serde_json::Value,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A value of a scanned page with uncertain characters, or what may have been lost there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Uncertain {
    /// JSON Pointer of the value; of one that is absent, or of a list that may lack entries, if they may have been lost.
    pub path: String,
    /// Confidence of its least certain character, 0 to 1.
    pub confidence: f32,
    /// Its uncertain characters, in order.
    pub characters: Vec<Doubt>,
}

/// An uncertain character of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Its index in the value, in characters from 0.
    pub at: u32,
    /// As read.
    pub read: String,
    /// The second guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
}

/// The file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// File name without its folder; `-` for standard input.
    pub name: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// One of [`Format::media_type`](crate::extract::Format::media_type), for example `application/pdf`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages; for text, form feeds + 1; for a workbook, sheets that are shown.
    pub pages: u32,
    /// The producer that the PDF's metadata names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// The model that read the scanned pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<Model>,
}

/// What the document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// `d` and the first 16 hexadecimal digits of the source's SHA-256: the key of every table, never mistaken for a
    /// number.
    pub id: String,
    /// The municipality whose document it is, from the profile or the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Municipality>,
    /// The department; null if the file has several or names none.
    pub department: Option<String>,
    /// Fiscal year as written, for example 令和2年度; null if the sheets differ or name none.
    pub fiscal_year: Option<String>,
    /// First day of the fiscal year, ISO 8601.
    pub fiscal_year_start: Option<String>,
    /// Last day of the fiscal year, ISO 8601.
    pub fiscal_year_end: Option<String>,
    /// The cover's list of goals or, without a cover, the sheets' own (with a diagnostic).
    pub goals: Vec<Goal>,
}

/// A local government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    /// 全国地方公共団体コード, six digits with the check digit.
    pub code: String,
    /// Name, for example 上田市.
    pub name: String,
    /// Prefecture, for example 長野県.
    pub prefecture: String,
}

/// One line of the cover's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its number.
    pub no: u32,
    /// Its text.
    pub title: String,
    /// The department of its cover or, without a cover, of its sheet; only if the file has several departments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
}

/// One sheet: one goal of one department in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Rank of the goal (優先順位).
    pub priority: Option<u32>,
    /// The goal (重点目標).
    pub goal: Option<String>,
    /// The department (部局名).
    pub department: Option<String>,
    /// Fiscal year as written in the title.
    pub fiscal_year: Option<String>,
    /// The pages that it is on, one-based.
    pub pages: Vec<u32>,
    /// The other labelled cells, by the profile's keys.
    #[serde(flatten)]
    pub fields: IndexMap<String, FieldValue>,
    /// The rows of the item table.
    pub items: Vec<Item>,
    /// Labelled cells that the profile does not know.
    pub other: Vec<Labelled>,
}

impl Sheet {
    /// The keys that every sheet has, whatever the form.
    pub const KEYS: &[&str] = &[
        "priority",
        "goal",
        "department",
        "fiscal_year",
        "pages",
        "items",
        "other",
    ];
}

/// The value of a labelled cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// No value: a text that could not be read as a date or number.
    Null,
    /// A plain text, or a date.
    Text(String),
    /// A number.
    Number(serde_json::Number),
    /// Options, some of which are marked.
    Choice(Choice),
    /// A cell with labelled parts of its own, by the profile's keys.
    Parts(IndexMap<String, String>),
    /// A matrix, row by row.
    Cells(Vec<MatrixCell>),
    /// The rows of a records table, or the blocks of a group.
    Records(Vec<Record>),
    /// The row of totals of a records table.
    Record(Record),
}

impl FieldValue {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A row of a records table, or a block of a group, by the profile's keys.
pub type Record = IndexMap<String, FieldValue>;

/// Options, some of which are marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The options that are marked, in reading order.
    pub chosen: Vec<String>,
    /// All options.
    pub options: Vec<ChoiceOption>,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Its text.
    pub text: String,
    /// Whether it is marked.
    pub chosen: bool,
}

/// A value of a matrix, with the labels of its row and its column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixCell {
    /// The labels of its row, the outermost first.
    pub row: Vec<String>,
    /// The profile's key of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_key: Option<String>,
    /// The labels of its column, the outermost first.
    pub column: Vec<String>,
    /// The profile's key of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column_key: Option<String>,
    /// As written; empty if the cell is empty.
    pub text: String,
    /// The number that the text was read as.
    pub value: Option<serde_json::Number>,
    /// The unit of the number, of the cell or of the heading.
    pub unit: Option<String>,
    /// First day of the year that its labels name, ISO 8601.
    pub start: Option<String>,
    /// Last day of that year.
    pub end: Option<String>,
}

/// A text under a label that the profile does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The label as written.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// A row of the item table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Number of its marker or, without one, its position; one-based.
    pub no: u32,
    /// The marker as written, for example ①; empty if there is none.
    pub marker: String,
    /// Its title, without a leading ○.
    pub title: String,
    /// The whole text of each cell, by the profile's column keys.
    pub cells: IndexMap<String, String>,
    /// Its numbered measures.
    pub measures: Vec<Measure>,
    /// Texts of cells, or of the beginnings of cells, without a measure's marker.
    pub common: IndexMap<String, String>,
    /// Parts whose marker no measure has.
    pub unaligned: IndexMap<String, Vec<Part>>,
    /// For common texts that only say “as in that column” (中間報告のとおり): column → the column meant.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub refers_to: IndexMap<String, String>,
    /// For an item without measures: `…_start` and `…_end` of a common period, if the text gives them.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub dates: IndexMap<String, String>,
    /// Numbers with units in the common texts of an item without measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Texts in columns that the profile does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<Labelled>,
}

/// A numbered point of an item, with its part of every column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Number of its marker.
    pub no: u32,
    /// The marker as written, for example (1).
    pub marker: String,
    /// Text of its first line.
    pub title: String,
    /// Its sub-points, without a leading ・.
    pub details: Vec<String>,
    /// Its part of each further column; a column of periods brings `…_start` and `…_end` as dates or null.
    #[serde(flatten)]
    pub values: IndexMap<String, Option<String>>,
    /// For parts that only say “as in that column” (中間報告のとおり): column → the column meant.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub refers_to: IndexMap<String, String>,
    /// Numbers with units in those parts.
    pub figures: Vec<Figure>,
}

impl Measure {
    /// The keys that every measure has, whatever the form.
    pub const KEYS: &[&str] = &["no", "marker", "title", "details", "figures"];
    /// The keys that any measure may have.
    pub const OPTIONAL_KEYS: &[&str] = &["refers_to"];
}

/// A part of a cell that belongs to no measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its marker as written.
    pub marker: String,
    /// Its text.
    pub text: String,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Key of the column that it is in.
    pub field: String,
    /// As written, for example 11,721千円.
    pub text: String,
    /// The number, scaled to the unit: 11721000.
    pub value: serde_json::Number,
    /// The unit, for example 円; empty for a bare number.
    pub unit: String,
    /// 約, 以上, 以下, 未満 and the like, if written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

/// What the characters of the source were mapped to; the last four add up to the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Characters of the source that are not white space, not counting dropped duplicates.
    pub characters: u64,
    /// In values.
    pub mapped: u64,
    /// In labels, titles and markers.
    pub labels: u64,
    /// In page numbers and running titles.
    pub furniture: u64,
    /// In none of these; each run is a diagnostic.
    pub unmapped: u64,
}

/// The place of a value, or of a piece of it, in the source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Page, one-based.
    pub page: u32,
    /// Box on the page, for PDF input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<Rect>,
    /// Cell of a workbook (`総務部!C12`), or of a table of a Word document or a web page, by the table's number (`2!C12`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// First line, one-based: of the file for text input; for originals of the cell, or the paragraph outside tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// First column in characters, one-based, for text input and originals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}
