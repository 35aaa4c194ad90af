//! The sheet that explains the columns of the tables, in Japanese.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::Formats;
use super::layout::{self, Widths};
use super::order;
use crate::write::tables::{Kind, Table};

/// The name of the sheet.
pub const SHEET: &str = "列の説明";

const TITLES: [&str; 6] = ["シート", "列", "説明", "型", "必須", "キー"];

/// Writes the sheet: each table with the name of its sheet and its headers.
pub fn write<'t>(
    to: &mut Worksheet,
    tables: impl Iterator<Item = ((&'t Table, &'t String), &'t Vec<String>)>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    to.set_name(SHEET)?;
    layout::header(to, &TITLES, formats)?;
    let mut widths = Widths::of(&TITLES);
    let mut next = 1;
    for ((table, name), titles) in tables {
        for at in order(table) {
            let (Some(column), Some(title)) = (table.columns.get(at), titles.get(at)) else {
                continue;
            };
            let required = if column.required { "○" } else { "" };
            let row = [
                name.as_str(),
                title,
                &column.description,
                kind(column.kind),
                required,
                &column.name,
            ];
            let mut lines = 1;
            for (at, text) in (0..).zip(row) {
                lines = lines.max(widths.see(at, text));
                to.write_string_with_format(next, at, text, &formats.text)?;
            }
            layout::height(to, next, lines)?;
            next += 1;
        }
    }
    layout::finish(to, next, &widths)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "文字列",
        Kind::Integer => "整数",
        Kind::Number => "数値",
        Kind::Date => "日付",
    }
}
