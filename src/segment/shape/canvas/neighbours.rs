//! Who stands beside whom in a table.

use super::{Canvas, Piece};

impl Canvas {
    /// The pieces to the right of one within its rows, nearest first, without duplicates or pieces that extend beyond
    /// its rows.
    pub fn right_of(&self, piece: usize) -> Vec<usize> {
        let Some((table, own)) = self.in_table(piece) else {
            return Vec::new();
        };
        let cols = self.size(table).1;
        let mut found: Vec<usize> = Vec::new();
        for row in own.rows.0..own.rows.1 {
            let mut col = own.cols.1;
            while col < cols {
                let Some(at) = self.at(table, row, col) else {
                    col += 1;
                    continue;
                };
                col = self.get(at).map_or(col + 1, |p| p.cols.1.max(col + 1));
                if !found.contains(&at) {
                    found.push(at);
                }
            }
        }
        found
    }

    /// The pieces to the left of one in its first row, nearest first.
    pub fn left_of(&self, piece: usize) -> Vec<usize> {
        let Some((table, own)) = self.in_table(piece) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut col = own.cols.0;
        while let Some(before) = col.checked_sub(1) {
            col = before;
            if let Some(at) = self.at(table, own.rows.0, before) {
                col = self.get(at).map_or(before, |p| p.cols.0.min(before));
                found.push(at);
            }
        }
        found
    }

    /// The piece above one that covers its first column.
    pub fn above(&self, piece: usize) -> Option<usize> {
        let (table, own) = self.in_table(piece)?;
        self.at(table, own.rows.0.checked_sub(1)?, own.cols.0)
    }

    /// The pieces directly below one within its columns, from left to right.
    pub fn below(&self, piece: usize) -> Vec<usize> {
        let Some((table, own)) = self.in_table(piece) else {
            return Vec::new();
        };
        let mut found: Vec<usize> = Vec::new();
        for col in own.cols.0..own.cols.1 {
            match self.at(table, own.rows.1, col) {
                Some(at) if !found.contains(&at) => found.push(at),
                _ => {}
            }
        }
        found
    }

    fn in_table(&self, piece: usize) -> Option<(usize, &Piece)> {
        let own = self.get(piece)?;
        Some((own.table?, own))
    }
}
