//! Full rules of one extent below each other, and the rows between them.

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::document::continuation::{Columns, LINE_GAP, MARGIN, end_below};
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::places::Places;
use crate::layout::grid::regions::{LEVEL, is_level};
use crate::layout::infer::open_rows::is_long;
use crate::layout::infer::open_rows::row::{FEWEST_EDGES, MOST_PARTS, OpenRow};
use crate::layout::lines;
use crate::layout::rules::Rule;
use crate::layout::rules::{TOUCH, across};

/// A row is higher than this, in points; otherwise it is a double rule.
const THINNEST: f32 = 4.0;

/// Rules of one extent, and everything between them.
pub(crate) struct Stack<'a> {
    pub left: f32,
    pub right: f32,
    /// Their heights, ascending.
    ys: Vec<f32>,
    /// Those heights without a rule.
    ends: Vec<f32>,
    /// The long horizontal rules with their indexes, by height.
    long: Vec<(usize, Rule)>,
    /// The vertical rules inside.
    down: Vec<Rule>,
    /// The heights that these span.
    passed: Vec<(f32, f32)>,
    /// The columns of the row on the page before, if it has the same extent.
    carried: Option<&'a Columns>,
    /// Whether there are vertical rules at its sides.
    pub is_framed: bool,
}

impl<'a> Stack<'a> {
    pub(crate) fn new(seed: &Rule, rules: &[Rule], carried: &'a [Columns]) -> Self {
        let long = rules.iter().copied().zip(0..).filter(|(r, _)| is_long(r));
        let mut long: Vec<(usize, Rule)> = long.map(|(rule, number)| (number, rule)).collect();
        long.sort_by(|a, b| a.1.pos.total_cmp(&b.1.pos));
        let level = long.iter().filter(|(_, r)| is_level(r, seed));
        let mut ys: Vec<f32> = level.map(|(_, r)| r.pos).collect();
        ys.dedup_by(|b, a| *b - *a < THINNEST);
        let inside = seed.from + TOUCH..=seed.to - TOUCH;
        let is_inside = |r: &&Rule| r.axis == Axis::Vertical && inside.contains(&r.pos);
        let down: Vec<Rule> = rules.iter().filter(is_inside).copied().collect();
        Self {
            left: seed.from,
            right: seed.to,
            ys,
            ends: Vec::new(),
            long,
            passed: passed(down.iter()),
            down,
            carried: carried.iter().find(|c| c.is_level(seed.from, seed.to)),
            is_framed: false,
        }
    }

    /// The same rules, with a frame at their sides that does not belong to the rows.
    pub(crate) fn framed(self) -> Self {
        Self {
            is_framed: true,
            ..self
        }
    }

