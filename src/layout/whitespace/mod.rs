//! White space between columns, for all that ask: open rows, shaded forms, cells under a header, headings, rows that go on
//! over a page's end.
//!
//! - [`of`]: the gaps that run down through all lines of a text, and whether one parts columns by itself;
//! - [`Clearing`]: whether white space runs down at a place that something else names;
//! - [`free`]: the spaces that spans of any kind leave free;
//! - [`Starts`], [`level`](level()): where in their gaps columns begin.
//!
//! How wide a gap must be depends on what else indicates a column there; all widths stand here, in font sizes:
//!
//! | what speaks for it | least width |
//! |---|---|
//! | another row's column begins there | [`NARROWEST`] .4 |
//! | a header's edge, and several lines or several such gaps | [`PADDED`] .3 |
//! | several lines on both sides | [`CERTAIN_SEVERAL_LINES`] .6 |
//! | a header's edge and a line or two | [`FEW_LINES`] 1 |
//! | nothing | [`CERTAIN`] 1.2 |
//! | nothing, and the pieces are headings over several columns | [`HEADINGS`] 1.5 |
//! | nothing, and both sides may be parts of one value | [`VALUES`] 2 |

use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest};
use crate::layout::lines;
use crate::text::chars::is_cjk;

pub(crate) use clearing::{Clearing, lines_begun, width_at};
pub(crate) use level::{Edge, level};
pub(crate) use starts::Starts;

mod clearing;
mod level;
mod starts;
#[cfg(test)]
mod tests;

/// A gap of this width, in font sizes, separates columns; a full-width space between two words is that wide …
const CERTAIN: f32 = 1.2;

/// … or of this width, if several lines on both sides confirm it: only the padding of two cells is left between full
/// lines.
const CERTAIN_SEVERAL_LINES: f32 = 0.6;

/// The padding of the two cells, which is all that is left between full lines where an edge is known.
pub(crate) const PADDED: f32 = 0.3;

/// The same in a line or two, which could have a narrow gap there by chance.
pub(crate) const FEW_LINES: f32 = 1.0;

/// Between headings each of which stands over several columns.
pub(crate) const HEADINGS: f32 = 1.5;

/// Between two values beside one shaded label.
pub(crate) const VALUES: f32 = 2.0;

/// Text of this height, in font sizes, is several lines.
const SEVERAL_LINES: f32 = 1.5;

/// A marker in the middle of its row is no wider than this many font sizes …
const MARKER: f32 = 2.5;

/// … and this much lower than the start of the row's text: one that belongs to a paragraph is level with its first
/// line.
const LOWER: f32 = 0.5;

/// A narrower gap separates columns if one begins there in another row, too.
const NARROWEST: f32 = 0.4;

/// Columns begin at one place if their texts do within this many points.
pub(crate) const SAME_START: f32 = 3.0;

/// The width, in points, of the place where two columns touch.
const SLIT: f32 = 0.5;

/// The least number of lines beginning at a place after a gap that show that a column does.
const FEWEST_BEGUN: usize = 2;

/// The steps between the letters of a label that is spread over its cell differ by less than this many font sizes …
const EVEN: f32 = 0.2;

/// … and there are at least this many: two letters may be two columns.
const FEWEST_STEPS: usize = 2;

/// The steps of a label that was spread by hand differ by no more than this many font sizes.
const UNEVEN: f32 = 0.6;

/// A gap between two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ColumnGap {
    /// Where the text before ends.
    pub from: f32,
    /// Where the text after begins.
    pub to: f32,
    /// Whether its width alone shows that it separates columns.
    pub certain: bool,
}

impl ColumnGap {
    /// Whether one edge can be in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// The spaces of at least this width between spans, in their order.
pub(crate) fn free(mut spans: Vec<(f32, f32)>, least: f32) -> Vec<(f32, f32)> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f32::INFINITY;
    let mut out = Vec::new();
    for (from, to) in spans {
        if from - end > least {
            out.push((end, from));
        }
        end = if end.is_finite() { end.max(to) } else { to };
    }
    out
}

/// The gaps of a text, from left to right.
pub(crate) fn of(glyphs: &[&PlacedGlyph]) -> Vec<ColumnGap> {
    let pieces = pieces(glyphs);
    let size = largest(pieces.iter().flatten());
    let boxes: Vec<Rect> = pieces.iter().filter_map(|p| bounds(p)).collect();
    let is_marker = |a: &Rect, b: &Rect| {
        let is_first = boxes.first() == Some(a);
        let is_small = a.width() <= MARKER * size && a.height() <= SEVERAL_LINES * size;
        is_first && is_small && b.height() > SEVERAL_LINES * size && a.y0 - b.y0 > LOWER * size
    };
    let gap = |a: &Rect, b: &Rect| {
        let several = a.height().min(b.height()) > SEVERAL_LINES * size || is_marker(a, b);
        let certain = size
            * if several {
                CERTAIN_SEVERAL_LINES
            } else {
                CERTAIN
            };
        ColumnGap {
            from: a.x1,
            to: b.x0,
            certain: b.x0 - a.x1 >= certain,
        }
    };
    let pairs = boxes.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(gap(a, b)),
        _ => None,
    });
    let mut gaps: Vec<ColumnGap> = pairs.collect();
    let touched = touched(glyphs, size);
    let is_apart = |x: &f32| gaps.iter().all(|r| *x < r.from || r.to + SAME_START < *x);
    let touched: Vec<f32> = touched.into_iter().filter(is_apart).collect();
    gaps.extend(touched.into_iter().map(|x| ColumnGap {
        from: x - SLIT,
        to: x,
        certain: false,
    }));
    gaps.sort_by(|a, b| a.from.total_cmp(&b.from));
    gaps
}

