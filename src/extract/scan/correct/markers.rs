//! (1) (2) (3) at the heads of a cell's lines.
//!
//! ⑴ and the like are not in the model's dictionary, and are read as `(1`, `2)`, `②` or `()`. Where the heads of a
//! cell's lines count up, what is in the place of a number becomes that number.

use super::{Letter, Line};

/// The maximum width of a marker, in ems: ( 10 ) in full width.
const LONGEST: f32 = 3.2;

/// What follows a number that is a quantity or a date.
const COUNTERS: &str = "年月日回件人名者社校台箇か所歳円万億千百%％～〜";

/// What 1 between brackets is read as on pages with small letters.
const LIKE_ONE: &str = "DIil|丨";

/// The head of a line, as far as it may be a marker.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Head {
    line: usize,
    /// How many letters it has.
    letters: usize,
    /// Its number, if it shows one.
    number: Option<u32>,
    /// Whether it is certainly a marker, and has a number.
    is_whole: bool,
    /// Whether its brackets were read.
    is_spelt: bool,
}

/// Completes the markers of a cell.
pub(super) fn by_sequence(cell: &mut [Line]) {
    let heads: Vec<Head> = cell
        .iter()
        .enumerate()
        .filter_map(|(i, line)| head(i, line))
        .collect();
    let left = cell
        .iter()
        .filter_map(|l| l.letters.first())
        .map(|l| l.ink.x0)
        .min();
    if !heads.iter().any(|head| head.is_whole) || left.is_none() {
        return;
    }
    let mut last = 0;
    for (i, head) in heads.iter().enumerate() {
        let next = heads
            .iter()
            .skip(i + 1)
            .find_map(|h| h.number.filter(|_| h.is_whole));
        let fits = |n: u32| next != Some(n) && (n == last + 1 || next == Some(n + 1));
        match head.number {
            Some(number) if head.is_whole => {
                if !head.is_spelt {
                    rewrite(cell, head, number);
                }
                last = number;
            }
            Some(number) if fits(number) => {
                rewrite(cell, head, number);
                last = number;
            }
            None if next.is_none_or(|n| n == last + 2) => {
                last += 1;
                rewrite(cell, head, last);
            }
            _ => {}
        }
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// What a closing bracket of ⑴ is read as.
fn is_like_close(c: char) -> bool {
    is_close(c) || matches!(c, '」' | '}' | ']' | '〕' | '丨' | '|')
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

fn head(line_number: usize, line: &Line) -> Option<Head> {
    let letters = &line.letters;
    let first = letters.first()?;
    let mut at = 0;
    let mut number = None;
    let opened = is_open(first.c);
    at += usize::from(opened);
    if let Some(circled) = letters.get(at).filter(|l| matches!(l.c, '①'..='⑳')) {
        number = Some(u32::from(circled.c) - u32::from('①') + 1);
        at += 1;
    } else if opened && letters.get(at).is_some_and(|l| LIKE_ONE.contains(l.c)) {
        number = Some(1);
        at += 1;
    } else {
        while let Some(d) = letters.get(at).and_then(|l| digit(l.c)) {
            number = Some(number.unwrap_or(0) * 10 + d);
            at += 1;
            if at > 3 {
                return None;
            }
        }
    }
    let closing = letters.get(at).filter(|_| number.is_some() || opened);
    let closed = closing.is_some_and(|l| is_like_close(l.c));
    at += usize::from(closed);
    let last = letters.get(at.checked_sub(1)?)?;
    let is_short = last.advance.1 - first.advance.0 <= LONGEST * line.em;
    // a number without brackets counts if it is separated from what follows and is as wide as one character
    let apart = letters
        .get(at)
        .is_some_and(|l| l.ink.x0 as f32 - last.ink.x1 as f32 >= 0.25 * line.em);
    // `10月` at the head of a continued line is a date
    let is_counted = letters.get(at).is_some_and(|l| COUNTERS.contains(l.c));
    if is_counted && !opened && !closed {
        return None;
    }
    let is_digit = letters.get(1).is_none_or(|l| !LIKE_ONE.contains(l.c));
    let has_circle = letters.iter().take(at).any(|l| matches!(l.c, '①'..='⑳'));
    let is_one = !has_circle && is_one_character(line, at);
    let is_marker = opened
        || closed
        || is_one
        || apart && last.ink.x1 as f32 - first.ink.x0 as f32 <= 1.1 * line.em;
    (is_short && is_marker && (number.is_some() || opened && closed)).then_some(Head {
        line: line_number,
        letters: at,
        number,
        is_whole: (opened && closed || is_one) && number.is_some(),
        is_spelt: opened
            && !has_circle
            && is_digit
            && letters.get(at - 1).is_some_and(|l| is_close(l.c)),
    })
}

/// Whether the first letters of a line, with the unread ink next to them, are as wide as one character: ⑴.
fn is_one_character(line: &Line, letters: usize) -> bool {
    let end = line.letters.get(letters).map(|l| l.ink.x0);
    let own = line.letters.iter().take(letters).map(|l| l.ink);
    let beside = line.unexplained.iter().map(|shape| shape.area);
    let beside = beside.filter(|area| end.is_none_or(|end| area.x1 <= end));
    let Some(ink) = own.chain(beside).reduce(|a, b| a.union(&b)) else {
        return false;
    };
    let (width, height) = (ink.width() as f32 / line.em, ink.height() as f32 / line.em);
    (0.72..=1.15).contains(&width) && (0.7..=1.15).contains(&height)
}

/// Replaces the head by `(number)`.
fn rewrite(cell: &mut [Line], head: &Head, number: u32) {
    let Some(line) = cell.get_mut(head.line) else {
        return;
    };
    let old: Vec<Letter> = line
        .letters
        .drain(..head.letters.min(line.letters.len()))
        .collect();
    let (Some(first), Some(last)) = (old.first(), old.last()) else {
        return;
    };
    let (from, to) = (first.advance.0, last.advance.1);
    let text: Vec<char> = format!("({number})").chars().collect();
    let step = (to - from) / text.len() as f32;
    let ink = first.ink.union(&last.ink);
    let letters = (0u16..).zip(text).map(|(i, c)| Letter {
        c,
        advance: (from + f32::from(i) * step, from + f32::from(i + 1) * step),
        ink,
        is_hollow: false,
        confidence: super::CORRECTED,
        second: None,
    });
    line.letters.splice(0..0, letters);
}
