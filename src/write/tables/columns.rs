//! Columns that several tables share, and the ones that come from the profile.

use super::{Column, Kind, Row, Value};
use crate::model::{FieldValue, Item, Labelled, Part};
use crate::profile::{Column as FormColumn, ColumnRole, Field, Profile, Role};

/// A column of this name, Japanese title, description and type.
pub(super) fn column<F>(
    name: impl Into<String>,
    title: impl Into<String>,
    description: impl Into<String>,
    kind: Kind,
    value: F,
) -> Column
where
    F: for<'a> Fn(&Row<'a>) -> Value<'a> + Send + Sync + 'static,
{
    Column {
        name: name.into(),
        title: title.into(),
        description: description.into(),
        kind,
        required: false,
        value: Box::new(value),
    }
}

impl Column {
    /// The same, with a value in every row.
    pub(super) fn always(mut self) -> Self {
        self.required = true;
        self
    }
}

pub(super) fn document_id() -> Column {
    column(
        "document_id",
        "文書ID",
        "First 16 hexadecimal digits of the source file's SHA-256",
        Kind::Text,
        |row| row.document.document.id.as_str().into(),
    )
    .always()
}

pub(super) fn source_name() -> Column {
    column(
        "source_name",
        "ファイル名",
        "Name of the source file",
        Kind::Text,
        |row| row.document.source.name.as_str().into(),
    )
    .always()
}

pub(super) fn municipality() -> [Column; 2] {
    [
        column(
            "municipality_code",
            "全国地方公共団体コード",
            "Code of the local government, six digits with the check digit",
            Kind::Text,
            |row| {
                let municipality = row.document.document.municipality.as_ref();
                municipality.map(|m| m.code.as_str()).into()
            },
        ),
        column(
            "municipality_name",
            "地方公共団体名",
            "Name of the local government",
            Kind::Text,
            |row| {
                let municipality = row.document.document.municipality.as_ref();
                municipality.map(|m| m.name.as_str()).into()
            },
        ),
    ]
}

/// Department, year, priority and goal of the sheet.
pub(super) fn sheet_heading(profile: &Profile) -> Vec<Column> {
    vec![
        column(
            "department",
            role_title(profile, Role::Department, "部局名"),
            "Department of the sheet",
            Kind::Text,
            |row| row.sheet.and_then(|s| s.department.as_deref()).into(),
        ),
        fiscal_year(),
        fiscal_year_start(),
        column(
            "priority",
            role_title(profile, Role::Priority, "優先順位"),
            "Rank of the goal",
            Kind::Integer,
            |row| row.sheet.and_then(|s| s.priority).into(),
        ),
        column(
            "goal",
            role_title(profile, Role::Goal, "重点目標"),
            "The goal",
            Kind::Text,
            |row| row.sheet.and_then(|s| s.goal.as_deref()).into(),
        ),
    ]
}

fn role_title(profile: &Profile, role: Role, usual: &str) -> String {
    let field = profile.fields.iter().find(|f| f.role == Some(role));
    field.map_or_else(|| usual.to_owned(), |f| f.title.clone())
}

pub(super) fn fiscal_year() -> Column {
    column(
        "fiscal_year",
        "年度",
        "Fiscal year as written",
        Kind::Text,
        |row| {
            let own = row.sheet.and_then(|s| s.fiscal_year.as_deref());
            own.or(row.document.document.fiscal_year.as_deref()).into()
        },
    )
}

/// The record dates the document's year alone: a sheet of another year has no date.
fn dated<'a>(row: &Row<'a>, date: Option<&'a str>) -> Value<'a> {
    let own = row.sheet.and_then(|s| s.fiscal_year.as_deref());
    let differs = own.is_some_and(|own| row.document.document.fiscal_year.as_deref() != Some(own));
    if differs { Value::Empty } else { date.into() }
}

pub(super) fn fiscal_year_start() -> Column {
    column(
        "fiscal_year_start",
        "年度開始日",
        "First day of the fiscal year",
        Kind::Date,
        |row| dated(row, row.document.document.fiscal_year_start.as_deref()),
    )
}

pub(super) fn fiscal_year_end() -> Column {
    column(
        "fiscal_year_end",
        "年度終了日",
        "Last day of the fiscal year",
        Kind::Date,
        |row| dated(row, row.document.document.fiscal_year_end.as_deref()),
    )
}

pub(super) fn sheet_seq() -> Column {
    column(
        "sheet_seq",
        "シート順",
        "Position of the sheet in the document, from 1",
        Kind::Integer,
        |row| row.sheet_seq.into(),
    )
    .always()
}

pub(super) fn item_seq() -> Column {
    column(
        "item_seq",
        "取組項目順",
        "Position of the item on the sheet, from 1",
        Kind::Integer,
        |row| row.item_seq.into(),
    )
    .always()
}

pub(super) fn seq(title: &str, description: &str) -> Column {
    column("seq", title, description, Kind::Integer, |row| {
        row.seq.into()
    })
    .always()
}

