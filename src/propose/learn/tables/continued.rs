//! Rows with which a table of records continues at the top of the next page.

use super::super::found::{Item, Table};
use super::super::sheet::{Cell, Grid};

/// Edges of columns on the next page are the same within this many points.
const SAME_EDGE: f32 = 3.0;

/// Takes the rows with which a table of records continues at the top of the next page.
pub fn take_continued(grids: &mut [Grid], found: &[(usize, Vec<Item>)]) {
    let edges = |number: usize, table: &Table| -> Option<(u32, Vec<(f32, f32)>)> {
        let grid = grids.get(number)?;
        let head = grid
            .cells
            .iter()
            .position(|c| (c.row, c.col) == (table.spot.row, table.spot.col))?;
        let mut edges = Vec::new();
        let mut at = Some(head);
        while let Some(cell) = at
            .and_then(|n| grid.cell(n))
            .filter(|_| edges.len() < table.columns.len())
        {
            edges.push((cell.bbox.x0, cell.bbox.x1));
            at = grid.cell_at(cell.row_end - 1, cell.col_end);
        }
        Some((grid.page, edges))
    };
    let tables = found
        .iter()
        .flat_map(|(number, items)| items.iter().map(move |item| (*number, item)));
    let tables = tables.filter_map(|(number, item)| match item {
        Item::Table(table) if !table.is_matrix => edges(number, table),
        _ => None,
    });
    let all: Vec<(u32, Vec<(f32, f32)>)> = tables.collect();
    for (mut page, edges) in all {
        for grid in grids.iter_mut() {
            if grid.page == page + 1 && takes_rows(grid, &edges) {
                page = grid.page;
            }
        }
    }
}

/// Takes the rows at the top of a grid that have these columns.
fn takes_rows(grid: &mut Grid, edges: &[(f32, f32)]) -> bool {
    let mut row = 0;
    while row < grid.rows {
        let cells: Vec<usize> = (0..grid.cols)
            .filter_map(|col| grid.cell_at(row, col))
            .collect();
        let has = |(x0, x1): &(f32, f32)| {
            let same =
                |c: &Cell| (c.bbox.x0 - x0).abs() < SAME_EDGE && (c.bbox.x1 - x1).abs() < SAME_EDGE;
            cells.iter().any(|n| grid.cell(*n).is_some_and(same))
        };
        if cells.iter().any(|n| grid.is_taken(*n)) || !edges.iter().all(has) {
            break;
        }
        let end = cells
            .iter()
            .filter_map(|n| grid.cell(*n))
            .map(|c| c.row_end)
            .min();
        cells.iter().for_each(|n| grid.take(*n));
        row = end.unwrap_or(grid.rows).max(row + 1);
    }
    row > 0
}
