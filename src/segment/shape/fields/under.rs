//! What a piece stands under or beside.

use super::super::canvas::{Piece, SAME_EDGE};
use super::super::scope::Reader;
use crate::geometry::Rect;
use crate::profile::Words;

impl Reader<'_> {
    /// Where a table's header stands.
    pub(super) fn table_place(&self, number: usize, key: &str) -> Option<Rect> {
        let found = self
            .seen
            .iter()
            .find(|(scope, own, _)| *scope == number && own == key);
        found.map(|(.., bbox)| *bbox)
    }

    /// Whether a group label to the left of a piece is one of these words.
    pub fn stands_beside(&self, at: usize, words: &Words) -> bool {
        let left = self.canvas.left_of(at).into_iter();
        left.filter_map(|l| self.canvas.get(l))
            .any(|p| p.rank(words).is_some())
    }

    /// Whether a piece is under one of these words: a group label to its left, a header or a heading above it.
    pub fn stands_under(&self, at: usize, words: &Words) -> bool {
        let canvas = &self.canvas;
        let Some(own) = canvas.get(at) else {
            return false;
        };
        let names = |p: &Piece| p.rank(words).is_some();
        if self.stands_beside(at, words) {
            return true;
        }
        let (x, _) = own.middle();
        let anchors = canvas
            .pieces
            .iter()
            .enumerate()
            .filter(|(n, p)| *n != at && p.rank(&self.names.anchors).is_some());
        let over: Vec<&Piece> = anchors
            .map(|(_, p)| p)
            .filter(|p| p.bbox.y1 <= own.bbox.y0 + 2.0 * SAME_EDGE && self.reaches(p, x))
            .collect();
        let mine = over
            .iter()
            .filter(|p| names(p))
            .max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1));
        mine.is_some_and(|mine| {
            let hides = |p: &&&Piece| {
                !names(p)
                    && p.bbox.y1 > mine.bbox.y1 + 1.0
                    && p.table.is_some() == mine.table.is_some()
                    && p.bbox.width() >= 0.8 * mine.bbox.width()
            };
            !over.iter().any(|p| hides(&p))
        })
    }

    /// Whether a heading is above a place: a cell above its columns, a line up to the next one to its right.
    fn reaches(&self, heading: &Piece, x: f32) -> bool {
        if heading.table.is_some() {
            return heading.bbox.x0 <= x && x <= heading.bbox.x1;
        }
        let level = |p: &&Piece| {
            p.table.is_none()
                && p.page == heading.page
                && (p.middle().1 - heading.middle().1).abs() < 2.0 * SAME_EDGE
        };
        let beside = self
            .canvas
            .pieces
            .iter()
            .filter(level)
            .filter(|p| p.rank(&self.names.anchors).is_some());
        let (mut from, mut to) = (f32::NEG_INFINITY, f32::INFINITY);
        for other in beside {
            if other.bbox.x0 > heading.bbox.x0 + 1.0 {
                to = to.min(other.bbox.x0);
            } else if other.bbox.x0 < heading.bbox.x0 - 1.0 {
                from = from.max(heading.bbox.x0 - 2.0 * SAME_EDGE);
            }
        }
        from <= x && x < to
    }
}
