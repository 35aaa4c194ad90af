//! The item table of a profile that has one beside tables of other kinds.

use super::super::super::{Form, HeaderCell, Lines, Row};
use super::super::FoundTable;
use crate::profile::{ColumnMatch, ColumnRole, Profile};

/// Converts a table to the header and rows of the item table.
pub fn into_items(table: FoundTable, form: &mut Form, profile: &Profile) {
    let number = profile.column_of(ColumnRole::Number);
    let numbers = table
        .columns
        .iter()
        .position(|c| c.line.is_some() && c.line == number);
    form.headings.extend(table.headings);
    for (at, column) in table.columns.into_iter().enumerate() {
        let mut path = column.path;
        let label = path.pop().unwrap_or_default();
        form.headings.extend(path.into_iter().flatten());
        if Some(at) == numbers {
            form.headings.extend(label);
            continue;
        }
        form.header.push(HeaderCell {
            known: column.line.map(|column| ColumnMatch {
                column,
                distance: 0,
            }),
            label,
            extent: (0.0, 0.0),
        });
    }
    for row in table.rows {
        let mut own = Row {
            page: row.page,
            ..Row::default()
        };
        let width = form.header.len() + usize::from(numbers.is_some());
        let mut cells = vec![Lines::new(); width];
        for (column, lines) in row.columns.iter().zip(row.cells) {
            if let Some(cell) = cells.get_mut(*column) {
                *cell = lines;
            }
        }
        if let Some(at) = numbers.filter(|at| *at < cells.len()) {
            own.marker = cells.remove(at);
        }
        own.cells = cells;
        form.rows.push(own);
    }
}
