//! Columns without rules: undivided cells under a divided header row, and framed tables without any inner vertical
//! rule.
//!
//! Many forms rule the header row and leave the rows below open. Such a wide cell is split at an edge of the nearest
//! divided row above it, provided that a clear gap runs down the cell there and that there is text on at least two
//! sides. Prose in a cell that is merged on purpose crosses the edges and keeps it whole. If no row is divided, the
//! gaps through all rows are the edges of the columns.

use crate::layout::glyphs::PlacedGlyph;
use crate::layout::grid::{Grid, Span};
use crate::layout::table::assign::Filled;
use headed::split_under_headers;
use whole::split_at_rivers;

mod headed;
#[cfg(test)]
mod tests;
mod whole;

/// Splits the cells of a table into columns where rules do not.
pub(crate) fn split(table: Filled) -> Filled {
    if table.grid.cols() == 1 {
        split_at_rivers(table)
    } else {
        split_under_headers(table)
    }
}

fn piece_of(stops: &[f32], glyph: &PlacedGlyph) -> usize {
    stops.partition_point(|&s| s <= glyph.bbox.center().0)
}

/// The cell split at these edges, with its glyphs.
pub(crate) fn cut(
    grid: &Grid,
    cell: &Span,
    cuts: &[usize],
    glyphs: Vec<PlacedGlyph>,
) -> Vec<(Span, Vec<PlacedGlyph>)> {
    let ends = cuts.iter().copied().chain([cell.col_end()]);
    let mut col = cell.col;
    let mut pieces: Vec<(Span, Vec<PlacedGlyph>)> = Vec::new();
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
    for glyph in glyphs {
        if let Some((_, piece)) = pieces.get_mut(piece_of(&stops, &glyph)) {
            piece.push(glyph);
        }
    }
    pieces
}
