//! Where in its gap a column begins: at the place where most columns of all rows do.

use crate::layout::whitespace::{ColumnGap, SAME_START};

/// The least number of columns beginning at one place that are not a coincidence.
const FEWEST_LEVEL: usize = 2;

/// A cell's padding, in points: the column's edge is this far before its text.
pub(crate) const PADDING: f32 = 2.0;

/// A place where a column begins, and the gap of a row that ends there.
#[derive(Clone, Copy, Debug)]
struct Start {
    x: f32,
    /// The gap, with the index of its row.
    gap: Option<(usize, ColumnGap)>,
}

/// The places where columns begin.
pub(crate) struct Starts {
    /// From left to right.
    places: Vec<Start>,
    /// The certain gaps of each row.
    rows: Vec<Vec<ColumnGap>>,
    /// Where columns begin on the page before.
    earlier: Vec<f32>,
}

impl Starts {
    /// After certain gaps (with the indexes of their rows), and after edges known otherwise.
    pub(crate) fn new<'a>(
        gaps: impl Iterator<Item = (usize, &'a ColumnGap)>,
        edges: impl Iterator<Item = f32>,
    ) -> Self {
        let known = edges.map(|x| Start {
            x: x + PADDING,
            gap: None,
        });
        let mut places: Vec<Start> = known.collect();
        let mut rows: Vec<Vec<ColumnGap>> = Vec::new();
        for (row, gap) in gaps.filter(|(_, r)| r.certain) {
            places.push(Start {
                x: gap.to,
                gap: Some((row, *gap)),
            });
            rows.resize_with(rows.len().max(row + 1), Vec::new);
            if let Some(own) = rows.get_mut(row) {
                own.push(*gap);
            }
        }
        places.sort_by(|a, b| a.x.total_cmp(&b.x));
        Self {
            places,
            rows,
            earlier: Vec::new(),
        }
    }

    /// The same after a page whose last row had these edges: they count where nothing on this page shows a column, as
    /// for a label that fills its cell.
    pub(crate) fn after(self, edges: &[f32]) -> Self {
        let earlier = edges.iter().map(|x| x + PADDING).collect();
        Self { earlier, ..self }
    }

    /// Those to the right of one place and not to the right of another.
    fn between(&self, from: f32, to: f32) -> &[Start] {
        let from = self.places.partition_point(|s| s.x <= from);
        let to = self.places.partition_point(|s| s.x <= to);
        self.places.get(from..to).unwrap_or_default()
    }

    /// Those at one place.
    fn level(&self, x: f32) -> &[Start] {
        let from = self.places.partition_point(|s| s.x < x - SAME_START);
        let to = self.places.partition_point(|s| s.x <= x + SAME_START);
        self.places.get(from..to).unwrap_or_default()
    }

    /// The edge of a column in a gap: before the place inside it at which most columns of all rows begin.
    ///
    /// The place where its own text begins counts if another column begins there, since the gap may extend over the
    /// start of a column of other rows. Of places with equally many columns, the leftmost counts that separates the
    /// same columns in its row, since a heading is centred over texts that begin further left; otherwise the rightmost.
    pub(crate) fn edge(&self, gap: &ColumnGap) -> Option<f32> {
        let reach = match gap.certain {
            true => gap.from,
            false => gap.from.max(gap.to - SAME_START),
        };
        let inside = self.between(reach, gap.to + SAME_START);
        let own = inside
            .iter()
            .rev()
            .take_while(|s| gap.to - s.x <= SAME_START);
        let mut own = own.filter(|s| self.level(s.x).len() >= FEWEST_LEVEL);
        let Some(start) = own.next().or_else(|| self.commonest(inside, gap)) else {
            let level = |x: &&f32| (**x - gap.to).abs() <= SAME_START;
            let begun = self.earlier.iter().find(level).map(|x| x.min(gap.to));
            return begun.map(|x| before(x, gap));
        };
        let level = self.level(start.x);
        let first = level.get(level.partition_point(|s| s.x <= gap.from));
        let first = first.map_or(gap.to, |s| s.x);
        Some(before(first.min(gap.to), gap))
    }

    /// The place at which most columns begin. Needed only if none begins level with the gap's own text, which holds for
    /// no more gaps than a page has room for.
    fn commonest<'s>(&self, places: &'s [Start], gap: &ColumnGap) -> Option<&'s Start> {
        let counted = || places.iter().map(|s| (self.level(s.x).len(), s));
        let most = counted().map(|(count, _)| count).max()?;
        let best = || {
            counted()
                .filter(|(count, _)| *count == most)
                .map(|(_, s)| s)
        };
        best()
            .find(|s| self.is_partner(s, gap))
            .or_else(|| best().next_back())
    }

    /// Whether no gap of its row shares more with this one than the start's own.
    fn is_partner(&self, start: &Start, gap: &ColumnGap) -> bool {
        let shared = |r: &ColumnGap| r.to.min(gap.to) - r.from.max(gap.from);
        let Some((row, own)) = start.gap else {
            return false;
        };
        let beside = self.rows.get(row).into_iter().flatten();
        beside.into_iter().all(|r| shared(r) <= shared(&own))
    }
}

/// The edge before a text that begins at `x` in a gap.
fn before(x: f32, gap: &ColumnGap) -> f32 {
    (x - PADDING).max((gap.from + x) / 2.0)
}
