//! Wide cells under a header row: cut at its edges.

use super::super::cells::Filled;
use super::super::grid::{Grid, Span};
use super::super::lines::{self, Ink};
use super::super::rivers;
use super::{Clearing, RIVER_FEW_LINES, cut, piece_of, river_at};
use crate::geometry::Rect;

/// The same where many lines confirm it: only the padding of the two cells is left between full lines.
const RIVER: f32 = 0.3;

/// So many lines' height of text makes a river certain.
const MANY_LINES: f32 = 2.5;

/// Each wide cell looks at all cells above it; a table with more cells than this is ruled throughout.
const MOST_CELLS: usize = 5000;

/// A text further than this many font sizes from its column's edge may stand there by chance.
const WIDEST_PADDING: f32 = 0.6;

/// Cuts the wide cells of a table where its header says that columns are.
pub(super) fn split_under_headers(table: Filled) -> Filled {
    if table.grid.cells.len() > MOST_CELLS {
        return table;
    }
    let Filled { grid, inks } = table;
    let mut cells: Vec<(Span, Vec<Ink>)> = Vec::with_capacity(grid.cells.len());
    for (cell, inks) in grid.cells.iter().zip(inks) {
        let cuts = match cell.cols > 1 {
            true => cuts(&grid, cell, &edges_of_header(&grid, cell, &cells), &inks),
            false => Vec::new(),
        };
        if cuts.is_empty() {
            cells.push((*cell, inks));
        } else {
            cells.extend(cut(&grid, cell, &cuts, inks));
        }
    }
    cells.sort_by_key(|(span, _)| *span);
    let (spans, inks) = cells.into_iter().unzip();
    Filled {
        grid: Grid::new(grid.xs, grid.ys, spans),
        inks,
    }
}

/// The edges inside the cell's width of its header: the nearest row above that has any there.
///
/// All rules in the cell's own rows stand where the header has edges. A row that parts elsewhere is of another kind
/// (特記事項 below an item table, an item below the fields of the sheet), and its wide cells are meant so.
fn edges_of_header(grid: &Grid, cell: &Span, above: &[(Span, Vec<Ink>)]) -> Vec<usize> {
    let is_inside = |edge: &usize| (cell.col + 1..cell.col_end()).contains(edge);
    let before = above.iter().map(|(span, _)| span);
    let before = before.filter(|span| span.row_end() <= cell.row);
    let parts = |span: &&Span| [span.col, span.col_end()].iter().any(is_inside);
    let ends = before.clone().filter(parts).map(Span::row_end);
    let Some(last) = ends.max().and_then(|end| end.checked_sub(1)) else {
        return Vec::new();
    };
    // A tall cell beside a header of two levels has its part in both.
    let header = before.filter(|span| (span.row..span.row_end()).contains(&last));
    let mut edges: Vec<usize> = header.flat_map(|span| [span.col, span.col_end()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let is_known = |edge: usize| edge == 0 || edge == grid.cols() || edges.contains(&edge);
    let beside = (cell.row..cell.row_end())
        .flat_map(|row| (0..grid.cols()).map(move |col| (row, col)))
        .filter_map(|(row, col)| grid.cells.get(grid.cell_at(row, col)?));
    if !beside.flat_map(|c| [c.col, c.col_end()]).all(is_known) {
        return Vec::new();
    }
    edges.retain(is_inside);
    edges
}

/// The edges at which the cell is to be cut, if that leaves text in two pieces or more.
fn cuts(grid: &Grid, cell: &Span, edges: &[usize], inks: &[Ink]) -> Vec<usize> {
    let (false, Some(bounds)) = (edges.is_empty(), lines::bounds(inks)) else {
        return Vec::new();
    };
    let size = inks.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let many = bounds.height() > MANY_LINES * size;
    let at = |edge: &usize| grid.xs.get(*edge).copied().unwrap_or_default();
    let clearing = Clearing::of(inks);
    let clear_by = |river: f32| -> Vec<usize> {
        let clear = edges
            .iter()
            .filter(|e| clearing.is_clear(at(e), river * size));
        clear.copied().collect()
    };
    let padded = clear_by(RIVER);
    // Several gaps, and no edge without one, are not there by chance. Where a text has ended there is none: a sentence
    // that ends before the second edge has but one gap, maybe before a Latin word.
    let gaps = padded.iter().filter(|e| river_at(inks, at(e)).is_finite());
    let sure = many || (padded.len() == edges.len() && gaps.count() > 1);
    let clear = if sure {
        padded
    } else {
        clear_by(RIVER_FEW_LINES)
    };
    let stops: Vec<f32> = clear.iter().map(at).collect();
    let mut filled: Vec<usize> = inks
        .iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| piece_of(&stops, i))
        .collect();
    filled.sort_unstable();
    filled.dedup();
    let is_parted = match filled.as_slice() {
        [] => false,
        _ if fills(&bounds, &grid.rect(cell), size) && rivers::is_spread(inks) => false,
        [one] => {
            *one > 0
                && begins_column(&bounds, &stops, *one, size)
                && !is_centred(&bounds, &grid.rect(cell), size)
        }
        _ => true,
    };
    if is_parted { clear } else { Vec::new() }
}

/// Whether a text begins right behind the edge of its column: text of a merged cell begins at its left side, or stands
/// in its middle.
fn begins_column(text: &Rect, stops: &[f32], column: usize, size: f32) -> bool {
    let edge = column.checked_sub(1).and_then(|before| stops.get(before));
    edge.is_some_and(|edge| (0.0..=WIDEST_PADDING * size).contains(&(text.x0 - edge)))
}

/// Whether a text reaches from side to side of its cell.
fn fills(text: &Rect, cell: &Rect, size: f32) -> bool {
    text.x0 - cell.x0 <= size && cell.x1 - text.x1 <= size
}

fn is_centred(text: &Rect, cell: &Rect, size: f32) -> bool {
    (text.center().0 - cell.center().0).abs() <= size
}
