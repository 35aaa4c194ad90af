//! The alignment of characters and pieces of ink, by dynamic programming.

use super::super::recognize::Read;
use super::{Fit, Inked};

/// The cost of a character per squared em between its ink and where the model saw it.
const OFF: f32 = 4.0;
/// The cost per squared em by which a character's ink is too wide.
const WIDE: f32 = 6.0;
/// The cost of a character without ink.
const NO_INK: f32 = 1.2;
/// The cost of ink without a character per em², and its maximum.
const NO_LETTER: f32 = 8.0;
const WORST: f32 = 1.5;
/// The cost of each of several characters that touch.
const TOUCH: f32 = 0.06;

/// The maximum distance in ems between the start of a character's ink and where the model saw it: the width of ten that
/// touch.
const REACH: f32 = 6.0;

/// The maximum number of pieces side by side in a character (㈱, 川), and of characters that touch.
const PIECES: usize = 6;
const TOUCHING: usize = 10;

/// A piece of ink between white columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub from: f32,
    pub to: f32,
    pub pixels: usize,
}

/// One step of the alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// Pieces without a character.
    Skip,
    /// A character without a piece.
    Blank,
    /// A character with this many pieces.
    One(usize),
    /// This many characters that are one piece.
    Touching(usize),
}

pub(super) struct Problem<'a> {
    pub reads: &'a [Read],
    pub at: &'a [f32],
    pub pieces: &'a [Piece],
    pub em: f32,
}

