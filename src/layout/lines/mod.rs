//! Glyphs of one cell (or of one column of a page) → rows of text.
//!
//! Steps: part the glyphs by direction, turn each part so that its text runs right, gather glyphs by baseline, take
//! raised and lowered ones into the row that they stand beside, order each row by place, and read a label written down
//! one character a line as one row. The order of the content stream never matters.

use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;

use super::turn;
use raised::with_raised;
use stacked::stacked;

pub(super) use directions::by_direction;
pub(super) use row::Row;

mod directions;
mod raised;
mod row;
mod stacked;
#[cfg(test)]
mod tests;

/// Glyphs whose baselines differ by no more than this many font sizes stand in one row.
const SAME_BASELINE: f32 = 0.25;

/// In vertical writing, upright glyphs this many font sizes around a column's axis belong to it (dates in digits).
const COLUMN_HALF: f32 = 0.6;

/// A glyph with its number on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    pub glyph: Glyph,
    pub id: u32,
}

/// Rows of the glyphs, in reading order.
pub(super) fn rows(inks: &[Ink]) -> Vec<Row> {
    let mut parts: Vec<Vec<Row>> = by_direction(inks)
        .into_iter()
        .map(|(direction, part)| rows_of(part, direction))
        .filter(|rows| !rows.is_empty())
        .collect();
    let top = |rows: &Vec<Row>| {
        rows.iter()
            .map(|r| r.page_box().y0)
            .fold(f32::INFINITY, f32::min)
    };
    parts.sort_by(|a, b| top(a).total_cmp(&top(b)));
    parts.into_iter().flatten().collect()
}

/// Upright glyphs in rows of one baseline each, ordered by place.
pub(super) fn level(upright: &[Ink]) -> Vec<Vec<Ink>> {
    let mut inks = upright.to_vec();
    inks.sort_by(|a, b| a.glyph.origin.1.total_cmp(&b.glyph.origin.1));
    by_baseline(&inks, Direction::Right)
}

fn rows_of(part: Vec<Ink>, direction: Direction) -> Vec<Row> {
    let mut inks = part;
    if direction != Direction::Right {
        inks.iter_mut()
            .for_each(|ink| *ink = framed(ink, direction));
    }
    inks.sort_by(|a, b| baseline(a, direction).total_cmp(&baseline(b, direction)));
    let rows = with_raised(by_baseline(&inks, direction));
    let rows: Vec<Row> = rows
        .into_iter()
        .filter_map(|inks| Row::new(inks, direction))
        .collect();
    match stacked(&rows) {
        Some(row) => vec![row],
        None => rows,
    }
}

/// The glyph in the frame in which `direction` runs right.
fn framed(ink: &Ink, direction: Direction) -> Ink {
    let glyph = Glyph {
        bbox: turn::rect(&ink.glyph.bbox, direction),
        origin: turn::point(ink.glyph.origin, direction),
        ..ink.glyph
    };
    Ink { glyph, id: ink.id }
}

/// Columns of vertical writing are told apart by their middle: digits set upright in them have another origin.
fn baseline(ink: &Ink, direction: Direction) -> f32 {
    match direction {
        Direction::Vertical => ink.glyph.bbox.center().1,
        _ => ink.glyph.origin.1,
    }
}

fn by_baseline(sorted: &[Ink], direction: Direction) -> Vec<Vec<Ink>> {
    let tolerance = match direction {
        Direction::Vertical => COLUMN_HALF,
        _ => SAME_BASELINE,
    };
    let mut rows: Vec<Vec<Ink>> = Vec::new();
    let mut rest = sorted;
    while let Some(first) = rest.first() {
        let (top, size) = (baseline(first, direction), first.glyph.size);
        let goes_on =
            |ink: &Ink| baseline(ink, direction) - top <= tolerance * size.min(ink.glyph.size);
        let end = rest.iter().skip(1).position(|ink| !goes_on(ink));
        let (row, below) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        let mut row = row.to_vec();
        row.sort_by(by_place);
        rows.push(row);
        rest = below;
    }
    rows
}

fn by_place(a: &Ink, b: &Ink) -> std::cmp::Ordering {
    let middle = |i: &Ink| i.glyph.bbox.center().0;
    // Two digits side by side in a vertical column are level in its frame: the right one has the smaller `y` there.
    let key = |i: &Ink| (middle(i) * 4.0 + 0.5) as i32;
    key(a).cmp(&key(b)).then(
        b.glyph
            .bbox
            .y0
            .total_cmp(&a.glyph.bbox.y0)
            .then(middle(a).total_cmp(&middle(b))),
    )
}

/// The box around glyphs that are no white space.
pub(super) fn bounds(inks: &[Ink]) -> Option<Rect> {
    inks.iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| i.glyph.bbox)
        .reduce(|a, b| a.union(&b))
}

/// Scripts written without spaces: radicals, kana, kanji, full-width forms, circled numbers.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
