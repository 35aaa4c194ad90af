//! Continued columns: what the last row of a page's lowest table says about its continuation at the top of the next
//! page. Of tables next to each other, each lowest one is used.
//!
//! If no vertical rule separates a row's columns, its continuation on the next page has neither a header nor rules to
//! show them. A text is a continuation if it leaves the edges of all columns free and begins in its columns where their
//! texts began before.

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::document::repeated_texts::Texts;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest};
use crate::layout::grid::Span;
use crate::layout::grid::regions::LEVEL;
use crate::layout::lines;
use crate::layout::rules::Rule;
use crate::layout::table::assign::Filled;
use edges::Gap;

mod edges;

/// Fewer columns than this are a label and its value, which only a table's own rules separate.
const FEWEST: usize = 3;

/// A single column is not a row.
const FEWEST_OF_ALL: usize = 2;

/// Texts of one column begin within this many points of each other …
const SAME_START: f32 = 3.0;

/// … or are indented by up to this many font sizes.
const INDENT: f32 = 2.5;

/// The centres of a centred text and of its column differ by at most this many font sizes.
const CENTRED: f32 = 0.3;

/// The greatest width of a marker, in font sizes.
const MARKER: f32 = 2.5;

/// A rule closes a row if it covers this fraction of its width.
const CLOSED: f32 = 0.5;

/// The greatest gap between lines of one row, in font sizes, in its fullest column.
pub(crate) const LINE_GAP: f32 = 1.5;

/// The free space between a row's text and the place of its rule, in points.
pub(crate) const MARGIN: f32 = 2.0;

/// Where consecutive lines (boxes and font sizes) below `y` end, including the padding of a cell.
pub(crate) fn end_below(mut boxes: Vec<(Rect, f32)>, y: f32) -> Option<f32> {
    boxes.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0));
    let mut end = y;
    for (b, size) in boxes {
        if b.y0 - end > LINE_GAP * size {
            break;
        }
        end = end.max(b.y1);
    }
    (end > y).then_some(end + MARGIN)
}

/// The columns of a page's last row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    left: f32,
    right: f32,
    /// The part of the page's width that no table next to it has.
    side: (f32, f32),
    /// Where columns meet, ascending.
    pub edges: Vec<f32>,
    /// The white space around each edge, if no rule shows where in it columns meet.
    gaps: Vec<Option<Gap>>,
    /// Where the text of each column begins, if any was seen.
    starts: Vec<Option<Start>>,
    /// The row's letters, sorted: a header that the next page repeats is not a continuation of it.
    letters: Vec<char>,
    /// Whether no rule ends the row although one begins its table: it certainly continues.
    pub open: bool,
    /// The texts outside the tables on the row's page.
    pub outside: Texts,
}

impl Columns {
    /// The columns of the lowest table on a page, or of each lowest table of those next to each other. `before` are
    /// those of the page before.
    pub(crate) fn of_page(
        tables: &[Filled],
        outside: &[PlacedGlyph],
        rules: &[Rule],
        before: &[Self],
    ) -> Vec<Self> {
        let of = |(table, side)| Self::of(table, side, outside, rules, before);
        lowest(tables).into_iter().filter_map(of).collect()
    }

    fn of(
        table: &Filled,
        side: (f32, f32),
        outside: &[PlacedGlyph],
        rules: &[Rule],
        before: &[Self],
    ) -> Option<Self> {
        let grid = &table.grid;
        let last = |c: &&Span| c.row_end() == grid.rows();
        let mut row: Vec<&Span> = grid.cells.iter().filter(last).collect();
        row.sort_by_key(|c| c.col);
        let bbox = grid.bbox();
        let goes_on = before
            .iter()
            .any(|b| b.open && b.is_level(bbox.x0, bbox.x1));
        let begins = goes_on || is_ruled(bbox.y0, &bbox, rules);
        let edges: Vec<f32> = row.iter().skip(1).map(|c| grid.rect(c).x0).collect();
        let is_header = edges::is_header(table, &row);
        let gaps = row.windows(2).map(|pair| match pair {
            [a, b] if is_header => Gap::between(table, (a, b), rules),
            _ => None,
        });
        let gaps: Vec<Option<Gap>> = gaps.collect();
        let before = [None].into_iter().chain(gaps.iter().copied());
        let behind = gaps.iter().copied().chain([None]);
        let starts = row.iter().zip(before.zip(behind));
        let starts = starts.map(|(c, gaps)| start(table, c, gaps));
        let starts = starts.collect();
        let cells = grid.cells.iter().zip(&table.glyphs);
        let glyphs = cells.filter(|(cell, _)| last(cell));
        let letters = letters(glyphs.flat_map(|(_, glyphs)| glyphs));
        (row.len() >= FEWEST_OF_ALL).then(|| Self {
            letters,
            left: bbox.x0,
            right: bbox.x1,
            side,
            starts,
            edges,
            gaps,
            open: begins && !is_ruled(bbox.y1, &bbox, rules),
            outside: Texts::of(outside),
        })
    }

