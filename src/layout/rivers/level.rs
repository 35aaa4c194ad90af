//! One edge for a column whose texts begin at different places: numbers that end level, indented names.

use std::collections::BTreeSet;

use super::starts::PADDING;
use super::{River, SAME_START};

/// Where a column begins in a row: its edge, and the river in which it lies.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Edge {
    /// The row, or the part of one.
    pub row: usize,
    pub river: River,
    pub x: f32,
}

/// Moves edges that can stand at one place, each of another row, to that place: right before the text that begins
/// furthest left.
pub(in crate::layout) fn level(edges: &mut [Edge]) {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    let x_of = |i: &usize| edges.get(*i).map_or(0.0, |e| e.x);
    order.sort_by(|a, b| x_of(a).total_cmp(&x_of(b)));
    let mut column = Column::new();
    for i in order {
        let Some(edge) = edges.get(i).copied() else {
            continue;
        };
        if !column.takes(&edge) {
            column.settle(edges);
            column = Column::new();
        }
        column.add(i, &edge);
    }
    column.settle(edges);
}

/// Edges that can stand at one place.
struct Column {
    members: Vec<(usize, Edge)>,
    rows: BTreeSet<usize>,
    /// What all of its rivers share.
    from: f32,
    to: f32,
}

impl Column {
    fn new() -> Self {
        Self {
            members: Vec::new(),
            rows: BTreeSet::new(),
            from: f32::NEG_INFINITY,
            to: f32::INFINITY,
        }
    }

    fn takes(&self, edge: &Edge) -> bool {
        let is_shared = self.from.max(edge.river.from) < self.to.min(edge.river.to);
        is_shared && !self.rows.contains(&edge.row)
    }

    fn add(&mut self, number: usize, edge: &Edge) {
        self.members.push((number, *edge));
        self.rows.insert(edge.row);
        self.from = self.from.max(edge.river.from);
        self.to = self.to.min(edge.river.to);
    }

    fn settle(&self, edges: &mut [Edge]) {
        let (from, to) = (self.from, self.to);
        let ends = (self.members.first(), self.members.last());
        let (Some((_, first)), Some((_, last))) = ends else {
            return;
        };
        if last.x - first.x <= SAME_START {
            return;
        }
        let x = (to - PADDING).max((from + to) / 2.0);
        for (number, _) in &self.members {
            edges.get_mut(*number).into_iter().for_each(|e| e.x = x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(row: usize, from: f32, to: f32) -> Edge {
        let river = River {
            from,
            to,
            certain: true,
        };
        Edge {
            row,
            river,
            x: to - PADDING,
        }
    }

    fn levelled(mut edges: Vec<Edge>) -> Vec<f32> {
        level(&mut edges);
        edges.iter().map(|e| e.x).collect()
    }

    #[test]
    fn numbers_that_end_level_have_one_edge() {
        let edges = vec![
            edge(0, 40.0, 80.0),
            edge(1, 20.0, 95.0),
            edge(2, 50.0, 70.0),
        ];
        assert_eq!(levelled(edges), [68.0; 3]);
    }

    #[test]
    fn columns_of_one_row_keep_theirs() {
        let edges = vec![
            edge(0, 40.0, 60.0),
            edge(0, 65.0, 80.0),
            edge(1, 40.0, 80.0),
        ];
        assert_eq!(levelled(edges), [58.0, 78.0, 78.0]);
    }
}
