//! Options side by side in one cell that go on below themselves:
//!
//! ```text
//! ○ 達成   ● おおむね   ○ 達成までは
//!            達成         困難
//! ```
//!
//! Read line by line their words would mix, and which one is marked would be lost. By position each option becomes a line.

use super::super::{Line, Lines};
use super::inline::{extent, glyph, segments};
use crate::content::{Block, Content};
use crate::text::{Place, Text};

/// Marks before an option.
const MARKS: &str = "○◯●◎□■☐☑☒✓✔";

/// The most, in font sizes, that a continued option may begin to the left of its words above.
const INDENT: f32 = 0.7;

/// Parts the options in every cell of a document; `places` tells where its characters stand.
pub fn part(content: &mut Content, places: &[Place]) {
    for block in &mut content.blocks {
        if let Block::Table(table) = block {
            for cell in table.cells.iter_mut().filter(|cell| cell.lines.len() > 1) {
                part_lines(&mut cell.lines, places);
            }
        }
    }
}

fn part_lines(lines: &mut Lines, places: &[Place]) {
    let mut at = 0;
    while at + 1 < lines.len() {
        let parted = match (lines.get(at), lines.get(at + 1)) {
            (Some(first), Some(second)) => parted(first, second, places),
            _ => None,
        };
        match parted {
            Some(parted) => {
                let count = parted.len();
                lines.splice(at..at + 2, parted);
                at += count;
            }
            None => at += 1,
        }
    }
}

/// An option while it is put together: where it begins, where its words begin.
struct Offer {
    from: f32,
    words: f32,
    text: Text,
}

/// Two lines as one for each option, if the second goes on with options of the first that are not the first one alone.
fn parted(first: &Line, second: &Line, places: &[Place]) -> Option<Lines> {
    let mut options = options_of(first, places)?;
    if starts(second).next().is_some() {
        return None;
    }
    let rest = segments(second, places);
    let mut others = false;
    for segment in &rest {
        let x = extent(&segment.text, places)?.x0;
        let own = options.iter().rposition(|option| option.from <= x)?;
        let option = options.get_mut(own)?;
        if x + INDENT * first.size < option.words {
            return None;
        }
        others |= own > 0;
        option.text.append(segment.text.trimmed());
    }
    let line = |option: Offer| Line {
        bbox: extent(&option.text, places).unwrap_or(first.bbox),
        text: option.text,
        room: f32::INFINITY,
        ..first.clone()
    };
    others.then(|| options.into_iter().map(line).collect())
}

/// The options of a line that has at least two, and begins with one.
fn options_of(line: &Line, places: &[Place]) -> Option<Vec<Offer>> {
    let starts: Vec<usize> = starts(line).collect();
    let chars = line.text.chars();
    let first = chars.iter().position(|ch| !ch.c.is_whitespace());
    if starts.len() < 2 || starts.first().copied() != first {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([chars.len()]);
    let option = |(from, to): (usize, usize)| {
        let words = line.text.slice(from + 1..to).trimmed();
        Some(Offer {
            from: glyph(chars.get(from)?, places)?.x0,
            words: extent(&words, places)?.x0,
            text: line.text.slice(from..to).trimmed(),
        })
    };
    starts.iter().copied().zip(ends).map(option).collect()
}

/// Where options begin in a line: at a mark at its start, or behind white space.
fn starts(line: &Line) -> impl Iterator<Item = usize> {
    let chars = line.text.chars();
    (0..chars.len()).filter(move |at| {
        let is_mark = chars.get(*at).is_some_and(|ch| MARKS.contains(ch.c));
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        is_mark && before.is_none_or(|ch| ch.c.is_whitespace())
    })
}
