//! The labels before the rows of a table.

use super::super::sheet::{Grid, Kind};

/// The row labels.
pub(super) struct Stub {
    /// All cells of the labels, outer ones included.
    pub labels: Vec<usize>,
    /// The cell above them.
    pub corner: Vec<usize>,
    /// The label of the whole table before them.
    pub group: Option<usize>,
}

/// The labels before the rows, if at least half of the rows have one.
pub(super) fn stub(
    grid: &Grid,
    bottom: usize,
    col: usize,
    end: usize,
    rows: &[usize],
) -> Option<Stub> {
    let before = col.checked_sub(1)?;
    let at = |number: &usize| grid.cell_at(grid.cell(*number)?.row, before);
    let cells: Vec<usize> = rows
        .iter()
        .filter_map(at)
        .filter(|n| !grid.is_taken(*n))
        .collect();
    let is_label = |n: &usize| matches!(grid.kind(*n), Kind::Label | Kind::Year);
    let labels = cells.iter().filter(|n| is_label(n)).count();
    if labels == 0 || labels * 2 < rows.len() {
        return None;
    }
    let corner = grid.cell_at(bottom - 1, before);
    let corner = corner.filter(|n| {
        grid.cell(*n)
            .is_some_and(|c| c.row_end == bottom && !c.taken)
    });
    let from = corner
        .and_then(|n| grid.cell(n))
        .map_or(before, |cell| cell.col);
    let inside = (bottom..end).flat_map(|row| (from..col).map(move |col| (row, col)));
    let mut labels: Vec<usize> = inside
        .filter_map(|(row, col)| grid.cell_at(row, col))
        .collect();
    labels.dedup();
    let group = from
        .checked_sub(1)
        .and_then(|col| grid.cell_at(bottom, col));
    // a label that begins above the header covers other fields, too
    let top = grid.cell_at(bottom - 1, col).and_then(|n| grid.cell(n));
    let spans = |n: &usize| {
        let own = grid
            .cell(*n)
            .filter(|c| c.row < bottom && c.kind == Kind::Label);
        own.is_some_and(|c| top.is_some_and(|top| c.row >= top.row.saturating_sub(1)))
    };
    Some(Stub {
        labels,

        corner: corner.into_iter().collect(),
        group: group.filter(spans).filter(|n| !grid.is_taken(*n)),
    })
}