    /// The columns of the row on the page before, if they are enough to identify its continuation alone.
    pub(crate) fn many(&self) -> Option<&'a Columns> {
        self.carried.filter(|columns| columns.are_many())
    }

    /// The edges of the row on the page before.
    pub(crate) fn carried(&self) -> &'a [f32] {
        self.carried.map_or(&[], |columns| columns.edges.as_slice())
    }

    /// The edges of the columns for these glyphs, if they continue the row on the page before.
    pub(crate) fn rest(&self, glyphs: &[&PlacedGlyph]) -> Option<Vec<f32>> {
        let goes_on = |c: &&Columns| c.are_many() || c.holds_value(glyphs);
        self.carried.filter(goes_on)?.fitted(glyphs)
    }

    /// Adds the rows that page breaks left open: above the first rule the continuation of the row before, below the
    /// last one the beginning of a row that continues.
    pub(crate) fn with_open_ends(mut self, page: &Places) -> Self {
        let rest = self.many().filter(|c| c.open);
        if let (Some(columns), Some(first)) = (rest, self.ys.first().copied())
            && let Some(top) = self.text_above(first, page)
            && columns.fit(&page.inside(&self.band(top, first)))
        {
            self.ys.insert(0, top);
            self.ends.push(top);
        }
        if let Some(last) = self.ys.last()
            && let Some(bottom) = self.text_below(*last, page)
            && self.goes_on(&self.band(*last, bottom), page)
        {
            self.ys.push(bottom);
            self.ends.push(bottom);
        }
        self
    }

    /// Whether the text below the last rule is a row of the columns above it, or of those on the page before.
    fn goes_on(&self, below: &Rect, page: &Places) -> bool {
        let text = page.inside(below);
        let is_row = |above: &Rect| self.is_open(above) && self.inside(above).len() < MOST_PARTS;
        let above = self.bands().last().filter(is_row);
        let continues = |above: Rect| {
            let above = OpenRow::new(above, &[], &page.inside(&above));
            let below = OpenRow::new(*below, &[], &text);
            below.continues(&above) && above.parts_like(&below)
        };
        let fits = |columns: &Columns| columns.fit(&text);
        self.is_open(below) && (self.many().is_some_and(fits) || above.is_some_and(continues))
    }

    /// The missing rules at open ends.
    pub(crate) fn ends(&self) -> impl Iterator<Item = Rule> {
        self.ends.iter().map(|&y| across(&self.band(y, y), y))
    }

    /// Where the last row ends, if no more than a line of text is below it on the page: the page number.
    pub(crate) fn foot_of_page(&self, page: &Places) -> Option<f32> {
        let last = *self.ys.last()?;
        let below = page.inside(&self.band(last, f32::INFINITY)).into_iter();
        let below = below.filter(|g| !g.c.is_whitespace() && g.bbox.center().1 > last);
        let below: Vec<PlacedGlyph> = below.copied().collect();
        (lines::level(&below).len() <= 1).then_some(last)
    }

    fn band(&self, top: f32, bottom: f32) -> Rect {
        Rect::new(self.left, top, self.right, bottom)
    }

    /// Where the text that begins right below `y` ends.
    fn text_below(&self, y: f32, page: &Places) -> Option<f32> {
        end_below(self.boxes(page, y, f32::INFINITY), y)
    }

    /// Where the text that ends right above `y` begins.
    fn text_above(&self, y: f32, page: &Places) -> Option<f32> {
        let mut boxes = self.boxes(page, f32::NEG_INFINITY, y);
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

    /// The boxes and font sizes of the text between two heights.
    fn boxes(&self, page: &Places, top: f32, bottom: f32) -> Vec<(Rect, f32)> {
        let text = page.inside(&self.band(top, bottom)).into_iter();
        let between = |g: &&PlacedGlyph| {
            let y = g.bbox.center().1;
            !g.c.is_whitespace() && top < y && y < bottom
        };
        text.filter(between).map(|g| (g.bbox, g.size)).collect()
    }

    pub(crate) fn bands(&self) -> impl Iterator<Item = Rect> {
        self.ys.windows(2).filter_map(|pair| match pair {
            [top, bottom] => Some(self.band(*top, *bottom)),
            _ => None,
        })
    }

    /// Whether no vertical rule crosses the middle of the row.
    pub(crate) fn is_open(&self, band: &Rect) -> bool {
        let middle = (band.y0 + band.y1) / 2.0;
        let at = self.passed.partition_point(|(from, _)| *from <= middle);
        let before = at.checked_sub(1).and_then(|at| self.passed.get(at));
        before.is_none_or(|(_, to)| *to < middle)
    }

    /// Whether vertical rules that end at `y` divide a row above it like a header.
    pub(crate) fn is_parted_above(&self, y: f32) -> bool {
        let ends = |r: &&Rule| r.from < y - TOUCH && (r.to - y).abs() <= TOUCH;
        let mut edges: Vec<f32> = self.down.iter().filter(ends).map(|r| r.pos).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|b, a| *b - *a < THINNEST);
        edges.len() >= FEWEST_EDGES
    }

    /// The shorter rules inside a row.
    pub(crate) fn inside(&self, band: &Rect) -> Vec<Rule> {
        let is_inside = |r: &Rule| {
            r.pos - band.y0 > LEVEL
                && band.y1 - r.pos > LEVEL
                && r.from >= band.x0 - LEVEL
                && r.to <= band.x1 + LEVEL
        };
        let from = self.long.partition_point(|(_, r)| r.pos <= band.y0);
        let below = self.long.iter().skip(from);
        let between = below.take_while(|(_, r)| r.pos < band.y1);
        let mut inside: Vec<(usize, Rule)> =
            between.filter(|(_, r)| is_inside(r)).copied().collect();
        inside.sort_by_key(|(number, _)| *number);
        inside.into_iter().map(|(_, rule)| rule).collect()
    }
}

/// The heights that vertical rules span, from top to bottom, without overlaps.
fn passed<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<(f32, f32)> {
    let mut spans: Vec<(f32, f32)> = rules.map(|r| (r.from, r.to)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match out.last_mut() {
            Some((_, end)) if from <= *end => *end = end.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
