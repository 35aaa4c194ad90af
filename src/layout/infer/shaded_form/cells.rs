//! The rules that a form's cells would have.

use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, largest};
use crate::layout::infer::shaded_form::LEVEL;
use crate::layout::infer::shaded_form::form::Form;
use crate::layout::lines;
use crate::layout::rules::Rule;
use crate::layout::rules::{across, down, frame};
use crate::layout::whitespace;
use crate::layout::whitespace::ColumnGap;

/// White space of this height, in font sizes, separates two texts of one column: rows, not lines of a cell.
const ROW_GAP: f32 = 0.6;

/// So many lines on both sides of a wide gap are two texts.
const LINES_OF_A_TEXT: usize = 2;

/// White space through all columns separates rows if it is this many font sizes higher than that between two lines.
const WIDER: f32 = 0.4;

impl Form<'_> {
    pub(crate) fn rules(&self) -> Vec<Rule> {
        let mut out: Vec<Rule> = self.tiles.iter().flat_map(frame).collect();
        out.extend(self.tiles.iter().flat_map(|tile| self.beside(tile)));
        out.extend(self.gaps().iter().flat_map(|gap| self.rows(gap)));
        // all alike, so that none is the frame of the others
        out.iter_mut().for_each(|rule| rule.width = 1.0);
        out
    }

    /// The rules around a shade's value.
    fn beside(&self, tile: &Rect) -> Vec<Rule> {
        let value = self.value(tile);
        if value.width() <= LEVEL {
            return Vec::new();
        }
        let edges = self.edges(&value).into_iter().map(|x| down(&value, x));
        frame(&value).into_iter().chain(edges).collect()
    }

    /// Where a value is two: white space runs through it where shades of other rows begin, the last one before its
    /// text; or it is wide with several lines on both sides.
    fn edges(&self, value: &Rect) -> Vec<f32> {
        let inside = self.inside(value);
        let lines = |from: f32, to: f32| {
            let side = Rect {
                x0: from,
                x1: to,
                ..*value
            };
            let text: Vec<PlacedGlyph> = self.inside(&side).into_iter().copied().collect();
            (lines::level(&text).len(), largest(&text))
        };
        let is_wide = |r: &ColumnGap| {
            let ((left, size), (right, _)) = (lines(value.x0, r.from), lines(r.to, value.x1));
            left >= LINES_OF_A_TEXT
                && right >= LINES_OF_A_TEXT
                && r.to - r.from >= whitespace::VALUES * size
        };
        let begins = |r: &ColumnGap| {
            let starts = self.tiles.iter().map(|t| t.x0);
            let shade = starts.filter(|x| r.from < *x && *x < r.to).reduce(f32::max);
            shade.or_else(|| is_wide(r).then_some(r.to - LEVEL))
        };
        let gaps = whitespace::of(&inside);
        gaps.iter()
            .filter(|r| r.certain)
            .filter_map(begins)
            .collect()
    }

    /// The spaces between shades over the form's full width that have text, and what follows a header below them.
    fn gaps(&self) -> Vec<Rect> {
        let spans = self.tiles.iter().map(|t| (t.y0, t.y1)).collect();
        let free = whitespace::free(spans, LEVEL).into_iter();
        let ends_with_header = |row: &&Vec<Rect>| {
            let bottom = row.first().map_or(0.0, |t| t.y1);
            (self.bbox.y1 - bottom).abs() <= LEVEL
        };
        let rows = self.full_rows();
        let header = rows.iter().find(ends_with_header);
        let below = header.and_then(|_| Some((self.bbox.y1, self.end_below(self.bbox.y1)?)));
        free.chain(below)
            .map(|(y0, y1)| Rect {
                y0,
                y1,
                ..self.bbox
            })
            .filter(|gap| self.holds_text(gap))
            .collect()
    }

    /// The rules of the rows in such a space.
    fn rows(&self, gap: &Rect) -> Vec<Rule> {
        let size = largest(self.inside(gap));
        let spans = |area: &Rect| {
            self.inside(area)
                .iter()
                .map(|i| (i.bbox.y0, i.bbox.y1))
                .collect()
        };
        let white = whitespace::free(spans(gap), 0.0);
        let parted = whitespace::free(spans(&self.first_column(gap)), ROW_GAP * size);
        let widest = |(top, bottom): (f32, f32)| {
            let inside = white
                .iter()
                .filter(|(from, to)| top <= *from + LEVEL && *to - LEVEL <= bottom);
            inside
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
                .copied()
        };
        let wide = self.line_gap(gap) + WIDER * size;
        let apart = white.iter().filter(|(from, to)| to - from >= wide).copied();
        let mut cuts: Vec<(f32, f32)> =
            parted.into_iter().filter_map(widest).chain(apart).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        cuts.dedup();
        let across = cuts.iter().map(|(from, to)| across(gap, (from + to) / 2.0));
        frame(gap).into_iter().chain(across).collect()
    }

    /// The white space between consecutive lines, as most have it.
    fn line_gap(&self, area: &Rect) -> f32 {
        let text: Vec<PlacedGlyph> = self.inside(area).into_iter().copied().collect();
        let tops = lines::level(&text).into_iter();
        let tops: Vec<f32> = tops
            .filter_map(|line| Some(line.first()?.glyph.bbox.y0))
            .collect();
        let size = largest(&text);
        let steps = tops.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(b - a - size),
            _ => None,
        });
        let mut gaps: Vec<f32> = steps.filter(|gap| *gap >= 0.0).collect();
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 4).copied().unwrap_or(size)
    }

    /// The part of a space under the first shade of the row above it.
    fn first_column(&self, gap: &Rect) -> Rect {
        let above = self
            .tiles
            .iter()
            .filter(|t| (t.y1 - gap.y0).abs() <= LEVEL && t.x0 - gap.x0 <= LEVEL);
        Rect {
            x1: above.map(|t| t.x1).fold(gap.x1, f32::min),
            ..*gap
        }
    }
}
