//! Tables: a row of labels, each above open cells of the same width.
//!
//! If the rows have labels as well, the table is a matrix, otherwise its rows are records. Labels above a single row of
//! values are fields. Tables next to each other in one grid each end where their columns do.

use std::collections::HashSet;

use super::found::{Item, Spot, Table};
use super::shapes::is_figure;
use super::sheet::{Grid, Kind};
use header::path;
use stub::stub;

mod continued;
mod header;
mod stub;

pub use continued::take_continued;

/// A column: its lowest header cell, and one past the last grid row of its cells.
#[derive(Clone, Copy, Debug)]
struct Column {
    head: usize,
    cols: (usize, usize),
    end: usize,
}

/// Takes the tables of a grid.
pub fn take(grid: &mut Grid, options: &HashSet<usize>) -> Vec<Item> {
    let mut found = Vec::new();
    for bottom in 1..grid.rows {
        for run in runs(grid, bottom, options) {
            if let Some(table) = table(grid, bottom, &run) {
                found.push(Item::Table(table));
            }
        }
    }
    found
}

/// Adjacent columns whose headers end above a grid row and whose cells end together.
fn runs(grid: &Grid, bottom: usize, options: &HashSet<usize>) -> Vec<Vec<Column>> {
    let mut runs: Vec<Vec<Column>> = Vec::new();
    let mut col = 0;
    while col < grid.cols {
        let Some(number) = grid.cell_at(bottom - 1, col) else {
            col += 1;
            continue;
        };
        let column = column(grid, number, bottom).filter(|_| !options.contains(&number));
        col = grid
            .cell(number)
            .map_or(col + 1, |cell| cell.col_end.max(col + 1));
        let Some(column) = column else { continue };
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|l| l.cols.1 == column.cols.0 && l.end == column.end) =>
            {
                run.push(column);
            }
            _ => runs.push(vec![column]),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn column(grid: &Grid, number: usize, bottom: usize) -> Option<Column> {
    let head = grid.cell(number)?;
    let is_head =
        matches!(head.kind, Kind::Label | Kind::Year) && !head.taken && head.row_end == bottom;
    if !is_head {
        return None;
    }
    let cols = (head.col, head.col_end);
    let mut end = bottom;
    while let Some(below) = grid.cell_at(end, head.col) {
        let Some(cell) = grid.cell(below) else { break };
        let is_below = !cell.taken && cell.is_within(cols) && cell.row == end;
        // below a value one that is the same on all documents is one, too, where the row has figures
        let is_constant = || end > bottom && has_figure_behind(grid, below);
        if !is_below || !(cell.is_open() || is_constant()) {
            break;
        }
        end = cell.row_end;
    }
    (end > bottom).then_some(Column {
        head: number,
        cols,
        end,
    })
}

/// Whether a figure or a mark comes behind a label in its row, perhaps behind other labels: it is no header row.
fn has_figure_behind(grid: &Grid, label: usize) -> bool {
    let Some(row) = grid.cell(label).map(|cell| cell.row) else {
        return false;
    };
    let behind = std::iter::successors(grid.right(label), |at| grid.right(*at));
    let mut behind = behind.filter_map(|at| grid.cell(at));
    behind.any(|cell| {
        let is_plain = cell.kind == Kind::Mark || is_figure(&cell.text);
        cell.row == row && cell.is_open() && is_plain && !cell.taken
    })
}

fn table(grid: &mut Grid, bottom: usize, run: &[Column]) -> Option<Table> {
    let (first, end) = (run.first()?, run.first()?.end);
    let rows = rows(grid, first, bottom);
    let stub = stub(grid, bottom, first.cols.0, end, &rows);
    let depth = rows.len();
    if stub.is_none() && depth == 1 {
        // labels above their values
        return None;
    }
    let head = grid.cell(first.head)?;
    let (spot, place) = (Spot::of(grid, head), grid.place_of(head));
    let columns = run
        .iter()
        .map(|column| path(grid, column.head))
        .collect::<Vec<_>>();
    let texts = |cells: &[usize]| -> Vec<String> {
        cells
            .iter()
            .filter_map(|n| Some(grid.cell(*n)?.text.clone()))
            .collect()
    };
    let paths = columns.iter().map(|cells| texts(cells)).collect();
    let under = stub
        .as_ref()
        .and_then(|stub| stub.group)
        .and_then(|n| grid.cell(n));
    let made = Table {
        is_matrix: stub.is_some(),
        columns: paths,
        under: under.map(|cell| cell.text.clone()),
        heading: None,
        rows: stub
            .as_ref()
            .map_or_else(Vec::new, |stub| texts(&stub.labels)),
        depth,
        spot,
        place,
    };
    let body = (bottom..end).flat_map(|row| run.iter().map(move |c| (row, c.cols)));
    let body: Vec<usize> = body
        .flat_map(|(row, (from, to))| (from..to).map(move |col| (row, col)))
        .filter_map(|(row, col)| grid.cell_at(row, col))
        .collect();
    let of_stub = stub
        .into_iter()
        .flat_map(|s| s.labels.into_iter().chain(s.corner).chain(s.group));
    let all: Vec<usize> = columns
        .into_iter()
        .flatten()
        .chain(body)
        .chain(of_stub)
        .collect();
    all.into_iter().for_each(|number| grid.take(number));
    Some(made)
}

/// The first cell of each row.
fn rows(grid: &Grid, first: &Column, bottom: usize) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut row = bottom;
    while row < first.end {
        let Some(number) = grid.cell_at(row, first.cols.0) else {
            break;
        };
        rows.push(number);
        row = grid
            .cell(number)
            .map_or(first.end, |cell| cell.row_end.max(row + 1));
    }
    rows
}
