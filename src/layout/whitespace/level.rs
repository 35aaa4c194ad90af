//! One edge for a column whose texts begin at different places: right-aligned numbers, indented names.

use std::collections::BTreeSet;

use crate::layout::whitespace::starts::PADDING;
use crate::layout::whitespace::{ColumnGap, SAME_START};

/// Where a column begins in a row: its edge, and the gap that it is in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// The row, or the part of one.
    pub row: usize,
    pub gap: ColumnGap,
    pub x: f32,
}

/// Moves edges that could be at one place, each of another row, to that place: right before the text that begins
/// furthest left. Those that are there already stay together.
pub(crate) fn level(edges: &mut [Edge]) {
    let mut columns: Vec<Column> = edges.iter().enumerate().map(Column::of).collect();
    columns.sort_by(|a, b| a.first().total_cmp(&b.first()));
    let near = |a: &Column, b: &Column| b.first() - a.last() <= SAME_START;
    let columns = joined(columns, |a, b| near(a, b) && a.takes(b));
    for column in joined(columns, Column::takes) {
        column.settle(edges);
    }
}

/// Joins each column to the one before it if they fit.
fn joined(columns: Vec<Column>, fit: impl Fn(&Column, &Column) -> bool) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    for column in columns {
        match out.last_mut().filter(|before| fit(before, &column)) {
            Some(before) => before.join(column),
            None => out.push(column),
        }
    }
    out
}

/// Edges that could be at one place, from left to right.
struct Column {
    members: Vec<(usize, Edge)>,
    rows: BTreeSet<usize>,
    /// The intersection of all of its gaps.
    from: f32,
    to: f32,
}

impl Column {
    fn of((number, edge): (usize, &Edge)) -> Self {
        Self {
            members: vec![(number, *edge)],
            rows: BTreeSet::from([edge.row]),
            from: edge.gap.from,
            to: edge.gap.to,
        }
    }

    fn first(&self) -> f32 {
        self.members.first().map_or(0.0, |(_, edge)| edge.x)
    }

    fn last(&self) -> f32 {
        self.members.last().map_or(0.0, |(_, edge)| edge.x)
    }

    fn takes(&self, other: &Self) -> bool {
        self.from.max(other.from) < self.to.min(other.to) && self.rows.is_disjoint(&other.rows)
    }

    fn join(&mut self, other: Self) {
        self.members.extend(other.members);
        self.rows.extend(other.rows);
        self.from = self.from.max(other.from);
        self.to = self.to.min(other.to);
    }

    fn settle(&self, edges: &mut [Edge]) {
        if self.last() - self.first() <= SAME_START {
            return;
        }
        let x = (self.to - PADDING).max((self.from + self.to) / 2.0);
        if self.runs_into_text(x, edges) {
            return;
        }
        for (number, _) in &self.members {
            edges.get_mut(*number).into_iter().for_each(|e| e.x = x);
        }
    }

    /// Whether a row without an edge here has text at this place, but none at one of the edges, which then shows where
    /// the row's text begins.
    fn runs_into_text(&self, x: f32, edges: &[Edge]) -> bool {
        let mut places: Vec<f32> = self.members.iter().map(|(_, e)| e.x).collect();
        places.sort_by(f32::total_cmp);
        let holds_place = |r: &ColumnGap| {
            let at = places.partition_point(|place| *place < r.from);
            places.get(at).is_some_and(|place| *place <= r.to)
        };
        let mut others = edges
            .chunk_by(|a, b| a.row == b.row)
            .filter(|row| row.first().is_some_and(|e| !self.rows.contains(&e.row)));
        others.any(|row| {
            let mut gaps = row.iter().map(|e| &e.gap);
            let is_clear = gaps.clone().any(|r| r.from <= x && x <= r.to);
            !is_clear && gaps.any(holds_place)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(row: usize, from: f32, to: f32) -> Edge {
        let gap = ColumnGap {
            from,
            to,
            certain: true,
        };
        Edge {
            row,
            gap,
            x: to - PADDING,
        }
    }

    fn levelled(mut edges: Vec<Edge>) -> Vec<f32> {
        level(&mut edges);
        edges.iter().map(|e| e.x).collect()
    }

    #[test]
    fn right_aligned_numbers_have_one_edge() {
        let edges = vec![
            edge(0, 40.0, 80.0),
            edge(1, 20.0, 95.0),
            edge(2, 50.0, 70.0),
        ];
        assert_eq!(levelled(edges), [68.0; 3]);
    }

    #[test]
    fn edges_that_are_level_stay_together() {
        // a header of two columns, above a row whose first cell is empty
        let edges = vec![
            edge(0, 220.0, 303.0),
            edge(0, 361.0, 374.0),
            edge(1, 138.0, 372.0),
        ];
        assert_eq!(levelled(edges), [301.0, 372.0, 370.0]);
    }

    #[test]
    fn an_edge_stays_with_the_text_after_it() {
        // a header, a row of its columns whose second cell is empty, and a row that is divided elsewhere
        let header = Edge {
            x: 332.0,
            ..edge(0, 325.0, 370.0)
        };
        let row = Edge {
            x: 259.0,
            ..edge(1, 124.0, 334.0)
        };
        let edges = vec![edge(0, 198.0, 261.0), header, row, edge(2, 327.0, 470.0)];
        assert_eq!(levelled(edges), [259.0, 332.0, 259.0, 468.0]);
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
