//! Profiles: what a form's labels and columns are called. Data, not code (`profiles/*.toml`).
//!
//! The names of fields, labels and columns stand here alone; the stages ask what a text *means*.

use serde::{Deserialize, Serialize};

use crate::model::Municipality;

mod check;
mod error;
mod labels;
mod load;
mod shape;

pub use error::ProfileError;
pub use labels::{ColumnMatch, FieldMatch, Labels, PageLine, folded};
pub(crate) use labels::{Pattern, bare, edit_distance, parted_at_year};
pub use shape::{Group, Line, Per, Scope, SheetRule, Side, Table, TableKind, ValueType};

/// One form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, for example `ueda-juten`.
    pub id: String,
    /// Name for people, in Japanese.
    pub title: String,
    /// What one sheet is called, for example 重点目標管理シート; the title where absent.
    pub form: Option<String>,
    /// Whose form it is.
    pub municipality: Option<Municipality>,
    /// How the lines outside the table read.
    #[serde(default)]
    pub page: PageLabels,
    /// What makes one sheet.
    pub sheet: Option<SheetRule>,
    /// The labelled cells.
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// The columns of the item table, in the usual order.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
    /// Tables beside the item table.
    #[serde(default, rename = "table")]
    pub tables: Vec<Table>,
    /// Groups of fields and tables that come once or more.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// The labels and patterns above, made ready for matching by [`Profile::parse`].
    #[serde(skip)]
    pub labels: Labels,
}

impl Profile {
    /// What one sheet is called.
    pub fn form_name(&self) -> &str {
        self.form.as_deref().unwrap_or(&self.title)
    }

    /// What the form calls the field with this role; the usual name where it has none.
    pub fn role_title(&self, role: Role) -> &str {
        let field = self.fields.iter().find(|f| f.role == Some(role));
        field.map_or(role.usual_title(), |f| &f.title)
    }

    /// Whether the form has items that list measures, as a 重点目標管理シート has.
    pub fn has_items(&self) -> bool {
        self.column_of(ColumnRole::Measures).is_some()
    }

    /// Whether it says more of its form than labels and one item table.
    pub fn is_shaped(&self) -> bool {
        let fields = self.fields.iter();
        self.sheet.is_some()
            || !self.has_items()
            || !(self.tables.is_empty() && self.groups.is_empty())
            || fields.into_iter().any(Field::is_shaped)
    }

    /// What a sheet holds.
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            fields: &self.fields,
            tables: &self.tables,
            groups: &self.groups,
        }
    }

    /// Number of the column with this role.
    pub fn column_of(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|c| c.role == Some(role))
    }

    /// The columns with texts, in the profile's order: all but the items' numbers, which are markers.
    pub fn text_columns(&self) -> impl Iterator<Item = &Column> {
        let number = Some(ColumnRole::Number);
        self.columns.iter().filter(move |c| c.role != number)
    }

    /// The columns whose texts are parted among the measures.
    pub fn parted_columns(&self) -> impl Iterator<Item = &Column> {
        self.text_columns().filter(|c| c.is_parted())
    }
}

impl Field {
    /// Its name in the record: its key, or that of its role.
    pub fn record_key(&self) -> &str {
        match self.role {
            Some(role) => role.key(),
            None => &self.key,
        }
    }
}

impl Column {
    /// Whether its texts are parted among the measures: not those that hold the measures or the item's title.
    pub fn is_parted(&self) -> bool {
        !matches!(
            self.role,
            Some(ColumnRole::Number | ColumnRole::Title | ColumnRole::Measures)
        )
    }
}

/// Lines outside the table, as regular expressions over the text without white space; an empty one fits no line.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageLabels {
    /// A sheet's title; the group `year` is its fiscal year.
    pub sheet_title: String,
    /// The cover's title; the group `year` is its fiscal year.
    pub cover_title: String,
    /// The department's line on the cover, whole.
    pub cover_department: String,
    /// Header cells of the cover's list, which are no goals.
    pub cover_headers: Vec<String>,
    /// Lines, and cells alone in their row, that hold no value: headings, dates of printing, notes on the form.
    pub headings: Vec<String>,
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
    /// How its value is read.
    #[serde(default, rename = "type")]
    pub kind: ValueType,
    /// The unit of its figures, where the form does not write it.
    pub unit: Option<String>,
    /// What its label stands under or beside: a heading, a group label. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// The field or table behind which its label comes.
    pub after: Option<String>,
    /// Where its value stands; to the right, or else below, where absent.
    pub value: Option<Side>,
    /// Of a choice: the marks of what is chosen.
    #[serde(default = "usual_marks")]
    pub marks: Vec<String>,
    /// Of a choice: the marks of what is not.
    #[serde(default = "usual_open")]
    pub open: Vec<String>,
    /// Of a choice: whether exactly one option is chosen; where it is not so, it is told.
    #[serde(default)]
    pub one: bool,
    /// Whether every such form has it.
    #[serde(default)]
    pub required: bool,
    /// Labelled parts inside the cell, or cells of their own beside it.
    #[serde(default, rename = "part")]
    pub parts: Vec<FieldPart>,
}

impl Field {
    /// Whether it says more than which labels it has.
    pub fn is_shaped(&self) -> bool {
        self.kind != ValueType::Text
            || self.after.is_some()
            || self.value.is_some()
            || !self.under.is_empty()
    }
}

/// Marks of what is chosen, where the profile names none.
impl Field {
    /// Whether the profile leaves the marks of what is chosen open.
    pub fn has_usual_marks(&self) -> bool {
        self.marks == usual_marks()
    }
}

fn usual_marks() -> Vec<String> {
    ["○", "●", "◎", "■", "☑", "☒", "✓", "✔", "レ"]
        .map(str::to_owned)
        .to_vec()
}

/// Marks of what is not chosen, where the profile names none.
fn usual_open() -> Vec<String> {
    ["□", "☐"].map(str::to_owned).to_vec()
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The goal: a sheet begins here.
    Goal,
    /// The department.
    Department,
    /// The rank of the goal.
    Priority,
}

impl Role {
    /// The name of the field with this role in the record, whatever its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Department => "department",
            Self::Priority => "priority",
        }
    }

    fn usual_title(self) -> &'static str {
        match self {
            Self::Goal => "重点目標",
            Self::Department => "部局名",
            Self::Priority => "優先順位",
        }
    }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    /// The items' numbers: their markers, no text of their own.
    Number,
    /// The items' titles, where they have a column apart from the measures.
    Title,
    /// The numbered measures, behind the item's title where that has no column of its own.
    Measures,
    /// Periods, read as dates.
    Period,
    /// What is to be reached.
    Target,
    /// What was reached in the end; its figures are laid beside the target's.
    Final,
}
