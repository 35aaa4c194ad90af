//! The table of all matrices: a row for each cell.

use super::super::columns::{column, document_id, municipality, seq, sheet_heading, sheet_seq};
use super::super::rows::{self, Row};
use super::super::{Column, Kind, Table, Value};
use super::block_seq;
use crate::model::{Document, FieldValue, MatrixCell, Record};
use crate::profile::Profile;

/// The name of the table.
pub(in crate::write::tables) const CELLS: &str = "cells";

/// Joins the labels of a row, the outermost first.
const UNDER: &str = " › ";

/// The table of the cells of all matrices.
pub(super) fn cells(profile: &Profile) -> Table {
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
