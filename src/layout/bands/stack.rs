//! Whole rules of one extent below each other, and the bands between them.

use super::super::carried::{Columns, LINE_GAP, MARGIN, end_below};
use super::super::lines::{self, Ink};
use super::super::regions::{LEVEL, is_level};
use super::super::rules::{TOUCH, across};
use super::band::{Band, FEWEST_EDGES, MOST_PARTS};
use super::{is_long, is_visible};
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// A band is higher than this, or it is a double rule.
const THINNEST: f32 = 4.0;

/// Rules of one extent, and all that stands between them.
pub(super) struct Stack<'a> {
    pub left: f32,
    pub right: f32,
    /// Their heights, ascending.
    ys: Vec<f32>,
    /// Those of them that no rule stands at.
    ends: Vec<f32>,
    rules: &'a [Rule],
    /// The columns of the row on the page before, if it has the same extent.
    carried: Option<&'a Columns>,
    /// Whether vertical rules stand at its sides.
    pub is_framed: bool,
}

impl<'a> Stack<'a> {
    pub(super) fn new(seed: &Rule, rules: &'a [Rule], carried: &'a [Columns]) -> Self {
        let level = rules.iter().filter(|r| is_long(r) && is_level(r, seed));
        let mut ys: Vec<f32> = level.map(|r| r.pos).collect();
        ys.sort_by(f32::total_cmp);
        ys.dedup_by(|b, a| *b - *a < THINNEST);
        Self {
            left: seed.from,
            right: seed.to,
            ys,
            ends: Vec::new(),
            rules,
            carried: carried.iter().find(|c| c.is_level(seed.from, seed.to)),
            is_framed: false,
        }
    }

    /// The same rules, with a frame at their sides that is none of their bands' business.
    pub(super) fn framed(self) -> Self {
        Self {
            is_framed: true,
            ..self
        }
    }

