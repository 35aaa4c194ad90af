//! Captions: a heavy border around a table may also contain its title or notes.
//!
//! If the first or last row is one cell as wide as the table, separated from it by a rule much thinner than the border,
//! it is not a row of the table: its text is read before or after it.

use crate::extract::Axis;
use crate::layout::grid::{Grid, Span};
use crate::layout::rules::Rule;
use crate::layout::rules::TOUCH;

/// The border is at least this many times as thick as the rule between title and table.
const HEAVIER: f32 = 2.0;

/// With fewer rows and columns it is not a table that could have a title.
const FEWEST_ROWS: usize = 3;
const FEWEST_COLS: usize = 3;

/// The grid without the title and note rows that are only inside its border.
pub(crate) fn without_captions(grid: Grid) -> Grid {
    let rows = grid.rows();
    if rows < FEWEST_ROWS || grid.cols() < FEWEST_COLS {
        return grid;
    }
    let is_caption = |cell: &&Span| {
        let (edge, inner) = match (cell.row, cell.row_end()) {
            (0, end) if end < rows => (0, end),
            (start, end) if end == rows && start > 0 => (rows, start),
            _ => return false,
        };
        // an inferred rule has no thickness
        let frame = thickness(&grid, edge);
        cell.cols == grid.cols() && frame > 0.0 && frame >= HEAVIER * thickness(&grid, inner)
    };
    let cells: Vec<Span> = grid
        .cells
        .iter()
        .filter(|c| !is_caption(c))
        .copied()
        .collect();
    if cells.len() == grid.cells.len() {
        return grid;
    }
    grid.with_cells(cells)
}

/// The mean thickness of the rules in a horizontal grid line, weighted by length.
fn thickness(grid: &Grid, row: usize) -> f32 {
    let y = grid.ys.get(row).copied().unwrap_or_default();
    let in_line = |r: &&Rule| r.axis == Axis::Horizontal && (r.pos - y).abs() <= TOUCH;
    let (sum, length) = grid
        .rules
        .iter()
        .filter(in_line)
        .map(|r| (r.width * (r.to - r.from), r.to - r.from))
        .fold((0.0, 0.0), |(sum, all), (part, length)| {
            (sum + part, all + length)
        });
    if length > 0.0 {
        sum / length
    } else {
        f32::INFINITY
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::tests::{across, down};

    fn framed(frame: f32) -> Grid {
        let mut group: Vec<Rule> = [20.0, 40.0, 60.0].map(|y| across(y, 0.0, 90.0)).to_vec();
        group.extend([0.0, 90.0].map(|x| down(x, 0.0, 80.0)));
        group.extend([30.0, 60.0].map(|x| down(x, 20.0, 60.0)));
        group.extend([0.0, 80.0].map(|y| Rule {
            width: frame,
            ..across(y, 0.0, 90.0)
        }));
        Grid::from_rules(&group).unwrap()
    }

    #[test]
    fn title_and_note_inside_a_heavy_frame_are_no_rows() {
        let grid = framed(1.5);
        assert_eq!((grid.rows(), grid.cells.len()), (4, 8));
        let inner = without_captions(grid);
        assert_eq!((inner.rows(), inner.cells.len(), inner.ys[0]), (2, 6, 20.0));
    }

    #[test]
    fn merged_rows_of_an_even_grid_stay() {
        let grid = framed(0.5);
        assert_eq!(without_captions(grid.clone()), grid);
    }
}
