//! Where columns meet in the rest of a row: at the place known from the row itself, or, where nothing but white space
//! parted that, anywhere in its white space.
//!
//! A header's texts are centred: of a header alone at a page's foot only the gaps between its texts are known, and the
//! rest below may begin further left than the text of its heading.

use super::super::cells::Filled;
use super::super::columns::Clearing;
use super::super::grid::Span;
use super::super::lines::Ink;
use super::super::rules::TOUCH;
use super::MARGIN;
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// Width of the free space around a column's edge, in font sizes: at least the padding of two cells.
const RIVER: f32 = 0.3;

/// The white space in which two columns meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub from: f32,
    to: f32,
}

impl Gap {
    /// The white space between two cells of a row, if they may be a header's: no other row of the table has such cells, and
    /// no rule stands between them.
    pub(super) fn between(
        table: &Filled,
        (left, right): (&Span, &Span),
        rules: &[Rule],
    ) -> Option<Self> {
        let (a, b) = (table.grid.rect(left), table.grid.rect(right));
        let stands_between = |r: &Rule| {
            r.axis == Axis::Vertical
                && (r.pos - b.x0).abs() <= TOUCH
                && (r.from..=r.to).contains(&b.center().1)
        };
        let is_header = is_alone(table, left) && is_alone(table, right);
        if !is_header || rules.iter().any(stands_between) {
            return None;
        }
        let text_in = |area: Rect| {
            let inks = table.inks.iter().flat_map(|inks| seen(inks));
            inks.filter(move |b| area.contains(b.center().0, b.center().1))
        };
        Some(Self {
            from: text_in(a).map(|b| b.x1).reduce(f32::max)?,
            to: text_in(b).map(|b| b.x0).reduce(f32::min)?,
        })
    }
}

/// Whether no other row of the table has a cell of this extent.
pub(super) fn is_alone(table: &Filled, cell: &Span) -> bool {
    let is_alike = |c: &&Span| (c.col, c.cols) == (cell.col, cell.cols);
    table.grid.rows() > 1 && table.grid.cells.iter().filter(is_alike).count() == 1
}

fn seen(inks: &[Ink]) -> impl Iterator<Item = Rect> {
    let seen = inks.iter().filter(|i| !i.glyph.c.is_whitespace());
    seen.map(|i| i.glyph.bbox)
}

/// The edge at `x` if these glyphs leave it free, or the one before the last text that begins in the gap.
pub(super) fn clear(inks: &[Ink], x: f32, gap: Option<Gap>) -> Option<f32> {
    let size = inks.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let clearing = Clearing::of(inks);
    let is_free = |x: f32| clearing.is_clear(x, RIVER * size);
    if is_free(x) {
        return Some(x);
    }
    let gap = gap?;
    let starts = seen(inks).map(|b| b.x0 - MARGIN);
    let inside = starts.filter(|x| gap.from < *x && *x < gap.to);
    inside.filter(|x| is_free(*x)).reduce(f32::max)
}
