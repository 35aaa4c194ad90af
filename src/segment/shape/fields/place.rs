//! Where the value of a label is: to its right up to the next label, or else below it.

use super::super::canvas::Piece;
use super::super::scope::Reader;
use crate::profile::Side;

impl Reader<'_> {
    /// The pieces of a label's value.
    pub(super) fn value_pieces(&self, number: usize, at: usize, side: Option<Side>) -> Vec<usize> {
        let in_table = self.canvas.get(at).is_some_and(|p| p.table.is_some());
        if !in_table {
            let right = || self.canvas.beside_line(at, number);
            let below = || self.canvas.below_line(at, number);
            return match side {
                Some(Side::Right) => right(),
                Some(Side::Below) => below(),
                _ => right().or_else(below),
            }
            .into_iter()
            .collect();
        }
        match side {
            Some(Side::Right) => self.right(number, at),
            Some(Side::Below) => self.below(number, at),
            Some(Side::Left) => self.left(number, at),
            Some(Side::Above) => self
                .canvas
                .above(at)
                .filter(|p| self.is_open(number, *p))
                .into_iter()
                .collect(),
            None => self.beside_or_below(number, at),
        }
    }

    fn beside_or_below(&self, number: usize, at: usize) -> Vec<usize> {
        let right = self.right(number, at);
        if right.iter().any(|p| !self.is_blank(*p)) {
            return right;
        }
        let below = self.below(number, at);
        let end = right
            .iter()
            .filter_map(|p| self.canvas.get(*p))
            .map(|p| p.cols.1)
            .max();
        let is_wide = |p: &usize| self.canvas.get(*p).is_some_and(|p| Some(p.cols.1) >= end);
        let is_own = |p: &usize| is_wide(p) && !self.is_beside_label(*p);
        match below.iter().any(|p| !self.is_blank(*p))
            && (right.is_empty() || below.iter().any(is_own))
        {
            true => below,
            false if right.is_empty() => below,
            false => right,
        }
    }

    /// Whether a cell stands next to a label that begins in the same row, and is therefore its value.
    fn is_beside_label(&self, at: usize) -> bool {
        let left = self.canvas.left_of(at).into_iter().next();
        let pieces = left.and_then(|left| Some((self.canvas.get(left)?, self.canvas.get(at)?)));
        pieces.is_some_and(|(left, own)| left.is_label && left.rows.0 == own.rows.0)
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.canvas.get(at).is_none_or(Piece::is_blank)
    }

    pub(super) fn is_open(&self, number: usize, at: usize) -> bool {
        self.canvas
            .get(at)
            .is_some_and(|p| p.scope == number && p.is_free())
    }

    /// The free cells to the right of a label, row by row, up to the next label.
    fn right(&self, number: usize, at: usize) -> Vec<usize> {
        let Some(own) = self.canvas.get(at) else {
            return Vec::new();
        };
        let Some(table) = own.table else {
            return Vec::new();
        };
        let cols = self.canvas.size(table).1;
        let mut found: Vec<usize> = Vec::new();
        for row in own.rows.0..own.rows.1 {
            let mut col = own.cols.1;
            while col < cols {
                let Some(next) = self.canvas.at(table, row, col) else {
                    break;
                };
                let Some(piece) = self.canvas.get(next) else {
                    break;
                };
                let is_open = self.is_open(number, next)
                    || self.is_value_like_label(number, own.cols.1, next);
                if !is_open
                    || piece.rows.0 < own.rows.0
                    || (piece.rows != own.rows && self.groups_labels(next))
                {
                    break;
                }
                if !found.contains(&next) {
                    found.push(next);
                }
                col = piece.cols.1.max(col + 1);
            }
        }
        found.sort_by_key(|p| self.canvas.get(*p).map_or((0, 0), |p| (p.rows.0, p.cols.0)));
        found
    }

    /// Whether a cell that looks like a label is the value of the one before it, because it has no value next to it.
    fn is_value_like_label(&self, number: usize, from: usize, at: usize) -> bool {
        self.canvas.get(at).is_some_and(|p| {
            let alone = self
                .canvas
                .right_of(at)
                .iter()
                .all(|r| !self.is_open(number, *r));
            p.scope == number
                && !p.taken
                && p.is_label
                && p.cols.0 == from
                && alone
                && self
                    .canvas
                    .below(at)
                    .iter()
                    .all(|b| !self.is_open(number, *b))
        })
    }

    /// The free cells below a label, if they are within its columns.
    pub(super) fn below(&self, number: usize, at: usize) -> Vec<usize> {
        let own = self.canvas.get(at).map_or((0, 0), |p| p.cols);
        let found = self.canvas.below(at);
        let fits = |p: &usize| {
            self.is_open(number, *p) && self.canvas.get(*p).is_some_and(|p| p.cols.0 >= own.0)
        };
        match found.iter().all(fits) {
            true => found,
            false => Vec::new(),
        }
    }

    /// The free cell to the left of a label.
    fn left(&self, number: usize, at: usize) -> Vec<usize> {
        let first = self.canvas.left_of(at).into_iter().next();
        first
            .filter(|p| self.is_open(number, *p))
            .into_iter()
            .collect()
    }
}
