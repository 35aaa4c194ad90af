//! The tables of a record: tidy, one datum a cell, keys repeated on every row.
//!
//! This is the one place that says which tables and columns there are. A [`Column`] holds its name, Japanese title,
//! description, type *and* how its value is found, so that CSV headers, CSV rows, Table Schemas and whatever else
//! describes the tables cannot drift apart. Columns of fields and of the item table come from the profile.
//!
//! - `columns`, `form`, `of`: columns that several tables share, that come from the profile, of a part of a row
//! - `definitions`, `lists`: the six tables
//! - `shaped`: the tables of matrices, records and groups that a profile asks for
//! - `rows`: which rows a document gives each of them

mod columns;
mod definitions;
mod form;
mod lists;
mod of;
mod rows;
mod shaped;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::model::Document;
use crate::profile::Profile;

pub use rows::Row;

/// Names of the tables of a form with measures, the one most users want first; a profile's own tables come behind.
pub const NAMES: [&str; 6] = [
    "measures",
    "items",
    "sheets",
    "figures",
    "goals",
    "diagnostics",
];

/// One table.
pub struct Table {
    /// Its name, also of its file.
    pub name: Cow<'static, str>,
    /// Japanese title.
    pub title: String,
    /// What a row is, in Japanese: for those who find the data on a portal.
    pub description: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Names of the columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// The table that its rows belong to; the columns of that table's key stand in both.
    pub parent: Option<&'static str>,
    rows: rows::Rows,
}

impl Table {
    /// The rows that a document gives.
    pub fn rows<'a>(&self, document: &'a Document) -> Vec<Row<'a>> {
        (self.rows)(document)
    }
}

/// One column.
pub struct Column {
    /// ASCII name: a key of the record.
    pub name: String,
    /// Japanese title.
    pub title: String,
    /// What it holds, in Japanese.
    pub description: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    value: ValueOf,
}

type ValueOf = Box<dyn for<'a> Fn(&Row<'a>) -> Value<'a> + Send + Sync>;

impl Column {
    /// The value that a row has here.
    pub fn value<'a>(&self, row: &Row<'a>) -> Value<'a> {
        (self.value)(row)
    }
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, also of digits (a code).
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day, `YYYY-MM-DD`.
    Date,
}

/// One datum.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// None.
    Empty,
    /// Text or a date.
    Text(Cow<'a, str>),
    /// A number.
    Number(serde_json::Number),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The table that most users want: that of measures, else of the first records table, else of sheets.
pub fn flat(profile: &Profile) -> Table {
    match profile.has_items() {
        true => definitions::measures(profile),
        false => shaped::tables(profile)
            .into_iter()
            .find(|table| table.name != shaped::CELLS)
            .unwrap_or_else(|| definitions::sheets(profile)),
    }
}

/// The tables of the profile's records: those of [`NAMES`] that its form can fill, then its own.
pub fn tables(profile: &Profile) -> Vec<Table> {
    definitions::all(profile)
}

/// One of them.
pub fn table(profile: &Profile, name: &str) -> Option<Table> {
    tables(profile).into_iter().find(|table| table.name == name)
}
