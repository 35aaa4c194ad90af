//! One band: a row between two whole rules, in which no vertical rule stands.

use super::super::lines::{self, Ink};
use super::super::regions::{LEVEL, Regions};
use super::super::rivers::{self, River};
use crate::extract::Rule;
use crate::geometry::Rect;

/// A header has so many edges at least; a label and its value have one.
pub(super) const FEWEST_EDGES: usize = 2;

/// A header of two levels has no more parts than this: columns on either side of those that share a heading, the heading
/// and what stands below it.
pub(super) const MOST_PARTS: usize = 4;

/// An open band: its parts with their rivers, and the edges that shorter rules give it.
#[derive(Clone)]
pub(super) struct Band {
    pub parts: Vec<(Rect, Vec<River>)>,
    pub edges: Vec<(Rect, f32)>,
    /// The rivers of what reaches its foot: of its columns, where some have a heading over them.
    lowest: Vec<River>,
    /// The box of its text.
    text: Option<Rect>,
    /// The columns' edges, if it is the rest of the row that the page before ended with.
    pub rest: Option<Vec<f32>>,
}

impl Band {
    /// Takes the band's glyphs.
    pub(super) fn new(bbox: Rect, shorter: &[Rule], inks: &[&Ink]) -> Self {
        let regions = Regions::of(bbox, shorter);
        let inside = |part: &Rect| -> Vec<&Ink> {
            let holds = |i: &&&Ink| {
                let (x, y) = i.glyph.bbox.center();
                part.contains(x, y)
            };
            inks.iter().filter(holds).copied().collect()
        };
        let own: Vec<Ink> = inks.iter().map(|i| **i).collect();
        let rivers = |p: &Rect| (*p, rivers::of(&inside(p)));
        let parts: Vec<(Rect, Vec<River>)> = regions.parts.iter().map(rivers).collect();
        let lowest = match parts.as_slice() {
            [(_, rivers)] => rivers.clone(),
            _ => {
                let at_foot = parts.iter().filter(|(part, _)| bbox.y1 - part.y1 <= LEVEL);
                let text: Vec<&Ink> = at_foot.flat_map(|(part, _)| inside(part)).collect();
                rivers::of(&text)
            }
        };
        Self {
            parts,
            edges: regions.edges,
            lowest,
            text: lines::bounds(&own),
            rest: None,
        }
    }

    /// The same band as a row of the header above it: where its text begins in the header's first gap, that column is
    /// empty, and the white space before the text is a river like any other. A heading is centred over texts that begin
    /// further left, and of a row that the page's end broke one part alone has the marker.
    pub(super) fn below(self, above: &Self) -> Self {
        let starts_in = |gap: &&River| self.text.is_some_and(|t| gap.from < t.x0 && t.x0 <= gap.to);
        let first = above.columns().next().filter(starts_in).copied();
        let (Some(gap), Some(text), true) = (first, self.text, above.is_header()) else {
            return self;
        };
        let mut row = self.clone();
        let river = River { to: text.x0, ..gap };
        if let [(_, rivers)] = row.parts.as_mut_slice() {
            rivers.insert(0, river);
            row.lowest.insert(0, river);
        }
        if above.continues(&row) || self.is_clear_of(above) {
            row
        } else {
            self
        }
    }

    /// The same band as a row of the header above it: where one of its rivers alone runs on from a gap between two headings,
    /// and all other columns do, too, its columns meet there, however narrow the river is.
    pub(super) fn confirmed(mut self, above: &Self) -> Self {
        if self.parts.len() != 1 || !above.continues(&self) {
            return self;
        }
        let is_alone = |r: &River, gap: &River| {
            let meeting = self.lowest.iter().filter(|other| other.meets(gap));
            gap.from <= r.from && r.to <= gap.to && meeting.count() == 1
        };
        let confirmed = |r: &River| River {
            certain: r.certain || above.columns().any(|gap| is_alone(r, gap)),
            ..*r
        };
        let rivers: Vec<River> = self.lowest.iter().map(confirmed).collect();
        if let [(_, own)] = self.parts.as_mut_slice() {
            own.clone_from(&rivers);
        }
        self.lowest = rivers;
        self
    }

    /// The same band, seen as a rest if there are edges for it as one.
    pub(super) fn after(self, edges: Option<Vec<f32>>) -> Self {
        let rest = edges.filter(|_| self.parts.len() == 1);
        Self { rest, ..self }
    }

    /// Where it ends, but for a rule's width.
    pub(super) fn foot(&self) -> f32 {
        let ends = self.parts.iter().map(|(area, _)| area.y1);
        ends.fold(f32::NEG_INFINITY, f32::max) - LEVEL
    }

