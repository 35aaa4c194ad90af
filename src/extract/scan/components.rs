//! Connected components of ink, and the font size measured from them.

use super::raster::{Area, Ink, runs};

/// A connected piece of ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The box around it.
    pub area: Area,
    /// Pixels with ink.
    pub pixels: usize,
}

/// A union-find structure over runs.
#[derive(Default)]
pub(super) struct Union {
    parents: Vec<usize>,
}

impl Union {
    pub fn add(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    pub fn root(&mut self, mut of: usize) -> usize {
        while let Some(&parent) = self.parents.get(of).filter(|&&parent| parent != of) {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(entry) = self.parents.get_mut(of) {
                *entry = above;
            }
            of = above;
        }
        of
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(entry) = self.parents.get_mut(a.max(b)) {
            *entry = a.min(b);
        }
    }
}

/// The components of ink, connected also diagonally, from top to bottom.
pub fn pieces(ink: &Ink) -> Vec<Piece> {
    let mut union = Union::default();
    let mut parts: Vec<(usize, Piece)> = Vec::new();
    let mut before: Vec<(usize, usize, usize)> = Vec::new();
    for y in 0..ink.height() {
        let mut row = Vec::new();
        let mut above = before.as_slice();
        for (x0, x1) in runs(ink.row(y), 0) {
            let id = union.add();
            while above.first().is_some_and(|run| run.1 < x0) {
                above = above.get(1..).unwrap_or_default();
            }
            for run in above.iter().take_while(|run| run.0 <= x1) {
                union.join(run.2, id);
            }
            let area = Area {
                x0,
                y0: y,
                x1,
                y1: y + 1,
            };
            let pixels = x1 - x0;
            parts.push((id, Piece { area, pixels }));
            row.push((x0, x1, id));
        }
        before = row;
    }
    merged(parts, &mut union)
}

fn merged(parts: Vec<(usize, Piece)>, union: &mut Union) -> Vec<Piece> {
    let mut at: Vec<Option<usize>> = vec![None; parts.len()];
    let mut out: Vec<Piece> = Vec::new();
    for (id, part) in parts {
        let Some(slot) = at.get_mut(union.root(id)) else {
            continue;
        };
        match slot.and_then(|known| out.get_mut(known)) {
            Some(piece) => {
                piece.area = piece.area.union(&part.area);
                piece.pixels += part.pixels;
            }
            None => {
                *slot = Some(out.len());
                out.push(part);
            }
        }
    }
    out
}

/// The share of the em that a kanji of one piece fills.
const FILLED: f32 = 0.92;

/// The minimum number of pieces to measure a font size.
const ENOUGH: usize = 8;

/// The font size in pixels, from the pieces of a page or an area: most of those about as wide as high are kanji and
/// kana, a little lower than the em, or halves of them.
pub fn em(pieces: impl Iterator<Item = Piece>) -> Option<f32> {
    let is_square = |a: &Area| {
        let (w, h) = (a.width() as f32, a.height() as f32);
        (6.0..=250.0).contains(&h) && (0.55 * h..=1.5 * h).contains(&w)
    };
    let mut heights: Vec<usize> = pieces
        .map(|piece| piece.area)
        .filter(is_square)
        .map(|area| area.height().max(area.width()))
        .collect();
    if heights.len() < ENOUGH {
        return None;
    }
    heights.sort_unstable();
    let tall = heights.get(heights.len() * 7 / 10).copied()?;
    Some(tall as f32 / FILLED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_below() {
        let rows = ["1.1.1", "1.1..", "111.1"];
        let mut ink = Ink::none(5, 3);
        for (y, row) in rows.iter().enumerate() {
            for (bit, c) in ink.row_mut(y).iter_mut().zip(row.chars()) {
                *bit = c == '1';
            }
        }
        let found: Vec<_> = pieces(&ink)
            .iter()
            .map(|p| (p.area.x0, p.area.x1, p.pixels))
            .collect();
        assert_eq!(found, [(0, 3, 7), (4, 5, 1), (4, 5, 1)]);
    }
}
