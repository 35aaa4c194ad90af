//! Tables as a workbook: one sheet for each table, cells merged as in the document.

use std::collections::HashSet;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::content::{Cell, Table};
use crate::layout::joined_tables::Continued;
use crate::write::grid;
use crate::write::xlsx::MOST_TEXT;

/// The bytes of the workbook.
pub fn write(tables: &[Continued]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the text format keeps 8月29日 and (1) as they are
    let text = Format::new()
        .set_align(FormatAlign::Top)
        .set_num_format("@")
        .set_text_wrap();
    for (number, Continued { table, .. }) in (1..).zip(tables) {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{number} (p. {})", table.page))?;
        fill(sheet, table, &text)?;
    }
    if tables.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, format: &Format) -> Result<(), XlsxError> {
    let mut taken = HashSet::new();
    for cell in &table.cells {
        let (Some(area), text) = (area(cell), beginning(&grid::text(cell, "\n"))) else {
            continue;
        };
        let (row, col, last_row, last_col) = area;
        let mut slots = (row..=last_row).flat_map(|r| (col..=last_col).map(move |c| (r, c)));
        // Excel rejects a workbook with overlapping merged cells
        let is_free = slots.all(|slot| taken.insert(slot));
        match (row, col) == (last_row, last_col) || !is_free {
            true => sheet.write_string_with_format(row, col, text, format)?,
            false => sheet.merge_range(row, col, last_row, last_col, &text, format)?,
        };
    }
    Ok(())
}

/// The first and last row and column.
fn area(cell: &Cell) -> Option<(u32, u16, u32, u16)> {
    let last = |first: usize, span: usize| first.checked_add(span.max(1) - 1);
    Some((
        u32::try_from(cell.row).ok()?,
        u16::try_from(cell.col).ok()?,
        u32::try_from(last(cell.row, cell.row_span)?).ok()?,
        u16::try_from(last(cell.col, cell.col_span)?).ok()?,
    ))
}

/// The text, cut to what a cell can hold.
fn beginning(text: &str) -> String {
    let mut left = MOST_TEXT;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::blocks::sample;

    #[test]
    fn irregular_tables_are_written_too() {
        let mut odd = sample();
        odd.cells[1].col_span = 9;
        let pages = |table: &Table| vec![2; table.cells.len()];
        let tables = [sample(), odd].map(|table| Continued {
            pages: pages(&table),
            table,
        });
        for tables in [&tables[..], &[]] {
            assert!(write(tables).unwrap().starts_with(b"PK"));
        }
    }
}
