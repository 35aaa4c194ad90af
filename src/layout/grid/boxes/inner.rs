//! Boxes inside cells that other rules make.

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::grid::Grid;
use crate::layout::grid::boxes::{SMALL, neighbours};
use crate::layout::infer::open_sides;
use crate::layout::rules;
use crate::layout::rules::Rule;

/// Fewer cells do not contain boxes as those of a table do.
const FEWEST_CELLS: usize = 2;

/// Whether each box is in a cell of the other rules and is for a mark, or alone. Larger boxes next to each other, and
/// small ones in rows and columns, may be a table of their own.
pub(crate) fn of(areas: &[Rect], others: &[Rule]) -> Vec<bool> {
    let (groups, _) = rules::groups(others);
    let grids = groups
        .into_iter()
        .filter_map(|group| Grid::from_rules(&open_sides::closed(group)));
    let grids: Vec<Grid> = grids.filter(|g| g.cells.len() >= FEWEST_CELLS).collect();
    let holders: Vec<_> = areas.iter().map(|area| holder(&grids, area)).collect();
    let mut inner: Vec<bool> = holders.iter().map(Option::is_some).collect();
    let mut in_row = vec![false; areas.len()];
    for axis in [Axis::Horizontal, Axis::Vertical] {
        let pairs = neighbours(areas, axis).into_iter();
        let both_ways = pairs.flat_map(|(a, b, _)| [(a, b), (b, a)]);
        for (one, other) in both_ways.filter(|(a, b)| holders.get(*a) == holders.get(*b)) {
            let is_large = areas.get(other).is_some_and(|r| !is_small(r));
            let (Some(inner), Some(in_row)) = (inner.get_mut(one), in_row.get_mut(one)) else {
                continue;
            };
            *inner &= !is_large && (axis == Axis::Horizontal || !*in_row);
            *in_row |= axis == Axis::Horizontal;
        }
    }
    inner
}

fn is_small(area: &Rect) -> bool {
    area.width().max(area.height()) <= SMALL
}

/// The indexes of the grid and of its cell that a box is in.
fn holder(grids: &[Grid], area: &Rect) -> Option<(usize, usize)> {
    let (x, y) = area.center();
    let found = grids.iter().enumerate().find_map(|(number, grid)| {
        let cell = grid.locate(x, y)?;
        Some((number, cell, grid.rect(grid.cells.get(cell)?)))
    });
    let inside = |cell: &Rect| {
        cell.x0 <= area.x0 && cell.y0 <= area.y0 && area.x1 <= cell.x1 && area.y1 <= cell.y1
    };
    found
        .filter(|(_, _, cell)| inside(cell))
        .map(|(number, cell, _)| (number, cell))
}
