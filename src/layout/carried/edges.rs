//! Where columns meet in the rest of a row: at the place known from the row itself, or, where nothing but white space
//! parted that, anywhere in its white space.
//!
//! A header's texts are centred: of a header alone at a page's foot only the gaps between its texts are known, and the
//! rest below may begin further left than the text of its heading.

use super::super::cells::Filled;
use super::super::columns::is_clear;
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
    /// The white space between the texts of two columns, in all rows that have both; none if a rule stands in the row.
    pub(super) fn between(
        table: &Filled,
        (left, right): (&Span, &Span),
        (row, rules): (&Rect, &[Rule]),
    ) -> Option<Self> {
        let x = table.grid.rect(right).x0;
        let middle = row.center().1;
        let is_ruled = |r: &Rule| {
            r.axis == Axis::Vertical
                && (r.pos - x).abs() <= TOUCH
                && (r.from..=r.to).contains(&middle)
        };
        if rules.iter().any(is_ruled) {
            return None;
        }
        let cells = || table.grid.cells.iter().zip(&table.inks);
        let before = cells().filter(|(c, _)| c.col_end() == left.col_end());
        let behind = cells().filter(|(c, _)| c.col == right.col);
        let ends = before.flat_map(|(_, inks)| seen(inks)).map(|b| b.x1);
        let starts = behind.flat_map(|(_, inks)| seen(inks)).map(|b| b.x0);
        Some(Self {
            from: ends.reduce(f32::max)?,
            to: starts.reduce(f32::min)?,
        })
    }
}

fn seen(inks: &[Ink]) -> impl Iterator<Item = Rect> {
    let seen = inks.iter().filter(|i| !i.glyph.c.is_whitespace());
    seen.map(|i| i.glyph.bbox)
}

/// The edge at `x` if these glyphs leave it free, or the one before the last text that begins in the gap.
pub(super) fn clear(inks: &[Ink], x: f32, gap: Option<Gap>) -> Option<f32> {
    let size = inks.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let is_free = |x: f32| is_clear(inks, x, RIVER * size);
    if is_free(x) {
        return Some(x);
    }
    let gap = gap?;
    let starts = seen(inks).map(|b| b.x0 - MARGIN);
    let inside = starts.filter(|x| gap.from < *x && *x < gap.to);
    inside.filter(|x| is_free(*x)).reduce(f32::max)
}
