//! The marks of a choice: which characters they are, and where one ends.

use super::super::super::squeezed;
use super::super::canvas::Piece;
use crate::profile::{Field, folded};
use crate::text::{Char, Text};

/// Filled marks, and their outlines.
const FILLED: [(&str, &str); 2] = [("●⬤", "○◯〇"), ("■◼☑☒", "□◻☐")];

/// The marks of a field, folded.
pub struct Marks {
    /// Of a chosen option.
    pub chosen: Vec<char>,
    open: Vec<char>,
}

impl Marks {
    /// Those of the profile; the outline of a mark that is chosen (○ beside ●, □ beside ■) is open. Where the profile names
    /// none, ○ is open if there is a filled mark next to it.
    pub fn of(field: &Field, pieces: &[&Piece]) -> Self {
        let chars = |list: &[String]| -> Vec<char> {
            list.iter()
                .flat_map(|mark| same_shapes(mark.trim()))
                .collect()
        };
        let mut open = chars(&field.open);
        let mut chosen = chars(&field.marks);
        let letters = pieces.iter().flat_map(|p| &p.lines);
        let letters = letters.flat_map(|line| line.text.chars());
        let is_filled = |c: char| FILLED.iter().any(|(filled, _)| filled.contains(c));
        let has_filled = letters.map(|ch| ch.c).any(is_filled);
        for (filled, outline) in FILLED {
            let is_chosen = filled.chars().any(|mark| chosen.contains(&mark));
            let named = outline.chars().any(|mark| chosen.contains(&mark));
            if is_chosen && (!named || (has_filled && field.has_usual_marks())) {
                open.extend(outline.chars());
            }
        }
        chosen.retain(|mark| !open.contains(mark));
        Self { chosen, open }
    }

    /// Whether it is one of them.
    pub fn has(&self, c: char) -> bool {
        self.chosen.contains(&c) || self.open.contains(&c)
    }

    /// Whether a cell is a mark and nothing else.
    pub fn is_mark(&self, piece: &Piece) -> bool {
        let text = squeezed(&piece.lines);
        let mut chars = text.chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if self.has(c))
    }

    /// Where the mark at a place ends: the mark itself, or with `bracketed` also one in brackets, and brackets with room
    /// for one where an option begins.
    pub fn end_at(&self, chars: &[Char], at: usize, bracketed: bool) -> Option<usize> {
        let c = |at: usize| chars.get(at).map(|ch| ch.c);
        if c(at).is_some_and(|c| self.has(c)) {
            return Some(at + 1);
        }
        if !bracketed || !matches!(c(at)?, '(' | '（') {
            return None;
        }
        let inside = at + 1 + blanks(chars, at + 1);
        let marked = usize::from(c(inside).is_some_and(|c| self.has(c)));
        let close = inside + marked + blanks(chars, inside + marked);
        let has_room = marked > 0 || close > at + 1;
        (has_room && matches!(c(close)?, ')' | '）')).then_some(close + 1)
    }

    /// Whether a cell has a mark in brackets.
    pub fn are_bracketed(&self, piece: &Piece) -> bool {
        let is_marked = |text: &Text| {
            let chars = text.chars();
            let marks = |at: usize| {
                let end = self.end_at(chars, at, true)?;
                chars.get(at + 1..end)?.iter().find(|ch| self.has(ch.c))
            };
            (0..chars.len()).any(|at| marks(at).is_some())
        };
        piece.lines.iter().any(|line| is_marked(&line.text))
    }

    /// How many marks a cell has.
    pub fn count_in(&self, piece: &Piece) -> usize {
        let chars = piece.lines.iter().flat_map(|l| l.text.chars());
        chars.filter(|ch| self.has(ch.c)).count()
    }
}

/// A mark, and the characters that are drawn alike.
fn same_shapes(mark: &str) -> Vec<char> {
    let alike: &[char] = match mark {
        "○" | "◯" | "〇" => &['○', '◯', '〇'],
        "●" | "⬤" => &['●', '⬤'],
        "■" | "◼" => &['■', '◼'],
        "□" | "◻" | "☐" => &['□', '◻', '☐'],
        "✓" | "✔" => &['✓', '✔'],
        _ => &[],
    };
    match alike.is_empty() {
        true => mark.chars().chain(folded(mark).chars()).collect(),
        false => alike.to_vec(),
    }
}

/// The number of blanks at a place.
pub fn blanks(chars: &[Char], from: usize) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    rest.iter().take_while(|ch| ch.c.is_whitespace()).count()
}
