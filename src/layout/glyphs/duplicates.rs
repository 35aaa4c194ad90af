//! Duplicates: a character drawn two to four times with tiny offsets (fake bold) is one character.
//!
//! Each glyph is compared only with kept glyphs of the same character in nearby bins, so that a page of 20,000 glyphs
//! takes linear time.

use crate::extract::Direction;
use crate::layout::glyphs::PlacedGlyph;

/// Two boxes are the same character if their offset is at most this fraction of their width and height. Kerned
/// neighbours such as `ll` never overlap by more than half.
const OVERLAP_OFFSET: f32 = 0.45;

/// … and at most this fraction of the font size: tightly set `ーー` and `11` stay two.
const SIZE_OFFSET: f32 = 0.25;

/// Boxes without width (combining marks) may still be this far apart, in font sizes.
const FLAT_OFFSET: f32 = 0.05;

/// Slanted boxes overlap those of their neighbours by most of their size, so the pen positions decide: those of `ll`
/// are .22 font sizes apart.
const SLANTED_OFFSET: f32 = 0.1;

/// The largest offset, in points, that is considered; fake bold moves by 0.2 to 0.5.
const REACH: f32 = 3.0;

/// Width of a bin in points: text of normal size has at most a few of one character in it.
const BIN: f32 = 12.0;

/// The most glyphs that one is compared with. Fake bold comes within a few strokes; only a hostile file has thousands
/// of one character this close, each at a place of its own.
const COMPARED: usize = 256;

/// Keeps one of each duplicate; returns how many glyphs were dropped.
pub(crate) fn dedupe(glyphs: &mut Vec<PlacedGlyph>) -> u32 {
    let before = glyphs.len();
    let mut seen = Seen::new(before);
    let is_new: Vec<bool> = (0..before).map(|n| seen.is_new(glyphs, n)).collect();
    let mut is_new = is_new.into_iter();
    glyphs.retain(|_| is_new.next().unwrap_or_default());
    u32::try_from(before - glyphs.len()).unwrap_or(u32::MAX)
}

/// The indexes of the glyphs to keep, chained by character and bin. If two bins share a hash, the only cost is a
/// comparison, so keys need not be stored.
struct Seen {
    heads: Vec<u32>,
    /// For each glyph, the previous one in its chain.
    links: Vec<u32>,
}

const END: u32 = u32::MAX;

impl Seen {
    fn new(count: usize) -> Self {
        Self {
            heads: vec![END; (2 * count).next_power_of_two()],
            links: vec![END; count],
        }
    }

    /// Whether the glyph with this index is not a duplicate; it is kept then.
    fn is_new(&mut self, glyphs: &[PlacedGlyph], number: usize) -> bool {
        let Some(glyph) = glyphs.get(number) else {
            return false;
        };
        // truncation makes the bin around 0 twice as wide, which is harmless and faster than rounding down
        let bin = |v: f32| (v / BIN) as i32;
        let (x, y) = (glyph.bbox.x0, glyph.bbox.y0);
        for x in bin(x - REACH)..=bin(x + REACH) {
            for y in bin(y - REACH)..=bin(y + REACH) {
                if self.holds(self.slot(glyph.c, x, y), glyph, glyphs) {
                    return false;
                }
            }
        }
        let slot = self.slot(glyph.c, bin(x), bin(y));
        let places = self.heads.get_mut(slot).zip(self.links.get_mut(number));
        if let (Some((head, link)), Ok(number)) = (places, u32::try_from(number)) {
            *link = std::mem::replace(head, number);
        }
        true
    }

