//! Header rows by their shape: cells side by side that look like labels, over columns of what does not.

use std::collections::HashSet;

use super::super::shapes::{is_figure, looks_like_label};
use super::super::sheet::{Cell, Grid, Kind};

/// So many rows below a header tell what its columns hold.
const MOST_ROWS: usize = 6;

/// What the columns below header rows hold.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Cells that a column has, and that therefore are no labels.
    pub values: HashSet<usize>,
    /// Cells that stand before the rows and may label them.
    pub stubs: HashSet<usize>,
}

/// Makes the cells of header rows labels, and gives what their columns hold.
pub fn tell(grid: &mut Grid) -> Columns {
    let mut columns = Columns::default();
    for bottom in 1..grid.rows {
        for run in runs(grid, bottom) {
            if !is_header(grid, &run) {
                continue;
            }
            for head in &run {
                label(grid, *head);
                let body = body(grid, *head);
                let is_first = is_first(grid, &run, *head);
                let is_stub = is_first && body.iter().all(|n| !is_plain(grid, *n));
                match is_stub {
                    true => columns.stubs.extend(body),
                    false => columns.values.extend(body),
                }
            }
        }
    }
    columns.stubs.retain(|n| !columns.values.contains(n));
    columns
}

fn label(grid: &mut Grid, number: usize) {
    let cell = grid.cells.get_mut(number);
    if let Some(cell) = cell.filter(|cell| cell.kind == Kind::Value) {
        cell.kind = Kind::Label;
    }
}

/// Cells side by side that end above a grid row and look like labels.
fn runs(grid: &Grid, bottom: usize) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut end = None;
    let mut col = 0;
    while col < grid.cols {
        let Some((number, cell)) = at(grid, bottom - 1, col) else {
            col += 1;
            continue;
        };
        let from = cell.col;
        col = cell.col_end.max(col + 1);
        if cell.row_end != bottom || !may_head(cell) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if end == Some(from) => run.push(number),
            _ => runs.push(vec![number]),
        }
        end = Some(cell.col_end);
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn at(grid: &Grid, row: usize, col: usize) -> Option<(usize, &Cell)> {
    let number = grid.cell_at(row, col)?;
    Some((number, grid.cell(number)?))
}

fn may_head(cell: &Cell) -> bool {
    match cell.kind {
        Kind::Label | Kind::Year => true,
        Kind::Value => looks_like_label(&cell.text),
        Kind::Blank | Kind::Mark => false,
    }
}

/// The cells below a header cell, within its columns.
fn body(grid: &Grid, head: usize) -> Vec<usize> {
    let Some(cell) = grid.cell(head) else {
        return Vec::new();
    };
    let cols = (cell.col, cell.col_end);
    let mut found = Vec::new();
    for row in cell.row_end..grid.rows.min(cell.row_end + 4 * MOST_ROWS) {
        let cells = (cols.0..cols.1).filter_map(|col| at(grid, row, col));
        let cells: Vec<_> = cells.collect();
        let is_within = cells.iter().all(|(_, cell)| cell.is_within(cols));
        if cells.is_empty() || !is_within || is_before_wide(grid, row, cell) {
            break;
        }
        for (number, _) in cells {
            if !found.contains(&number) {
                found.push(number);
            }
        }
    }
    found
}

/// Whether a cell behind the columns of a header cell is wider than the header cell over it: a row of another kind.
fn is_before_wide(grid: &Grid, row: usize, head: &Cell) -> bool {
    let over = at(grid, head.row_end.saturating_sub(1), head.col_end);
    let behind = at(grid, row, head.col_end);
    over.zip(behind).is_some_and(|((_, over), (_, behind))| {
        behind.col == head.col_end && behind.col_end > over.col_end
    })
}

/// Whether a cell holds what no label does: a figure, a mark, a sentence.
fn is_plain(grid: &Grid, number: usize) -> bool {
    grid.cell(number).is_some_and(|cell| match cell.kind {
        Kind::Mark => true,
        Kind::Value => is_figure(&cell.text) || !looks_like_label(&cell.text),
        Kind::Blank | Kind::Label | Kind::Year => false,
    })
}

/// Whether most of the columns hold nothing that looks like a label, in the row right below.
fn is_header(grid: &Grid, run: &[usize]) -> bool {
    let first: Vec<Option<(usize, &Cell)>> = run
        .iter()
        .map(|head| {
            let head = grid.cell(*head)?;
            let below = at(grid, head.row_end, head.col)?;
            let fits = below.1.is_within((head.col, head.col_end)) && below.1.row == head.row_end;
            fits.then_some(below)
        })
        .collect();
    let plain = first.iter().flatten().filter(|(n, _)| is_plain(grid, *n));
    let plain = plain.count();
    let blank = first
        .iter()
        .flatten()
        .filter(|(_, c)| c.kind == Kind::Blank);
    let open = plain + blank.count();
    let texts: HashSet<&str> = run
        .iter()
        .filter_map(|n| Some(grid.cell(*n)?.text.as_str()))
        .collect();
    // a row of labels and values, one below the other, has values beside labels
    let levels = first.iter().flatten().count();
    levels + 1 >= run.len()
        && plain > 0
        && plain + 2 > texts.len().min(3)
        && open * 5 >= run.len() * 3
}

/// Whether a header cell is the first of its table: of the run, or behind a column of another table.
fn is_first(grid: &Grid, run: &[usize], head: usize) -> bool {
    let before = run
        .iter()
        .position(|n| *n == head)
        .and_then(|at| at.checked_sub(1));
    let before = before.and_then(|at| run.get(at));
    before.is_none_or(|before| {
        let depth = |head: usize| body(grid, head).len();
        body(grid, *before).iter().any(|n| is_plain(grid, *n)) && depth(*before) != depth(head)
    })
}
