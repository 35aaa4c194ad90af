//! Rows of numbers without rules: between two rules there is a name per line, with the numbers of the columns in the
//! same line.
//!
//! Such a row of cells is split between its lines: no reader takes its numbers for one text. Lines of words are never
//! split, since they may be sentences that wrapped.

use crate::content::Origin;
use crate::layout::glyphs::{PlacedGlyph, largest, visible};
use crate::layout::grid::Span;
use crate::layout::lines;
use crate::layout::table::assign::Filled;

/// Fewer columns are a text and its number.
const FEWEST_COLUMNS: usize = 3;

/// The least number of columns of numbers.
const FEWEST_NUMBERS: usize = 2;

/// Fewer lines may be a number that wrapped, or a value with its share below.
const FEWEST_LINES: usize = 3;

/// The fraction of lines with a name, and with numbers: others are names of groups.
const FULL: f32 = 0.75;

/// Baselines are level if they differ by less than this many font sizes.
const LEVEL: f32 = 0.35;

/// Lines closer than this many font sizes belong to adjacent texts that are not level.
const NEAREST: f32 = 0.9;

/// Smaller glyphs, relative to the cell's largest, are note marks.
const SMALL: f32 = 0.85;

/// A line of a cell: its baseline, and whether it is a number.
struct Entry {
    y: f32,
    is_number: bool,
    /// Whether it begins like the continuation of a name.
    is_rest: bool,
    /// The index of the cell in the row.
    cell: usize,
}

/// Splits rows of numbers between their lines.
pub(crate) fn split(table: Filled) -> Filled {
    let rows = table.grid.rows();
    let mut of_row: Vec<Vec<usize>> = vec![Vec::new(); rows];
    for (number, cell) in table.grid.cells.iter().enumerate() {
        of_row
            .get_mut(cell.row)
            .into_iter()
            .for_each(|row| row.push(number));
    }
    let cuts: Vec<Vec<f32>> = of_row
        .iter()
        .map(|row| cuts(&table, row).unwrap_or_default())
        .collect();
    match cuts.iter().all(Vec::is_empty) {
        true => table,
        false => cut(table, &cuts),
    }
}

/// The heights between the lines of a row of cells, if it is rows of numbers.
fn cuts(table: &Filled, row: &[usize]) -> Option<Vec<f32>> {
    let cells: Option<Vec<(&Span, &Vec<PlacedGlyph>)>> = row
        .iter()
        .map(|n| Some((table.grid.cells.get(*n)?, table.glyphs.get(*n)?)))
        .collect();
    let cells = cells?;
    let is_whole = cells.iter().all(|(cell, _)| cell.rows == 1);
    if !is_whole || cells.len() < FEWEST_COLUMNS {
        return None;
    }
    let size = largest(cells.iter().flat_map(|(_, glyphs)| *glyphs));
    let area = cells.first().map(|(cell, _)| table.grid.rect(cell))?;
    if area.height() < NEAREST * FEWEST_LINES as f32 * size {
        return None;
    }
    let may_be_numbers = cells.iter().filter(|(_, glyphs)| has_no_letters(glyphs));
    if may_be_numbers.count() < FEWEST_NUMBERS {
        return None;
    }
    let columns: Vec<Vec<Entry>> = cells
        .iter()
        .enumerate()
        .map(|(number, (_, glyphs))| entries(number, glyphs))
        .collect();
    let is_numbers = |entries: &&Vec<Entry>| {
        entries.len() >= FEWEST_LINES && entries.iter().all(|e| e.is_number)
    };
    if columns.iter().filter(is_numbers).count() < FEWEST_NUMBERS {
        return None;
    }
    let mut all: Vec<Entry> = columns.into_iter().flatten().collect();
    all.sort_by(|a, b| a.y.total_cmp(&b.y));
    let lines = all.chunk_by(|a, b| b.y - a.y <= LEVEL * size);
    let is_rest = |line: &&[Entry]| line.iter().all(|e| e.is_rest && e.cell == 0);
    let lines: Vec<&[Entry]> = lines.filter(|line| !is_rest(line)).collect();
    let share = |holds: &dyn Fn(&Entry) -> bool| {
        let holding = lines.iter().filter(|line| line.iter().any(holds)).count();
        holding as f32 >= FULL * lines.len() as f32
    };
    let ys: Vec<f32> = lines.iter().filter_map(|l| Some(l.first()?.y)).collect();
    let are_apart = ys.windows(2).all(|w| match w {
        [a, b] => b - a >= NEAREST * size,
        _ => true,
    });
    let are_rows = are_apart
        && ys.len() >= FEWEST_LINES
        && share(&|e| e.cell == 0)
        && share(&|e| e.cell > 0 && e.is_number);
    let middle = |pair: &[f32]| match pair {
        // baselines are at the foot of a line
        [a, b] => Some((a + b) / 2.0 - size / 3.0),
        _ => None,
    };
    are_rows.then(|| ys.windows(2).filter_map(middle).collect())
}