    /// Whether a place is on the row's side of the page.
    pub(crate) fn is_beside(&self, x: f32) -> bool {
        self.side.0 <= x && x < self.side.1
    }

    /// Whether the row has enough columns to identify its continuation.
    pub(crate) fn are_many(&self) -> bool {
        self.edges.len() + 1 >= FEWEST
    }

    /// Whether these are the places where the columns begin and end.
    pub(crate) fn stand_at(&self, xs: &[f32]) -> bool {
        let ends = [self.left].into_iter().chain(self.edges.iter().copied());
        let ends: Vec<f32> = ends.chain([self.right]).collect();
        let level = |(a, b): (&f32, &f32)| (a - b).abs() <= LEVEL;
        ends.len() == xs.len() && ends.iter().zip(xs).all(level)
    }

    /// Whether a table or a rule has the row's extent.
    pub(crate) fn is_level(&self, left: f32, right: f32) -> bool {
        (self.left - left).abs() <= LEVEL && (self.right - right).abs() <= LEVEL
    }

    /// Whether a table of this box may contain a continuation of the row.
    pub(crate) fn go_on_in(&self, bbox: &Rect) -> bool {
        self.are_many() && self.is_level(bbox.x0, bbox.x1)
    }

    /// The row's box at another height.
    pub(crate) fn row(&self, top: f32, bottom: f32) -> Rect {
        Rect::new(self.left, top, self.right, bottom)
    }

    /// Whether the glyphs fit the columns as a continuation of the row would.
    pub(crate) fn fit(&self, glyphs: &[&PlacedGlyph]) -> bool {
        self.fitted(glyphs).is_some()
    }

    /// The columns' edges for a continuation of the row, if the glyphs fit it.
    pub(crate) fn fitted(&self, glyphs: &[&PlacedGlyph]) -> Option<Vec<f32>> {
        let seen = glyphs.iter().filter(|i| !i.c.is_whitespace());
        let glyphs: Vec<&PlacedGlyph> = seen.copied().collect();
        let size = largest(glyphs.iter().copied());
        let own: Vec<PlacedGlyph> = glyphs.iter().map(|i| **i).collect();
        let within = |i: &&PlacedGlyph| {
            let (x, _) = i.bbox.center();
            self.left <= x && x <= self.right
        };
        let is_again = || letters(glyphs.iter().copied()) == self.letters;
        if glyphs.is_empty() || !glyphs.iter().all(within) || is_again() {
            return None;
        }
        let known = self.edges.iter().zip(&self.gaps);
        let edges: Option<Vec<f32>> = known.map(|(x, gap)| edges::clear(&own, *x, *gap)).collect();
        edges.filter(|edges| self.begins_level(&glyphs, edges, size))
    }

    /// Whether the continuation of a label's value is in its column only, and begins where the value began: the label
    /// itself is on one of the row's pages.
    pub(crate) fn holds_value(&self, glyphs: &[&PlacedGlyph]) -> bool {
        let seen = glyphs.iter().filter(|i| !i.c.is_whitespace());
        let first = seen.map(|i| i.bbox.x0).reduce(f32::min);
        match (self.edges.as_slice(), self.starts.get(1), first) {
            ([edge], Some(Some(start)), Some(first)) => {
                first > *edge && (first - start.at).abs() <= SAME_START
            }
            _ => false,
        }
    }

    /// Where a marker in the middle of the row separates its text from the left side of the first column: the row
    /// before had none, since it was broken above it.
    pub(crate) fn marker_edge(&self, glyphs: &[&PlacedGlyph]) -> Option<f32> {
        let edge = self.starts.first().copied()??.at - MARGIN;
        let before = glyphs.iter().filter(|i| {
            let b = &i.bbox;
            !i.c.is_whitespace() && b.x0 < edge && b.center().0 >= self.left
        });
        let before: Vec<PlacedGlyph> = before.map(|i| **i).collect();
        let marker = bounds(&before)?;
        let size = largest(&before);
        let is_marker = marker.width() <= MARKER * size && lines::level(&before).len() == 1;
        (is_marker && marker.x1 <= edge).then_some(edge)
    }

