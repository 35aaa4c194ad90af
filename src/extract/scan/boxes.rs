//! Characters as read + ink → boxes of glyphs.
//!
//! The model tells where a character is to a fifth of an em. Its box comes from the ink: the pieces between white
//! columns are given to the characters in order, by dynamic programming. A character that gets no ink, and ink that no
//! character gets, cost: both mean that something was misread.

use super::raster::runs;
use super::recognize::Read;

/// What a character costs that stands an em off, squared.
const OFF: f32 = 4.0;
/// What a character costs that is an em too wide, squared.
const WIDE: f32 = 6.0;
/// What a character costs that has no ink.
const NO_INK: f32 = 1.2;
/// What ink costs that no character has: of the area of a full letter, and at the most.
const NO_LETTER: f32 = 8.0;
const WORST: f32 = 1.5;
/// Letters that touch.
const TOUCH: f32 = 0.06;

/// A character's ink begins no further than this from where the model saw it, in ems: ten that touch are as wide.
const REACH: f32 = 6.0;

/// A character has at most so many pieces beside each other (㈱, 川), so many characters touch at most.
const PIECES: usize = 6;
const TOUCHING: usize = 10;

/// A character with the columns of its ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inked {
    /// Number among the characters read.
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

/// A piece of ink between white columns.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    from: f32,
    to: f32,
    pixels: usize,
}

/// What characters and ink have to do with each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The characters, in order.
    pub inked: Vec<Inked>,
    /// Columns of ink that no character explains, with its pixels.
    pub unexplained: Vec<(f32, f32, usize)>,
}

/// One step of the way through characters and pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// Pieces without a character.
    Skip,
    /// A character without a piece.
    Blank,
    /// A character of so many pieces.
    One(usize),
    /// So many characters that are one piece.
    Touching(usize),
}

/// Gives the ink to the characters; `at` is where the model saw each, in pixels of the span.
pub fn fit(reads: &[Read], at: &[f32], columns: &Columns) -> Fit {
    let bits: Vec<u8> = columns.counts.iter().map(|&n| u8::from(n > 0)).collect();
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
    let pieces: Vec<Piece> = runs(&bits, 0).into_iter().map(piece).collect();
    let problem = Problem {
        reads,
        at,
        pieces: &pieces,
        em: columns.em.max(1.0),
    };
    problem.solved()
}

struct Problem<'a> {
    reads: &'a [Read],
    at: &'a [f32],
    pieces: &'a [Piece],
    em: f32,
}