/// The glyphs of a cell, without note marks.
fn large(glyphs: &[PlacedGlyph]) -> impl Iterator<Item = &PlacedGlyph> {
    let size = largest(visible(glyphs));
    visible(glyphs).filter(move |i| i.size >= SMALL * size)
}

fn has_no_letters(glyphs: &[PlacedGlyph]) -> bool {
    !large(glyphs).any(|i| i.c.is_alphabetic())
}

/// The lines of a cell.
fn entries(cell: usize, glyphs: &[PlacedGlyph]) -> Vec<Entry> {
    let lines = lines::level(&large(glyphs).copied().collect::<Vec<_>>()).into_iter();
    let entry = |line: Vec<PlacedGlyph>| {
        Some(Entry {
            y: line.first()?.glyph.origin.1,
            is_number: is_number(&line),
            is_rest: line.first().is_some_and(|i| i.c.is_lowercase()),
            cell,
        })
    };
    lines.filter_map(entry).collect()
}

/// Whether a line is a number, or a sign for none.
fn is_number(line: &[PlacedGlyph]) -> bool {
    let chars = || line.iter().map(|i| i.c);
    let is_sign = |c: char| matches!(c, '-' | '–' | '—' | '−' | '.' | '…' | '*' | ':');
    !chars().any(char::is_alphabetic)
        && (chars().any(|c| c.is_ascii_digit()) || chars().all(is_sign))
}

/// The table with its rows split at these heights.
fn cut(table: Filled, cuts: &[Vec<f32>]) -> Filled {
    let Filled { grid, glyphs } = table;
    let mut ys = Vec::new();
    let mut starts = Vec::new();
    for (row, y) in grid.ys.iter().enumerate() {
        starts.push(ys.len());
        ys.push(*y);
        ys.extend(cuts.get(row).into_iter().flatten());
    }
    let start = |row: usize| starts.get(row).copied().unwrap_or_default();
    let mut cells: Vec<(Span, Vec<PlacedGlyph>)> = Vec::new();
    for (cell, glyphs) in grid.cells.iter().zip(glyphs) {
        let (row, end) = (start(cell.row), start(cell.row_end()));
        let inside = cuts.get(cell.row).filter(|_| cell.rows == 1);
        let Some(cuts) = inside.filter(|cuts| !cuts.is_empty()) else {
            let rows = end - row;
            cells.push((Span { row, rows, ..*cell }, glyphs));
            continue;
        };
        let mut pieces = vec![Vec::new(); cuts.len() + 1];
        for glyph in glyphs {
            let line = cuts.partition_point(|y| *y <= glyph.bbox.center().1);
            pieces
                .get_mut(line)
                .into_iter()
                .for_each(|piece| piece.push(glyph));
        }
        let lines = pieces.into_iter().zip(row..);
        cells.extend(lines.map(|(piece, row)| (Span { row, ..*cell }, piece)));
    }
    cells.sort_by_key(|(span, _)| *span);
    let (spans, glyphs) = cells.into_iter().unzip();
    let xs = grid.xs.clone();
    Filled {
        grid: grid.recut(xs, ys, spans, Origin::NumberRow),
        glyphs,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::grid::Grid;
    use crate::layout::table::assign::fill;
    use crate::layout::tests::{across, down, string};

    /// The cells of three columns between a header's rule and the last one.
    fn table(columns: [&[&str]; 3]) -> Filled {
        let mut rules: Vec<_> = [0.0, 20.0, 80.0].map(|y| across(y, 0.0, 300.0)).to_vec();
        rules.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(x, 0.0, 80.0)));
        let places = columns.into_iter().zip([5.0, 105.0, 205.0]);
        let lines = places.flat_map(|(lines, x)| lines.iter().zip(0..).map(move |l| (l, x)));
        let glyphs: Vec<PlacedGlyph> = lines
            .flat_map(|((text, n), x)| string(text, x, 34.0 + 15.0 * n as f32, 10.0))
            .collect();
        let grid = Grid::from_rules(&rules).unwrap();
        split(fill(vec![grid], &glyphs).0.remove(0))
    }

    #[test]
    fn lines_of_numbers_are_rows() {
        let names = ["上田", "長野", "松本"];
        let cut = table([&names, &["1,204", "–", "98"], &["12.5%", "3%", "8%"]]);
        assert_eq!((cut.grid.rows(), cut.grid.cells.len()), (4, 12));
        assert_eq!(cut.filled_cells(), 9);
    }

    #[test]
    fn a_name_that_wrapped_is_one_row() {
        let names = ["Wiring", "Testing and", "removal", "Total"];
        let cut = table([&names, &["1", "2", "", "3"], &["10", "20", "", "30"]]);
        assert_eq!((cut.grid.rows(), cut.filled_cells()), (4, 9));
    }

    #[test]
    fn lines_of_words_are_one_text() {
        let names = ["上田", "長野", "松本"];
        let words = ["実施した", "準備中", "12件"];
        assert_eq!(table([&names, &words, &["1", "2", "3"]]).grid.rows(), 2);
        let no_names = table([&["①"], &["57", "23", "4"], &["60", "30", "5"]]);
        assert_eq!(no_names.grid.rows(), 2, "three values of one item");
    }
}
