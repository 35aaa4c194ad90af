//! Characters drawn as outlines between the glyphs of a line: 外字 and kanji that the font lacks (塡, 剝, 𠮷 in names), as
//! DocuWorks and report engines draw them. Nothing says which character one is, so it becomes U+FFFD in its place; without
//! that, the line would read as if nothing stood there.
//!
//! A shape is such a character if it is as large as a kanji of the line, has a kanji's many strokes, and is next to a
//! glyph of the line, with no glyph on it. Bullets, ticks and circles around a choice have few strokes, or text inside.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::{Affine, BezPath, Shape};

use super::device::bounds;
use super::shapes::is_lettering;
use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;

/// The fewest elements of a kanji's outline. A circle has 6, a tick or an arrow about 10; 塡 has over 60.
const STROKES: usize = 20;
/// The height of a kanji's strokes, in ems: 一 is flatter, but it is in every font.
const HEIGHT: (f32, f32) = (0.55, 1.1);
/// How far its centre is from the middle of the line, in ems.
const OFF_LINE: f32 = 0.25;
/// How far the strokes are from the neighbouring glyphs, in ems: half-width signs such as ） have room inside their box.
const NEAR: f32 = 0.35;
/// The room of one character between two glyphs, in ems.
const ROOM: (f32, f32) = (0.8, 1.3);
/// The side of the squares by which glyphs are indexed, in points: the largest letters that count.
const SQUARE: f32 = 24.0;
/// A square with more glyphs than this is part of a drawing and is not considered.
const MOST: usize = 32;

/// The outlined letters of a page, as they are drawn.
#[derive(Default)]
pub(super) struct Outlined {
    shapes: Vec<Rect>,
}

impl Outlined {
    /// Keeps a filled path that may be a character, cut at the clip.
    pub(super) fn add(&mut self, path: &BezPath, transform: Affine, clip: &Rect) {
        if path.elements().len() < STROKES || !is_lettering(path, transform) {
            return;
        }
        let shape = bounds(transform, path.bounding_box());
        let (x, y) = shape.center();
        if shape.width().max(shape.height()) <= SQUARE && clip.contains(x, y) {
            self.shapes.push(shape);
        }
    }

    /// The characters among the shapes, as U+FFFD, given the glyphs of the page.
    pub(super) fn characters(&self, glyphs: &[Glyph]) -> Vec<Glyph> {
        if self.shapes.is_empty() {
            return Vec::new();
        }
        let lines = Squares::of(glyphs);
        let mut found = Vec::new();
        for shape in &self.shapes {
            found.extend(lines.character(shape));
        }
        found
    }
}

/// Glyphs by the square that their centre is in.
struct Squares<'g>(BTreeMap<(i32, i32), Vec<&'g Glyph>>);

impl<'g> Squares<'g> {
    fn of(glyphs: &'g [Glyph]) -> Self {
        let mut squares: BTreeMap<_, Vec<&Glyph>> = BTreeMap::new();
        let is_text = |glyph: &&Glyph| {
            !glyph.c.is_whitespace() && glyph.direction == Direction::Right && glyph.size <= SQUARE
        };
        for glyph in glyphs.iter().filter(is_text) {
            let among = squares.entry(square(glyph.bbox.center())).or_default();
            if among.len() < MOST {
                among.push(glyph);
            }
        }
        Self(squares)
    }

