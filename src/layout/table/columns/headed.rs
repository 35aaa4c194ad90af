//! Wide cells under a header row, split at its edges.

use std::collections::BTreeSet;

use crate::content::Origin;
use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest, visible};
use crate::layout::grid::{Grid, Span};
use crate::layout::lines;
use crate::layout::table::assign::Filled;
use crate::layout::table::columns::{cut, piece_of};
use crate::layout::whitespace::{self, Clearing, FEW_LINES, PADDED};

/// The height of text, in lines, that makes a gap certain.
const MANY_LINES: f32 = 2.5;

/// A text further than this many font sizes from its column's edge may be there by chance.
const WIDEST_PADDING: f32 = 0.6;

/// A glyph in the middle of its column is no further from its centre than this many font sizes.
const OFF_CENTRE: f32 = 0.3;

/// Splits the wide cells of a table at the columns of its header.
pub(crate) fn split_under_headers(table: Filled) -> Filled {
    let Filled { grid, glyphs } = table;
    let mut above = Above::new(&grid);
    let mut cells: Vec<(Span, Vec<PlacedGlyph>)> = Vec::with_capacity(grid.cells.len());
    for (cell, glyphs) in grid.cells.iter().zip(glyphs) {
        let cuts = match cell.cols > 1 {
            true => cuts(&grid, cell, &above.edges_of_header(&grid, cell), &glyphs),
            false => Vec::new(),
        };
        let pieces = match cuts.is_empty() {
            true => vec![(*cell, glyphs)],
            false => cut(&grid, cell, &cuts, glyphs),
        };
        pieces.iter().for_each(|(span, _)| above.add(span));
        cells.extend(pieces);
    }
    cells.sort_by_key(|(span, _)| *span);
    Filled::recut(grid, cells, Origin::HeaderColumn)
}

/// The edges of the cells that were examined, row by row.
struct Above {
    /// The cells of each row.
    rows: Vec<Vec<Span>>,
    /// For each edge, the row at which the lowest cell with that edge ends.
    ends: Vec<usize>,
    /// The cells that end at each row, until one below is examined.
    waiting: Vec<Vec<[usize; 2]>>,
    /// The first row whose cells are still waiting.
    next: usize,
}

impl Above {
    fn new(grid: &Grid) -> Self {
        Self {
            rows: vec![Vec::new(); grid.rows()],
            ends: vec![0; grid.cols() + 1],
            waiting: vec![Vec::new(); grid.rows() + 1],
            next: 0,
        }
    }

    fn add(&mut self, cell: &Span) {
        let rows = self.rows.get_mut(cell.row..cell.row_end());
        rows.into_iter().flatten().for_each(|row| row.push(*cell));
        let waiting = self.waiting.get_mut(cell.row_end());
        waiting
            .into_iter()
            .for_each(|row| row.push([cell.col, cell.col_end()]));
    }

    /// The edges of the cell's header inside its width: the nearest row above that has any there.
    ///
    /// All rules in the cell's own rows have to be at edges of the header. A row that is divided elsewhere is of
    /// another kind (特記事項 below an item table, an item below the fields of the sheet), and its wide cells are intended.
    fn edges_of_header(&mut self, grid: &Grid, cell: &Span) -> Vec<usize> {
        let inside = cell.col + 1..cell.col_end();
        self.end_before(cell.row);
        let ends = self.ends.get(inside.clone()).unwrap_or_default();
        let last = ends.iter().max().and_then(|end| end.checked_sub(1));
        // a tall cell next to a header of two levels is part of both
        let Some(header) = last.and_then(|row| self.rows.get(row)) else {
            return Vec::new();
        };
        let header = header.iter().filter(|c| c.row_end() <= cell.row);
        let mut edges: Vec<usize> = header.flat_map(|c| [c.col, c.col_end()]).collect();
        edges.sort_unstable();
        edges.dedup();
        let is_known =
            |edge: usize| edge == 0 || edge == grid.cols() || edges.binary_search(&edge).is_ok();
        let beside = (cell.row..cell.row_end())
            .flat_map(|row| (0..grid.cols()).map(move |col| (row, col)))
            .filter_map(|(row, col)| grid.cells.get(grid.cell_at(row, col)?));
        if !beside.flat_map(|c| [c.col, c.col_end()]).all(is_known) {
            return Vec::new();
        }
        edges.retain(|edge| inside.contains(edge));
        edges
    }

    /// Records the cells that end above a row.
    fn end_before(&mut self, row: usize) {
        for end in self.next..=row {
            let cells = self.waiting.get_mut(end).map(std::mem::take);
            for edge in cells.into_iter().flatten().flatten() {
                self.ends
                    .get_mut(edge)
                    .into_iter()
                    .for_each(|last| *last = end);
            }
        }
        self.next = self.next.max(row + 1);
    }
}

