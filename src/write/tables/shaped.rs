//! The tables of matrices, records and groups, if the profile has them: `cells`, and one for each records table and
//! each group. A row belongs to its sheet; a row inside a group names its block by its number on the sheet.

use super::columns::{column, document_id, municipality, seq, sheet_heading, sheet_seq};
use super::form::{typed, value};
use super::rows::{self, Row};
use super::{Column, Kind, Table, Value};
use crate::model::{Document, FieldValue, MatrixCell, Record};
use crate::profile::{Group, Profile, Scope, Table as FormTable, TableKind, ValueType};

/// The name of the table of all matrices.
pub(super) const CELLS: &str = "cells";

/// Joins the labels of a row, the outermost first.
const UNDER: &str = " › ";

/// The tables of the profile's own tables and groups.
pub(super) fn tables(profile: &Profile) -> Vec<Table> {
    let mut all = Vec::new();
    of_scope(profile, &profile.scope(), &[], &mut all);
    if has_matrix(&profile.scope()) {
        all.push(cells(profile));
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
        all.push(records(profile, table, path));
    }
    for group in scope.groups {
        all.push(blocks(profile, group, path));
        let path: Vec<&str> = path.iter().copied().chain([group.key.as_str()]).collect();
        of_scope(profile, &group.scope(), &path, all);
    }
}

