//! Rivers: the white gaps that run down through all lines of a text, and where in them a column begins.

use super::lines::{self, Ink};

/// A gap this many font sizes wide parts columns; a full-width space between two words is one …
const CERTAIN: f32 = 1.2;

/// … where several lines confirm it, only the padding of two cells is left between full lines.
const CERTAIN_MANY_LINES: f32 = 0.6;

/// So many font sizes' height of text are several lines.
const MANY_LINES: f32 = 2.5;

/// A narrower gap parts columns if one begins there in another row, too.
const NARROWEST: f32 = 0.4;

/// Columns begin at one place if their texts do within so many points.
const SAME_START: f32 = 3.0;

/// A cell's padding: the column's edge lies this far before its text, in points.
const PADDING: f32 = 2.0;

/// A white gap between two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct River {
    /// Where the text before ends.
    pub from: f32,
    /// Where the text after begins.
    pub to: f32,
    /// Whether it parts columns by its width alone.
    pub certain: bool,
}

impl River {
    /// Whether one edge can lie in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// The rivers of a text, from left to right.
pub(super) fn of(inks: &[&Ink]) -> Vec<River> {
    let mut seen: Vec<Ink> = inks.iter().filter(|i| !i.glyph.c.is_whitespace()).map(|i| **i).collect();
    seen.sort_by(|a, b| a.glyph.bbox.x0.total_cmp(&b.glyph.bbox.x0));
    let size = seen.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let height = lines::bounds(&seen).map_or(0.0, |b| b.height());
    let many = height > MANY_LINES * size;
    let certain = size * if many { CERTAIN_MANY_LINES } else { CERTAIN };
    let mut out = Vec::new();
    let mut end = f32::INFINITY;
    for b in seen.iter().map(|i| i.glyph.bbox) {
        if b.x0 - end >= NARROWEST * size {
            let certain = b.x0 - end >= certain;
            out.push(River { from: end, to: b.x0, certain });
        }
        end = if end.is_finite() { end.max(b.x1) } else { b.x1 };
    }
    out
}

/// Where the edge of a column lies in a river: before the place inside it at which most columns of all rows begin.
pub(super) fn edge(river: &River, all: &[&River]) -> Option<f32> {
    let starts_at = |x: f32| all.iter().filter(move |r| r.certain && (r.to - x).abs() <= SAME_START);
    let inside = all.iter().filter(|r| r.from.max(river.from) < r.to && river.from < r.to && r.to <= river.to + SAME_START);
    let best = inside
        .map(|r| (starts_at(r.to).count(), r.to))
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    let (support, start) = best;
    if !river.certain && (support == 0 || (start - river.to).abs() > SAME_START) {
        return None;
    }
    let first = starts_at(start).map(|r| r.to).fold(start, f32::min).min(river.to);
    Some((first - PADDING).max((river.from + first) / 2.0))
}