    fn begins_level(&self, glyphs: &[&PlacedGlyph], edges: &[f32], size: f32) -> bool {
        let column = |i: &PlacedGlyph| edges.partition_point(|e| *e <= i.bbox.center().0);
        let marker_end = self.marker_edge(glyphs).unwrap_or(f32::NEG_INFINITY);
        let level = |(n, start): (usize, &Option<Start>)| {
            let inside = glyphs.iter().filter(|i| column(i) == n);
            let boxes = inside.map(|i| i.bbox).filter(|b| b.x0 >= marker_end);
            match (boxes.reduce(|a, b| a.union(&b)), start) {
                // a marker may precede the first text of the row
                (Some(text), Some(_)) if n == 0 && text.width() <= MARKER * size => true,
                (Some(text), Some(start)) => {
                    (start.from - SAME_START..=start.at + INDENT * size).contains(&text.x0)
                }
                _ => true,
            }
        };
        self.starts.iter().enumerate().all(level)
    }
}

/// The visible letters, sorted.
fn letters<'a>(glyphs: impl Iterator<Item = &'a PlacedGlyph>) -> Vec<char> {
    let letters = glyphs.map(|i| i.c).filter(|c| !c.is_whitespace());
    let mut letters: Vec<char> = letters.collect();
    letters.sort_unstable();
    letters
}

/// Where the text of a column begins.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Start {
    /// Where it was seen to begin.
    at: f32,
    /// Other text of the column may begin as far left as this, since all texts of a header are centred.
    from: f32,
}

/// Where the text in cells of this extent begins; in the gaps before and after them, their column may begin and end
/// anywhere.
fn start(table: &Filled, cell: &Span, gaps: (Option<Gap>, Option<Gap>)) -> Option<Start> {
    let cells = table.grid.cells.iter().zip(&table.glyphs);
    // above a header an equal extent is a coincidence
    let is_own = |c: &Span| gaps == (None, None) || c.row == cell.row;
    let alike = cells.filter(|(c, _)| (c.col, c.cols) == (cell.col, cell.cols) && is_own(c));
    let glyphs: Vec<PlacedGlyph> = alike.flat_map(|(_, glyphs)| glyphs).copied().collect();
    let text = bounds(&glyphs)?;
    let size = largest(&glyphs);
    let column = table.grid.rect(cell);
    let is_centred = (text.center().0 - column.center().0).abs() <= CENTRED * size;
    let from = match gaps {
        // if it is unknown where columns meet, so are their centres: any heading may be centred
        (Some(gap), _) => gap.from,
        (None, Some(_)) => column.x0,
        _ if is_centred => column.x0,
        _ => text.x0,
    };
    Some(Start { at: text.x0, from })
}

/// The lowest tables of a page, each with its part of the page's width.
fn lowest(tables: &[Filled]) -> Vec<(&Filled, (f32, f32))> {
    let mut tables: Vec<&Filled> = tables.iter().collect();
    tables.sort_by(|a, b| a.grid.bbox().x0.total_cmp(&b.grid.bbox().x0));
    let mut end = f32::NEG_INFINITY;
    let columns: Vec<&[&Filled]> = tables
        .chunk_by(|a, b| {
            end = end.max(a.grid.bbox().x1);
            b.grid.bbox().x0 < end
        })
        .collect();
    let bounds = |column: &[&Filled]| {
        column
            .iter()
            .map(|t| t.grid.bbox())
            .reduce(|a, b| a.union(&b))
    };
    let bounds: Vec<Rect> = columns.iter().filter_map(|column| bounds(column)).collect();
    let gutters = bounds.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(f32::midpoint(a.x1, b.x0)),
        _ => None,
    });
    let gutters: Vec<f32> = gutters.collect();
    let from = [f32::NEG_INFINITY].into_iter().chain(gutters.clone());
    let sides = from.zip(gutters.into_iter().chain([f32::INFINITY]));
    let bottom = |t: &&&Filled| t.grid.bbox().y1;
    let lowest = columns.iter().filter_map(|column| {
        column
            .iter()
            .max_by(|a, b| bottom(a).total_cmp(&bottom(b)))
            .copied()
    });
    lowest.zip(sides).collect()
}

/// Whether a rule is drawn along most of the table at this height.
fn is_ruled(y: f32, bbox: &Rect, rules: &[Rule]) -> bool {
    let along =
        |r: &&Rule| r.axis == Axis::Horizontal && (r.pos - y).abs() <= crate::layout::rules::TOUCH;
    let covered = |r: &Rule| (r.to.min(bbox.x1) - r.from.max(bbox.x0)).max(0.0);
    let length: f32 = rules.iter().filter(along).map(covered).sum();
    length >= CLOSED * bbox.width()
}

#[cfg(test)]
pub(crate) mod tests;
