//! Where in its river a column begins: at the place at which most columns of all rows do.

use super::{River, SAME_START};

/// So many columns that begin at one place are none by chance.
const FEWEST_LEVEL: usize = 2;

/// A cell's padding: the column's edge lies this far before its text, in points.
pub(super) const PADDING: f32 = 2.0;

/// A place where a column begins, and the river of a row that ends there.
#[derive(Clone, Copy, Debug)]
struct Start {
    x: f32,
    /// The river, with the number of its row.
    river: Option<(usize, River)>,
}

/// The places where columns begin.
pub(in crate::layout) struct Starts {
    /// From left to right.
    places: Vec<Start>,
    /// The certain rivers of each row.
    rows: Vec<Vec<River>>,
    /// Where columns begin on the page before.
    earlier: Vec<f32>,
}

impl Starts {
    /// After certain rivers (with the number of their row), and after edges known otherwise.
    pub(in crate::layout) fn new<'a>(
        rivers: impl Iterator<Item = (usize, &'a River)>,
        edges: impl Iterator<Item = f32>,
    ) -> Self {
        let known = edges.map(|x| Start {
            x: x + PADDING,
            river: None,
        });
        let mut places: Vec<Start> = known.collect();
        let mut rows: Vec<Vec<River>> = Vec::new();
        for (row, river) in rivers.filter(|(_, r)| r.certain) {
            places.push(Start {
                x: river.to,
                river: Some((row, *river)),
            });
            rows.resize_with(rows.len().max(row + 1), Vec::new);
            if let Some(own) = rows.get_mut(row) {
                own.push(*river);
            }
        }
        places.sort_by(|a, b| a.x.total_cmp(&b.x));
        Self {
            places,
            rows,
            earlier: Vec::new(),
        }
    }

    /// The same after a page whose last row had these edges: they count where nothing on this page tells a column, as for
    /// a label that fills its cell.
    pub(in crate::layout) fn after(self, edges: &[f32]) -> Self {
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

    /// Where the edge of a column lies in a river: before the place inside it at which most columns of all rows begin.
    ///
    /// The place where its own text begins counts if another column begins there: the river may run over the beginning of
    /// a column of other rows. Among places of as many columns the leftmost counts that parts the same columns in its row: a heading is centred
    /// over texts that begin further left. Otherwise it is the rightmost.
    pub(in crate::layout) fn edge(&self, river: &River) -> Option<f32> {
        let reach = match river.certain {
            true => river.from,
            false => river.from.max(river.to - SAME_START),
        };
        let inside = self.between(reach, river.to + SAME_START).iter();
        let counted: Vec<(usize, &Start)> = inside.map(|s| (self.level(s.x).len(), s)).collect();
        let Some(most) = counted.iter().map(|(count, _)| *count).max() else {
            let level = |x: &&f32| (**x - river.to).abs() <= SAME_START;
            let begun = self.earlier.iter().find(level).map(|x| x.min(river.to));
            return begun.map(|x| before(x, river));
        };
        let mut best = counted.iter().filter(|(count, _)| *count == most);
        let rightmost = best.clone().next_back()?;
        let partner = best.find(|(_, s)| self.is_partner(s, river));
        let own = counted.iter().rfind(|(count, s)| {
            let is_own = (s.x - river.to).abs() <= SAME_START;
            is_own && *count >= FEWEST_LEVEL
        });
        let (_, start) = own.or(partner).unwrap_or(rightmost);
        let level = self.level(start.x).iter();
        let first = level.map(|s| s.x).find(|x| *x > river.from);
        Some(before(first.unwrap_or(river.to).min(river.to), river))
    }

    /// Whether no river of its row shares more with this one than the start's own.
    fn is_partner(&self, start: &Start, river: &River) -> bool {
        let shared = |r: &River| r.to.min(river.to) - r.from.max(river.from);
        let Some((row, own)) = start.river else {
            return false;
        };
        let beside = self.rows.get(row).into_iter().flatten();
        beside.into_iter().all(|r| shared(r) <= shared(&own))
    }
}

/// The edge before a text that begins at `x` in a river.
fn before(x: f32, river: &River) -> f32 {
    (x - PADDING).max((river.from + x) / 2.0)
}
