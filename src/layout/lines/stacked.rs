//! Labels written down one character a line.

use super::{Ink, Row, is_cjk};
use crate::extract::Direction;

/// The characters of a label written downward stand above each other within this many font sizes.
const STACK_AXIS: f32 = 0.35;

/// A label written down one character a line, as one row: two or more rows of one CJK character each above each other.
pub(super) fn stacked(rows: &[Row]) -> Option<Row> {
    let single = |r: &Row| match r.visible().collect::<Vec<_>>().as_slice() {
        [one] => Some(**one),
        _ => None,
    };
    let inks: Vec<Ink> = rows.iter().map(single).collect::<Option<_>>()?;
    let first = inks.first()?;
    let letters = inks.iter().filter(|i| is_cjk(i.glyph.c)).count();
    let axis = first.glyph.bbox.center().0;
    let in_axis = |i: &Ink| (i.glyph.bbox.center().0 - axis).abs() <= STACK_AXIS * i.glyph.size;
    let is_label = inks.len() > 1 && letters * 2 > inks.len() && inks.iter().all(in_axis);
    is_label.then_some(Row {
        direction: first_direction(rows),
        end: inks
            .iter()
            .map(|i| i.glyph.bbox.x1)
            .fold(f32::NEG_INFINITY, f32::max),
        inks,
        stacked: true,
    })
}

fn first_direction(rows: &[Row]) -> Direction {
    rows.first().map(|r| r.direction).unwrap_or_default()
}
