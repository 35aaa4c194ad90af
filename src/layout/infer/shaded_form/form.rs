//! What a form of shades is, and where its values are.

use crate::geometry::Rect;
use crate::layout::document::continuation;
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::infer::shaded_form::LEVEL;

/// The least number of shades below each other at the left side that are a column of labels.
const FEWEST_LABELS: usize = 3;

/// The least number of columns in which a header has text below it.
const FEWEST_COLUMNS: usize = 2;

pub(crate) struct Form<'a> {
    pub tiles: Vec<Rect>,
    pub bbox: Rect,
    pub text: &'a [&'a PlacedGlyph],
}

impl<'a> Form<'a> {
    pub(crate) fn new(
        tiles: Vec<Rect>,
        text: &'a [&'a PlacedGlyph],
        carried: &[Columns],
    ) -> Option<Self> {
        let bbox = tiles.iter().copied().reduce(|a, b| a.union(&b))?;
        let form = Self { tiles, bbox, text };
        let goes_on = carried.iter().any(|columns| columns.go_on_in(&bbox));
        (form.has_labels() || (goes_on && form.has_header())).then_some(form)
    }

    /// Whether a column of shades at the left side has values next to it.
    fn has_labels(&self) -> bool {
        let at_left = self
            .tiles
            .iter()
            .filter(|t| t.x0 - self.bbox.x0 <= LEVEL && self.bbox.x1 - t.x1 > LEVEL);
        let labels: Vec<&Rect> = at_left.filter(|t| self.holds_text(t)).collect();
        let valued = labels
            .iter()
            .filter(|t| self.holds_text(&self.value(t)))
            .count();
        labels.len() >= FEWEST_LABELS && valued * 2 > labels.len()
    }

    /// Whether a full-width row of shades has text below it in several of its columns: a form that continues from a
    /// page.
    fn has_header(&self) -> bool {
        let heads = |header: &Vec<Rect>| {
            let titled = header.iter().filter(|t| self.holds_text(t)).count();
            let Some(bottom) = header
                .first()
                .map(|t| t.y1)
                .filter(|_| titled >= FEWEST_LABELS)
            else {
                return false;
            };
            let end = self.end_below(bottom).unwrap_or(bottom);
            let below = |t: &&Rect| self.holds_text(&Rect::new(t.x0, bottom, t.x1, end));
            header.iter().filter(below).count() >= FEWEST_COLUMNS
        };
        self.full_rows().iter().any(heads)
    }

    /// Rows of shades that fill the form's width.
    pub(crate) fn full_rows(&self) -> Vec<Vec<Rect>> {
        let mut sorted = self.tiles.clone();
        sorted.sort_by(|a, b| a.y1.total_cmp(&b.y1).then(a.x0.total_cmp(&b.x0)));
        let rows = sorted.chunk_by(|a, b| (a.y1 - b.y1).abs() <= LEVEL);
        let width = |row: &[Rect]| row.iter().map(Rect::width).sum::<f32>();
        let full = rows.filter(|row| self.bbox.width() - width(row) <= LEVEL * row.len() as f32);
        full.map(<[Rect]>::to_vec).collect()
    }

    pub(crate) fn holds_text(&self, area: &Rect) -> bool {
        self.text.iter().any(|i| i.is_in(area))
    }

    pub(crate) fn inside(&self, area: &Rect) -> Vec<&'a PlacedGlyph> {
        let inside = self.text.iter().filter(|i| i.is_in(area));
        inside.copied().collect()
    }

    /// The place of a value: from the shade to the next one in its row, or to the form's side.
    pub(crate) fn value(&self, tile: &Rect) -> Rect {
        let beside =
            |t: &&Rect| t.x0 >= tile.x1 - LEVEL && t.y0 < tile.y1 - LEVEL && t.y1 > tile.y0 + LEVEL;
        let next = self.tiles.iter().filter(beside).map(|t| t.x0);
        Rect {
            x0: tile.x1,
            x1: next.fold(self.bbox.x1, f32::min).max(tile.x1),
            ..*tile
        }
    }

    /// Where consecutive lines below `y` end.
    pub(crate) fn end_below(&self, y: f32) -> Option<f32> {
        let within = |b: &Rect| {
            let (x, middle) = b.center();
            middle > y && self.bbox.x0 <= x && x <= self.bbox.x1
        };
        let below = self.text.iter().map(|i| (i.bbox, i.size));
        let below = below.filter(|(b, _)| within(b)).collect();
        continuation::end_below(below, y)
    }
}
