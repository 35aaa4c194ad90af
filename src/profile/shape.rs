//! What a form has beyond labelled cells and one item table: how sheets are delimited, tables of every kind, groups
//! that occur repeatedly, and how a field's value is read and found.

use serde::Deserialize;

use super::{Field, Pattern};

/// How sheets are delimited.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetRule {
    /// What begins a sheet.
    pub per: Per,
    /// Keys of the fields that identify a sheet: a title over the same values continues the sheet.
    pub identity: Vec<String>,
}

/// What begins a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A title (`sheet_title`).
    #[default]
    Title,
    /// A file, which is one sheet regardless of repeated titles.
    Document,
    /// A page.
    Page,
}

/// How the value of a field, a column or a whole table is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// As text only.
    #[default]
    Text,
    /// Also as a period: `…_start`, `…_end`.
    Period,
    /// Also as a number: `…_value`, `…_unit`.
    Number,
    /// As options, some of which are marked; for fields only.
    Choice,
}

/// Where a value is, relative to its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// To the right.
    Right,
    /// Below it.
    Below,
    /// To the left: `02 款`.
    Left,
    /// Above it.
    Above,
}

/// A table: records in rows, or figures by rows and columns.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// The kind of its rows.
    pub kind: TableKind,
    /// What the table is under or next to: a heading, a group label. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// The field or table that it follows.
    pub after: Option<String>,
    /// The unit of its figures, if the form gives none.
    pub unit: Option<String>,
    /// For rows of records: the key of the column that holds the unit of each row's figures.
    pub unit_column: Option<String>,
    /// Whether every form of this kind has it.
    #[serde(default)]
    pub required: bool,
    /// A pattern for the label of the row of totals, which is kept separately and compared with the sum of the others.
    #[serde(default)]
    pub total: String,
    /// Its columns.
    #[serde(default, rename = "column")]
    pub columns: Vec<Line>,
    /// Its rows, if they have labels: for matrices only.
    #[serde(default, rename = "row")]
    pub rows: Vec<Line>,
}

/// The kind of a table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Records of one kind, with a column for each of their fields.
    Rows,
    /// Labels of rows and columns, with a value where they meet.
    Matrix,
}

/// A column of a table, or a labelled row of a matrix.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// Labels as written, alone or after those that they are under; compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions over the same; the group `year` is the year of its values.
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// The label above it that it has to be under. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// How its values are read.
    #[serde(default, rename = "type")]
    pub kind: ValueType,
    /// The unit of its figures, if the form gives none.
    pub unit: Option<String>,
    /// The fiscal year in its label, as years after the sheet's: -1 is the year before. A label that names another year is
    /// not this line's; a sheet without a year accepts any.
    pub year_offset: Option<i32>,
    /// Whether only some forms have it.
    #[serde(default)]
    pub optional: bool,
    /// Keys of the lines of which it is the sum; a wrong sum is reported.
    #[serde(default)]
    pub total_of: Vec<String>,
}

/// Fields and tables that occur once or more, block by block.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// Key of the field whose label begins each block.
    pub begins: String,
    /// Key of the number before the block, in a cell without a label.
    pub number: Option<String>,
    /// Whether every form of this kind has it.
    #[serde(default)]
    pub required: bool,
    /// Its fields.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// Its tables.
    #[serde(default, rename = "table")]
    pub tables: Vec<Table>,
    /// Groups within it.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
}

/// Fields, tables and groups that belong together: those of a sheet, or those of a group's block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'p> {
    /// Labelled cells.
    pub fields: &'p [Field],
    /// Tables.
    pub tables: &'p [Table],
    /// Groups.
    pub groups: &'p [Group],
}

impl Scope<'_> {
    /// Whether anything in it is read as a period.
    pub fn has_periods(&self) -> bool {
        let is_period = |line: &Line| line.kind == ValueType::Period;
        let mut tables = self.tables.iter();
        self.fields
            .iter()
            .any(|field| field.kind == ValueType::Period)
            || tables.any(|table| table.columns.iter().chain(&table.rows).any(is_period))
            || self.groups.iter().any(|group| group.scope().has_periods())
    }
}

impl Group {
    /// The contents of its blocks.
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            fields: &self.fields,
            tables: &self.tables,
            groups: &self.groups,
        }
    }
}
