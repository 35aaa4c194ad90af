//! Tables: a row of labels, each above open cells of the same width.
//!
//! If the rows have labels as well, the table is a matrix, otherwise its rows are records. Labels above a single row of
//! values are fields. Tables next to each other in one grid each end where their columns do.

use std::collections::HashSet;

use super::found::{Item, Spot, Table};
use super::shapes::is_figure;
use super::sheet::{Cell, Grid, Kind};

/// The most levels of header cells.
const MOST_LEVELS: usize = 3;
/// Edges of columns on the next page are the same within this many points.
const SAME_EDGE: f32 = 3.0;

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

/// The cells of a header, outermost first.
fn path(grid: &Grid, head: usize) -> Vec<usize> {
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

/// The row labels.
struct Stub {
    labels: Vec<usize>,
    corner: Vec<usize>,
    group: Option<usize>,
}

/// The labels before the rows, if at least half of the rows have one.
fn stub(grid: &Grid, bottom: usize, col: usize, end: usize, rows: &[usize]) -> Option<Stub> {
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

/// Takes the rows with which a table of records continues at the top of the next page.
pub fn go_on(grids: &mut [Grid], found: &[(usize, Vec<Item>)]) {
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
