//! Where a table ends: at the label of something else, at another header, at a cell across its columns.

use super::super::canvas::Piece;
use super::walk::Walk;
use crate::profile::TableNames;

impl Walk<'_, '_> {
    pub(super) fn is_total(&self, cells: &[Vec<usize>]) -> bool {
        let first = cells
            .iter()
            .flatten()
            .filter_map(|at| self.reader.canvas.get(*at))
            .find(|p| !p.is_blank());
        first.is_some_and(|p| self.table.total.is_match(&p.text))
    }

    /// Whether a cell covers more than one column.
    pub(super) fn is_merged(&self, at: usize, cols: &[(usize, usize)]) -> bool {
        let Some(piece) = self.reader.canvas.get(at) else {
            return false;
        };
        let covered = cols
            .iter()
            .filter(|(from, to)| piece.cols.0 < *to && *from < piece.cols.1)
            .count();
        let outside = cols.first().is_some_and(|c| piece.cols.0 < c.0)
            || cols.last().is_some_and(|c| piece.cols.1 > c.1);
        covered > 1 || outside
    }

    /// Whether the table ends above this row: at the label of something else, another header, or a cell across.
    pub(super) fn ends_here(
        &self,
        cells: &[Vec<usize>],
        path: &[usize],
        line: Option<usize>,
        merged: bool,
        total: bool,
    ) -> bool {
        let canvas = &self.reader.canvas;
        let all = || cells.iter().flatten().chain(path);
        if all().any(|at| {
            canvas
                .get(*at)
                .is_none_or(|p| p.taken && !path.contains(at) || p.scope != self.number)
        }) {
            return true;
        }
        let reaches = |at: &usize| canvas.get(*at).is_some_and(|p| p.cols.1 > self.stub.1);
        if all().next().is_none()
            || path.iter().any(reaches)
            || (merged && !total && line.is_none())
        {
            return true;
        }
        if total || line.is_some() {
            return false;
        }
        let first = match self.matrix {
            true => path.last(),
            false => cells
                .iter()
                .flatten()
                .find(|at| canvas.get(**at).is_some_and(|p| !p.is_blank())),
        };
        let is_label = |at: &usize| canvas.get(*at).is_some_and(|p| p.is_label && !p.taken);
        let is_named = first.is_some_and(is_label)
            && match self.matrix {
                true => true,
                false => {
                    cells.iter().flatten().filter(|at| is_label(at)).count() * 2
                        >= cells.iter().filter(|c| !c.is_empty()).count().max(1)
                }
            };
        is_named || self.is_header(cells)
    }

    /// Whether filled cells stand side by side.
    pub(super) fn is_crowded(&self, own: &[usize]) -> bool {
        let filled = own
            .iter()
            .filter_map(|at| self.reader.canvas.get(*at))
            .filter(|p| !p.is_blank());
        let mut starts: Vec<usize> = filled.map(|p| p.cols.0).collect();
        starts.dedup();
        starts.len() > 1
    }

    /// Whether at least half of the cells name columns of a table of the scope.
    fn is_header(&self, cells: &[Vec<usize>]) -> bool {
        let canvas = &self.reader.canvas;
        let tables = self
            .reader
            .names
            .scopes
            .get(self.names)
            .map(|s| s.tables.as_slice());
        let texts: Vec<&Piece> = cells
            .iter()
            .flatten()
            .filter_map(|at| canvas.get(*at))
            .filter(|p| !p.is_blank())
            .collect();
        let names = |table: &TableNames| {
            let named = |p: &&Piece| table.columns.iter().any(|c| p.rank(&c.words).is_some());
            texts.iter().filter(|p| named(p)).count()
        };
        let most = tables
            .unwrap_or_default()
            .iter()
            .map(names)
            .max()
            .unwrap_or(0);
        most >= 2 && most * 2 >= texts.len()
    }
}
