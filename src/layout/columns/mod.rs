//! Columns without rules: cells that run on under a header row whose cells are parted, and framed tables that have
//! no inner vertical rule at all.
//!
//! Many forms rule the header row and leave the rows below open. Such a wide cell is cut at an edge of the nearest
//! parted row above it, provided that a clear white river runs down the cell there and that text stands on at least
//! two sides. Prose in a cell that is merged on purpose crosses the edges and keeps it whole. Where no row is parted,
//! the rivers that run down through all rows are the columns' edges.

use super::cells::Filled;
use super::grid::{Grid, Span};
use super::lines::Ink;
use headed::split_under_headers;
use whole::split_at_rivers;

mod headed;
#[cfg(test)]
mod tests;
mod whole;

/// Width of the river that parts two columns in a line or two, which could have a gap there by chance, in font sizes.
const RIVER_FEW_LINES: f32 = 1.0;

/// Cuts the cells of a table into columns where rules do not.
pub(super) fn split(table: Filled) -> Filled {
    if table.grid.cols() == 1 {
        split_at_rivers(table)
    } else {
        split_under_headers(table)
    }
}

/// Width of the white river around `x`; infinite where text stands on one side only.
pub(super) fn river_at(inks: &[Ink], x: f32) -> f32 {
    let (mut left, mut right) = (f32::NEG_INFINITY, f32::INFINITY);
    for b in inks
        .iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| i.glyph.bbox)
    {
        if b.center().0 < x {
            left = left.max(b.x1);
        } else {
            right = right.min(b.x0);
        }
    }
    right - left
}

fn piece_of(stops: &[f32], ink: &Ink) -> usize {
    stops.partition_point(|&s| s <= ink.glyph.bbox.center().0)
}

/// The cell cut at these edges, with its glyphs.
pub(super) fn cut(
    grid: &Grid,
    cell: &Span,
    cuts: &[usize],
    inks: Vec<Ink>,
) -> Vec<(Span, Vec<Ink>)> {
    let ends = cuts.iter().copied().chain([cell.col_end()]);
    let mut col = cell.col;
    let mut pieces: Vec<(Span, Vec<Ink>)> = Vec::new();
    for end in ends {
        let span = Span {
            col,
            cols: end - col,
            ..*cell
        };
        pieces.push((span, Vec::new()));
        col = end;
    }
    let stops: Vec<f32> = cuts
        .iter()
        .filter_map(|&c| grid.xs.get(c).copied())
        .collect();
    for ink in inks {
        if let Some((_, piece)) = pieces.get_mut(piece_of(&stops, &ink)) {
            piece.push(ink);
        }
    }
    pieces
}
