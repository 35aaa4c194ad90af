//! The levels of a header over a column.

use super::super::sheet::{Cell, Grid, Kind};

/// The most levels of header cells.
const MOST_LEVELS: usize = 3;

/// The cells of a header, outermost first.
pub(super) fn path(grid: &Grid, head: usize) -> Vec<usize> {
    let mut path = vec![head];
    let mut at = head;
    while path.len() < MOST_LEVELS {
        let covers = |over: &&Cell| {
            let own = grid.cell(at);
            own.is_some_and(|own| {
                over.col <= own.col && own.col_end <= over.col_end && over.row_end == own.row
            }) && matches!(over.kind, Kind::Label | Kind::Year)
                && !over.taken
        };
        let above = grid
            .above(at)
            .filter(|n| grid.cell(*n).as_ref().is_some_and(covers));
        let Some(above) = above.filter(|above| heads(grid, *above, at)) else {
            break;
        };
        path.push(above);
        at = above;
    }
    path.reverse();
    path
}

/// Whether a label above a header cell is a level of the header, too. In a sheet without merged cells, a title is alone in
/// its row, and the label of a field has its value next to it.
fn heads(grid: &Grid, above: usize, below: usize) -> bool {
    let width = |n: usize| grid.cell(n).map_or(0, |cell| cell.col_end - cell.col);
    let is_filled = |n: usize| grid.kind(n) != Kind::Blank;
    let row = grid.cell(above).map_or(0, |cell| cell.row);
    let is_alone = || {
        let mut cells = (0..grid.cols).filter_map(|col| grid.cell_at(row, col));
        cells.all(|n| n == above || !is_filled(n))
    };
    let has_value = || {
        grid.right(above)
            .is_some_and(|n| grid.kind(n) == Kind::Value)
    };
    width(above) < grid.cols && (width(above) > width(below) || !is_alone() && !has_value())
}
