//! Aligns recognised characters with the ink, which gives each glyph its box.
//!
//! The model locates a character to a fifth of an em. Its box comes from the ink: the pieces between white columns are
//! assigned to the characters in order, by dynamic programming. A character without ink and ink without a character
//! have a cost: both mean that something was misread.

use super::raster::runs;
use super::recognize::Read;
use align::{Piece, Problem};

mod advances;
mod align;
#[cfg(test)]
mod tests;

pub use advances::advances;

/// A character with the columns of its ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inked {
    /// Its index among the recognised characters.
    pub read: usize,
    /// First column of its ink, in pixels of the span.
    pub from: f32,
    /// The column after the last.
    pub to: f32,
    /// Whether there is ink for it at all.
    pub has_ink: bool,
}

/// The ink of a span.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Pixels with ink of each column.
    pub counts: Vec<usize>,
    /// Font size in pixels.
    pub em: f32,
}

/// The result of the alignment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The characters, in order.
    pub inked: Vec<Inked>,
    /// Columns of ink without a character, with the number of inked pixels.
    pub unexplained: Vec<(f32, f32, usize)>,
}

/// Aligns the characters with the ink; `at` is where the model saw each of them, in pixels of the span.
pub fn fit(reads: &[Read], at: &[f32], columns: &Columns) -> Fit {
    let inked: Vec<bool> = columns.counts.iter().map(|&n| n > 0).collect();
    let piece = |(from, to): (usize, usize)| Piece {
        from: from as f32,
        to: to as f32,
        pixels: columns
            .counts
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .sum(),
    };
    let pieces: Vec<Piece> = runs(&inked, 0).into_iter().map(piece).collect();
    let problem = Problem {
        reads,
        at,
        pieces: &pieces,
        em: columns.em.max(1.0),
    };
    problem.solved()
}
