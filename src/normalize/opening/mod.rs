//! How a line opens: whether it looks like a new point of a list.
//!
//! A full line before a point is no evidence: the point may have wrapped there by chance, or the author may have
//! started it there. So regardless of the room, a line opens a point only if
//! - it starts with a bullet (○ ● ※ …), which line breaking never puts there, or with a ・ that is not part of a word
//!   (`middle_dot`); or
//! - it starts with a bracketed or circled number that prose does not continue from (no の, を, 及び … after it) and that
//!   is 1 (① only if some line starts with ②, likewise `1.` and `ア ` below), or one more than an earlier one of its
//!   kind, or that skips a few numbers, or any if a space follows it or it is in a group; or
//! - it starts with `2.` or `イ ` and an earlier line with `1.` or `ア `, or with these and another line with `2.`; or
//! - it starts a sentence (なお、) although none has ended; or
//! - it starts with any marker, including `ア ` and `1 `, and the line before ends a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::chars::{is_middle_dot, opens_line};
use crate::text::markers::{
    Marker, Style, is_enclosed, is_joint, is_kana_numeral, is_numeral, marker_at, number_at,
};
use crate::text::{Char, Text};
use middle_dot::Dot;

pub use middle_dot::is_certain as is_dot_in_word;

mod middle_dot;

/// Characters that end a sentence, bracket or quotation.
const ENDS: &str = "。｡）)」｣』．";
/// Characters with which prose continues after a number that it mentions.
const PROSE: &str = "、､。｡）)」｣及並又・･，のをにはがとでもやへ";
/// The same for words whose first character alone is ambiguous: `(2) なお` is a point.
const PROSE_WORDS: &[&str] = &["から", "まで", "より", "および", "など"];
/// Words that occur only at the start of a sentence.
const SENTENCE_WORDS: &[&str] = &[
    "なお、",
    "また、",
    "ただし、",
    "さらに、",
    "しかし、",
    "そのため、",
    "このため、",
];
/// How many numbers a list may skip if no space follows the next one.
const MOST_LEFT_OUT: u32 = 2;

/// Markers that count together; `1)` and `1.` do not.
type Kind = (Style, bool);

/// The numbers of each kind of marker that have opened lines of the cell so far.
#[derive(Debug, Default)]
pub struct Numbering {
    seen: BTreeMap<Kind, BTreeSet<u32>>,
    /// The kinds of which a line starts with the second number: prose, too, mentions `目標①` and breaks before `ア `.
    counted: BTreeSet<Kind>,
    /// Whether the cell has points that start with a middle dot.
    has_bullets: bool,
}

impl Numbering {
    /// The numbering of a cell with these lines, before the first line.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Text>, has_bullets: bool) -> Self {
        let second = |line: &Text| {
            let chars = trimmed(line);
            let marker = Opening::of(chars).first()?;
            (marker.no == 2).then(|| kind(&marker, chars))
        };
        Self {
            seen: BTreeMap::new(),
            counted: lines.filter_map(second).collect(),
            has_bullets,
        }
    }

    /// Records the markers that open a line of the author.
    pub fn note(&mut self, line: &Text) {
        let mut chars = line.chars();
        loop {
            let opening = Opening::of(chars);
            for marker in &opening.markers {
                let seen = self.seen.entry(kind(marker, chars)).or_default();
                seen.insert(marker.no);
            }
            // `(1) ① 調査`: the first point of a list comes after its heading's marker
            if opening.markers.is_empty() {
                return;
            }
            chars = chars.get(opening.next..).unwrap_or_default();
        }
    }

    /// Whether no numbered point has started yet.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// How many numbers of a started list are skipped before this one: `(4)` if a column has nothing for `(3)`.
    fn left_out(&self, kind: Kind, no: u32) -> Option<u32> {
        let last = self.seen.get(&kind)?.last()?;
        no.checked_sub(last + 1)
    }

    /// Whether no marker of its kind has opened a line before.
    fn is_new(&self, kind: Kind) -> bool {
        !self.seen.contains_key(&kind)
    }

    /// Whether the number is the next one: `(2)` may follow the group `(1)、(3)`.
    fn expects(&self, kind: Kind, no: u32) -> bool {
        let seen = self.seen.get(&kind);
        let has = |no| seen.is_some_and(|seen| seen.contains(&no));
        if no == 1 {
            let tells = matches!(kind.0, Style::Paren | Style::ParenKana);
            return tells || self.counted.contains(&kind);
        }
        has(no.saturating_sub(1)) && !has(no)
    }
}