    fn slot(&self, c: char, x: i32, y: i32) -> usize {
        // odd factors with well-mixed bits (such as the golden ratio) spread neighbouring bins over the table
        let mixed = u64::from(u32::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ u64::from(x as u32).wrapping_mul(0xc2b2_ae3d_27d4_eb4f)
            ^ u64::from(y as u32).wrapping_mul(0x1656_67b1_9e37_79f9);
        (mixed >> 32) as usize & (self.heads.len() - 1)
    }

    fn holds(&self, slot: usize, glyph: &PlacedGlyph, glyphs: &[PlacedGlyph]) -> bool {
        let first = self.heads.get(slot).copied();
        let next = |at: &u32| self.links.get(*at as usize).copied();
        std::iter::successors(first, next)
            .map_while(|at| glyphs.get(at as usize))
            .take(COMPARED)
            .any(|other| other.c == glyph.c && same_place(glyph, other))
    }
}

fn same_place(a: &PlacedGlyph, b: &PlacedGlyph) -> bool {
    let (ga, gb) = (&a.glyph, &b.glyph);
    let size = ga.size.min(gb.size);
    if ga.direction == Direction::Slanted {
        let (dx, dy) = (ga.origin.0 - gb.origin.0, ga.origin.1 - gb.origin.1);
        return gb.direction == Direction::Slanted && dx.hypot(dy) <= SLANTED_OFFSET * size;
    }
    let apart = |d: f32, extent: f32| {
        d.abs() <= (OVERLAP_OFFSET * extent).clamp(FLAT_OFFSET * size, SIZE_OFFSET * size)
    };
    ga.direction == gb.direction
        && size * 1.15 >= ga.size.max(gb.size)
        && apart(
            ga.bbox.x0 - gb.bbox.x0,
            ga.bbox.width().min(gb.bbox.width()),
        )
        && apart(
            ga.bbox.y0 - gb.bbox.y0,
            ga.bbox.height().min(gb.bbox.height()),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::{glyph, string};

    fn text(glyphs: &[PlacedGlyph]) -> String {
        glyphs.iter().map(|i| i.c).collect()
    }

    #[test]
    fn fake_bold_is_taken_once() {
        let mut glyphs = Vec::new();
        for offset in [0.0, 0.25, 0.5] {
            glyphs.extend(string(
                "第三次ABil",
                10.0 + offset,
                20.0 + offset / 2.0,
                9.0,
            ));
        }
        assert_eq!(dedupe(&mut glyphs), 14);
        assert_eq!(text(&glyphs), "第三次ABil");
    }

    #[test]
    fn equal_adjacent_characters_stay() {
        for s in ["ーーー", "1111", "llll", "・・・"] {
            let mut glyphs = string(s, 10.0, 20.0, 9.0);
            assert_eq!(dedupe(&mut glyphs), 0, "{s}");
        }
    }

    #[test]
    fn thousands_of_tiny_adjacent_glyphs_are_fast() {
        let tiny = |i: u32| {
            glyph(
                '1',
                (i % 500) as f32 / 100.0,
                (i / 500) as f32 / 100.0,
                0.01,
            )
        };
        let mut glyphs: Vec<_> = (0..100_000).map(tiny).collect();
        assert_eq!(dedupe(&mut glyphs), 0);
    }

    #[test]
    fn thousands_of_glyphs_at_one_place_are_fast() {
        let mut glyphs: Vec<_> = (0..20_000).map(|_| glyph('字', 1.0, 1.0, 10.0)).collect();
        assert_eq!(dedupe(&mut glyphs), 19_999);
    }

    /// At 45 degrees the boxes of `ll` are as high as wide, and nearly the same.
    #[test]
    fn slanted_neighbours_stay_two() {
        let slanted = |x: f32, y: f32| {
            let mut glyph = glyph('l', x, y, 32.0);
            glyph.direction = crate::extract::Direction::Slanted;
            glyph.bbox = crate::geometry::Rect::new(x - 20.0, y - 25.0, x + 8.0, y + 3.0);
            glyph
        };
        let mut glyphs = vec![slanted(100.0, 100.0), slanted(105.0, 95.0)];
        assert_eq!(dedupe(&mut glyphs), 0);
        let mut bold = vec![slanted(100.0, 100.0), slanted(100.3, 100.2)];
        assert_eq!(dedupe(&mut bold), 1);
    }
}
