//! Columns without rules: cells that run on under a header row whose cells are parted, and framed tables that have
//! no inner vertical rule at all.
//!
//! Many forms rule the header row and leave the rows below open. Such a wide cell is cut at an edge of the nearest
//! parted row above it, provided that a clear white gap runs down the cell there and that text stands on at least
//! two sides. Prose in a cell that is merged on purpose crosses the edges and keeps it whole. Where no row is parted,
//! the gaps that run down through all rows are the columns' edges.

use std::cell::OnceCell;

use crate::layout::glyphs::PlacedGlyph;
use crate::layout::grid::{Grid, Span};
use crate::layout::lines;
use crate::layout::table::assign::Filled;
use headed::split_under_headers;
use whole::split_at_rivers;

mod headed;
#[cfg(test)]
mod tests;
mod whole;

/// Width of the gap that parts two columns in a line or two, which could have a gap there by chance, in font sizes.
const RIVER_FEW_LINES: f32 = 1.0;

/// Texts of two columns that touch overlap by less than this many font sizes.
const TOUCHING: f32 = 0.15;

/// So many lines at least show where a column begins that another one touches.
const TOUCHING_LINES: usize = 2;

/// Cuts the cells of a table into columns where rules do not.
pub(crate) fn split(table: Filled) -> Filled {
    if table.grid.cols() == 1 {
        split_at_rivers(table)
    } else {
        split_under_headers(table)
    }
}

/// Width of the white gap around `x`; infinite where text stands on one side only.
pub(crate) fn river_at(glyphs: &[PlacedGlyph], x: f32) -> f32 {
    let (mut left, mut right) = (f32::NEG_INFINITY, f32::INFINITY);
    for b in glyphs
        .iter()
        .filter(|i| !i.c.is_whitespace())
        .map(|i| i.bbox)
    {
        if b.center().0 < x {
            left = left.max(b.x1);
        } else {
            right = right.min(b.x0);
        }
    }
    right - left
}

/// Text at places in which columns may meet.
pub(crate) struct Clearing<'i> {
    glyphs: &'i [PlacedGlyph],
    /// Its lines, without white space, if they were wanted.
    lines: OnceCell<Vec<Vec<PlacedGlyph>>>,
}

impl<'i> Clearing<'i> {
    pub(crate) fn of(glyphs: &'i [PlacedGlyph]) -> Self {
        let lines = OnceCell::new();
        Self { glyphs, lines }
    }

    /// Whether white space runs down at `x`, at least `gap` wide; or, where full lines on the left leave none, whether
    /// all lines that reach over `x` have a glyph begin at one place there, and one of them a gap before it: prose has
    /// none.
    pub(crate) fn is_clear(&self, x: f32, gap: f32) -> bool {
        let width = river_at(self.glyphs, x);
        width >= gap || (width.is_finite() && lines_begun(self.lines(), x) > 0)
    }

    fn lines(&self) -> &[Vec<PlacedGlyph>] {
        self.lines.get_or_init(|| {
            let seen = self.glyphs.iter().filter(|i| !i.c.is_whitespace());
            lines::level(&seen.copied().collect::<Vec<_>>())
        })
    }
}

/// In how many lines a gap shows that a column begins behind `x`; none if another line runs over the place or the column
/// has a single line. The lines are ordered by place and hold no white space.
pub(crate) fn lines_begun(lines: &[Vec<PlacedGlyph>], x: f32) -> usize {
    // The last glyph on the left and the first on the right, of the lines that have one there.
    let parted = lines.iter().filter_map(|line| {
        let at = line.partition_point(|i| i.bbox.center().0 < x);
        let before = at.checked_sub(1).and_then(|at| line.get(at));
        Some((before, line.get(at)?))
    });
    let parted: Vec<(Option<&PlacedGlyph>, &PlacedGlyph)> = parted.collect();
    let starts = parted.iter().map(|(_, i)| i.bbox.x0);
    let start = starts.fold(f32::INFINITY, f32::min);
    let gap = |before: &Option<&PlacedGlyph>| before.map_or(f32::INFINITY, |b| start - b.bbox.x1);
    let is_free =
        |(before, i): &(Option<&PlacedGlyph>, &PlacedGlyph)| gap(before) >= -TOUCHING * i.size;
    // A line with nothing on the left may be set to the right.
    let begins = |(before, i): &&(Option<&PlacedGlyph>, &PlacedGlyph)| {
        let size = i.size;
        let is_level = i.bbox.x0 - start <= TOUCHING * size;
        is_level && before.is_some() && gap(before) >= RIVER_FEW_LINES * size
    };
    let is_column = parted.len() >= TOUCHING_LINES && parted.iter().all(is_free);
    let begun = parted.iter().filter(begins).count();
    if is_column { begun } else { 0 }
}

fn piece_of(stops: &[f32], glyph: &PlacedGlyph) -> usize {
    stops.partition_point(|&s| s <= glyph.bbox.center().0)
}

/// The cell cut at these edges, with its glyphs.
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