fn kind(marker: &Marker, chars: &[Char]) -> Kind {
    (marker.style, marker.is_closed(chars))
}

/// The characters from the first one that is not white space.
fn trimmed(line: &Text) -> &[Char] {
    let chars = line.chars();
    let first = chars.iter().position(|ch| !ch.c.is_whitespace());
    chars.get(first.unwrap_or_default()..).unwrap_or_default()
}

/// The markers that open a line: one, or a group such as `(1) (2)`.
struct Opening {
    markers: Vec<Marker>,
    /// The end of the last marker.
    end: usize,
    /// The start of the text or of another marker.
    next: usize,
}

impl Opening {
    fn of(chars: &[Char]) -> Self {
        let mut opening = Self {
            markers: Vec::new(),
            end: 0,
            next: 0,
        };
        while let Some(marker) =
            marker_at(chars, opening.next).filter(|next| opening.takes(next, chars))
        {
            opening.end = marker.end;
            opening.markers.push(marker);
            let behind = chars.get(marker.end..).unwrap_or_default();
            let joints = behind
                .iter()
                .take_while(|ch| is_joint(ch.c) || ch.c.is_whitespace());
            opening.next = marker.end + joints.count();
        }
        // `ア、` and `1、` alone are items of an enumeration in prose
        let last = opening.markers.last();
        if last.is_some_and(|last| !is_strong(last) && last.ends_in_comma(chars)) {
            opening.markers.clear();
        }
        opening
    }

    /// Whether the group can continue with this marker: one of the same kind, and for weak kinds one that counts up.
    fn takes(&self, next: &Marker, chars: &[Char]) -> bool {
        let Some(last) = self.markers.last() else {
            return true;
        };
        let counts_up = is_strong(last) || last.no < next.no;
        kind(last, chars) == kind(next, chars) && counts_up
    }

    fn first(&self) -> Option<Marker> {
        self.markers.first().copied()
    }
}

/// Whether the marker is unambiguous: `(1)`, `(ア)` and `①` are, `ア ` and `1.` may be prose.
fn is_strong(marker: &Marker) -> bool {
    matches!(
        marker.style,
        Style::Paren | Style::ParenKana | Style::Circled
    )
}

/// Whether a line is a numbered point.
pub fn opens_numbered(line: &Text) -> bool {
    marker_at(line.chars(), 0).is_some_and(|marker| is_strong(&marker))
}

/// Whether a line has only markers, the last of which may be incomplete: `(1)、(2` before `)5月`.
pub fn is_markers_only(line: &Text) -> bool {
    let mut chars = line.chars().iter().map(|ch| ch.c);
    let begins = |c: char| "(（".contains(c) || is_enclosed(c);
    let is_part =
        |c: char| "(（)）".contains(c) || is_numeral(c) || is_joint(c) || c.is_whitespace();
    chars.next().is_some_and(begins) && chars.all(is_part)
}

/// Whether a line has only `ア`, or a group of such markers, possibly cut after a separator.
pub fn is_kana_list(line: &Text) -> bool {
    let marks = |(at, ch): (usize, &Char)| match at % 2 {
        0 => is_kana_numeral(ch.c),
        _ => is_joint(ch.c) || ch.c.is_whitespace(),
    };
    !line.is_empty() && line.chars().iter().enumerate().all(marks)
}

