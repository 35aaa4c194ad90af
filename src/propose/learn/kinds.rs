//! What each cell is: a text that stays document after document is a label, one that changes a value.
//!
//! With a single document, shapes and neighbours have to do: a label looks like one, and next to it or below it is something
//! that does not, or labels and values alternate.

use std::collections::{HashMap, HashSet};

use super::shapes::{is_mark, is_year, may_be_label, without_years};
use super::sheet::{Cell, Kind, Sheet};

mod alone;
mod headers;

/// A label is in at least this share of the documents: forms differ a little from year to year.
const SHARE: f64 = 0.8;
/// Determines the kind of every cell. `known` says whether a text is a label of a known form.
pub fn tell(sheets: &mut [Sheet], known: &dyn Fn(&str) -> bool) {
    let documents = sheets.len();
    let seen = seen(sheets);
    let enough = (documents as f64 * SHARE).ceil() as usize;
    for sheet in sheets.iter_mut() {
        for grid in &mut sheet.grids {
            let kinds: Vec<Kind> = grid.cells.iter().map(by_shape).collect();
            let cols = grid.cols;
            let stays = |cell: &Cell| {
                let count = count(&seen, cell, cols, documents >= SEVERAL);
                documents > 1 && count >= enough.max(2)
            };
            let stay: Vec<bool> = grid.cells.iter().map(stays).collect();
            for ((cell, kind), stays) in grid.cells.iter_mut().zip(kinds).zip(stay) {
                let is_label = stays && kind == Kind::Value && may_be_label(&cell.text);
                cell.kind = if is_label { Kind::Label } else { kind };
            }
            let columns = headers::tell(grid);
            if documents == 1 {
                alone::tell(grid, &columns, known);
            }
        }
    }
}

/// The kind of a cell before any label is known.
fn by_shape(cell: &Cell) -> Kind {
    match cell.text.as_str() {
        "" => Kind::Blank,
        text if is_mark(text) => Kind::Mark,
        text if is_year(text) => Kind::Year,
        _ => Kind::Value,
    }
}

/// With at least this many documents, columns may be in different places; with fewer, a different place is no evidence.
const SEVERAL: usize = 3;

/// Labels at the same place begin within this many points of each other.
const SAME_PLACE: f32 = 8.0;

/// Where a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    /// On the page.
    Anywhere,
    /// Roughly where it begins across the page.
    Across(i32),
    /// Row and column, and the number of columns of the grid, whose widths may follow their texts.
    InGrid(usize, usize, usize),
}

/// A text without its years, and where it is.
type Place = (String, At);

/// The documents in which each text is at each place.
fn seen(sheets: &[Sheet]) -> HashMap<Place, HashSet<usize>> {
    let is_several = sheets.len() >= SEVERAL;
    let mut seen: HashMap<Place, HashSet<usize>> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for grid in &sheet.grids {
            for cell in grid.cells.iter().filter(|cell| may_be_label(&cell.text)) {
                for at in places(cell, grid.cols, is_several) {
                    let place = (without_years(&cell.text), at);
                    seen.entry(place).or_default().insert(number);
                }
            }
        }
    }
    seen
}

fn places(cell: &Cell, cols: usize, is_several: bool) -> Vec<At> {
    match is_several {
        true => vec![At::Anywhere],
        false => vec![
            At::Across((cell.bbox.x0 / SAME_PLACE).round() as i32),
            At::InGrid(cols, cell.row, cell.col),
        ],
    }
}

fn count(
    seen: &HashMap<Place, HashSet<usize>>,
    cell: &Cell,
    cols: usize,
    is_several: bool,
) -> usize {
    let text = without_years(&cell.text);
    let near = |at: At| match at {
        At::Across(x) => (x - 1..=x + 1).map(At::Across).collect(),
        at => vec![at],
    };
    let near = places(cell, cols, is_several).into_iter().flat_map(near);
    let near = near.filter_map(|at| seen.get(&(text.clone(), at)));
    let documents: HashSet<usize> = near.flatten().copied().collect();
    documents.len()
}