/// The edges at which to split the cell, if that leaves text in at least two pieces.
fn cuts(grid: &Grid, cell: &Span, edges: &[usize], glyphs: &[PlacedGlyph]) -> Vec<usize> {
    let (false, Some(bounds)) = (edges.is_empty(), bounds(glyphs)) else {
        return Vec::new();
    };
    let size = largest(glyphs);
    let many = bounds.height() > MANY_LINES * size;
    let at = |edge: &usize| grid.xs.get(*edge).copied().unwrap_or_default();
    let written_over = written_over(edges, at, glyphs);
    let edges = edges.iter().filter(|edge| !written_over.contains(edge));
    let edges: Vec<usize> = edges.copied().collect();
    let clearing = Clearing::of(glyphs);
    let clear_by = |gap: f32| -> Vec<usize> {
        let clear = edges
            .iter()
            .filter(|e| clearing.is_clear(at(e), gap * size));
        clear.copied().collect()
    };
    let padded = clear_by(PADDED);
    // several gaps, and no edge without one, are not a coincidence; but a text that has ended has none: a sentence that
    // ends before the second edge has only one gap, perhaps before a Latin word
    let gaps = padded
        .iter()
        .filter(|e| whitespace::width_at(glyphs, at(e)).is_finite());
    let sure = many || (padded.len() == edges.len() && gaps.count() > 1);
    let clear = if sure { padded } else { clear_by(FEW_LINES) };
    let stops: Vec<f32> = clear.iter().map(at).collect();
    let filled = visible(glyphs).map(|i| piece_of(&stops, i));
    let mut filled: Vec<usize> = filled.collect();
    filled.sort_unstable();
    filled.dedup();
    let is_parted = match filled.as_slice() {
        [] => false,
        _ if is_label(glyphs, &stops, &grid.rect(cell)) => false,
        [one] => {
            *one > 0
                && begins_column(&bounds, &stops, *one, size)
                && !is_centred(&bounds, &grid.rect(cell), size)
        }
        _ => true,
    };
    if is_parted { clear } else { Vec::new() }
}

/// The edges that a full-width space covers: `備　　考` is one text, however it lies on the columns above. `edges` go from
/// left to right.
fn written_over(
    edges: &[usize],
    at: impl Fn(&usize) -> f32,
    glyphs: &[PlacedGlyph],
) -> BTreeSet<usize> {
    let spaces = glyphs.iter().filter(|glyph| glyph.c == '\u{3000}');
    let covered = spaces.flat_map(|space| {
        let from = edges.partition_point(|edge| at(edge) <= space.bbox.x0);
        let behind = edges.get(from..).unwrap_or_default().iter();
        behind.take_while(|edge| at(edge) < space.bbox.x1)
    });
    covered.copied().collect()
}

/// Whether a text begins right after the edge of its column: text of a merged cell begins at its left side, or is
/// centred.
fn begins_column(text: &Rect, stops: &[f32], column: usize, size: f32) -> bool {
    let edge = column.checked_sub(1).and_then(|before| stops.get(before));
    edge.is_some_and(|edge| (0.0..=WIDEST_PADDING * size).contains(&(text.x0 - edge)))
}

/// Whether each line of a text is a label spread over its cell: single letters at nearly even steps, from the left side of
/// the cell or centred in it, rather than each in a column. Two letters at the left side may be two columns.
fn is_label(glyphs: &[PlacedGlyph], stops: &[f32], cell: &Rect) -> bool {
    let lines = lines::level(&visible(glyphs).copied().collect::<Vec<_>>());
    let is_placed = |line: &[PlacedGlyph]| {
        bounds(line).is_some_and(|text| {
            let (left, right) = (text.x0 - cell.x0, cell.x1 - text.x1);
            let begins = left <= text.height() && (line.len() > 2 || right <= text.height());
            (left - right).abs() <= text.height() || begins
        })
    };
    lines.iter().all(|line| {
        whitespace::is_spread(line) && is_placed(line) && !are_of_columns(line, stops, cell)
    })
}

/// Whether each glyph is centred in its own column, or the first in each column begins there; of four letters at even steps
/// over two columns one does so by chance.
fn are_of_columns(line: &[PlacedGlyph], stops: &[f32], cell: &Rect) -> bool {
    let edges = [cell.x0].into_iter().chain(stops.iter().copied());
    let edges: Vec<f32> = edges.chain([cell.x1]).collect();
    let column = |glyph: &PlacedGlyph| {
        let column = edges.get(piece_of(stops, glyph)..)?;
        Some((*column.first()?, *column.get(1)?))
    };
    let is_centred = |g: &PlacedGlyph| {
        let middle = column(g).map(|(from, to)| f32::midpoint(from, to));
        middle.is_some_and(|x| (g.bbox.center().0 - x).abs() <= OFF_CENTRE * g.size)
    };
    let begins = |g: &PlacedGlyph| {
        column(g).is_some_and(|(from, _)| g.bbox.x0 - from <= WIDEST_PADDING * g.size)
    };
    let firsts = line.chunk_by(|a, b| piece_of(stops, a) == piece_of(stops, b));
    let firsts: Vec<&PlacedGlyph> = firsts.filter_map(<[PlacedGlyph]>::first).collect();
    let is_chance = line.len() > 3 && firsts.len() == 2;
    line.iter().all(is_centred) || (!is_chance && firsts.into_iter().all(begins))
}

fn is_centred(text: &Rect, cell: &Rect, size: f32) -> bool {
    (text.center().0 - cell.center().0).abs() <= size
}
