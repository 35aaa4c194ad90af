//! A table as a grid: which cell is where.

use crate::content::{Cell, Table};

/// The cells by grid row and column.
pub struct Grid<'t> {
    slots: Vec<Vec<Option<&'t Cell>>>,
}

impl<'t> Grid<'t> {
    /// The grid of a table.
    pub fn of(table: &'t Table) -> Self {
        let mut slots = vec![vec![None; table.cols]; table.rows];
        for cell in &table.cells {
            for row in slots.iter_mut().skip(cell.row).take(cell.row_span) {
                row.iter_mut()
                    .skip(cell.col)
                    .take(cell.col_span)
                    .for_each(|slot| *slot = Some(cell));
            }
        }
        Self { slots }
    }

    /// The rows, top to bottom.
    #[cfg(feature = "cli")]
    pub fn rows(&self) -> impl Iterator<Item = &[Option<&'t Cell>]> {
        self.slots.iter().map(Vec::as_slice)
    }

    /// The texts of a row. A cell's text is at its first slot; the others are empty.
    pub fn texts(&self, joint: &str) -> impl Iterator<Item = Vec<String>> {
        (0..).zip(&self.slots).map(move |(row, slots)| {
            (0..)
                .zip(slots)
                .map(|(col, slot)| match slot {
                    Some(cell) if (cell.row, cell.col) == (row, col) => text(cell, joint),
                    _ => String::new(),
                })
                .collect()
        })
    }
}

/// The lines of a cell.
pub fn lines(cell: &Cell) -> Vec<String> {
    cell.lines
        .iter()
        .map(|line| line.text.to_string())
        .collect()
}

/// The text of a cell, its lines joined.
pub fn text(cell: &Cell, joint: &str) -> String {
    lines(cell).join(joint)
}
