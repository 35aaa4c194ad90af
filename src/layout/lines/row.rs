//! A row of text.

use std::cell::OnceCell;

use crate::extract::Direction;
use crate::geometry::Rect;
use crate::layout::glyphs::rotate;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest, visible};
use crate::layout::lines::spaces;
use crate::text::{Char, Text};

/// A row of text in the frame in which it runs right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// Its glyphs from left to right, boxes and origins in that frame.
    pub glyphs: Vec<PlacedGlyph>,
    /// The direction of that frame on the page.
    pub direction: Direction,
    /// Where its text ends in that frame, including one trailing space, if drawn.
    pub end: f32,
    /// Whether it is a label written downward character by character.
    pub stacked: bool,
    /// The box of its glyphs that are no white space, in that frame.
    pub own_box: Rect,
    /// Its largest font size.
    pub size: f32,
}

impl Row {
    /// A row of these glyphs (ordered by position), without trailing white space.
    pub(crate) fn new(mut glyphs: Vec<PlacedGlyph>, direction: Direction) -> Option<Self> {
        let last = glyphs.iter().rposition(|i| !i.c.is_whitespace())?;
        let ends = glyphs.iter().skip(last).take(2).map(|i| i.bbox.x1);
        let end = ends.fold(f32::NEG_INFINITY, f32::max);
        glyphs.truncate(last + 1);
        Some(Self::measured(glyphs, direction, end, false))
    }

    /// A label written down one character a line, as a row of its characters from top to bottom.
    pub(crate) fn stacked(glyphs: Vec<PlacedGlyph>, direction: Direction) -> Self {
        let ends = glyphs.iter().map(|g| g.bbox.x1);
        let end = ends.fold(f32::NEG_INFINITY, f32::max);
        Self::measured(glyphs, direction, end, true)
    }

    fn measured(glyphs: Vec<PlacedGlyph>, direction: Direction, end: f32, stacked: bool) -> Self {
        Self {
            own_box: bounds(&glyphs).unwrap_or_default(),
            size: largest(visible(&glyphs)),
            glyphs,
            direction,
            end,
            stacked,
        }
    }

    /// Its glyphs that are not white space.
    pub(crate) fn visible(&self) -> impl Iterator<Item = &PlacedGlyph> {
        visible(&self.glyphs)
    }

    /// Its box on the page.
    pub(crate) fn page_box(&self) -> Rect {
        rotate::rect_back(&self.own_box, self.direction)
    }

    /// Its text: glyphs by their indexes on the page, white space as drawn or as gaps imply it.
    pub(crate) fn text(&self) -> Text {
        let mut text = Text(Vec::with_capacity(self.glyphs.len()));
        let usual = OnceCell::new();
        let usual = || usual.get_or_init(|| spaces::Usual::of(&self.glyphs));
        let is_gap = |a, b| !self.stacked && spaces::may_be_gap(a, b) && usual().is_gap(a, b);
        let mut before: Option<&PlacedGlyph> = None;
        for glyph in &self.glyphs {
            let c = glyph.c;
            if c.is_whitespace() {
                text.insert(c);
            } else {
                if before.is_some_and(|b| is_gap(b, glyph)) {
                    text.insert(' ');
                }
                text.0.push(Char::new(c, glyph.id));
            }
            before = Some(glyph).filter(|_| !c.is_whitespace());
        }
        text
    }
}
