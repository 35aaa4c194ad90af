//! The labels of a single document, where nothing tells what stays: by shapes and neighbours.

use super::super::keys;
use super::super::shapes::{is_figure, looks_like_label};
use super::super::sheet::{Cell, Grid, Kind};
use super::headers::Columns;

/// A heading across its table has fewer letters.
const LONGEST_HEADING: usize = 40;

/// Tells the labels of a grid; `known` says whether a text is a label of a form that is known.
pub fn tell(grid: &mut Grid, columns: &Columns, known: &dyn Fn(&str) -> bool) {
    let mut kinds: Vec<Kind> = grid.cells.iter().map(|cell| cell.kind).collect();
    for row in 0..grid.rows {
        let cells = row_of(grid, row);
        for (place, number) in cells.iter().enumerate() {
            let reader = Row {
                grid,
                cells: &cells,
                kinds: &kinds,
                known,
            };
            let is_label = !columns.values.contains(number)
                && (reader.is_label(place) || is_row_label(grid, *number, columns));
            if let Some(kind) = kinds.get_mut(*number).filter(|_| is_label) {
                *kind = Kind::Label;
            }
        }
    }
    for (cell, kind) in grid.cells.iter_mut().zip(kinds) {
        cell.kind = kind;
    }
}

/// The cells that begin in a row, from left to right.
fn row_of(grid: &Grid, row: usize) -> Vec<usize> {
    let mut cells: Vec<usize> = (0..grid.cols)
        .filter_map(|col| grid.cell_at(row, col))
        .filter(|number| grid.cell(*number).is_some_and(|cell| cell.row == row))
        .collect();
    cells.dedup();
    cells
}

/// Whether a cell stands before the rows of a table, and looks like a label.
fn is_row_label(grid: &Grid, number: usize, columns: &Columns) -> bool {
    let cell = grid.cell(number).filter(|cell| cell.kind == Kind::Value);
    columns.stubs.contains(&number) && cell.is_some_and(|cell| looks_like_label(&cell.text))
}

/// A row of a grid.
struct Row<'r> {
    grid: &'r Grid,
    cells: &'r [usize],
    kinds: &'r [Kind],
    known: &'r dyn Fn(&str) -> bool,
}

impl Row<'_> {
    fn cell(&self, place: usize) -> Option<&Cell> {
        self.cells
            .get(place)
            .and_then(|number| self.grid.cell(*number))
    }

    /// Whether a cell of the row is a label: it looks like one, and the cell before it is no label that still wants a value.
    fn is_label(&self, place: usize) -> bool {
        let Some(own) = self.cell(place) else {
            return false;
        };
        if own.kind != Kind::Value || !looks_like_label(&own.text) {
            return false;
        }
        if (self.known)(&own.text) || keys::word(&own.text).is_some() || self.is_heading(own) {
            return true;
        }
        match self.wants(place, own) {
            // two labels next to each other: a group above the second, or a value that looks like a label
            true => {
                is_open(self.cell(place + 1))
                    && place + 1 < self.cells.len()
                    && (self.cells.len() - place).is_multiple_of(2)
            }
            false => {
                (place + 1 < self.cells.len() && !self.is_record(own)) || self.is_over_value(own)
            }
        }
    }

    /// Whether the cell before is a label without a value so far.
    fn wants(&self, place: usize, own: &Cell) -> bool {
        let before = place.checked_sub(1).and_then(|p| Some((p, self.cell(p)?)));
        let before = before.filter(|(_, before)| before.col_end == own.col);
        before.is_some_and(|(p, before)| {
            let kind = self.cells.get(p).and_then(|number| self.kinds.get(*number));
            kind == Some(&Kind::Label) && before.row_end <= own.row_end
        })
    }

    /// Whether a number as high as the cell begins the row: a record of a list.
    fn is_record(&self, own: &Cell) -> bool {
        let first = self.cell(0);
        first.is_some_and(|first| is_figure(&first.text) && first.row_end <= own.row_end)
    }

    fn is_over_value(&self, own: &Cell) -> bool {
        let below = self.grid.cell_at(own.row_end, own.col);
        let below = below.and_then(|number| self.grid.cell(number));
        below.is_some_and(|below| {
            below.col == own.col && below.col_end == own.col_end && is_open(Some(below))
        })
    }

    /// Whether a cell stands across its whole table, with more below it.
    fn is_heading(&self, own: &Cell) -> bool {
        own.col == 0
            && own.col_end == self.grid.cols
            && own.row_end < self.grid.rows
            && own.text.chars().count() <= LONGEST_HEADING
            && own.lines.len() == 1
    }
}

/// Whether a cell may hold a value.
fn is_open(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|c| c.text.is_empty() || !looks_like_label(&c.text))
}
