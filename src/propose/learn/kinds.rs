//! What each cell is: a text that stays at its place document after document is a label, one that changes a value.
//!
//! Of a single document shapes and neighbours must do: a label looks like one, and beside it or below it stands something
//! that does not, or a label and a value take turns.

use std::collections::{HashMap, HashSet};

use super::shapes::{is_figure, is_mark, is_year, looks_like_label, may_be_label, without_years};
use super::sheet::{Cell, Grid, Kind, Sheet};

/// A label stands on this share of the documents, at the least: forms differ a little from year to year.
const SHARE: f64 = 0.8;
/// Labels at the same place begin within so many points of each other.
const SAME_PLACE: f32 = 8.0;

/// A text without its years, and about where it begins.
type Place = (String, i32);

/// Tells what every cell of the documents is. `known` says whether a text is a label of a form that is known.
pub fn tell(sheets: &mut [Sheet], known: &dyn Fn(&str) -> bool) {
    let documents = sheets.len();
    let seen = seen(sheets);
    let enough = (documents as f64 * SHARE).ceil() as usize;
    for sheet in sheets.iter_mut() {
        for grid in &mut sheet.grids {
            let kinds: Vec<Kind> = grid.cells.iter().map(by_shape).collect();
            let stays = |cell: &Cell| documents > 1 && count(&seen, cell) >= enough.max(2);
            let stay: Vec<bool> = grid.cells.iter().map(stays).collect();
            for ((cell, kind), stays) in grid.cells.iter_mut().zip(kinds).zip(stay) {
                let is_label = stays && kind == Kind::Value && may_be_label(&cell.text);
                cell.kind = if is_label { Kind::Label } else { kind };
            }
            if documents == 1 {
                alone(grid, known);
            }
            headers(grid);
        }
    }
}

/// What a cell is before any label is known.
fn by_shape(cell: &Cell) -> Kind {
    match cell.text.as_str() {
        "" => Kind::Blank,
        text if is_mark(text) => Kind::Mark,
        text if is_year(text) => Kind::Year,
        _ => Kind::Value,
    }
}

/// On which documents each text stands at each place.
fn seen(sheets: &[Sheet]) -> HashMap<Place, HashSet<usize>> {
    let mut seen: HashMap<Place, HashSet<usize>> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for cell in sheet.grids.iter().flat_map(|grid| &grid.cells) {
            if may_be_label(&cell.text) {
                seen.entry(place(cell)).or_default().insert(number);
            }
        }
    }
    seen
}

fn place(cell: &Cell) -> Place {
    let x = (cell.bbox.x0 / SAME_PLACE).round() as i32;
    (without_years(&cell.text), x)
}

fn count(seen: &HashMap<Place, HashSet<usize>>, cell: &Cell) -> usize {
    let (text, x) = place(cell);
    let near = (x - 1..=x + 1).filter_map(|x| seen.get(&(text.clone(), x)));
    let documents: HashSet<usize> = near.flatten().copied().collect();
    documents.len()
}

/// The labels of a single document.
fn alone(grid: &mut Grid, known: &dyn Fn(&str) -> bool) {
    let mut kinds: Vec<Kind> = grid.cells.iter().map(|cell| cell.kind).collect();
    for row in 0..grid.rows {
        let cells = row_of(grid, row);
        for (place, number) in cells.iter().enumerate() {
            let is_label = is_label_in_row(grid, &cells, place, &kinds, known);
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

/// Whether a cell of a row is a label: it looks like one, and the cell before it is no label that still wants a value.
fn is_label_in_row(
    grid: &Grid,
    cells: &[usize],
    place: usize,
    kinds: &[Kind],
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let cell = |place: usize| cells.get(place).and_then(|number| grid.cell(*number));
    let Some(own) = cell(place) else { return false };
    if own.kind != Kind::Value || !looks_like_label(&own.text) {
        return false;
    }
    if known(&own.text) {
        return true;
    }
    let before = place.checked_sub(1).and_then(|p| Some((p, cell(p)?)));
    let before = before.filter(|(_, before)| before.col_end == own.col);
    let wants = before.is_some_and(|(p, before)| {
        let kind = cells.get(p).and_then(|number| kinds.get(*number));
        kind == Some(&Kind::Label) && before.row_end <= own.row_end
    });
    let plain =
        |cell: Option<&Cell>| cell.is_some_and(|c| c.text.is_empty() || !looks_like_label(&c.text));
    let heads = cells
        .first()
        .and_then(|n| grid.cell(*n))
        .is_some_and(|first| is_figure(&first.text));
    let below = grid
        .cell_at(own.row_end, own.col)
        .and_then(|number| grid.cell(number));
    let below = below.filter(|below| below.is_within((own.col, own.col_end)));
    let over_value = below.is_some_and(|below| plain(Some(below)) && below.col_end == own.col_end);
    match wants {
        // two labels side by side: a group over the second, or a value that looks like a label
        true => {
            plain(cell(place + 1))
                && place + 1 < cells.len()
                && (cells.len() - place).is_multiple_of(2)
        }
        false => (place + 1 < cells.len() && !heads) || over_value,
    }
}

/// Rows of labels over rows of the same columns: the header of a table, whether it comes back or not.
fn headers(grid: &mut Grid) {
    let mut heads = Vec::new();
    for row in 0..grid.rows {
        let cells = row_of(grid, row);
        if is_header_by_shape(grid, &cells) {
            heads.extend(cells);
        }
    }
    for number in heads {
        let cell = grid.cells.get_mut(number);
        if let Some(cell) = cell.filter(|cell| cell.kind == Kind::Value) {
            cell.kind = Kind::Label;
        }
    }
}

/// So many columns, and so many rows below, make a table whose header nothing else tells.
const FEWEST_COLUMNS: usize = 4;
const FEWEST_ROWS: usize = 2;

fn is_header_by_shape(grid: &Grid, cells: &[usize]) -> bool {
    let texts: HashSet<&str> = cells
        .iter()
        .filter_map(|n| Some(grid.cell(*n)?.text.as_str()))
        .collect();
    let are_labels = texts
        .iter()
        .all(|text| looks_like_label(text) || is_year(text));
    if cells.len() < FEWEST_COLUMNS || texts.len() < cells.len() || !are_labels {
        return false;
    }
    let rows = |number: &usize| {
        let cell = grid.cell(*number)?;
        let below: Vec<&Cell> = (cell.row_end..grid.rows)
            .filter_map(|row| grid.cell(grid.cell_at(row, cell.col)?))
            .take_while(|below| below.is_within((cell.col, cell.col_end)))
            .collect();
        Some(below)
    };
    let columns: Vec<Vec<&Cell>> = cells.iter().filter_map(rows).collect();
    let deep = columns
        .iter()
        .filter(|below| below.len() >= FEWEST_ROWS)
        .count();
    let figures = |below: &&Vec<&Cell>| below.iter().any(|cell| is_figure(&cell.text));
    deep * 4 >= cells.len() * 3 && columns.iter().filter(figures).count() > 0
}
