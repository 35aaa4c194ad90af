//! Row groups (bands): runs of grid rows that no cell straddles, the smallest parts of a table that can be read
//! independently.

use std::rc::Rc;

use crate::content::{Cell, Table};

/// A row group of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// Cells with text, by column, then row.
    pub cells: Vec<Cell>,
    /// Cells without text: row and column of each.
    pub empty: Vec<(usize, usize)>,
    /// Whether cells come from rules.
    pub ruled: bool,
    /// Page, one-based.
    pub page: u32,
    /// Whether it has cells without text, or is below a row group of only such cells.
    pub blanks: Blanks,
    /// The column boundaries of the table.
    edges: Rc<[f32]>,
}

/// Where there are cells without text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blanks {
    /// In the row group.
    pub inside: bool,
    /// Throughout the row group above.
    pub above: bool,
}

impl Band {
    /// The only cell with text, if there is exactly one.
    pub fn single(&self) -> Option<&Cell> {
        match self.cells.as_slice() {
            [cell] => Some(cell),
            _ => None,
        }
    }

    /// The number of the table's columns.
    pub fn cols(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The extent of its table along the reading direction.
    pub fn whole_extent(&self) -> (f32, f32) {
        let edge = |edge: Option<&f32>| edge.copied().unwrap_or_default();
        (edge(self.edges.first()), edge(self.edges.last()))
    }

    /// The extent of a cell along the reading direction.
    pub fn extent(&self, cell: &Cell) -> (f32, f32) {
        let edge = |column: usize| self.edges.get(column).copied().unwrap_or(column as f32);
        (edge(cell.col), edge(cell.col + cell.col_span))
    }
}

/// Splits a table into row groups; those without text are left out.
pub fn bands(table: Table) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut end = 0;
    let (page, ruled) = (table.page, table.ruled);
    let edges: Rc<[f32]> = table.edges.into();
    for cell in table.cells {
        if bands.is_empty() || cell.row >= end {
            bands.push(Band {
                ruled,
                page,
                edges: Rc::clone(&edges),
                ..Band::default()
            });
        }
        end = end.max(cell.row + cell.row_span);
        if let Some(band) = bands.last_mut() {
            if cell.lines.iter().any(|line| !line.text.is_blank()) {
                band.cells.push(cell);
            } else {
                band.empty.push((cell.row, cell.col));
                band.blanks.inside = true;
            }
        }
    }
    let mut blank_above = false;
    for band in &mut bands {
        band.blanks.above = blank_above;
        blank_above = band.cells.is_empty();
    }
    bands.retain(|band| !band.cells.is_empty());
    for band in &mut bands {
        band.cells.sort_by_key(|cell| (cell.col, cell.row));
    }
    bands
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sheets::tests::{cell, table};
    use super::*;

    #[test]
    fn a_spanning_cell_holds_its_rows_together() {
        let cells = vec![
            cell(0, 0, "①").spanning(2, 1),
            cell(0, 1, "a"),
            cell(1, 1, "b"),
            cell(2, 0, "②"),
            cell(2, 1, "c"),
        ];
        let bands = bands(table(cells));
        let texts: Vec<usize> = bands.iter().map(|b| b.cells.len()).collect();
        assert_eq!(texts, [3, 2]);
    }

    #[test]
    fn rows_without_text_are_left_out() {
        assert!(bands(table(vec![cell(0, 0, " ")])).is_empty());
    }
}
