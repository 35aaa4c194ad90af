//! An open row: a row between two full rules, without vertical rules.

use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, bounds};
use crate::layout::grid::regions::{LEVEL, Regions};
use crate::layout::rules::Rule;
use crate::layout::whitespace;
use crate::layout::whitespace::ColumnGap;

/// The least number of edges of a header; a label and its value have one.
pub(crate) const FEWEST_EDGES: usize = 2;

/// The most parts of a header with two levels: columns on either side of those that share a heading, the heading, and
/// what is below it.
pub(crate) const MOST_PARTS: usize = 4;

/// An open row: its parts with their gaps, and the edges that shorter rules give it.
#[derive(Clone)]
pub(crate) struct OpenRow {
    pub parts: Vec<(Rect, Vec<ColumnGap>)>,
    pub edges: Vec<(Rect, f32)>,
    /// The gaps of what reaches its foot: of its columns, where some have a heading above them.
    lowest: Vec<ColumnGap>,
    /// The box of its text.
    text: Option<Rect>,
    /// The edges of its columns, if it continues the row with which the page before ended.
    pub rest: Option<Vec<f32>>,
}

impl OpenRow {
    /// Takes the row's glyphs.
    pub(crate) fn new(bbox: Rect, shorter: &[Rule], glyphs: &[&PlacedGlyph]) -> Self {
        let regions = Regions::of(bbox, shorter);
        let inside = |part: &Rect| -> Vec<&PlacedGlyph> {
            let inside = glyphs.iter().filter(|i| i.is_in(part));
            inside.copied().collect()
        };
        let own: Vec<PlacedGlyph> = glyphs.iter().map(|i| **i).collect();
        let gaps = |p: &Rect| (*p, whitespace::of(&inside(p)));
        let parts: Vec<(Rect, Vec<ColumnGap>)> = regions.parts.iter().map(gaps).collect();
        let lowest = match parts.as_slice() {
            [(_, gaps)] => gaps.clone(),
            _ => {
                let at_foot = parts.iter().filter(|(part, _)| bbox.y1 - part.y1 <= LEVEL);
                let text: Vec<&PlacedGlyph> = at_foot.flat_map(|(part, _)| inside(part)).collect();
                whitespace::of(&text)
            }
        };
        Self {
            parts,
            edges: regions.edges,
            lowest,
            text: bounds(&own),
            rest: None,
        }
    }

    /// The same as a row of the header above it: if its text begins in the header's first gap, that column is empty,
    /// and the white space before the text is a gap like any other. A heading is centred over texts that begin further
    /// left, and of a row that a page break cut only one part has the marker.
    pub(crate) fn below(self, above: &Self) -> Self {
        let starts_in =
            |gap: &&ColumnGap| self.text.is_some_and(|t| gap.from < t.x0 && t.x0 <= gap.to);
        let first = above.columns().next().filter(starts_in).copied();
        let (Some(gap), Some(text), true) = (first, self.text, above.is_header()) else {
            return self;
        };
        let mut row = self.clone();
        let gap = ColumnGap { to: text.x0, ..gap };
        if let [(_, gaps)] = row.parts.as_mut_slice() {
            gaps.insert(0, gap);
            row.lowest.insert(0, gap);
        }
        if above.continues(&row) || self.is_clear_of(above) {
            row
        } else {
            self
        }
    }

    /// The same as a row of the header above it: if one of its gaps continues a gap between two headings, and all other
    /// columns continue, too, its columns meet there, however narrow the gap is.
    pub(crate) fn confirmed(mut self, above: &Self) -> Self {
        if self.parts.len() != 1 || !above.continues(&self) {
            return self;
        }
        let is_alone = |r: &ColumnGap, gap: &ColumnGap| {
            let meeting = self.lowest.iter().filter(|other| other.meets(gap));
            gap.from <= r.from && r.to <= gap.to && meeting.count() == 1
        };
        let confirmed = |r: &ColumnGap| ColumnGap {
            certain: r.certain || above.columns().any(|gap| is_alone(r, gap)),
            ..*r
        };
        let gaps: Vec<ColumnGap> = self.lowest.iter().map(confirmed).collect();
        if let [(_, own)] = self.parts.as_mut_slice() {
            own.clone_from(&gaps);
        }
        self.lowest = gaps;
        self
    }

    /// The same as a continuation, if there are edges for it.
    pub(crate) fn after(self, edges: Option<Vec<f32>>) -> Self {
        let rest = edges.filter(|_| self.parts.len() == 1);
        Self { rest, ..self }
    }

    /// Where it ends, except for a rule's width.
    pub(crate) fn foot(&self) -> f32 {
        let ends = self.parts.iter().map(|(area, _)| area.y1);
        ends.fold(f32::NEG_INFINITY, f32::max) - LEVEL
    }

