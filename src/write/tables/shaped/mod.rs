//! The tables of matrices, records and groups, if the profile has them: `cells`, and one for each records table and
//! each group. A row belongs to its sheet; a row inside a group names its block by its number on the sheet.

use super::columns::{column, document_id, municipality, seq, sheet_heading, sheet_seq};
use super::form::{typed, value};
use super::{Column, Kind, Table};
use crate::profile::{Group, Profile, Scope, Table as FormTable, TableKind, ValueType};

mod cells;
mod records;

pub(super) use cells::CELLS;

/// The tables of the profile's own tables and groups.
pub(super) fn tables(profile: &Profile) -> Vec<Table> {
    let mut all = Vec::new();
    of_scope(profile, &profile.scope(), &[], &mut all);
    if has_matrix(&profile.scope()) {
        all.push(cells::cells(profile));
    }
    all
}

fn has_matrix(scope: &Scope<'_>) -> bool {
    scope.tables.iter().any(|t| t.kind == TableKind::Matrix)
        || scope.groups.iter().any(|g| has_matrix(&g.scope()))
}

/// Adds the tables of a scope; `path` has the keys of the groups around it.
fn of_scope(profile: &Profile, scope: &Scope<'_>, path: &[&str], all: &mut Vec<Table>) {
    for table in scope.tables.iter().filter(|t| t.kind == TableKind::Rows) {
        all.push(rows(profile, table, path));
    }
    for group in scope.groups {
        all.push(blocks(profile, group, path));
        let path: Vec<&str> = path.iter().copied().chain([group.key.as_str()]).collect();
        of_scope(profile, &group.scope(), &path, all);
    }
}

fn rows(profile: &Profile, table: &FormTable, path: &[&str]) -> Table {
    let mut columns = heading(profile, path);
    for line in &table.columns {
        columns.extend(record_columns(&line.key, &line.title, line.kind));
    }
    let description = format!("1行が「{}」の表の1行。", table.title);
    own(
        profile,
        path,
        (&table.key, &table.title),
        description,
        columns,
    )
}

fn blocks(profile: &Profile, group: &Group, path: &[&str]) -> Table {
    let mut columns = heading(profile, path);
    if let Some(number) = &group.number {
        columns.extend(record_columns(number, "番号", ValueType::Text));
    }
    for field in &group.fields {
        columns.extend(record_columns(&field.key, &field.title, field.kind));
    }
    let description = format!("1行が「{}」の一つ。", group.title);
    own(
        profile,
        path,
        (&group.key, &group.title),
        description,
        columns,
    )
}

/// A table of a form's own; its name is made of the keys of the groups around it and its own key.
fn own(
    profile: &Profile,
    path: &[&str],
    (key, title): (&str, &str),
    description: String,
    columns: Vec<Column>,
) -> Table {
    let keys: Vec<String> = path.iter().chain([&key]).map(|k| (*k).to_owned()).collect();
    Table {
        name: keys.join("_").into(),
        title: format!("{} {title}", profile.form_name()),
        description,
        columns,
        key: &["document_id", "sheet_seq", "seq"],
        parent: Some("sheets"),
        rows: Box::new(move |document| records::records(document, &keys)),
    }
}

fn heading(profile: &Profile, path: &[&str]) -> Vec<Column> {
    let mut columns = vec![
        document_id(),
        sheet_seq(),
        seq("順", "シート内での順番（1から）"),
    ];
    if !path.is_empty() {
        columns.push(block_seq());
    }
    columns.extend(municipality());
    columns.extend(sheet_heading(profile));
    columns
}

fn block_seq() -> Column {
    column(
        "block_seq",
        "繰り返しの順",
        "シート内で何番目の繰り返しの中にあるか（繰り返しの表の seq）",
        Kind::Integer,
        |row| row.block.map(|(_, seq)| seq).into(),
    )
}

fn record_columns(key: &str, title: &str, kind: ValueType) -> Vec<Column> {
    let own = key.to_owned();
    let description = format!("「{title}」欄");
    let text = column(key, title, description, Kind::Text, move |row| {
        value(row.record.and_then(|record| record.get(&own)))
    });
    let typed = typed(key, title, kind, |row, key| {
        row.record.and_then(|record| record.get(key))
    });
    std::iter::once(text).chain(typed).collect()
}
