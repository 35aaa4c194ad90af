//! What a form holds beyond labelled cells and one item table: what its sheets are, tables of every kind, groups that
//! come more than once, and how a field's value is read and found.

use serde::Deserialize;

use super::Field;

/// What makes one sheet.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetRule {
    /// What begins a sheet.
    pub per: Per,
    /// Keys of the fields that tell one sheet from the next: a title over the same values goes on with its sheet.
    pub identity: Vec<String>,
}

/// What begins a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A title (`sheet_title`).
    #[default]
    Title,
    /// A file: it is one sheet, however many titles it repeats.
    Document,
    /// A page.
    Page,
}

/// How the value of a field, a column or a whole table is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// As a text alone.
    #[default]
    Text,
    /// As a period, too: `…_start`, `…_end`.
    Period,
    /// As a number, too: `…_value`, `…_unit`.
    Number,
    /// As options, some of which are marked; fields alone.
    Choice,
}

/// Where a value stands, seen from its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Beside it, to the right.
    Right,
    /// Below it.
    Below,
    /// Before it, to the left: `02 款`.
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
    /// What its rows are.
    pub kind: TableKind,
    /// What the table stands under or beside: a heading, a group label. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// The field or table behind which it comes.
    pub after: Option<String>,
    /// The unit of its figures, where the form does not write it.
    pub unit: Option<String>,
    /// Whether every such form has it.
    #[serde(default)]
    pub required: bool,
    /// A pattern of what the row of totals is called; its row is kept apart, and compared with the sum of the others.
    #[serde(default)]
    pub total: String,
    /// Its columns.
    #[serde(default, rename = "column")]
    pub columns: Vec<Line>,
    /// Its rows, where they have labels: matrices alone.
    #[serde(default, rename = "row")]
    pub rows: Vec<Line>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Records of one kind, a column for each of their fields.
    Rows,
    /// Labels of rows and columns, a value where they meet.
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
    /// Labels as written, alone or behind those that they stand under; compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions over the same; the group `year` is the year of its values.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// The label over it that it must stand under. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// How its values are read.
    #[serde(default, rename = "type")]
    pub kind: ValueType,
    /// The unit of its figures, where the form does not write it.
    pub unit: Option<String>,
    /// Whether only some forms have it.
    #[serde(default)]
    pub optional: bool,
    /// Keys of the lines of which it is the sum; where it is not, it is told.
    #[serde(default)]
    pub total_of: Vec<String>,
}

/// Fields and tables that come once or more, block after block.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Key in the record.
    pub key: String,
    /// Japanese title.
    pub title: String,
    /// Key of the field whose label begins each block.
    pub begins: String,
    /// Key under which the number goes that stands before the block, in a cell without a label.
    pub number: Option<String>,
    /// Whether every such form has it.
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

/// Fields, tables and groups that stand together: those of a sheet, or those of a group's block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'p> {
    /// Labelled cells.
    pub fields: &'p [Field],
    /// Tables.
    pub tables: &'p [Table],
    /// Groups.
    pub groups: &'p [Group],
}

impl Group {
    /// What its blocks hold.
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            fields: &self.fields,
            tables: &self.tables,
            groups: &self.groups,
        }
    }
}
