//! Values of labels outside the tables: beside a line, or below it.

use super::super::canvas::{Canvas, Piece, SAME_EDGE};

impl Canvas {
    /// The free piece to the right of a line: the nearest whose middle it shares.
    pub fn beside_line(&self, at: usize, number: usize) -> Option<usize> {
        let own = self.get(at)?;
        let (_, y) = own.middle();
        let fits = |p: &Piece| {
            p.page == own.page
                && p.bbox.x0 >= own.bbox.x1 - SAME_EDGE
                && ((p.bbox.y0 <= y && y <= p.bbox.y1)
                    || (own.bbox.y0 <= p.middle().1 && p.middle().1 <= own.bbox.y1))
        };
        let all = self.in_scope(number).filter(|(n, p)| *n != at && fits(p));
        let nearest = all.min_by(|a, b| a.1.bbox.x0.total_cmp(&b.1.bbox.x0));
        nearest.filter(|(_, p)| p.is_free()).map(|(n, _)| n)
    }

    /// The free piece below a line: the nearest that shares its columns, within some lines.
    pub fn below_line(&self, at: usize, number: usize) -> Option<usize> {
        let own = self.get(at)?;
        let height = (own.bbox.y1 - own.bbox.y0).max(6.0);
        // a short label is above the left end of its box, the value in the middle of the box
        let (far, aside) = (own.bbox.y1 + 5.0 * height, own.bbox.x1 + 4.0 * height);
        let fits = |p: &Piece| {
            p.page == own.page
                && p.bbox.y0 >= own.bbox.y1 - SAME_EDGE * 2.0
                && p.bbox.y0 <= far
                && p.bbox.x0 <= aside
                && own.bbox.x0 <= p.bbox.x1
        };
        let all = self.in_scope(number).filter(|(n, p)| *n != at && fits(p));
        let nearest = all.min_by(|a, b| {
            let level = (a.1.bbox.y0 / height)
                .round()
                .total_cmp(&(b.1.bbox.y0 / height).round());
            level.then(a.1.bbox.x0.total_cmp(&b.1.bbox.x0))
        });
        nearest
            .filter(|(_, p)| p.is_free() && !self.opens_row(p))
            .map(|(n, _)| n)
    }

    /// Whether a cell has others with text next to it: the first cell of a row is not the value of a line above it.
    fn opens_row(&self, piece: &Piece) -> bool {
        let Some(table) = piece.table else {
            return false;
        };
        let cols = self.size(table).1;
        let others = (piece.cols.1..cols).filter_map(|col| self.at(table, piece.rows.0, col));
        others
            .into_iter()
            .any(|at| self.get(at).is_some_and(|p| !p.is_blank()))
    }
}