    /// The glyphs in the squares around a place.
    fn around(&self, place: (f32, f32)) -> impl Iterator<Item = &'g Glyph> {
        let (x, y) = square(place);
        let squares = (-2..=2).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        squares
            .filter_map(|at| self.0.get(&at))
            .flat_map(|glyphs| glyphs.iter().copied())
    }

    fn character(&self, shape: &Rect) -> Option<Glyph> {
        let on_line: Vec<&Glyph> = self
            .around(shape.center())
            .filter(|glyph| is_on_line(shape, glyph))
            .collect();
        let is_on_it = |glyph: &&Glyph| {
            let x = glyph.bbox.center().0;
            shape.x0 < x && x < shape.x1
        };
        if on_line.iter().any(is_on_it) {
            return None;
        }
        let is_near = |gap: f32, glyph: &Glyph| (-NEAR..=NEAR).contains(&(gap / glyph.size));
        let before = on_line.iter().filter(|g| g.bbox.x1 < shape.center().0);
        let before = before.max_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1));
        let before = before.filter(|g| is_near(shape.x0 - g.bbox.x1, g));
        let after = on_line.iter().filter(|g| g.bbox.x0 > shape.center().0);
        let after = after.min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        let after = after.filter(|g| is_near(g.bbox.x0 - shape.x1, g));
        let like = before.or(after)?;
        let (x0, x1) = match (before, after) {
            (Some(before), Some(after)) => (before.bbox.x1, after.bbox.x0),
            (Some(before), None) => (before.bbox.x1, before.bbox.x1 + like.size),
            (None, Some(after)) => (after.bbox.x0 - like.size, after.bbox.x0),
            (None, None) => return None,
        };
        let fits = (ROOM.0..=ROOM.1).contains(&((x1 - x0) / like.size));
        fits.then(|| Glyph {
            c: char::REPLACEMENT_CHARACTER,
            bbox: Rect::new(x0, like.bbox.y0, x1, like.bbox.y1),
            origin: (x0, like.origin.1),
            visible: true,
            ..**like
        })
    }
}

/// Whether a shape has the size of a kanji of the glyph's line, and stands in it.
fn is_on_line(shape: &Rect, glyph: &Glyph) -> bool {
    let tall = shape.height() / glyph.size;
    let off = (shape.center().1 - glyph.bbox.center().1).abs();
    (HEIGHT.0..=HEIGHT.1).contains(&tall)
        && shape.width() <= HEIGHT.1 * glyph.size
        && off <= OFF_LINE * glyph.size
}

fn square((x, y): (f32, f32)) -> (i32, i32) {
    ((x / SQUARE).floor() as i32, (y / SQUARE).floor() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 pt from x = 0, a blank room for each space.
    fn line(text: &str) -> Vec<Glyph> {
        let glyph = |(n, c): (usize, char)| {
            let x = 10.0 * n as f32;
            Glyph {
                c,
                bbox: Rect::new(x, 0.0, x + 10.0, 10.0),
                origin: (x, 8.8),
                size: 10.0,
                direction: Direction::Right,
                visible: true,
            }
        };
        let glyphs = text.chars().enumerate().map(glyph);
        glyphs.filter(|glyph| glyph.c != ' ').collect()
    }

    fn found(text: &str, shape: Rect) -> Vec<(char, f32)> {
        let outlined = Outlined {
            shapes: vec![shape],
        };
        let found = outlined.characters(&line(text));
        found.iter().map(|glyph| (glyph.c, glyph.bbox.x0)).collect()
    }

    #[test]
    fn a_shape_in_the_room_of_a_character_is_one() {
        let shape = Rect::new(20.5, 0.5, 29.5, 9.5);
        assert_eq!(found("診断 替え", shape), [('\u{FFFD}', 20.0)]);
        assert_eq!(found("診断", shape), [('\u{FFFD}', 20.0)]);
        assert_eq!(found("   替え", shape), [('\u{FFFD}', 20.0)]);
    }

    #[test]
    fn a_shape_around_text_or_apart_from_it_is_none() {
        let shape = Rect::new(20.5, 0.5, 29.5, 9.5);
        assert_eq!(found("診断有替え", shape), []);
        assert_eq!(found("      替え", shape), []);
        let above = Rect::new(20.5, -9.5, 29.5, -0.5);
        assert_eq!(found("診断 替え", above), []);
        let small = Rect::new(23.0, 3.0, 26.0, 6.0);
        assert_eq!(found("診断 替え", small), []);
    }
}
