//! Duplicates: a character drawn two to four times with tiny offsets (fake bold) is one character.
//!
//! Each glyph is compared only with the kept ones of the same character in the bins around it, so that a page of
//! 20,000 glyphs stays linear.

use std::collections::HashMap;

use super::lines::Ink;

/// Two boxes are the same character if they are apart by no more than this part of their width and height. Kerned
/// neighbours such as `ll` never overlap by more than half.
const OVERLAP_OFFSET: f32 = 0.45;

/// … and by no more than this part of the font size: `ーー` and `11` set tight stay two.
const SIZE_OFFSET: f32 = 0.25;

/// Boxes without width (combining marks) may still be this far apart, in font sizes.
const FLAT_OFFSET: f32 = 0.05;

/// Width of a bin in points, and thereby the largest offset that is looked for; fake bold moves by 0.2 to 0.5.
const BIN: f32 = 3.0;

/// Takes each character once; returns how many glyphs were dropped.
pub(super) fn dedupe(inks: &mut Vec<Ink>) -> u32 {
    let before = inks.len();
    let mut kept: HashMap<(char, i32, i32), Vec<Ink>> = HashMap::with_capacity(before);
    inks.retain(|ink| {
        let (x, y) = bin(ink);
        let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let seen = near
            .filter_map(|(x, y)| kept.get(&(ink.glyph.c, x, y)))
            .flatten()
            .any(|other| same_place(ink, other));
        if !seen {
            kept.entry((ink.glyph.c, x, y)).or_default().push(*ink);
        }
        !seen
    });
    u32::try_from(before - inks.len()).unwrap_or(u32::MAX)
}

/// Coordinates are kept far from the ends of `i32`, whose neighbours are asked for.
fn bin(ink: &Ink) -> (i32, i32) {
    let index = |v: f32| (v / BIN).floor().clamp(-1e9, 1e9) as i32;
    (index(ink.glyph.bbox.x0), index(ink.glyph.bbox.y0))
}

fn same_place(a: &Ink, b: &Ink) -> bool {
    let (ga, gb) = (&a.glyph, &b.glyph);
    let size = ga.size.min(gb.size);
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
    use super::super::tests::{ink, string};
    use super::*;

    fn text(inks: &[Ink]) -> String {
        inks.iter().map(|i| i.glyph.c).collect()
    }

    #[test]
    fn fake_bold_is_taken_once() {
        let mut inks = Vec::new();
        for offset in [0.0, 0.25, 0.5] {
            inks.extend(string(
                "第三次ABil",
                10.0 + offset,
                20.0 + offset / 2.0,
                9.0,
            ));
        }
        assert_eq!(dedupe(&mut inks), 14);
        assert_eq!(text(&inks), "第三次ABil");
    }

    #[test]
    fn equal_characters_beside_each_other_stay() {
        for s in ["ーーー", "1111", "llll", "・・・"] {
            let mut inks = string(s, 10.0, 20.0, 9.0);
            assert_eq!(dedupe(&mut inks), 0, "{s}");
        }
    }

    #[test]
    fn one_place_with_thousands_of_glyphs_is_quick() {
        let mut inks: Vec<_> = (0..20_000).map(|_| ink('字', 1.0, 1.0, 10.0)).collect();
        assert_eq!(dedupe(&mut inks), 19_999);
    }
}
