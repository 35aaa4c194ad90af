//! Letters drawn as curves with their text hidden over them: the shapes are neither rules nor shades.
//!
//! Some programs do this if a font may not be embedded. Otherwise a straight stroke of 日 or ー would be a rule or a
//! shade, and a line of text a table.

use std::collections::BTreeMap;

use crate::extract::{Axis, Page, Rule};
use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;

/// The longest stroke, in font sizes: dashes and brackets extend beyond their letter's box.
const LONGEST: f32 = 1.1;

/// The largest letters that are considered, in points.
const LARGEST: f32 = 72.0;

/// The width of the squares by which letters are indexed, in points.
const SQUARE: f32 = 18.0;

/// A square with more letters than this is part of a drawing and is not considered.
const MOST: usize = 32;

/// The page's shapes without those of letters, if it has hidden text; without glyphs.
pub(crate) fn without(page: &Page, glyphs: &[PlacedGlyph]) -> Option<Page> {
    let hidden = glyphs.iter().filter(|glyph| !glyph.visible);
    let letters = Letters::new(hidden.filter(|glyph| !glyph.c.is_whitespace()));
    if letters.squares.is_empty() {
        return None;
    }
    let fills = page.fills.iter().filter(|f| !letters.draw(&f.bbox));
    let rules = page.rules.iter().filter(|r| !letters.draw(&extent(r)));
    Some(Page {
        number: page.number,
        width: page.width,
        height: page.height,
        fills: fills.copied().collect(),
        rules: rules.copied().collect(),
        images: page.images.clone(),
        ..Page::default()
    })
}

fn extent(rule: &Rule) -> Rect {
    match rule.axis {
        Axis::Horizontal => Rect::new(rule.from, rule.pos, rule.to, rule.pos),
        Axis::Vertical => Rect::new(rule.pos, rule.from, rule.pos, rule.to),
    }
}

/// The boxes of letters, by the squares of the page that they touch.
struct Letters {
    squares: BTreeMap<(i32, i32), Vec<Rect>>,
}

impl Letters {
    fn new<'i>(glyphs: impl Iterator<Item = &'i PlacedGlyph>) -> Self {
        let mut squares: BTreeMap<(i32, i32), Vec<Rect>> = BTreeMap::new();
        let boxes = glyphs.map(|glyph| glyph.bbox);
        for b in boxes.filter(|b| b.width().max(b.height()) <= LARGEST) {
            let ((x0, y0), (x1, y1)) = (square((b.x0, b.y0)), square((b.x1, b.y1)));
            for at in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| (x, y))) {
                let boxes = squares.entry(at).or_default();
                if boxes.len() < MOST {
                    boxes.push(b);
                }
            }
        }
        Self { squares }
    }

    /// Whether a shape is part of a letter.
    fn draw(&self, shape: &Rect) -> bool {
        let (x, y) = shape.center();
        let holds = |letter: &Rect| {
            let size = letter.width().max(letter.height());
            letter.contains(x, y) && shape.width().max(shape.height()) <= LONGEST * size
        };
        let letters = self.squares.get(&square((x, y)));
        letters.is_some_and(|letters| letters.iter().any(holds))
    }
}

fn square((x, y): (f32, f32)) -> (i32, i32) {
    ((x / SQUARE).floor() as i32, (y / SQUARE).floor() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Fill;
    use crate::layout::tests::{across, down, drawn, string};

    fn sheet() -> (Page, Vec<PlacedGlyph>) {
        let fills = [
            Rect::new(11.0, 12.0, 18.0, 18.0),
            Rect::new(0.0, 0.0, 90.0, 30.0),
        ];
        let page = Page {
            rules: drawn([
                across(15.0, 11.0, 19.0),
                down(20.5, 11.0, 18.0),
                across(22.0, 0.0, 90.0),
            ]),
            fills: fills.map(|bbox| Fill { bbox, luma: 0.0 }).to_vec(),
            ..Page::default()
        };
        (page, string("日一", 10.0, 18.8, 10.0))
    }

    #[test]
    fn strokes_of_hidden_letters_are_not_rules() {
        let (page, mut glyphs) = sheet();
        glyphs.iter_mut().for_each(|glyph| glyph.visible = false);
        let left = without(&page, &glyphs).unwrap_or_default();
        assert_eq!(left.rules, page.rules[2..]);
        assert_eq!(left.fills, page.fills[1..]);
    }

    #[test]
    fn painted_letters_have_no_curves() {
        let (page, glyphs) = sheet();
        assert_eq!(without(&page, &glyphs), None);
    }
}
