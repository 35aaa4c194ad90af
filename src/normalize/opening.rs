//! How a line opens: whether it looks like a new point of a list.
//!
//! A full line before a point says nothing: the point may have wrapped there by chance, or have been begun by the author.
//! So a line opens a point, whatever the room, only if
//! - it begins with a bullet (・ ○ ● ※ …), which no line breaking puts at a line's start otherwise; or
//! - it begins with a bracketed or circled number that prose does not go on from (no の, を, 及び … behind it) and that
//!   is 1 or one more than one of the same kind before it, or that is set apart by a space and greater than those; or
//! - it begins with `2.` or `イ ` where a line before began with `1.` or `ア `; or
//! - it begins with any marker, also `ア ` and `1 `, and the line before ends a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::context::{is_hiragana, is_katakana};
use crate::text::Text;

const BULLETS: &str = "・○●◎◯◇◆□■☆★▪•※";
/// A sentence, a bracket or a quotation ends here.
const ENDS: &str = "。）)」』．";
/// What prose goes on with after a number that it speaks of; all hiragana count as well.
const PROSE: &str = "、及並又と・，";
/// What stands between the markers of a group: `(1) (2)`, `(1)～(3)`, `(1)、(3)`.
const GROUPING: &str = " ～、・,";
/// A bracket, a number of two digits, and a space before it.
const LONGEST_CUT: usize = 4;
const KANA: &str = "アイウエオカキクケコサシスセソ";

/// The numbers of each kind of marker that opened lines of the cell.
#[derive(Debug, Default)]
pub struct Numbering(BTreeMap<Kind, BTreeSet<u32>>);

impl Numbering {
    /// Takes note of the marker that opens a line of the author.
    pub fn note(&mut self, line: &Text) {
        let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
        for marker in markers(&chars).into_iter().chain(weak_group(&chars)) {
            self.0.entry(marker.kind).or_default().insert(marker.number);
        }
    }

    /// Whether no numbered point has begun yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the number goes on from one before it; prose may begin with a bare `1.` by chance.
    fn follows(&self, marker: &Marker) -> bool {
        marker.number > 1 && self.expects(marker)
    }

    /// Whether the number comes later in a list that has begun: `(4)` where a column says nothing of `(3)`.
    fn goes_on_to(&self, marker: &Marker) -> bool {
        let seen = self.0.get(&marker.kind);
        seen.and_then(BTreeSet::last)
            .is_some_and(|last| marker.number > *last)
    }

    /// Whether the number comes next: `(2)` may follow the group `(1)、(3)`.
    fn expects(&self, marker: &Marker) -> bool {
        let seen = self.0.get(&marker.kind);
        let has = |number| seen.is_some_and(|seen| seen.contains(&number));
        marker.number == 1 || (has(marker.number.saturating_sub(1)) && !has(marker.number))
    }
}

/// Whether a line is a numbered point.
pub fn opens_numbered(line: &Text) -> bool {
    let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
    marker(&chars).is_some()
}

/// Whether a line is the first part of a bracketed number, as `(1` before `)5月`.
pub fn is_cut_marker(line: &Text) -> bool {
    let mut inside = line.chars().iter().map(|ch| ch.c);
    let opens = inside.next().is_some_and(|c| "(（".contains(c));
    opens && line.len() <= LONGEST_CUT && inside.all(|c| c == ' ' || c.is_ascii_digit())
}

/// Whether a line is nothing but `ア` or a group of such markers.
pub fn is_kana_list(line: &Text) -> bool {
    let mut chars = line.chars().iter().map(|ch| ch.c);
    let marks = |(at, c): (usize, char)| match at % 2 {
        0 => KANA.contains(c),
        _ => GROUPING.contains(c),
    };
    line.len() % 2 == 1 && chars.by_ref().enumerate().all(marks)
}

/// Whether `line`, which could be the rest of `before`, is a new point all the same.
pub fn opens_item(before: &Text, line: &Text, numbering: &Numbering) -> bool {
    let end = before.chars().last().map(|ch| ch.c);
    let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
    let ended = end.is_some_and(|c| ENDS.contains(c));
    opens_with_bullet(end, &chars)
        || (ended && opens_weakly(&chars))
        || weak_marker(&chars).is_some_and(|found| end != Some('、') && numbering.follows(&found))
        || marker(&chars).is_some_and(|found| {
            let behind = chars.get(found.len).copied();
            let is_apart = behind == Some(' ') && numbering.goes_on_to(&found);
            let is_next = numbering.expects(&found) || is_apart;
            !behind.is_some_and(speaks_on) && (ended || (end != Some('、') && is_next))
        })
}