    pub(super) fn rivers(&self) -> impl Iterator<Item = &River> {
        self.parts.iter().flat_map(|(_, rivers)| rivers)
    }

    pub(super) fn certain(&self) -> impl Iterator<Item = &River> {
        self.rivers().filter(|r| r.certain)
    }

    /// Whether it shows columns of its own.
    pub(super) fn is_cut(&self) -> bool {
        !self.edges.is_empty() || self.certain().next().is_some()
    }

    /// The certain rivers between its columns.
    fn columns(&self) -> impl Iterator<Item = &River> {
        self.lowest.iter().filter(|r| r.certain)
    }

    /// Whether it has one level, or headings over some of its columns.
    fn is_plain(&self) -> bool {
        self.parts.len() <= MOST_PARTS
    }

    /// Whether it parts its width like a header.
    pub(super) fn is_header(&self) -> bool {
        self.is_plain() && self.columns().count() >= FEWEST_EDGES
    }

    /// Whether its text leaves every gap between the columns of another band free, at one of their sides at least.
    pub(super) fn is_clear_of(&self, other: &Self) -> bool {
        let Some(text) = self.text else {
            return false;
        };
        let covers = |r: &River| text.x0 < r.from && r.to < text.x1;
        self.parts.len() == 1 && !other.columns().any(covers)
    }

    /// Whether a column begins in it, be it behind a narrow river, where one begins in the other.
    pub(super) fn ends_level(&self, other: &Self) -> bool {
        let starts = |r: &River| {
            other
                .certain()
                .any(|o| (o.to - r.to).abs() <= rivers::SAME_START)
        };
        self.parts.len() == 1 && self.rivers().any(starts)
    }

    /// Whether each of its rivers runs on in the other, be it beside its text or where that begins or ends, and so many of
    /// them inside it that they part it like a header.
    pub(super) fn continues(&self, other: &Self) -> bool {
        let runs_on = |a: &&River| other.rivers().any(|b| a.meets(b));
        let beside = |a: &River| other.text.is_some_and(|t| a.from < t.x0 || t.x1 < a.to);
        let inside = self.columns().filter(runs_on).count();
        self.is_header()
            && inside >= FEWEST_EDGES
            && self.columns().all(|a| runs_on(&a) || beside(a))
    }

    /// Whether so many of its own rivers part it where the other's columns do: one wide gap may lie over several.
    pub(super) fn parts_like(&self, other: &Self) -> bool {
        let parts = |r: &&River| other.columns().any(|o| o.meets(r));
        self.rivers().filter(parts).count() >= FEWEST_EDGES
    }

    /// The edges of a header that stand clear in the row below it, also where its cells are empty.
    pub(super) fn inherited(&self, above: &[f32]) -> Vec<f32> {
        let in_river = |x: f32| self.rivers().any(|r| r.from < x && x < r.to);
        let beside = |x: f32| self.text.is_some_and(|text| x <= text.x0 || text.x1 <= x);
        let is_row = (self.rest.is_some() || above.len() >= FEWEST_EDGES) && self.parts.len() == 1;
        match is_row && above.iter().all(|x| in_river(*x) || beside(*x)) {
            true => above.to_vec(),
            false => Vec::new(),
        }
    }

    /// Those of the edges of other rows between which each of its texts is centred: labels over values that are wider than
    /// the cells of the row above.
    pub(super) fn centred(&self, edges: &[f32]) -> Option<Vec<f32>> {
        let ([(area, _)], Some(text)) = (self.parts.as_slice(), self.text) else {
            return None;
        };
        let rivers = || self.columns().filter(|r| r.from > text.x0);
        let ends = rivers().map(|r| r.from).chain([text.x1]);
        let starts = [text.x0].into_iter().chain(rivers().map(|r| r.to));
        let mut left = area.x0;
        let mut cuts = Vec::new();
        for (from, to) in starts.zip(ends) {
            let end = from + to - left;
            let way = |x: &f32| (x - end).abs();
            let edges = edges.iter().copied().chain([area.x1]);
            let near = edges.filter(|x| way(x) <= rivers::SAME_START);
            left = near.min_by(|a, b| way(a).total_cmp(&way(b)))?;
            cuts.push(left);
        }
        let whole = cuts.pop().is_some_and(|x| x == area.x1);
        (whole && !cuts.is_empty()).then_some(cuts)
    }

    /// Whether a river or an edge of one runs on in the other.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let meets = |a: &River| other.rivers().any(|b| a.meets(b));
        self.rivers().any(meets) || self.runs_on(other) || other.runs_on(self)
    }

    fn runs_on(&self, below: &Self) -> bool {
        let in_river = |x: f32| below.rivers().any(|r| r.from < x && x < r.to);
        self.edges.iter().any(|(_, x)| in_river(*x))
    }
}
