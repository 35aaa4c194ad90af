//! The tables of a record: tidy, one value in each cell, keys repeated on every row.
//!
//! This is the single definition of tables and columns. A [`Column`] has a name, Japanese title, description, type
//! *and* the function that finds its value, so that CSV headers, CSV rows, Table Schemas and other metadata cannot
//! diverge. Columns of fields and of the item table come from the profile.
//!
//! - `columns`, `form`, `of`: columns that tables share, that depend on the profile, that a row may lack
//! - `definitions`, `lists`: the seven tables
//! - `shaped`: tables of matrices, records and groups, if the profile has them
//! - `rows`: which rows a document has in each table

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

/// The tables of a form with measures, the most useful first. Tables of the profile itself come after them.
pub const NAMES: [&str; 7] = [
    "measures",
    "items",
    "sheets",
    "figures",
    "goals",
    "diagnostics",
    "uncertain",
];

/// A table.
pub struct Table {
    /// The name, also of its file.
    pub name: Cow<'static, str>,
    /// The Japanese title.
    pub title: String,
    /// What a row stands for, in Japanese, for readers of an open-data portal.
    pub description: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The names of the columns of its primary key.
    pub key: &'static [&'static str],
    /// The table that its rows belong to. It contains the columns of that table's key.
    pub parent: Option<&'static str>,
    rows: rows::Rows,
}

impl Table {
    /// The rows of a document.
    pub fn rows<'a>(&self, document: &'a Document) -> Vec<Row<'a>> {
        (self.rows)(document)
    }
}

/// A column.
pub struct Column {
    /// The ASCII name, a key of the record.
    pub name: String,
    /// The Japanese title.
    pub title: String,
    /// What the column contains, in Japanese.
    pub description: String,
    /// The type of its values.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    value: ValueOf,
}

type ValueOf = Box<dyn for<'a> Fn(&Row<'a>) -> Value<'a> + Send + Sync>;

impl Column {
    /// The value of a row in this column.
    pub fn value<'a>(&self, row: &Row<'a>) -> Value<'a> {
        (self.value)(row)
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, including codes that consist of digits.
    Text,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// A date, `YYYY-MM-DD`.
    Date,
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value.
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

/// The most useful table: measures or, if there are none, the first records table, or sheets.
pub fn flat(profile: &Profile) -> Table {
    match profile.has_items() {
        true => definitions::measures(profile),
        false => shaped::tables(profile)
            .into_iter()
            .find(|table| table.name != shaped::CELLS)
            .unwrap_or_else(|| definitions::sheets(profile)),
    }
}

/// The tables of a profile: those of [`NAMES`] that its form can fill, then its own.
pub fn tables(profile: &Profile) -> Vec<Table> {
    definitions::all(profile)
}

/// The table of this name.
pub fn table(profile: &Profile, name: &str) -> Option<Table> {
    tables(profile).into_iter().find(|table| table.name == name)
}