/// Whether `line` is a new point although it could be the continuation of `before`.
pub fn opens_item(before: &Text, line: &Text, numbering: &Numbering) -> bool {
    let end = before.chars().last().map(|ch| ch.c);
    let chars = line.chars();
    if opens_with_bullet(before.chars(), chars, numbering) || opens_sentence(end, chars) {
        return true;
    }
    let opening = Opening::of(chars);
    let ended = end.is_some_and(|c| ENDS.contains(c));
    let Some(first) = opening.first() else {
        return ended && is_number_apart(chars);
    };
    let kind = kind(&first, chars);
    let is_next = end != Some('、') && numbering.expects(kind, first.no);
    if !is_strong(&first) {
        return ended || is_next;
    }
    let behind = chars.get(opening.end..).unwrap_or_default();
    let is_later = || end != Some('、') && counts_later(&opening, behind, numbering, kind);
    !speaks_on(behind) && (ended || is_next || is_later())
}

/// Whether the number may be a later one of its list. Prose continues directly after a number, and joins two numbers
/// with 及び.
fn counts_later(opening: &Opening, behind: &[Char], numbering: &Numbering, kind: Kind) -> bool {
    let is_apart =
        behind.first().is_some_and(|ch| ch.c.is_whitespace()) || opening.markers.len() > 1;
    let no = opening.first().map_or(0, |first| first.no);
    match numbering.left_out(kind, no) {
        Some(left_out) => is_apart || left_out <= MOST_LEFT_OUT,
        None => is_apart && numbering.is_new(kind),
    }
}

/// Whether it is of the form `1 `, which is too ambiguous to count unless a sentence ends before it.
fn is_number_apart(chars: &[Char]) -> bool {
    let behind = number_at(chars, 0).and_then(|(_, end)| chars.get(end));
    behind.is_some_and(|ch| ch.c.is_whitespace())
}

/// Whether the line starts with a bullet.
fn opens_with_bullet(before: &[Char], line: &[Char], numbering: &Numbering) -> bool {
    let c = |at: usize| line.get(at).map(|ch| ch.c);
    match c(0) {
        Some(c) if is_middle_dot(c) => !is_in_word(before, line, numbering),
        // in ○×クイズ both are marks of an answer
        Some('○') => !matches!(c(1), Some('×' | '△')),
        Some(c) => opens_line(c),
        None => false,
    }
}

fn is_in_word(before: &[Char], line: &[Char], numbering: &Numbering) -> bool {
    let begin = before.iter().rposition(|ch| ch.c == '\n');
    let before = before
        .get(begin.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let dot = Dot {
        before,
        behind: line.get(1..).unwrap_or_default(),
        below_title: is_title(before),
        has_bullets: numbering.has_bullets,
    };
    dot.is_in_word()
}

/// Whether a line is a marker followed by a title rather than a sentence.
fn is_title(line: &[Char]) -> bool {
    marker_at(line, 0).is_some() && !line.iter().any(|ch| "、､。｡".contains(ch.c))
}

/// Whether a new sentence starts although none has ended: authors sometimes end a line without a full stop.
fn opens_sentence(end: Option<char>, line: &[Char]) -> bool {
    let is_inside = end.is_none_or(|c| "。｡．、､，・".contains(c));
    !is_inside && SENTENCE_WORDS.iter().any(|word| begins_with(line, word))
}

fn speaks_on(text: &[Char]) -> bool {
    let is_prose = text.first().is_some_and(|ch| PROSE.contains(ch.c));
    is_prose || PROSE_WORDS.iter().any(|word| begins_with(text, word))
}

fn begins_with(text: &[Char], word: &str) -> bool {
    let letters = text.iter().map(|ch| ch.c).take(word.chars().count());
    word.chars().eq(letters)
}