impl Problem<'_> {
    fn solved(&self) -> Fit {
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

    /// The steps from here and what each costs.
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

    /// Whether a character may have to do with a piece. Of a long line only a band of all pairs is looked at.
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

/// How wide a character's ink is at most, in ems.
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

/// The advance boxes of characters, from the middle of the span's first pixel on.
pub fn advances(reads: &[Read], fit: &Fit, em: f32) -> Vec<(f32, f32)> {
    let pitch = pitch(reads, fit, em);
    let mut boxes: Vec<(f32, f32)> = fit
        .inked
        .iter()
        .map(|inked| ideal(reads, inked, pitch))
        .collect();
    for i in 1..boxes.len() {
        let (Some(a), Some(b)) = (fit.inked.get(i - 1), fit.inked.get(i)) else {
            continue;
        };
        let c = |inked: &Inked| reads.get(inked.read).map_or(' ', |r| r.c);
        let (Some(&(_, end)), Some(&(start, _))) = (boxes.get(i - 1), boxes.get(i)) else {
            continue;
        };
        if start - end >= closest(c(a), c(b)) * em {
            continue;
        }
        let meet = if start < end {
            (a.to + b.from) / 2.0
        } else {
            (start + end) / 2.0
        };
        if let Some(before) = boxes.get_mut(i - 1) {
            before.1 = meet.max(before.0 + 1.0);
        }
        if let Some(after) = boxes.get_mut(i) {
            after.0 = meet.min(after.1 - 1.0);
        }
    }
    boxes
}

/// A gap this wide in ems between two characters is one that the author set.
fn closest(a: char, b: char) -> f32 {
    let is_alphanumeric = |c: char| c.is_ascii_alphanumeric();
    match (is_alphanumeric(a), is_alphanumeric(b)) {
        (true, true) => 0.12,
        // Typesetters put a quarter of an em there.
        (true, false) | (false, true) => 0.42,
        (false, false) => 0.22,
    }
}

/// How far the full-width characters of a line are from each other.
fn pitch(reads: &[Read], fit: &Fit, em: f32) -> f32 {
    let is_full = |inked: &Inked| {
        inked.has_ink
            && reads
                .get(inked.read)
                .is_some_and(|r| matches!(r.c, '一'..='鿿' | 'ぁ'..='ヺ'))
    };
    let mut steps: Vec<f32> = fit
        .inked
        .windows(2)
        .filter_map(|pair| pair.first().zip(pair.get(1)))
        .filter(|(a, b)| is_full(a) && is_full(b))
        .map(|(a, b)| (b.from + b.to - a.from - a.to) / 2.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps
        .get(steps.len() / 2)
        .copied()
        .filter(|_| steps.len() >= 5);
    usual.unwrap_or(em).clamp(0.75 * em, 1.1 * em)
}

/// The box that a character would have alone.
fn ideal(reads: &[Read], inked: &Inked, pitch: f32) -> (f32, f32) {
    let c = reads.get(inked.read).map_or(' ', |r| r.c);
    let (from, to) = (inked.from, inked.to);
    let side = 0.06 * pitch;
    match c {
        '!'..='~' => (from - side, to + side),
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '〕' | '］' | '》' => {
            (from - side, from - side + pitch)
        }
        '「' | '『' | '（' | '【' | '〔' | '［' | '《' => (to + side - pitch, to + side),
        _ => {
            let middle = (from + to) / 2.0;
            let half = (pitch / 2.0).max((to - from) / 2.0);
            (middle - half, middle + half)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(s: &str, at: &[f32]) -> (Vec<Read>, Vec<f32>) {
        let read = |(c, &at)| Read {
            c,
            at,
            confidence: 1.0,
            second: None,
        };
        (s.chars().zip(at).map(read).collect(), at.to_vec())
    }

    /// Columns of ink: from, to, pixels in each.
    fn columns(parts: &[(usize, usize, usize)]) -> Columns {
        let mut counts = vec![0; 200];
        for &(from, to, pixels) in parts {
            counts[from..to].fill(pixels);
        }
        Columns { counts, em: 20.0 }
    }

    #[test]
    fn a_kanji_of_two_pieces_and_letters_that_touch() {
        let (reads, at) = reads("川12", &[12.0, 26.0, 36.0]);
        let fit = fit(
            &reads,
            &at,
            &columns(&[(1, 3, 9), (9, 11, 9), (17, 19, 9), (22, 40, 6)]),
        );
        let ink: Vec<_> = fit.inked.iter().map(|i| (i.from, i.to)).collect();
        assert_eq!(ink[0], (1.0, 19.0));
        assert_eq!((ink[1].0, ink[2].1), (22.0, 40.0));
        assert!(fit.unexplained.is_empty());
    }

    #[test]
    fn ink_without_a_character_is_told() {
        let (reads, at) = reads("目", &[10.0]);
        let fit = fit(&reads, &at, &columns(&[(2, 18, 9), (40, 56, 9)]));
        assert_eq!(fit.unexplained, [(40.0, 56.0, 144)]);
    }

    #[test]
    fn neighbours_meet_and_spaces_stay() {
        let (reads, at) = reads("(1)総合", &[3.0, 9.0, 15.0, 37.0, 57.0]);
        let parts = [(1, 5, 4), (7, 11, 9), (13, 17, 4), (28, 46, 9), (48, 66, 9)];
        let fit = fit(&reads, &at, &columns(&parts));
        let boxes = advances(&reads, &fit, 20.0);
        assert_eq!(boxes[0].1, boxes[1].0);
        assert!(boxes[3].0 - boxes[2].1 > 0.25 * 20.0, "{boxes:?}");
        assert_eq!(boxes[3].1, boxes[4].0);
    }
}
