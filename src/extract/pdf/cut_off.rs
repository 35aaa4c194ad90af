//! Text that the edge of its cell or of the printed area cuts off: part of a line is seen, the rest is outside the clip.
//! It is not read, as it is not seen, but counted: spreadsheets cut texts that are too long for their cells.
//!
//! Text that is drawn piece by piece, each piece in its own clip, is not cut off.

use std::collections::HashSet;

use crate::extract::{Direction, Glyph};

/// How far a glyph begins from the end of the one before on its line, and from its baseline, in ems.
const GAP: f32 = 0.6;
const OFF_BASELINE: f32 = 0.2;
/// The most glyphs that are kept: more are no text of cells.
const MOST: usize = 10_000;

/// The glyphs of a page that are cut off.
#[derive(Default)]
pub(super) struct CutOff {
    glyphs: Vec<Glyph>,
    /// Glyphs outside the clip after which one inside may follow on the line.
    waiting: Vec<Glyph>,
    /// The last glyph, if its line is partly seen.
    last: Option<Glyph>,
}

impl CutOff {
    /// Takes the next glyph in drawing order, and whether it is inside the clip.
    pub(super) fn next(&mut self, glyph: &Glyph, is_inside: bool) {
        let before = self.last.as_ref().or(self.waiting.last());
        let goes_on = before.is_some_and(|before| follows(before, glyph));
        if !goes_on {
            self.waiting.clear();
            self.last = None;
        }
        let is_full = self.glyphs.len() + self.waiting.len() >= MOST;
        match (is_inside, self.last.is_some()) {
            (true, _) => {
                self.glyphs.append(&mut self.waiting);
                self.last = Some(*glyph);
            }
            (false, _) if is_full => {}
            (false, true) => {
                self.glyphs.push(*glyph);
                self.last = Some(*glyph);
            }
            (false, false) => self.waiting.push(*glyph),
        }
    }

    /// The number of characters that are drawn nowhere else, given the glyphs that are seen.
    pub(super) fn count(&self, seen: &[Glyph]) -> usize {
        let is_text = |glyph: &&Glyph| !glyph.c.is_whitespace();
        let cut: Vec<&Glyph> = self.glyphs.iter().filter(is_text).collect();
        if cut.is_empty() {
            return 0;
        }
        let drawn: HashSet<(char, i32, i32)> = seen.iter().map(|g| place(g, 0, 0)).collect();
        let around = || (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
        let is_drawn =
            |glyph: &Glyph| around().any(|(dx, dy)| drawn.contains(&place(glyph, dx, dy)));
        cut.into_iter().filter(|glyph| !is_drawn(glyph)).count()
    }
}

/// Whether a glyph is the next on the line of another.
fn follows(before: &Glyph, glyph: &Glyph) -> bool {
    let (along, off) = match glyph.direction {
        Direction::Right => (
            glyph.bbox.x0 - before.bbox.x1,
            glyph.origin.1 - before.origin.1,
        ),
        _ => return false,
    };
    before.direction == glyph.direction
        && along.abs() <= GAP * glyph.size
        && off.abs() <= OFF_BASELINE * glyph.size
}

/// The character with its place in points.
fn place(glyph: &Glyph, dx: i32, dy: i32) -> (char, i32, i32) {
    let (x, y) = glyph.bbox.center();
    (glyph.c, x.round() as i32 + dx, y.round() as i32 + dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn glyph(n: usize) -> Glyph {
        let x = 10.0 * n as f32;
        Glyph {
            c: '字',
            bbox: Rect::new(x, 0.0, x + 10.0, 10.0),
            origin: (x, 8.8),
            size: 10.0,
            direction: Direction::Right,
            visible: true,
        }
    }

    fn count(inside: &str, seen: &[Glyph]) -> usize {
        let mut cut = CutOff::default();
        for (n, sign) in inside.chars().enumerate().filter(|(_, sign)| *sign != ' ') {
            cut.next(&glyph(n), sign == 'i');
        }
        cut.count(seen)
    }

    #[test]
    fn the_rest_of_a_line_that_is_partly_seen_is_cut_off() {
        assert_eq!(count("iioo", &[]), 2);
        assert_eq!(count("ooiio", &[]), 3);
    }

    #[test]
    fn a_line_that_is_not_seen_at_all_is_not_text_of_the_page() {
        assert_eq!(count("oooo", &[]), 0);
        assert_eq!(count("ii  oo", &[]), 0);
    }

    #[test]
    fn what_is_drawn_in_another_clip_is_not_cut_off() {
        assert_eq!(count("iioo", &[glyph(2)]), 1);
    }
}
