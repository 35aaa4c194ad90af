//! Profiles: the labels of a form and its columns. Data, not code (`profiles/*.toml`).
//!
//! No label or field name occurs anywhere else; the stages ask what a text *means*.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::model::Municipality;

mod check;
mod error;
mod labels;
mod load;
mod scopes;
mod shape;
mod words;

pub use error::ProfileError;
pub(crate) use labels::{Asked, Patterns, bare, edit_distance, parted_at_year, year_alone};
pub use labels::{ColumnMatch, FieldMatch, Labels, PageLine, Pattern, folded};
pub(crate) use scopes::{LineNames, Names, ScopeNames, TableNames};
pub use shape::{Group, Line, Per, Scope, SheetRule, Side, Table, TableKind, ValueType};
pub(crate) use words::{Meanings, Words};

/// One form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, for example `ueda-juten`.
    pub id: String,
    /// Name for people, in Japanese.
    pub title: String,
    /// The name of one sheet, for example 重点目標管理シート; by default the title.
    pub form: Option<String>,
    /// The municipality whose form it is.
    pub municipality: Option<Municipality>,
    /// How the lines outside tables read.
    #[serde(default)]
    pub page: PageLabels,
    /// What one sheet is.
    pub sheet: Option<SheetRule>,
    /// The labelled cells.
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// The columns of the item table, in the usual order.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
    /// Tables other than the item table.
    #[serde(default, rename = "table")]
    pub tables: Vec<Table>,
    /// Groups of fields and tables that occur once or more.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// The labels and patterns above, prepared for matching by [`Profile::parse`].
    #[serde(skip)]
    pub labels: Labels,
    /// The same by scope, prepared for the first document.
    #[serde(skip)]
    names: OnceLock<Names>,
}

impl Profile {
    /// The labels by scope, for forms with tables, groups or choices.
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The name of one sheet.
    pub fn form_name(&self) -> &str {
        self.form.as_deref().unwrap_or(&self.title)
    }

    /// The title of the field with this role; a default if there is none.
    pub fn role_title(&self, role: Role) -> &str {
        let field = self.fields.iter().find(|f| f.role == Some(role));
        field.map_or(role.usual_title(), |f| &f.title)
    }

    /// Whether the form has items that list measures, like a 重点目標管理シート.
    pub fn has_items(&self) -> bool {
        self.column_of(ColumnRole::Measures).is_some()
    }

    /// Whether the title of a sheet may have its fiscal year, and dates of the form depend on it.
    pub fn needs_year(&self) -> bool {
        let has_dates = self.has_items() || self.scope().has_periods();
        has_dates && self.page.sheet_title.contains("<year>")
    }

    /// Whether it has more than labels and one item table.
    pub fn is_shaped(&self) -> bool {
        let fields = self.fields.iter();
        self.sheet.is_some()
            || !self.has_items()
            || !(self.tables.is_empty() && self.groups.is_empty())
            || fields.into_iter().any(Field::is_shaped)
    }

    /// The contents of a sheet.
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            fields: &self.fields,
            tables: &self.tables,
            groups: &self.groups,
        }
    }

    /// Index of the column with this role.
    pub fn column_of(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|c| c.role == Some(role))
    }

    /// The text columns, in the profile's order: all except the item numbers, which are markers.
    pub fn text_columns(&self) -> impl Iterator<Item = &Column> {
        let number = Some(ColumnRole::Number);
        self.columns.iter().filter(move |c| c.role != number)
    }

    /// The columns whose texts are divided among the measures.
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
    /// Whether its texts are divided among the measures: not those with the measures themselves or the item's title.
    pub fn is_parted(&self) -> bool {
        !matches!(
            self.role,
            Some(ColumnRole::Number | ColumnRole::Title | ColumnRole::Measures)
        )
    }
}

/// Lines outside tables, as regular expressions for the text without white space; an empty one matches no line.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageLabels {
    /// A sheet's title; the group `year` is its fiscal year.
    pub sheet_title: String,
    /// The cover's title; the group `year` is its fiscal year.
    pub cover_title: String,
    /// The department's line on the cover, as a whole.
    pub cover_department: String,
    /// Header cells of the cover's list, which are not goals.
    pub cover_headers: Vec<String>,
    /// Lines, and cells alone in their row, that contain no value: headings, printing dates, notes on the form.
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
    /// Its meaning in the record beyond a text.
    pub role: Option<Role>,
    /// Labels as written, compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions for the label without white space, if it changes over the years.
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// How its value is read.
    #[serde(default, rename = "type")]
    pub kind: ValueType,
    /// The unit of its figures, if the form gives none.
    pub unit: Option<String>,
    /// What its label is under or next to: a heading, a group label. A text that begins with `^` is a pattern.
    #[serde(default)]
    pub under: Vec<String>,
    /// The field or table that its label follows.
    pub after: Option<String>,
    /// Where its value is; by default to the right, or else below.
    pub value: Option<Side>,
    /// For a choice: the marks of chosen options.
    #[serde(default = "usual_marks")]
    pub marks: Vec<String>,
    /// For a choice: the marks of other options.
    #[serde(default = "usual_open")]
    pub open: Vec<String>,
    /// For a choice: whether exactly one option must be chosen; otherwise it is reported.
    #[serde(default)]
    pub one: bool,
    /// Whether every form of this kind has it.
    #[serde(default)]
    pub required: bool,
    /// Labelled parts inside the cell, or in cells of their own next to it.
    #[serde(default, rename = "part")]
    pub parts: Vec<FieldPart>,
}

impl Field {
    /// Whether it has more than labels.
    pub fn is_shaped(&self) -> bool {
        self.kind != ValueType::Text
            || self.after.is_some()
            || self.value.is_some()
            || !self.under.is_empty()
    }
}

/// The default marks of chosen options.
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

/// The default marks of other options.
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

/// The meaning of a field in the record.
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
    /// The name of the field with this role in the record, regardless of its key.
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
    /// Its meaning beyond text.
    pub role: Option<ColumnRole>,
    /// Labels as written, compared without white space.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regular expressions for the label without white space.
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// Whether only some forms have it.
    #[serde(default)]
    pub optional: bool,
}

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    /// The item numbers: markers, without text of their own.
    Number,
    /// The items' titles, if they have a column separate from the measures.
    Title,
    /// The numbered measures, after the item's title if that has no column of its own.
    Measures,
    /// Periods, read as dates.
    Period,
    /// What is to be achieved.
    Target,
    /// What was achieved in the end; its figures are compared with the target's.
    Final,
}
