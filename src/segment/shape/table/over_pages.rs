//! The columns of a table on the next page, where it has no header of its own.

use std::collections::HashMap;

use super::super::canvas::SAME_EDGE;
use super::super::header::{Header, HeaderColumn};
use super::walk::Walk;

impl Walk<'_, '_> {
    /// The extents of the columns on the page, including the row labels before them.
    pub(super) fn edges(&self, header: &Header) -> Vec<(f32, f32)> {
        let canvas = &self.reader.canvas;
        let extent = |c: &HeaderColumn| {
            let below = || canvas.at(header.grid, header.bottom, c.cols.0);
            let leaf = c.path.last().copied().or_else(below);
            leaf.and_then(|at| canvas.get(at))
                .map_or((0.0, 0.0), |p| (p.bbox.x0, p.bbox.x1))
        };
        let corner = header.corner.iter().filter_map(|at| canvas.get(*at));
        let first = header.columns.first().map_or((0.0, 0.0), extent);
        let start = corner.map(|p| p.bbox.x0).fold(first.0, f32::min);
        std::iter::once((start, first.0))
            .chain(header.columns.iter().map(extent))
            .collect()
    }

    /// The grid at the top of the next page with the same columns and without a header.
    #[allow(clippy::type_complexity)]
    pub(super) fn next_grid(
        &self,
        grid: usize,
        edges: &[(f32, f32)],
    ) -> Option<(usize, Vec<(usize, usize)>, (usize, usize))> {
        let canvas = &self.reader.canvas;
        let next = canvas.first_of_next_page(grid)?;
        let mut starts: HashMap<i64, usize> = HashMap::new();
        let mut ends: HashMap<i64, usize> = HashMap::new();
        for piece in canvas.in_grid(next) {
            starts.insert(key(piece.bbox.x0), piece.cols.0);
            ends.insert(key(piece.bbox.x1), piece.cols.1);
        }
        let at = |map: &HashMap<i64, usize>, x: f32| {
            (-1..=1).find_map(|d| map.get(&(key(x) + d)).copied())
        };
        let cols = |(from, to): &(f32, f32)| Some((at(&starts, *from)?, at(&ends, *to)?));
        let (stub, columns) = edges.split_first()?;
        let all: Option<Vec<_>> = columns.iter().map(cols).collect();
        let columns = match all {
            Some(columns) => columns,
            // a row of totals has one cell for what tells the others apart
            None if self.opens_with_total(next) => {
                let covered = |(from, to): &(f32, f32)| match (at(&starts, *from), at(&ends, *to)) {
                    (Some(from), Some(to)) => (from, to),
                    (Some(from), None) => (from, from + 1),
                    (None, to) => (to.unwrap_or_default(), to.unwrap_or_default()),
                };
                columns.iter().map(covered).collect()
            }
            None => return None,
        };
        let first = columns.first()?.0;
        let stub = (at(&starts, stub.0).unwrap_or(first), first);
        Some((next, columns, stub))
    }

    /// Whether a grid is a row of totals alone.
    fn opens_with_total(&self, grid: usize) -> bool {
        let canvas = &self.reader.canvas;
        let (rows, cols) = canvas.size(grid);
        let cells = (0..cols).filter_map(|col| canvas.at(grid, 0, col));
        let cells: Vec<Vec<usize>> = vec![cells.collect()];
        rows == 1 && self.is_total(&cells)
    }
}

fn key(x: f32) -> i64 {
    (x / SAME_EDGE).round() as i64
}
