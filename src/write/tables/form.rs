//! Columns that depend on the profile: fields of a sheet and columns of its item table.

use super::columns::column;
use super::{Column, Kind, Row, Value};
use crate::model::{FieldValue, Item, Labelled, Part};
use crate::profile::{Column as FormColumn, ColumnRole, Field, FieldPart, ValueType};

/// The columns of a sheet's field: one, or one for each of its parts.
pub(super) fn field(field: &Field) -> Vec<Column> {
    if field.parts.is_empty() {
        let whole = field_column(field.key.clone(), field.title.clone(), &field.key, None);
        let typed = typed(&field.key, &field.title, field.kind, |row, key| {
            row.sheet.and_then(|s| s.fields.get(key))
        });
        return std::iter::once(whole).chain(typed).collect();
    }
    let part_column = |part: &FieldPart| {
        let title = format!("{} {}", field.title, part.title);
        let name = format!("{}_{}", field.key, part.key);
        field_column(name, title, &field.key, Some(part.key.clone()))
    };
    field.parts.iter().map(part_column).collect()
}

fn field_column(name: String, title: String, key: &str, part: Option<String>) -> Column {
    let key = key.to_owned();
    let description = format!("シートの「{title}」欄");
    column(name, title, description, Kind::Text, move |row| {
        let value = row.sheet.and_then(|s| s.fields.get(&key));
        match (value, &part) {
            (Some(FieldValue::Text(text)), None) => text.as_str().into(),
            (Some(FieldValue::Choice(choice)), None) => choice.chosen.join("\n").into(),
            (Some(FieldValue::Parts(parts)), Some(part)) => {
                parts.get(part).map(String::as_str).into()
            }
            _ => Value::Empty,
        }
    })
}

/// The columns next to a text that is read as a period or a number, found by key.
pub(super) fn typed<F>(key: &str, title: &str, kind: ValueType, find: F) -> Vec<Column>
where
    F: for<'a> Fn(&Row<'a>, &str) -> Option<&'a FieldValue> + Copy + Send + Sync + 'static,
{
    let one = |ending: &str, what: &str, description: &str, kind| {
        let key = format!("{key}_{ending}");
        column(
            key.clone(),
            format!("{title} {what}"),
            description,
            kind,
            move |row| value(find(row, &key)),
        )
    };
    match kind {
        ValueType::Period => vec![
            one(
                "start",
                "開始日",
                "期間の初日（読み取れる場合）",
                Kind::Date,
            ),
            one(
                "end",
                "終了日",
                "期間の末日・期限（読み取れる場合）",
                Kind::Date,
            ),
        ],
        ValueType::Number => vec![
            one(
                "value",
                "値",
                "単位に合わせた数値（読み取れる場合）",
                Kind::Number,
            ),
            one("unit", "単位", "数値の単位", Kind::Text),
        ],
        ValueType::Text | ValueType::Choice => Vec::new(),
    }
}

/// A value of the record as a cell value.
pub(super) fn value(value: Option<&FieldValue>) -> Value<'_> {
    match value {
        Some(FieldValue::Text(text)) => text.as_str().into(),
        Some(FieldValue::Number(number)) => Value::Number(number.clone()),
        Some(FieldValue::Choice(choice)) => choice.chosen.join("\n").into(),
        _ => Value::Empty,
    }
}

/// A column of the item table as it appears in the flat table: the measure's part, with dates if it holds periods.
pub(super) fn measure_part(form: &FormColumn) -> Vec<Column> {
    let title = &form.title;
    let mut columns = vec![measure_value(
        form.key.clone(),
        title.clone(),
        format!("「{title}」欄のうちこの取組に係る部分。取組に分かれない項目では項目全体の文"),
        Kind::Text,
    )];
    if form.role == Some(ColumnRole::Period) {
        columns.push(measure_value(
            format!("{}_start", form.key),
            format!("{title} 開始日"),
            "期間の初日（読み取れる場合）".to_owned(),
            Kind::Date,
        ));
        columns.push(measure_value(
            format!("{}_end", form.key),
            format!("{title} 終了日"),
            "期間の末日・期限（読み取れる場合）".to_owned(),
            Kind::Date,
        ));
    } else {
        columns.push(refers_to(form));
    }
    columns
}

fn refers_to(form: &FormColumn) -> Column {
    let key = form.key.clone();
    column(
        format!("{key}_refers_to"),
        format!("{} 参照先", form.title),
        "「中間報告のとおり」のように他の欄を指す場合、その欄の列名",
        Kind::Text,
        move |row| {
            let meant = match (row.measure, row.item) {
                (Some(measure), _) => measure.refers_to.get(&key),
                (None, Some(item)) => item.refers_to.get(&key),
                (None, None) => None,
            };
            meant.map(String::as_str).into()
        },
    )
}

fn measure_value(key: String, title: String, description: String, kind: Kind) -> Column {
    column(key.clone(), title, description, kind, move |row| {
        let text = match (row.measure, row.item) {
            (Some(measure), _) => measure.values.get(&key).and_then(Option::as_deref),
            (None, Some(item)) => {
                let said = item.common.get(&key).or_else(|| item.dates.get(&key));
                said.map(String::as_str)
            }
            (None, None) => None,
        };
        text.into()
    })
}

/// A column of the item table as it appears in the table of items: whole cell, common text, parts without a measure.
///
/// A title concerns the whole item and has neither of the last two.
pub(super) fn item_cell(form: &FormColumn) -> Vec<Column> {
    let (key, title) = (&form.key, &form.title);
    let mut columns = vec![
        item_text(
            key.clone(),
            title.clone(),
            format!("「{title}」欄の全文"),
            key,
            |item, key| item.cells.get(key).map(String::as_str).into(),
        ),
        item_text(
            format!("{key}_common"),
            format!("{title} 共通"),
            "欄のうち項目全体に係る文".to_owned(),
            key,
            |item, key| item.common.get(key).map(String::as_str).into(),
        ),
        item_text(
            format!("{key}_unaligned"),
            format!("{title} 対応なし"),
            "欄のうち記号に対応する取組がない部分（記号とともに1行に一つ）".to_owned(),
            key,
            |item, key| {
                item.unaligned
                    .get(key)
                    .map(|parts| parts_text(parts))
                    .into()
            },
        ),
    ];
    if form.role == Some(ColumnRole::Title) {
        columns.truncate(1);
    }
    columns
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

/// Texts under labels that the profile does not know, as lines of `label: text`.
pub(super) fn labelled(texts: &[Labelled]) -> String {
    let lines: Vec<String> = texts
        .iter()
        .map(|other| format!("{}: {}", other.label, other.text))
        .collect();
    lines.join("\n")
}
