//! Glyphs of one cell (or of one column of a page) → rows of text.
//!
//! Steps: group the glyphs by direction, rotate each group so that its text runs right, collect glyphs by baseline,
//! merge raised and lowered ones into the row next to them, order each row by position, and read a label written
//! downward character by character as one row. The order of the content stream never matters.

use crate::extract::{Direction, Glyph};
use crate::layout::glyphs::PlacedGlyph;

use crate::layout::glyphs::rotate;
use raised::with_raised;

pub(crate) use directions::by_direction;
pub(crate) use row::Row;

mod directions;
mod raised;
mod row;
pub(crate) mod spaces;
mod stacked;
#[cfg(test)]
mod tests;
pub(crate) mod wrap;

/// Glyphs whose baselines differ by no more than this many font sizes are in one row.
const SAME_BASELINE: f32 = 0.25;

/// In vertical writing, upright glyphs within this many font sizes of a column's axis belong to it (dates in digits).
const COLUMN_HALF: f32 = 0.6;

/// Rows of the glyphs, in reading order.
pub(crate) fn rows(glyphs: &[PlacedGlyph]) -> Vec<Row> {
    let mut parts: Vec<Vec<Row>> = by_direction(glyphs)
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

/// Upright glyphs in rows of one baseline each, ordered by position.
pub(crate) fn level(upright: &[PlacedGlyph]) -> Vec<Vec<PlacedGlyph>> {
    let mut glyphs = upright.to_vec();
    glyphs.sort_by(|a, b| a.origin.1.total_cmp(&b.origin.1));
    by_baseline(&glyphs, Direction::Right)
}

fn rows_of(part: Vec<PlacedGlyph>, direction: Direction) -> Vec<Row> {
    let mut glyphs = part;
    if direction == Direction::Right
        && let Some(rows) = stacked::columns(&glyphs)
    {
        return rows;
    }
    if direction != Direction::Right {
        glyphs
            .iter_mut()
            .for_each(|glyph| *glyph = framed(glyph, direction));
    }
    glyphs.sort_by(|a, b| baseline(a, direction).total_cmp(&baseline(b, direction)));
    let rows = with_raised(by_baseline(&glyphs, direction));
    let rows: Vec<Row> = rows
        .into_iter()
        .filter_map(|glyphs| Row::new(glyphs, direction))
        .collect();
    match stacked::stacked(&rows) {
        Some(row) => vec![row],
        None => rows,
    }
}

/// The glyph in the frame in which `direction` runs right.
fn framed(glyph: &PlacedGlyph, direction: Direction) -> PlacedGlyph {
    let turned = Glyph {
        bbox: rotate::rect(&glyph.bbox, direction),
        origin: rotate::point(glyph.origin, direction),
        ..**glyph
    };
    PlacedGlyph {
        glyph: turned,
        id: glyph.id,
    }
}

/// The baseline. Columns of vertical writing are identified by their centre, since digits set upright in them have
/// another origin.
fn baseline(glyph: &PlacedGlyph, direction: Direction) -> f32 {
    match direction {
        Direction::Vertical => glyph.bbox.center().1,
        _ => glyph.origin.1,
    }
}

fn by_baseline(sorted: &[PlacedGlyph], direction: Direction) -> Vec<Vec<PlacedGlyph>> {
    let tolerance = match direction {
        Direction::Vertical => COLUMN_HALF,
        _ => SAME_BASELINE,
    };
    let mut rows: Vec<Vec<PlacedGlyph>> = Vec::new();
    let mut rest = sorted;
    while let Some(first) = rest.first() {
        let (top, size) = (baseline(first, direction), first.size);
        let goes_on = |glyph: &PlacedGlyph| {
            baseline(glyph, direction) - top <= tolerance * size.min(glyph.size)
        };
        let end = rest.iter().skip(1).position(|glyph| !goes_on(glyph));
        let (row, below) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        let mut row = row.to_vec();
        row.sort_by(by_place);
        rows.push(row);
        rest = below;
    }
    rows
}

fn by_place(a: &PlacedGlyph, b: &PlacedGlyph) -> std::cmp::Ordering {
    let middle = |i: &PlacedGlyph| i.bbox.center().0;
    // two digits next to each other in a vertical column are level in its frame: the right one has the smaller `y`
    // there
    let key = |i: &PlacedGlyph| (middle(i) * 4.0 + 0.5) as i32;
    key(a).cmp(&key(b)).then(
        b.bbox
            .y0
            .total_cmp(&a.bbox.y0)
            .then(middle(a).total_cmp(&middle(b))),
    )
}
