//! A row of text.

use super::super::{gaps, turn};
use super::{Ink, bounds};
use crate::extract::Direction;
use crate::geometry::Rect;
use crate::text::{Char, Text};

/// A row of text in the frame in which it runs right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::layout) struct Row {
    /// Its glyphs from left to right, boxes and origins in that frame.
    pub inks: Vec<Ink>,
    /// The direction of that frame on the page.
    pub direction: Direction,
    /// Where its text ends in that frame, with one of the spaces that may be drawn after it.
    pub end: f32,
    /// Whether it is a label written down one character a line.
    pub stacked: bool,
}

impl Row {
    /// A row of these glyphs (ordered by place), without the white space at its end.
    pub(in crate::layout) fn new(mut inks: Vec<Ink>, direction: Direction) -> Option<Self> {
        let last = inks.iter().rposition(|i| !i.glyph.c.is_whitespace())?;
        let ends = inks.iter().skip(last).take(2).map(|i| i.glyph.bbox.x1);
        let end = ends.fold(f32::NEG_INFINITY, f32::max);
        inks.truncate(last + 1);
        Some(Self {
            inks,
            direction,
            end,
            stacked: false,
        })
    }

    /// Its glyphs that are no white space.
    pub(in crate::layout) fn visible(&self) -> impl Iterator<Item = &Ink> {
        self.inks.iter().filter(|i| !i.glyph.c.is_whitespace())
    }

    /// Its box in its own frame.
    pub(in crate::layout) fn own_box(&self) -> Rect {
        bounds(&self.inks).unwrap_or_default()
    }

    /// Its box on the page.
    pub(in crate::layout) fn page_box(&self) -> Rect {
        turn::rect_back(&self.own_box(), self.direction)
    }

    /// Its largest font size.
    pub(in crate::layout) fn size(&self) -> f32 {
        self.visible().map(|i| i.glyph.size).fold(0.0, f32::max)
    }

    /// Its text: glyphs by their numbers on the page, white space as it was drawn or as gaps mean it.
    pub(in crate::layout) fn text(&self) -> Text {
        let mut text = Text(Vec::with_capacity(self.inks.len()));
        let usual = gaps::Usual::of(&self.inks);
        let mut before: Option<&Ink> = None;
        for ink in &self.inks {
            let c = ink.glyph.c;
            if c.is_whitespace() {
                text.insert(c);
            } else {
                if before.is_some_and(|b| !self.stacked && usual.is_gap(b, ink)) {
                    text.insert(' ');
                }
                text.0.push(Char::new(c, ink.id));
            }
            before = Some(ink).filter(|_| !c.is_whitespace());
        }
        text
    }
}