/// ・ between two katakana words (ワーク・ライフ) is part of a word.
fn opens_with_bullet(end: Option<char>, line: &[char]) -> bool {
    let in_word = line.first() == Some(&'・')
        && end.is_some_and(is_katakana)
        && line.get(1).copied().is_some_and(is_katakana);
    line.first().is_some_and(|&c| BULLETS.contains(c)) && !in_word
}

/// `ア `, `1 `, `1.`, `1)`, but not `1.5`: too like prose to count without the end of a sentence before it.
fn opens_weakly(line: &[char]) -> bool {
    let digits = line.iter().take_while(|c| c.is_ascii_digit()).count();
    let stops = |at: usize| {
        let decimal = line.get(at + 1).is_some_and(char::is_ascii_digit);
        line.get(at)
            .is_some_and(|&c| " )）．".contains(c) || (c == '.' && !decimal))
    };
    match line.first() {
        Some(&c) if KANA.contains(c) => stops(1),
        _ => digits > 0 && stops(digits),
    }
}

/// `2.` or `イ ` as the next of its list.
fn weak_marker(line: &[char]) -> Option<Marker> {
    if !opens_weakly(line) {
        return None;
    }
    let digits: String = line.iter().take_while(|c| c.is_ascii_digit()).collect();
    let (kind, number, len) = match digits.parse() {
        Ok(number) => match line.get(digits.len()) {
            Some(' ') => return None,
            Some(')' | '）') => (Kind::Closed, number, digits.len() + 1),
            _ => (Kind::Stopped, number, digits.len() + 1),
        },
        Err(_) => (Kind::Kana, kana_number(&line.first()?.to_string())?, 2),
    };
    Some(Marker { kind, number, len })
}

/// `ア `, or all of the group `ア、ウ `.
fn weak_group(line: &[char]) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut rest = line;
    while let [kana, joint, next @ ..] = rest
        && let Some(number) = kana_number(&kana.to_string())
        && GROUPING.contains(*joint)
        && next.first().is_some_and(|c| KANA.contains(*c))
    {
        found.push(Marker {
            kind: Kind::Kana,
            number,
            len: 2,
        });
        rest = next;
    }
    match weak_marker(rest) {
        Some(last) => found.push(last),
        None => found.clear(),
    }
    found
}

fn speaks_on(c: char) -> bool {
    PROSE.contains(c) || is_hiragana(c)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Bracketed,
    BracketedKana,
    Circled,
    Stopped,
    Closed,
    Kana,
}

#[derive(Clone, Copy, Debug)]
struct Marker {
    kind: Kind,
    number: u32,
    len: usize,
}

/// The markers at the start of a line: one, or the group `(1) (2)`.
fn markers(line: &[char]) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(marker) = marker(rest) {
        found.push(marker);
        rest = rest.get(marker.len..).unwrap_or_default();
        let gap = rest.iter().take_while(|c| GROUPING.contains(**c)).count();
        rest = rest.get(gap..).unwrap_or_default();
    }
    found
}

fn marker(line: &[char]) -> Option<Marker> {
    let first = *line.first()?;
    let single = |kind, from: char| Marker {
        kind,
        number: u32::from(first) - u32::from(from) + 1,
        len: 1,
    };
    let later = |least: u32, from: char| Marker {
        number: u32::from(first) - u32::from(from) + least,
        ..single(Kind::Circled, from)
    };
    match first {
        '①'..='⑳' => Some(single(Kind::Circled, '①')),
        '㉑'..='㉟' => Some(later(21, '㉑')),
        '㊱'..='㊿' => Some(later(36, '㊱')),
        '⑴'..='⒇' => Some(single(Kind::Bracketed, '⑴')),
        '(' | '（' => bracketed(line),
        _ => None,
    }
}

fn bracketed(line: &[char]) -> Option<Marker> {
    let close = line.iter().take(4).position(|&c| c == ')' || c == '）')?;
    let inner: String = line.get(1..close)?.iter().collect();
    let (kind, number) = match inner.trim().parse() {
        Ok(number) => (Kind::Bracketed, number),
        Err(_) => (Kind::BracketedKana, kana_number(inner.trim())?),
    };
    Some(Marker {
        kind,
        number,
        len: close + 1,
    })
}

fn kana_number(inner: &str) -> Option<u32> {
    let mut chars = inner.chars();
    let kana = chars.next().filter(|_| chars.clone().count() == 0)?;
    let index = KANA.chars().position(|c| c == kana)?;
    u32::try_from(index + 1).ok()
}