/// Number, marker and title of the item.
pub(super) fn item_heading() -> [Column; 3] {
    [
        column(
            "item_no",
            "取組項目番号",
            "Number of the item's marker, else its position",
            Kind::Integer,
            |row| row.item.map(|i| i.no).into(),
        )
        .always(),
        column(
            "item_marker",
            "取組項目記号",
            "The item's marker as written, for example ①",
            Kind::Text,
            |row| row.item.map(|i| i.marker.as_str()).into(),
        ),
        column(
            "item_title",
            "取組項目名",
            "Title of the item",
            Kind::Text,
            |row| row.item.map(|i| i.title.as_str()).into(),
        ),
    ]
}

/// A field of the sheet: one column, or one for each of its parts.
pub(super) fn field(field: &Field) -> Vec<Column> {
    if field.parts.is_empty() {
        return vec![field_column(
            field.key.clone(),
            field.title.clone(),
            &field.key,
            None,
        )];
    }
    let part_column = |part: &crate::profile::FieldPart| {
        let title = format!("{} {}", field.title, part.title);
        let name = format!("{}_{}", field.key, part.key);
        field_column(name, title, &field.key, Some(part.key.clone()))
    };
    field.parts.iter().map(part_column).collect()
}

fn field_column(name: String, title: String, key: &str, part: Option<String>) -> Column {
    let key = key.to_owned();
    let description = format!("The cell 「{title}」 of the sheet");
    column(name, title, description, Kind::Text, move |row| {
        let value = row.sheet.and_then(|s| s.fields.get(&key));
        match (value, &part) {
            (Some(FieldValue::Text(text)), None) => text.as_str().into(),
            (Some(FieldValue::Parts(parts)), Some(part)) => {
                parts.get(part).map(String::as_str).into()
            }
            _ => Value::Empty,
        }
    })
}

/// A column of the item table as the flat table has it: the measure's part, and dates where it holds periods.
pub(super) fn measure_part(form: &FormColumn) -> Vec<Column> {
    let title = &form.title;
    let mut columns = vec![measure_value(
        form.key.clone(),
        title.clone(),
        format!(
            "The measure's part of the column 「{title}」; of an item without measures, its common text"
        ),
        Kind::Text,
    )];
    if form.role == Some(ColumnRole::Period) {
        columns.push(measure_value(
            format!("{}_start", form.key),
            format!("{title} 開始日"),
            "First day of the period, where one is written or implied".to_owned(),
            Kind::Date,
        ));
        columns.push(measure_value(
            format!("{}_end", form.key),
            format!("{title} 終了日"),
            "Last day of the period".to_owned(),
            Kind::Date,
        ));
    }
    columns
}

fn measure_value(key: String, title: String, description: String, kind: Kind) -> Column {
    column(key.clone(), title, description, kind, move |row| {
        let text = match (row.measure, row.item) {
            (Some(measure), _) => measure.values.get(&key).and_then(Option::as_deref),
            (None, Some(item)) => item.common.get(&key).map(String::as_str),
            (None, None) => None,
        };
        text.into()
    })
}

/// A column of the item table as the table of items has it: whole cell, common text, parts without a measure.
pub(super) fn item_cell(form: &FormColumn) -> [Column; 3] {
    let (key, title) = (&form.key, &form.title);
    [
        item_text(
            key.clone(),
            title.clone(),
            format!("The whole cell of the column 「{title}」"),
            key,
            |item, key| item.cells.get(key).map(String::as_str).into(),
        ),
        item_text(
            format!("{key}_common"),
            format!("{title} 共通"),
            "Text of the cell that speaks of the whole item".to_owned(),
            key,
            |item, key| item.common.get(key).map(String::as_str).into(),
        ),
        item_text(
            format!("{key}_unaligned"),
            format!("{title} 対応なし"),
            "Parts of the cell whose marker no measure bears, each on a line of its own with its marker".to_owned(),
            key,
            |item, key| item.unaligned.get(key).map(|parts| parts_text(parts)).into(),
        ),
    ]
}

fn item_text<F>(name: String, title: String, description: String, key: &str, value: F) -> Column
where
    F: for<'a> Fn(&'a Item, &str) -> Value<'a> + Send + Sync + 'static,
{
    let key = key.to_owned();
    column(name, title, description, Kind::Text, move |row| {
        row.item.map_or(Value::Empty, |item| value(item, &key))
    })
}

fn parts_text(parts: &[Part]) -> String {
    let lines: Vec<String> = parts
        .iter()
        .map(|part| format!("{} {}", part.marker, part.text))
        .collect();
    lines.join("\n")
}

/// Texts under labels that the profile does not know, one `label: text` a line.
pub(super) fn labelled(texts: &[Labelled]) -> String {
    let lines: Vec<String> = texts
        .iter()
        .map(|other| format!("{}: {}", other.label, other.text))
        .collect();
    lines.join("\n")
}
