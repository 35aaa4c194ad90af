//! Tiers: turned text that stands in two rows of columns, one below the other (段組み of vertical writing), is parted like
//! columns of upright text, in the frame in which it runs right.

use super::lines::Ink;
use super::order::{self, Part};
use super::turn;
use crate::extract::{Direction, Glyph};

/// The tiers of glyphs that run in `direction`, in reading order.
pub(super) fn of(inks: &[Ink], direction: Direction) -> Vec<Vec<Ink>> {
    let upright: Vec<Ink> = (0..)
        .zip(inks)
        .map(|(id, ink)| framed(ink, direction, id))
        .collect();
    let parts = order::parts(&[], &upright);
    if parts.len() < 2 {
        return vec![inks.to_vec()];
    }
    let tiers = parts.into_iter().filter_map(|part| match part {
        Part::Text(tier) => Some(back(&tier, inks)),
        Part::Table(_) => None,
    });
    tiers.collect()
}

/// The glyph in its frame, on the middle of its column (digits upright in it have another origin).
fn framed(ink: &Ink, direction: Direction, id: u32) -> Ink {
    let bbox = turn::rect(&ink.glyph.bbox, direction);
    let glyph = Glyph {
        bbox,
        origin: (bbox.x0, bbox.center().1),
        direction: Direction::Right,
        ..ink.glyph
    };
    Ink { glyph, id }
}

fn back(tier: &[Ink], inks: &[Ink]) -> Vec<Ink> {
    let number = tier.iter().filter_map(|i| usize::try_from(i.id).ok());
    number.filter_map(|n| inks.get(n).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::ink;
    use super::*;

    /// Columns of eight characters from the right to the left, in vertical writing.
    fn columns(c: char, count: usize, right: f32, top: f32) -> Vec<Ink> {
        let place = |n: usize| {
            let (x, y) = (right - 15.0 * (n / 8) as f32, top + 10.0 * (n % 8) as f32);
            let mut ink = ink(c, x, y, 10.0);
            ink.glyph.direction = Direction::Vertical;
            ink
        };
        (0..8 * count).map(place).collect()
    }

    #[test]
    fn the_upper_tier_comes_first() {
        let mut inks = columns('下', 6, 180.0, 200.0);
        inks.extend(columns('上', 6, 190.0, 50.0));
        let read: Vec<String> = of(&inks, Direction::Vertical)
            .iter()
            .map(|tier| tier.iter().map(|i| i.glyph.c).collect())
            .collect();
        assert_eq!(read, ["上".repeat(48), "下".repeat(48)]);
    }

    #[test]
    fn one_tier_stays_whole() {
        let inks = columns('文', 6, 180.0, 50.0);
        let tiers = of(&inks, Direction::Vertical);
        assert_eq!((tiers.len(), tiers[0].len()), (1, 48));
    }
}
