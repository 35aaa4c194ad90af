//! Boxes inside the cells that other rules make.

use super::super::grid::Grid;
use super::super::{open, rules};
use super::neighbours;
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// Boxes with both sides no longer than this, in points, are for a mark or a character.
const SMALL: f32 = 24.0;

/// Fewer cells hold no box as a table's do.
const FEWEST_CELLS: usize = 2;

/// Whether each box stands in a cell of the other rules and is for a mark, or alone. Larger ones beside each other may
/// be a table of their own.
pub(super) fn of(areas: &[Rect], others: &[Rule]) -> Vec<bool> {
    let (groups, _) = rules::groups(others);
    let grids = groups
        .into_iter()
        .filter_map(|group| Grid::from_rules(&open::closed(group)));
    let grids: Vec<Grid> = grids.filter(|g| g.cells.len() >= FEWEST_CELLS).collect();
    let holders: Vec<_> = areas.iter().map(|area| holder(&grids, area)).collect();
    let mut inner: Vec<bool> = holders.iter().map(Option::is_some).collect();
    for axis in [Axis::Horizontal, Axis::Vertical] {
        for (a, b, _) in neighbours(areas, axis) {
            for (one, other) in [(a, b), (b, a)] {
                let is_large = areas.get(other).is_some_and(|r| !is_small(r));
                if is_large
                    && holders.get(one) == holders.get(other)
                    && let Some(inner) = inner.get_mut(one)
                {
                    *inner = false;
                }
            }
        }
    }
    inner
}

fn is_small(area: &Rect) -> bool {
    area.width().max(area.height()) <= SMALL
}

/// The numbers of the grid and its cell in which a box lies.
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