impl Problem<'_> {
    pub fn solved(&self) -> Fit {
        let (n, m) = (self.reads.len(), self.pieces.len());
        let width = m + 1;
        let mut best: Vec<Option<(f32, Step)>> = vec![None; (n + 1) * width];
        if let Some(start) = best.first_mut() {
            *start = Some((0.0, Step::Skip));
        }
        for i in 0..=n {
            for j in 0..=m {
                let Some((cost, _)) = best.get(i * width + j).copied().flatten() else {
                    continue;
                };
                self.steps(i, j, |step, more| {
                    let (di, dj) = reach(step);
                    let Some(slot) = best.get_mut((i + di) * width + j + dj) else {
                        return;
                    };
                    if slot.is_none_or(|(known, _)| cost + more < known) {
                        *slot = Some((cost + more, step));
                    }
                });
            }
        }
        self.walked_back(&best, width)
    }

    /// Calls `step` with each possible step from here and its cost.
    fn steps(&self, i: usize, j: usize, mut step: impl FnMut(Step, f32)) {
        if let Some(piece) = self.pieces.get(j) {
            let share = piece.pixels as f32 / (self.em * self.em);
            step(Step::Skip, (NO_LETTER * share).min(WORST));
        }
        if i >= self.reads.len() {
            return;
        }
        step(Step::Blank, NO_INK);
        if !self.is_near(i, j) {
            return;
        }
        for count in 1..=PIECES.min(self.pieces.len().saturating_sub(j)) {
            let Some(cost) = self.one(i, j, count) else {
                break;
            };
            step(Step::One(count), cost);
        }
        for count in 2..=TOUCHING.min(self.reads.len() - i) {
            let Some(cost) = self.touching(i, j, count) else {
                break;
            };
            step(Step::Touching(count), cost);
        }
    }

    /// Whether a piece may belong to a character. This limits the search on long lines to a band.
    fn is_near(&self, i: usize, j: usize) -> bool {
        let pair = self.pieces.get(j).zip(self.at.get(i));
        pair.is_some_and(|(piece, at)| (piece.from - at).abs() <= REACH * self.em)
    }

    fn one(&self, i: usize, j: usize, count: usize) -> Option<f32> {
        let (from, to) = (self.pieces.get(j)?.from, self.pieces.get(j + count - 1)?.to);
        let wide = (to - from) / self.em;
        if wide > 2.0 && count > 1 {
            return None;
        }
        let off = ((from + to) / 2.0 - self.at.get(i)?) / self.em;
        let over = (wide - widest(self.reads.get(i)?.c)).max(0.0);
        Some(OFF * off * off + WIDE * over * over)
    }

    fn touching(&self, i: usize, j: usize, count: usize) -> Option<f32> {
        let piece = self.pieces.get(j)?;
        let wide = (piece.to - piece.from) / self.em;
        if wide < 0.3 * count as f32 {
            return None;
        }
        let shares = self.shares(i, *piece, count);
        let costs = shares
            .iter()
            .zip(self.at.get(i..i + count)?)
            .zip(self.reads.get(i..i + count)?);
        let cost = costs.map(|((&(from, to), at), read)| {
            let off = ((from + to) / 2.0 - at) / self.em;
            let over = ((to - from) / self.em - widest(read.c)).max(0.0);
            OFF * off * off + WIDE * over * over + TOUCH
        });
        Some(cost.sum())
    }

    /// A piece shared among characters that touch, by their usual widths.
    fn shares(&self, i: usize, piece: Piece, count: usize) -> Vec<(f32, f32)> {
        let widths = self.reads.iter().skip(i).take(count).map(|r| widest(r.c));
        let total: f32 = widths.clone().sum();
        let mut from = piece.from;
        let share = |width: f32| {
            let to = from + (piece.to - piece.from) * width / total.max(0.1);
            (std::mem::replace(&mut from, to), to)
        };
        widths.map(share).collect()
    }

    fn walked_back(&self, best: &[Option<(f32, Step)>], width: usize) -> Fit {
        let (mut i, mut j) = (self.reads.len(), self.pieces.len());
        let mut fit = Fit::default();
        while i > 0 || j > 0 {
            let Some((_, step)) = best.get(i * width + j).copied().flatten() else {
                break;
            };
            let (di, dj) = reach(step);
            (i, j) = (i.saturating_sub(di), j.saturating_sub(dj));
            self.enter(step, i, j, &mut fit);
        }
        fit.inked.reverse();
        fit.unexplained.reverse();
        fit
    }

    fn enter(&self, step: Step, i: usize, j: usize, fit: &mut Fit) {
        let first = self.pieces.get(j).copied();
        match (step, first) {
            (Step::Skip, Some(piece)) => fit.unexplained.push((piece.from, piece.to, piece.pixels)),
            (Step::One(count), Some(piece)) => {
                let to = self.pieces.get(j + count - 1).map_or(piece.to, |p| p.to);
                fit.inked.push(Inked {
                    read: i,
                    from: piece.from,
                    to,
                    has_ink: true,
                });
            }
            (Step::Touching(count), Some(piece)) => {
                let shares = self.shares(i, piece, count).into_iter().enumerate().rev();
                fit.inked.extend(shares.map(|(k, (from, to))| Inked {
                    read: i + k,
                    from,
                    to,
                    has_ink: true,
                }));
            }
            (Step::Blank, _) => {
                let middle = self.at.get(i).copied().unwrap_or_default();
                let half = 0.2 * self.em;
                fit.inked.push(Inked {
                    read: i,
                    from: middle - half,
                    to: middle + half,
                    has_ink: false,
                });
            }
            _ => {}
        }
    }
}

fn reach(step: Step) -> (usize, usize) {
    match step {
        Step::Skip => (0, 1),
        Step::Blank => (1, 0),
        Step::One(count) => (1, count),
        Step::Touching(count) => (count, 1),
    }
}

/// The maximum width of a character's ink, in ems.
fn widest(c: char) -> f32 {
    match c {
        '、' | '。' | '，' | '．' | '・' | '「' | '」' | '『' | '』' | '（' | '）' | '【'
        | '】' | '：' | '；' | '！' => 0.6,
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 0.95,
        'i' | 'l' | 'I' | '1' | '.' | ',' | '(' | ')' | '\'' | ':' | ';' | '!' | '|' | '['
        | ']' => 0.4,
        '!'..='~' => 0.72,
        _ => 1.02,
    }
}