/// The places where columns begin that touch full lines of others.
fn touched(glyphs: &[&PlacedGlyph], size: f32) -> Vec<f32> {
    let seen = glyphs.iter().filter(|i| !i.c.is_whitespace());
    let lines = lines::level(&seen.map(|i| **i).collect::<Vec<_>>());
    let starts = lines.iter().flat_map(|line| {
        line.windows(2).filter_map(|pair| match pair {
            [a, b] if b.bbox.x0 - a.bbox.x1 >= CERTAIN * size => Some(b.bbox.x0),
            _ => None,
        })
    });
    let mut starts: Vec<f32> = starts.collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|b, a| *b - *a < SLIT);
    starts.retain(|x| lines_begun(&lines, x + SLIT / 2.0) >= FEWEST_BEGUN);
    starts
}

/// The text split at all possible gaps.
fn pieces(glyphs: &[&PlacedGlyph]) -> Vec<Vec<PlacedGlyph>> {
    let mut seen = seen(glyphs);
    seen.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let size = largest(&seen);
    let mut end = f32::NEG_INFINITY;
    let mut out: Vec<Vec<PlacedGlyph>> = Vec::new();
    for glyph in seen {
        match out.last_mut() {
            Some(piece) if glyph.bbox.x0 - end < NARROWEST * size => piece.push(glyph),
            _ => out.push(vec![glyph]),
        }
        end = end.max(glyph.bbox.x1);
    }
    joined(out, size)
}

/// Runs of single letters at even gaps, merged into one piece: a label spread over its cell.
fn joined(pieces: Vec<Vec<PlacedGlyph>>, size: f32) -> Vec<Vec<PlacedGlyph>> {
    let mut out: Vec<Vec<PlacedGlyph>> = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let count = spread(rest, size);
        if count == 1 {
            out.push(first.clone());
        } else {
            out.push(rest.iter().take(count).flatten().copied().collect());
        }
        rest = rest.get(count..).unwrap_or_default();
    }
    out
}

/// Whether a line (ordered by position) is separate single letters, at steps that differ no more than those of a label
/// that a writer spreads with spaces (`歳　入　合　計`).
pub(crate) fn is_spread(line: &[PlacedGlyph]) -> bool {
    let size = largest(line);
    let apart = |pair: &[PlacedGlyph]| match pair {
        [a, b] => b.bbox.x0 - a.bbox.x1 >= NARROWEST * size,
        _ => true,
    };
    let steps = line.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(b.bbox.x0 - a.bbox.x0),
        _ => None,
    });
    let (least, most) = steps.fold((f32::INFINITY, 0.0), |(least, most): (f32, f32), step| {
        (least.min(step), most.max(step))
    });
    line.len() > 1
        && line.iter().all(|g| is_letter(g.c))
        && line.windows(2).all(apart)
        && most - least <= UNEVEN * size
}

/// Whether a spread label may consist of such characters.
fn is_letter(c: char) -> bool {
    is_cjk(c) && (c.is_alphabetic() || c == '・')
}

/// How many pieces from the first on are letters at even gaps; 1 if the first two are not.
fn spread(pieces: &[Vec<PlacedGlyph>], size: f32) -> usize {
    let letter = |piece: &Vec<PlacedGlyph>| match piece.as_slice() {
        [one] if is_letter(one.c) => Some(one.bbox.x0),
        _ => None,
    };
    let starts: Vec<f32> = pieces.iter().map_while(letter).collect();
    let steps = || starts.iter().zip(starts.iter().skip(1)).map(|(a, b)| b - a);
    let first = steps().next().unwrap_or(f32::INFINITY);
    let even = steps().take_while(|s| (s - first).abs() <= EVEN * size);
    match even.count() {
        even if even >= FEWEST_STEPS => even + 1,
        _ => 1,
    }
}

/// The visible glyphs, and single spaces drawn between two of them: a spaced-out label has no gaps, while some
/// producers use runs of spaces to reach the next column.
fn seen(glyphs: &[&PlacedGlyph]) -> Vec<PlacedGlyph> {
    let own: Vec<PlacedGlyph> = glyphs.iter().map(|i| **i).collect();
    let is_space = |i: &PlacedGlyph| i.c.is_whitespace();
    let joins = |w: &[PlacedGlyph]| match w {
        [a, space, b] => {
            let close =
                |a: &PlacedGlyph, b: &PlacedGlyph| b.bbox.x0 - a.bbox.x1 < NARROWEST * a.size;
            is_space(space) && !is_space(a) && !is_space(b) && close(a, space) && close(space, b)
        }
        _ => false,
    };
    let rows = lines::level(&own);
    let spaces = rows
        .iter()
        .flat_map(|row| row.windows(3))
        .filter(|w| joins(w));
    let spaces = spaces.filter_map(|w| w.get(1).copied()).collect::<Vec<_>>();
    own.into_iter()
        .filter(|i| !is_space(i))
        .chain(spaces)
        .collect()
}
