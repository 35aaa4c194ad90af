//! How a line opens: whether it looks like a new point of a list.
//!
//! A full line before a point says nothing: the point may have wrapped there by chance, or have been begun by the author.
//! So a line opens a point, whatever the room, only if
//! - it begins with a bullet (・ ○ ● ※ …), which no line breaking puts at a line's start otherwise; or
//! - it begins with a bracketed or circled number that prose does not go on from (no の, を, 及び … behind it) and that
//!   is 1 (① only where some line begins with ②, like `1.` and `ア ` below) or one more than one of the same kind before it, or that leaves out a
//!   few of them, or any of them where a space stands behind it or it is one of a group; or
//! - it begins with `2.` or `イ ` where a line before began with `1.` or `ア `, or with these where one does with `2.`; or
//! - it begins with any marker, also `ア ` and `1 `, and the line before ends a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::context::is_katakana;
use crate::text::Text;
use marks::{GROUPING, KANA, Kind, Marker, group_end, marker, markers, opens_weakly, weak_group};

mod marks;

const BULLETS: &str = "・○●◎◯◇◆□■☆★▪•※";
/// A sentence, a bracket or a quotation ends here.
const ENDS: &str = "。）)」』．";
/// What prose goes on with after a number that it speaks of.
const PROSE: &str = "、。）)」及並又・，のをにはがとでもやへ";
/// The same, where the first letter alone would tell too little: `(2) なお` is a point.
const PROSE_WORDS: &[&str] = &["から", "まで", "より", "および", "など"];
/// So many numbers at most does a list leave out where no space sets the next one apart.
const MOST_LEFT_OUT: u32 = 2;

/// The numbers of each kind of marker that opened lines of the cell.
#[derive(Debug, Default)]
pub struct Numbering {
    seen: BTreeMap<Kind, BTreeSet<u32>>,
    /// The kinds with whose second number some line begins: prose speaks of `目標①` as well, and breaks before `ア `.
    counted: BTreeSet<Kind>,
}

impl Numbering {
    /// The numbering of a cell with these lines, before the first of them.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Text>) -> Self {
        let second = |line: &Text| match line.chars().iter().find(|ch| !ch.c.is_whitespace())?.c {
            '②' => Some(Kind::Circled),
            'イ' | '2' => {
                let chars: Vec<char> = line.trimmed().chars().iter().map(|ch| ch.c).collect();
                weak_group(&chars).first().map(|marker| marker.kind)
            }
            _ => None,
        };
        Self {
            seen: BTreeMap::new(),
            counted: lines.filter_map(second).collect(),
        }
    }

    /// Takes note of the marker that opens a line of the author.
    pub fn note(&mut self, line: &Text) {
        let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
        for marker in markers(&chars).into_iter().chain(weak_group(&chars)) {
            self.seen
                .entry(marker.kind)
                .or_default()
                .insert(marker.number);
        }
    }

    /// Whether no numbered point has begun yet.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// How many numbers of a list that has begun are left out before this one: `(4)` where a column says nothing of `(3)`.
    fn left_out(&self, marker: &Marker) -> Option<u32> {
        let last = self.seen.get(&marker.kind)?.last()?;
        marker.number.checked_sub(last + 1)
    }

    /// Whether no marker of its kind opened a line before it.
    fn is_new(&self, marker: &Marker) -> bool {
        !self.seen.contains_key(&marker.kind)
    }

    /// Whether the number comes next: `(2)` may follow the group `(1)、(3)`.
    fn expects(&self, marker: &Marker) -> bool {
        let seen = self.seen.get(&marker.kind);
        let has = |number| seen.is_some_and(|seen| seen.contains(&number));
        if marker.number == 1 {
            let tells = matches!(marker.kind, Kind::Bracketed | Kind::BracketedKana);
            return tells || self.counted.contains(&marker.kind);
        }
        has(marker.number.saturating_sub(1)) && !has(marker.number)
    }
}

/// Whether a line is a numbered point.
pub fn opens_numbered(line: &Text) -> bool {
    let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
    marker(&chars).is_some()
}

/// Whether a line holds nothing but markers, the last of which may be cut off: `(1)、(2` before `)5月`.
pub fn is_markers_only(line: &Text) -> bool {
    let mut chars = line.chars().iter().map(|ch| ch.c);
    let begins = |c: char| "(（".contains(c) || marker(&[c]).is_some();
    let is_part = |c: char| {
        "(（)）".contains(c) || c.is_ascii_digit() || KANA.contains(c) || GROUPING.contains(c)
    };
    chars.next().is_some_and(begins) && chars.all(|c| is_part(c) || marker(&[c]).is_some())
}

/// Whether a line is nothing but `ア` or a group of such markers, be it cut behind what joins them.
pub fn is_kana_list(line: &Text) -> bool {
    let mut chars = line.chars().iter().map(|ch| ch.c);
    let marks = |(at, c): (usize, char)| match at % 2 {
        0 => KANA.contains(c),
        _ => GROUPING.contains(c),
    };
    !line.is_empty() && chars.by_ref().enumerate().all(marks)
}

/// Whether `line`, which could be the rest of `before`, is a new point all the same.
pub fn opens_item(before: &Text, line: &Text, numbering: &Numbering) -> bool {
    let end = before.chars().last().map(|ch| ch.c);
    let chars: Vec<char> = line.chars().iter().map(|ch| ch.c).collect();
    let ended = end.is_some_and(|c| ENDS.contains(c));
    opens_with_bullet(end, &chars)
        || (ended && (opens_weakly(&chars) || !weak_group(&chars).is_empty()))
        || weak_group(&chars)
            .first()
            .is_some_and(|found| end != Some('、') && numbering.expects(found))
        || marker(&chars).is_some_and(|found| {
            let behind = chars.get(group_end(&chars)..).unwrap_or_default();
            // Prose goes on right behind a number, and speaks of two with an 及び between them.
            let is_apart = behind.first() == Some(&' ') || markers(&chars).len() > 1;
            let is_later = match numbering.left_out(&found) {
                Some(n) => is_apart || n <= MOST_LEFT_OUT,
                None => is_apart && numbering.is_new(&found),
            };
            let is_next = numbering.expects(&found) || is_later;
            !speaks_on(behind) && (ended || (end != Some('、') && is_next))
        })
}

/// ・ between two katakana words (ワーク・ライフ) is part of a word.
fn opens_with_bullet(end: Option<char>, line: &[char]) -> bool {
    let in_word = line.first() == Some(&'・')
        && end.is_some_and(is_katakana)
        && line.get(1).copied().is_some_and(is_katakana);
    // Of ○×クイズ both are marks of an answer.
    let is_answer = line.first() == Some(&'○') && matches!(line.get(1), Some('×' | '△'));
    line.first().is_some_and(|&c| BULLETS.contains(c)) && !in_word && !is_answer
}

fn speaks_on(text: &[char]) -> bool {
    let opens = |word: &&str| {
        word.chars().zip(text).filter(|(a, b)| a == *b).count() == word.chars().count()
    };
    text.first().is_some_and(|&c| PROSE.contains(c)) || PROSE_WORDS.iter().any(opens)
}
