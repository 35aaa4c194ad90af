//! Tiers: rotated text in two rows of columns, one below the other (段組み of vertical writing), is split like columns of
//! upright text, in the frame in which it runs right.

use crate::extract::{Direction, Glyph};
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::rotate;
use crate::layout::reading;
use crate::layout::reading::Part;

/// The tiers of glyphs that run in `direction`, in reading order.
pub(crate) fn of(glyphs: &[PlacedGlyph], direction: Direction) -> Vec<Vec<PlacedGlyph>> {
    let upright: Vec<PlacedGlyph> = (0..)
        .zip(glyphs)
        .map(|(id, glyph)| framed(glyph, direction, id))
        .collect();
    let parts = reading::parts(&[], &upright);
    if parts.len() < 2 {
        return vec![glyphs.to_vec()];
    }
    let tiers = parts.into_iter().filter_map(|part| match part {
        Part::Text(tier) => Some(back(&tier, glyphs)),
        Part::Table(_) => None,
    });
    tiers.collect()
}

/// The glyph in its frame, on the centre line of its column (digits upright in it have another origin).
fn framed(glyph: &PlacedGlyph, direction: Direction, id: u32) -> PlacedGlyph {
    let bbox = rotate::rect(&glyph.bbox, direction);
    let glyph = Glyph {
        bbox,
        origin: (bbox.x0, bbox.center().1),
        direction: Direction::Right,
        ..**glyph
    };
    PlacedGlyph { glyph, id }
}

fn back(tier: &[PlacedGlyph], glyphs: &[PlacedGlyph]) -> Vec<PlacedGlyph> {
    let number = tier.iter().filter_map(|i| usize::try_from(i.id).ok());
    number.filter_map(|n| glyphs.get(n).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::glyph;

    /// Columns of eight characters from the right to the left, in vertical writing.
    fn columns(c: char, count: usize, right: f32, top: f32) -> Vec<PlacedGlyph> {
        let place = |n: usize| {
            let (x, y) = (right - 15.0 * (n / 8) as f32, top + 10.0 * (n % 8) as f32);
            let mut glyph = glyph(c, x, y, 10.0);
            glyph.direction = Direction::Vertical;
            glyph
        };
        (0..8 * count).map(place).collect()
    }

    #[test]
    fn the_upper_tier_comes_first() {
        let mut glyphs = columns('下', 6, 180.0, 200.0);
        glyphs.extend(columns('上', 6, 190.0, 50.0));
        let read: Vec<String> = of(&glyphs, Direction::Vertical)
            .iter()
            .map(|tier| tier.iter().map(|i| i.c).collect())
            .collect();
        assert_eq!(read, ["上".repeat(48), "下".repeat(48)]);
    }

    #[test]
    fn one_tier_stays_whole() {
        let glyphs = columns('文', 6, 180.0, 50.0);
        let tiers = of(&glyphs, Direction::Vertical);
        assert_eq!((tiers.len(), tiers[0].len()), (1, 48));
    }
}