fn records(profile: &Profile, table: &FormTable, path: &[&str]) -> Table {
    let mut columns = heading(profile, path);
    for line in &table.columns {
        columns.extend(record_columns(&line.key, &line.title, line.kind));
    }
    let title = format!("{} {}", profile.form_name(), table.title);
    own(
        path,
        &table.key,
        title,
        format!("1行が「{}」の表の1行。", table.title),
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
    let title = format!("{} {}", profile.form_name(), group.title);
    own(
        path,
        &group.key,
        title,
        format!("1行が「{}」の一つ。", group.title),
        columns,
    )
}

fn own(
    path: &[&str],
    key: &str,
    title: String,
    description: String,
    columns: Vec<Column>,
) -> Table {
    let keys: Vec<String> = path.iter().chain([&key]).map(|k| (*k).to_owned()).collect();
    Table {
        name: keys.join("_").into(),
        title,
        description,
        columns,
        key: &["document_id", "sheet_seq", "seq"],
        parent: Some("sheets"),
        rows: Box::new(move |document| found(document, &keys)),
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

/// The records at the end of a path of keys, sheet by sheet.
fn found<'a>(document: &'a Document, keys: &[String]) -> Vec<Row<'a>> {
    let mut all = Vec::new();
    for sheet in rows::sheets(document) {
        let Some(fields) = sheet.sheet.map(|s| &s.fields) else {
            continue;
        };
        let mut level: Vec<(Option<(&'a str, u32)>, &'a Record)> = vec![(None, fields)];
        for key in keys {
            let mut next = Vec::new();
            for (before, record) in &level {
                let Some((key, FieldValue::Records(records))) = record.get_key_value(key) else {
                    continue;
                };
                let _ = before;
                next.extend(records.iter().map(|record| (key.as_str(), record)));
            }
            let numbered = (1..)
                .zip(next)
                .map(|(seq, (key, record))| (Some((key, seq)), record));
            let blocks: Vec<Option<(&'a str, u32)>> = blocks_of(&level, key);
            let numbered: Vec<_> = numbered.collect();
            if Some(key) == keys.last() {
                let with_block = (1..).zip(numbered.iter().zip(blocks));
                all.extend(with_block.map(|(seq, ((_, record), block))| Row {
                    record: Some(record),
                    seq,
                    block,
                    ..sheet
                }));
            }
            level = numbered;
        }
    }
    all
}

/// The block of each record below a key.
fn blocks_of<'a>(
    level: &[(Option<(&'a str, u32)>, &'a Record)],
    key: &str,
) -> Vec<Option<(&'a str, u32)>> {
    let count = |record: &Record| match record.get(key) {
        Some(FieldValue::Records(records)) => records.len(),
        _ => 0,
    };
    level
        .iter()
        .flat_map(|(block, record)| std::iter::repeat_n(*block, count(record)))
        .collect()
}

fn cells(profile: &Profile) -> Table {
    let mut columns = vec![
        document_id(),
        sheet_seq(),
        seq("順", "シート内での順番（1から）"),
    ];
    columns.extend(municipality());
    columns.extend(sheet_heading(profile));
    columns.push(column(
        "block",
        "繰り返し",
        "繰り返しの中の表では、その繰り返しの表の名前",
        Kind::Text,
        |row| row.block.map(|(key, _)| key).into(),
    ));
    columns.push(block_seq());
    columns.push(column("table", "表", "表のキー", Kind::Text, |row| {
        row.cell.map(|(table, _)| table).into()
    }));
    columns.extend([
        of_cell(
            "row_key",
            "行キー",
            "行のキー（様式の定義にある行）",
            Kind::Text,
            |c| c.row_key.as_deref().into(),
        ),
        of_cell(
            "row_label",
            "行見出し",
            "行の見出し（外側から）",
            Kind::Text,
            |c| c.row.join(UNDER).into(),
        ),
        of_cell(
            "column_key",
            "列キー",
            "列のキー（様式の定義にある列）",
            Kind::Text,
            |c| c.column_key.as_deref().into(),
        ),
        of_cell(
            "column_label",
            "列見出し",
            "列の見出し（外側から）",
            Kind::Text,
            |c| c.column.join(UNDER).into(),
        ),
        of_cell(
            "text",
            "表記",
            "記載のままの文。空欄は空",
            Kind::Text,
            |c| c.text.as_str().into(),
        ),
        of_cell(
            "value",
            "値",
            "単位に合わせた数値（読み取れる場合）",
            Kind::Number,
            |c| c.value.clone().map_or(Value::Empty, Value::Number),
        ),
        of_cell("unit", "単位", "数値の単位", Kind::Text, |c| {
            c.unit.as_deref().into()
        }),
        of_cell(
            "start",
            "開始日",
            "見出しの年度の初日",
            Kind::Date,
            |c| c.start.as_deref().into(),
        ),
        of_cell(
            "end",
            "終了日",
            "見出しの年度の末日",
            Kind::Date,
            |c| c.end.as_deref().into(),
        ),
    ]);
    Table {
        name: CELLS.into(),
        title: format!("{} 表の値", profile.form_name()),
        description: "1行が行見出しと列見出しのある表の一つの欄（空欄を含む）。".to_owned(),
        columns,
        key: &["document_id", "sheet_seq", "seq"],
        parent: Some("sheets"),
        rows: Box::new(all_cells),
    }
}

fn of_cell<F>(name: &str, title: &str, description: &str, kind: Kind, value: F) -> Column
where
    F: for<'a> Fn(&'a MatrixCell) -> Value<'a> + Send + Sync + 'static,
{
    column(name, title, description, kind, move |row| {
        row.cell.map_or(Value::Empty, |(_, cell)| value(cell))
    })
}

fn all_cells(document: &Document) -> Vec<Row<'_>> {
    let mut all = Vec::new();
    for sheet in rows::sheets(document) {
        let mut of_sheet = Vec::new();
        if let Some(own) = sheet.sheet {
            let mut counts = Vec::new();
            collect(&own.fields, None, &mut counts, &mut of_sheet);
        }
        all.extend((1..).zip(of_sheet).map(|(seq, (block, table, cell))| Row {
            seq,
            block,
            cell: Some((table, cell)),
            ..sheet
        }));
    }
    all
}

type Found<'a> = (Option<(&'a str, u32)>, &'a str, &'a MatrixCell);

/// Collects the cells of a record and everything below it; `counts` numbers the blocks of each group on the sheet.
fn collect<'a>(
    record: &'a Record,
    block: Option<(&'a str, u32)>,
    counts: &mut Vec<(&'a str, u32)>,
    all: &mut Vec<Found<'a>>,
) {
    for (key, value) in record {
        match value {
            FieldValue::Cells(cells) => {
                all.extend(cells.iter().map(|cell| (block, key.as_str(), cell)));
            }
            FieldValue::Records(records) => {
                for inner in records {
                    let seq = match counts.iter_mut().find(|(own, _)| own == key) {
                        Some((_, count)) => {
                            *count += 1;
                            *count
                        }
                        None => {
                            counts.push((key, 1));
                            1
                        }
                    };
                    collect(inner, Some((key, seq)), counts, all);
                }
            }
            _ => {}
        }
    }
}
