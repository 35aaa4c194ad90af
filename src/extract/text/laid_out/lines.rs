//! Lines, measured: which columns their characters are in.

use std::ops::Range;

use crate::text::chars::{is_cjk, may_begin_line};

/// How wide the program that wrote a text takes a Japanese character to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// As wide as a Latin letter: `pdftotext`. An ideographic space is text: columns are filled up with others.
    Letters,
    /// Twice as wide, as on a terminal.
    Columns,
}

/// Fewer spaces belong to a text.
pub(super) const GAP: usize = 2;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Laid {
    /// Line of the file, one-based.
    pub number: u32,
    /// Its characters, with the spaces between them.
    pub chars: Vec<Placed>,
}

/// A character of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// The character.
    pub c: char,
    /// Its number in the line of the file, one-based.
    pub place: u32,
    /// Its first column, zero-based.
    pub column: usize,
    /// How many columns it covers.
    pub width: usize,
    /// Whether it is a space between columns.
    pub is_blank: bool,
}

/// Spaces between two texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gap {
    /// Its columns.
    pub columns: Range<usize>,
    /// How many spaces it is.
    pub blanks: usize,
}

impl Laid {
    /// Measures a line, or the part of it from a character on; both numbers are one-based.
    pub fn of(text: &str, (number, first): (u32, u32), measure: Measure) -> Self {
        let mut column = 0;
        let placed = text.chars().zip(first..).map(|(c, place)| {
            let width = match measure {
                Measure::Letters => 1,
                Measure::Columns => width(c),
            };
            column += width;
            Placed {
                c,
                place,
                column: column - width,
                width,
                is_blank: c == ' ' || (c == '\u{3000}' && measure == Measure::Columns),
            }
        });
        let mut chars: Vec<Placed> = placed.collect();
        let text = chars.iter().rposition(|placed| !placed.is_blank);
        chars.truncate(text.map_or(0, |last| last + 1));
        let text = chars.iter().position(|placed| !placed.is_blank);
        chars.drain(..text.unwrap_or(chars.len()));
        Self { number, chars }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.chars.is_empty()
    }

    /// The column that its text begins in.
    pub fn start(&self) -> usize {
        self.chars.first().map_or(0, |placed| placed.column)
    }

    /// The column behind its text.
    pub fn end(&self) -> usize {
        self.chars
            .last()
            .map_or(0, |placed| placed.column + placed.width)
    }

    /// The columns that have text.
    pub fn covered(&self) -> impl Iterator<Item = usize> {
        let chars = self.chars.iter().filter(|placed| !placed.is_blank);
        chars.flat_map(|placed| placed.column..placed.column + placed.width)
    }

    /// The gaps between its texts.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut open: Option<Gap> = None;
        for placed in &self.chars {
            match (placed.is_blank, &mut open) {
                (true, Some(gap)) => {
                    gap.blanks += 1;
                    gap.columns.end += placed.width;
                }
                (true, None) => {
                    open = Some(Gap {
                        columns: placed.column..placed.column + placed.width,
                        blanks: 1,
                    });
                }
                (false, _) => gaps.extend(open.take()),
            }
        }
        gaps.retain(|gap| gap.blanks >= GAP);
        gaps
    }

    /// Its text in these columns, without spaces at its ends.
    pub fn within(&self, columns: Range<usize>) -> &[Placed] {
        let from = self
            .chars
            .partition_point(|placed| placed.column < columns.start);
        let to = self
            .chars
            .partition_point(|placed| placed.column < columns.end);
        let mut chars = self.chars.get(from..to).unwrap_or_default();
        while let [rest @ .., last] = chars
            && last.is_blank
        {
            chars = rest;
        }
        while let [first, rest @ ..] = chars
            && first.is_blank
        {
            chars = rest;
        }
        chars
    }
}

/// How wide a text was where its lines were broken, in widths of a Latin letter.
pub(super) fn drawn_width(chars: &[Placed]) -> usize {
    chars.iter().map(|placed| width(placed.c)).sum()
}

/// The width of its first part that cannot be broken: a character with what may not begin a line, or a Latin word.
pub(super) fn head(chars: &[Placed]) -> usize {
    let is_word = |placed: &&Placed| placed.c.is_ascii_graphic();
    let word = chars.iter().take_while(is_word).count();
    let first = word.max(1);
    let rest = chars.get(first..).unwrap_or_default();
    let attached = rest
        .iter()
        .take_while(|placed| !may_begin_line(placed.c))
        .count();
    drawn_width(chars.get(..first + attached).unwrap_or_default())
}

/// Signs outside the blocks of East Asian scripts that Japanese fonts draw as wide as kanji.
const WIDE_SIGNS: &str = "○●◎□■◇◆△▲▽▼☆★※→←↑↓⇒…―‥“”‘’×÷±℃";

fn width(c: char) -> usize {
    let is_half_width = matches!(c, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}');
    match (is_cjk(c) && !is_half_width) || WIDE_SIGNS.contains(c) {
        true => 2,
        false => 1,
    }
}
