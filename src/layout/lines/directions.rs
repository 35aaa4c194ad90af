//! Glyphs grouped by direction.

use crate::extract::Direction;
use crate::layout::glyphs::{PlacedGlyph, bounds};
use crate::layout::lines::spaces;
use crate::layout::lines::{COLUMN_HALF, level};

/// Upright glyphs belong to a column of vertical writing if they are no further than this many font sizes from one of
/// its characters.
const COLUMN_STEP: f32 = 2.5;

/// Glyphs with the same direction; short upright pieces inside a column of vertical writing belong to it.
pub(crate) fn by_direction(glyphs: &[PlacedGlyph]) -> Vec<(Direction, Vec<PlacedGlyph>)> {
    if let Some(direction) = glyphs.first().map(|glyph| glyph.direction)
        && glyphs.iter().all(|glyph| glyph.direction == direction)
    {
        return vec![(direction, glyphs.to_vec())];
    }
    let mut parts: Vec<(Direction, Vec<PlacedGlyph>)> = Vec::new();
    for glyph in glyphs {
        match parts.iter_mut().find(|(d, _)| *d == glyph.direction) {
            Some((_, part)) => part.push(*glyph),
            None => parts.push((glyph.direction, vec![*glyph])),
        }
    }
    let place = |d: Direction| parts.iter().position(|(direction, _)| *direction == d);
    if let (Some(vertical), Some(right)) = (place(Direction::Vertical), place(Direction::Right)) {
        let upright = parts
            .get_mut(right)
            .map(|(_, p)| std::mem::take(p))
            .unwrap_or_default();
        let columns = parts
            .get(vertical)
            .map(|(_, p)| Columns::new(p))
            .unwrap_or_default();
        let (inside, outside): (Vec<_>, Vec<_>) = pieces(&upright)
            .into_iter()
            .partition(|piece| columns.hold(piece));
        for (at, pieces) in [(vertical, inside), (right, outside)] {
            if let Some((_, part)) = parts.get_mut(at) {
                part.extend(pieces.into_iter().flatten());
            }
        }
    }
    parts
}

/// Upright text as pieces without gaps.
fn pieces(upright: &[PlacedGlyph]) -> Vec<Vec<PlacedGlyph>> {
    let is_close = |a: &PlacedGlyph, b: &PlacedGlyph| !spaces::is_gap(a, b);
    let rows = level(upright);
    rows.iter()
        .flat_map(|row| row.chunk_by(is_close))
        .map(<[PlacedGlyph]>::to_vec)
        .collect()
}

/// The columns of vertical writing: the centres of their glyphs, by `x`.
#[derive(Default)]
struct Columns(Vec<(f32, f32)>);

impl Columns {
    fn new(vertical: &[PlacedGlyph]) -> Self {
        let mut middles: Vec<(f32, f32)> = vertical.iter().map(|i| i.bbox.center()).collect();
        middles.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(middles)
    }

    /// Whether the piece is in a column: no wider than one, around its axis, next to one of its glyphs.
    fn hold(&self, piece: &[PlacedGlyph]) -> bool {
        let (Some(bbox), Some(first)) = (bounds(piece), piece.first()) else {
            return false;
        };
        let near = COLUMN_HALF * first.size;
        let (x, y) = bbox.center();
        let start = self.0.partition_point(|m| m.0 < x - near);
        let level = self.0.iter().skip(start).take_while(|m| m.0 <= x + near);
        let is_next = |m: &(f32, f32)| (m.1 - y).abs() <= COLUMN_STEP * first.size;
        bbox.width() <= 2.0 * near && level.into_iter().any(is_next)
    }
}