    pub(crate) fn gaps(&self) -> impl Iterator<Item = &ColumnGap> {
        self.parts.iter().flat_map(|(_, gaps)| gaps)
    }

    pub(crate) fn certain(&self) -> impl Iterator<Item = &ColumnGap> {
        self.gaps().filter(|r| r.certain)
    }

    /// Whether it shows columns of its own.
    pub(crate) fn is_cut(&self) -> bool {
        !self.edges.is_empty() || self.certain().next().is_some()
    }

    /// The certain gaps between its columns.
    fn columns(&self) -> impl Iterator<Item = &ColumnGap> {
        self.lowest.iter().filter(|r| r.certain)
    }

    /// Whether it has one level, without headings over some of its columns.
    fn is_plain(&self) -> bool {
        self.parts.len() <= MOST_PARTS
    }

    /// Whether it divides its width like a header.
    pub(crate) fn is_header(&self) -> bool {
        self.is_plain() && self.columns().count() >= FEWEST_EDGES
    }

    /// Whether its text leaves every gap between the columns of another row free, at one of their sides at least.
    pub(crate) fn is_clear_of(&self, other: &Self) -> bool {
        let Some(text) = self.text else {
            return false;
        };
        let covers = |r: &ColumnGap| text.x0 < r.from && r.to < text.x1;
        self.parts.len() == 1 && !other.columns().any(covers)
    }

    /// Whether each of its gaps continues in the other, next to its text or where that begins or ends, and enough of
    /// them inside it that they divide it like a header.
    pub(crate) fn continues(&self, other: &Self) -> bool {
        let runs_on = |a: &&ColumnGap| other.gaps().any(|b| a.meets(b));
        let beside = |a: &ColumnGap| other.text.is_some_and(|t| a.from < t.x0 || t.x1 < a.to);
        let inside = self.columns().filter(runs_on).count();
        self.is_header()
            && inside >= FEWEST_EDGES
            && self.columns().all(|a| runs_on(&a) || beside(a))
    }

    /// Whether enough of its own gaps divide it where the other's columns do: one wide gap may span several.
    pub(crate) fn parts_like(&self, other: &Self) -> bool {
        let parts = |r: &&ColumnGap| other.columns().any(|o| o.meets(r));
        self.gaps().filter(parts).count() >= FEWEST_EDGES
    }

    /// The edges of a header that are free in the row below it, even if its cells are empty.
    pub(crate) fn inherited(&self, above: &[f32]) -> Vec<f32> {
        let in_river = |x: f32| self.gaps().any(|r| r.from < x && x < r.to);
        let beside = |x: f32| self.text.is_some_and(|text| x <= text.x0 || text.x1 <= x);
        let is_row = (self.rest.is_some() || above.len() >= FEWEST_EDGES) && self.parts.len() == 1;
        match is_row && above.iter().all(|x| in_river(*x) || beside(*x)) {
            true => above.to_vec(),
            false => Vec::new(),
        }
    }

    /// The edges of other rows (ascending) between which each of its texts is centred: labels over values that are
    /// wider than the cells of the row above.
    pub(crate) fn centred(&self, edges: &[f32]) -> Option<Vec<f32>> {
        let ([(area, _)], Some(text)) = (self.parts.as_slice(), self.text) else {
            return None;
        };
        let gaps = || self.columns().filter(|r| r.from > text.x0);
        let ends = gaps().map(|r| r.from).chain([text.x1]);
        let starts = [text.x0].into_iter().chain(gaps().map(|r| r.to));
        let mut left = area.x0;
        let mut cuts = Vec::new();
        for (from, to) in starts.zip(ends) {
            let end = from + to - left;
            let way = |x: &f32| (x - end).abs();
            let at = edges.partition_point(|x| *x < end);
            let beside = at.saturating_sub(1)..(at + 1).min(edges.len());
            let beside = edges.get(beside).unwrap_or_default().iter().copied();
            let near = beside
                .chain([area.x1])
                .filter(|x| way(x) <= whitespace::SAME_START);
            left = near.min_by(|a, b| way(a).total_cmp(&way(b)))?;
            cuts.push(left);
        }
        let whole = cuts.pop().is_some_and(|x| x == area.x1);
        (whole && !cuts.is_empty()).then_some(cuts)
    }

    /// Whether a gap or an edge of one continues in the other.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let meets = |a: &ColumnGap| other.gaps().any(|b| a.meets(b));
        self.gaps().any(meets) || self.runs_on(other) || other.runs_on(self)
    }

    fn runs_on(&self, below: &Self) -> bool {
        let in_river = |x: f32| below.gaps().any(|r| r.from < x && x < r.to);
        self.edges.iter().any(|(_, x)| in_river(*x))
    }
}
