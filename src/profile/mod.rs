//! Profiles: what a form's labels and columns are called. Data, not code (`profiles/*.toml`).
//!
//! The names of fields, labels and columns stand here alone; the stages ask what a text *means*.

use serde::Deserialize;

use crate::model::Municipality;

mod labels;
mod load;

pub use labels::{ColumnMatch, FieldMatch, Labels, PageLine, folded};

/// One form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, for example `ueda-juten`.
    pub id: String,
    /// Name for people, in Japanese.
    pub title: String,
    /// Whose form it is.
    pub municipality: Option<Municipality>,
    /// How the lines outside the table read.
    pub page: PageLabels,
    /// The labelled cells.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// The columns of the item table, in the usual order.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// The labels and patterns above, made ready for matching by [`Profile::parse`].
    #[serde(skip)]
    pub labels: Labels,
}

/// Lines outside the table, as regular expressions over the text without white space.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageLabels {
    /// A sheet's title; the group `year` is its fiscal year.
    pub sheet_title: String,
    /// The cover's title; the group `year` is its fiscal year.
    pub cover_title: String,
    /// The department's line on the cover, whole.
    pub cover_department: String,
    /// Header cells of the cover's list, which are no goals.
    #[serde(default)]
    pub cover_headers: Vec<String>,
}

/// A labelled cell.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Key in the record.
    pub key: String,
    /// Japanese title, for schemas and headers.
    pub title: String,
    /// What it means to the record beyond a text.
    pub role: Option<Role>,
    /// Labels as written, compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions over the label without white space, for labels that change with the years.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Whether every such form has it.
    #[serde(default)]
    pub required: bool,
    /// Labelled parts inside the cell, or cells of their own beside it.
    #[serde(default, rename = "part")]
    pub parts: Vec<FieldPart>,
}

/// A labelled part of a cell.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldPart {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// Labels as written, compared without white space.
    pub labels: Vec<String>,
}

/// What a field means to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The goal: a sheet begins here.
    Goal,
    /// The department.
    Department,
    /// The rank of the goal.
    Priority,
}

/// A column of the item table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// What it holds beyond text.
    pub role: Option<ColumnRole>,
    /// Labels as written, compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions over the label without white space.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Whether only some forms have it.
    #[serde(default)]
    pub optional: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    /// The items' titles and their numbered measures.
    Measures,
    /// Periods, read as dates.
    Period,
    /// What is to be reached.
    Target,
    /// What was reached in the end; its figures are laid beside the target's.
    Final,
}
