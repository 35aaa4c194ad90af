//! Labels written down one character a line.

use crate::extract::Direction;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::lines::Row;
use crate::text::chars::is_cjk;

/// The characters of a label written downward stand above each other within this many font sizes.
const STACK_AXIS: f32 = 0.35;

/// A label written down one character a line, as one row: two or more rows of one CJK character each above each other.
pub(crate) fn stacked(rows: &[Row]) -> Option<Row> {
    let single = |r: &Row| match r.visible().collect::<Vec<_>>().as_slice() {
        [one] => Some(**one),
        _ => None,
    };
    let glyphs: Vec<PlacedGlyph> = rows.iter().map(single).collect::<Option<_>>()?;
    let first = glyphs.first()?;
    let letters = glyphs.iter().filter(|i| is_cjk(i.c)).count();
    let axis = first.bbox.center().0;
    let in_axis = |i: &PlacedGlyph| (i.bbox.center().0 - axis).abs() <= STACK_AXIS * i.size;
    let is_label = glyphs.len() > 1 && letters * 2 > glyphs.len() && glyphs.iter().all(in_axis);
    is_label.then_some(Row {
        direction: first_direction(rows),
        end: glyphs
            .iter()
            .map(|i| i.bbox.x1)
            .fold(f32::NEG_INFINITY, f32::max),
        glyphs,
        stacked: true,
    })
}

fn first_direction(rows: &[Row]) -> Direction {
    rows.first().map(|r| r.direction).unwrap_or_default()
}