    /// The columns of the row on the page before, if they are so many that nothing else need tell where it goes on.
    pub(super) fn many(&self) -> Option<&'a Columns> {
        self.carried.filter(|columns| columns.are_many())
    }

    /// The edges of the row on the page before.
    pub(super) fn carried(&self) -> &'a [f32] {
        self.carried.map_or(&[], |columns| columns.edges.as_slice())
    }

    /// The columns' edges for these glyphs, if they are a rest of the row on the page before.
    pub(super) fn rest(&self, inks: &[&Ink]) -> Option<Vec<f32>> {
        let goes_on = |c: &&Columns| c.are_many() || c.holds_value(inks);
        self.carried.filter(goes_on)?.fitted(inks)
    }

    /// Adds the bands that a page's end left open: above the first rule a rest of the row before, below the last one
    /// the beginning of a row that goes on.
    pub(super) fn with_open_ends(mut self, inks: &[Ink]) -> Self {
        let rest = self.many().filter(|c| c.open);
        if let (Some(columns), Some(first)) = (rest, self.ys.first().copied())
            && let Some(top) = self.text_above(first, inks)
            && columns.fit(&self.text_in(&self.band(top, first), inks))
        {
            self.ys.insert(0, top);
            self.ends.push(top);
        }
        if let Some(last) = self.ys.last()
            && let Some(bottom) = self.text_below(*last, inks)
            && self.goes_on(&self.band(*last, bottom), inks)
        {
            self.ys.push(bottom);
            self.ends.push(bottom);
        }
        self
    }

    /// Whether the band below the last rule is a row of the columns above it, or of those on the page before.
    fn goes_on(&self, below: &Rect, inks: &[Ink]) -> bool {
        let text = self.text_in(below, inks);
        let is_row = |above: &Rect| self.is_open(above) && self.inside(above).len() < MOST_PARTS;
        let above = self.bands().last().filter(is_row);
        let continues = |above: Rect| {
            let above = Band::new(above, &[], &self.text_in(&above, inks));
            let below = Band::new(*below, &[], &text);
            below.continues(&above) && above.parts_like(&below)
        };
        let fits = |columns: &Columns| columns.fit(&text);
        self.is_open(below) && (self.many().is_some_and(fits) || above.is_some_and(continues))
    }

    /// The rules missing at open ends.
    pub(super) fn ends(&self) -> impl Iterator<Item = Rule> {
        self.ends.iter().map(|&y| across(&self.band(y, y), y))
    }

    /// Where the last band ends, if no more than a line of text stands below it to the page's end: its number.
    pub(super) fn foot_of_page(&self, inks: &[Ink]) -> Option<f32> {
        let last = *self.ys.last()?;
        let is_below = |i: &&Ink| {
            let (x, y) = i.glyph.bbox.center();
            is_visible(i) && y > last && (self.left..=self.right).contains(&x)
        };
        let below: Vec<Ink> = inks.iter().filter(is_below).copied().collect();
        (lines::level(&below).len() <= 1).then_some(last)
    }

    fn band(&self, top: f32, bottom: f32) -> Rect {
        Rect::new(self.left, top, self.right, bottom)
    }

    /// The glyphs of a band, with its spaces.
    pub(super) fn text_in<'i>(&self, band: &Rect, inks: &'i [Ink]) -> Vec<&'i Ink> {
        let inside = |i: &&Ink| {
            let (x, y) = i.glyph.bbox.center();
            band.contains(x, y)
        };
        inks.iter().filter(inside).collect()
    }

    /// Where the text that begins right below `y` ends.
    fn text_below(&self, y: f32, inks: &[Ink]) -> Option<f32> {
        end_below(self.boxes(inks, |b| b.center().1 > y), y)
    }

    /// Where the text that ends right above `y` begins.
    fn text_above(&self, y: f32, inks: &[Ink]) -> Option<f32> {
        let mut boxes = self.boxes(inks, |b| b.center().1 < y);
        boxes.sort_by(|a, b| b.0.y1.total_cmp(&a.0.y1));
        let mut start = y;
        for (b, size) in boxes {
            if start - b.y1 > LINE_GAP * size {
                break;
            }
            start = start.min(b.y0);
        }
        (start < y).then_some(start - MARGIN)
    }

    fn boxes(&self, inks: &[Ink], side: impl Fn(&Rect) -> bool) -> Vec<(Rect, f32)> {
        let within = |b: &Rect| (self.left..=self.right).contains(&b.center().0);
        let seen = inks
            .iter()
            .filter(|i| is_visible(i) && within(&i.glyph.bbox) && side(&i.glyph.bbox));
        seen.map(|i| (i.glyph.bbox, i.glyph.size)).collect()
    }

    pub(super) fn bands(&self) -> impl Iterator<Item = Rect> {
        self.ys.windows(2).filter_map(|pair| match pair {
            [top, bottom] => Some(self.band(*top, *bottom)),
            _ => None,
        })
    }

    /// Whether no vertical rule passes the middle of the band.
    pub(super) fn is_open(&self, band: &Rect) -> bool {
        let middle = (band.y0 + band.y1) / 2.0;
        let passes = |r: &Rule| {
            r.axis == Axis::Vertical
                && (band.x0 + TOUCH..=band.x1 - TOUCH).contains(&r.pos)
                && (r.from..=r.to).contains(&middle)
        };
        !self.rules.iter().any(passes)
    }

    /// Whether vertical rules that end at `y` part a row above it like a header.
    pub(super) fn is_parted_above(&self, y: f32) -> bool {
        let ends = |r: &&Rule| {
            let inside = self.left + TOUCH < r.pos && r.pos < self.right - TOUCH;
            r.axis == Axis::Vertical && inside && r.from < y - TOUCH && (r.to - y).abs() <= TOUCH
        };
        let mut edges: Vec<f32> = self.rules.iter().filter(ends).map(|r| r.pos).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|b, a| *b - *a < THINNEST);
        edges.len() >= FEWEST_EDGES
    }

    /// The shorter rules inside a band.
    pub(super) fn inside(&self, band: &Rect) -> Vec<Rule> {
        let is_inside = |r: &&Rule| {
            is_long(r)
                && r.pos - band.y0 > LEVEL
                && band.y1 - r.pos > LEVEL
                && r.from >= band.x0 - LEVEL
                && r.to <= band.x1 + LEVEL
        };
        self.rules.iter().filter(is_inside).copied().collect()
    }
}
