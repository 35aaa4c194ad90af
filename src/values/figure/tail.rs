//! What follows a number and makes it a figure: a unit, or a range sign and a number with a unit.

use crate::values::era::is_kanji;
use crate::values::figure::next::Next;
use crate::values::figure::number::Numeral;
use crate::values::figure::qualifier;
use crate::values::figure::sign::{Head, Sign};
use crate::values::figure::source::Source;
use crate::values::figure::unit::{compound, counts_kanji, stands_apart, unit};
use crate::values::numeral;

/// What connects a number to one with a unit: from–to and before–after.
pub(super) const TO: &[&str] = &["~", "-", "から", "ないし", "±"];
pub(super) const ARROWS: &[&str] = &["⇒", "→", "➡", "⇨", "▶"];
/// Signs before the second number.
pub(super) const SIGNS: &[&str] = &["マイナス", "△", "▲", "-", "+"];
/// After a bare number these mean a date, time, floor, rank, or indefinite number (2,000数百).
pub(super) const NOT_BARE: &str = "年月日時階位数";

/// What follows a number and makes it a figure.
pub struct Tail {
    /// The byte after it.
    pub end: usize,
    /// The unit; empty for a bare number.
    pub unit: String,
    /// 余 between number and unit.
    pub remainder: Option<&'static str>,
    /// The power of ten of a scale that is not part of the number: the 千 of 1,234（千円）.
    pub scale: u32,
}

impl Tail {
    /// A unit that ends at a byte.
    pub fn new(end: usize, unit: &str) -> Self {
        Self {
            end,
            unit: unit.to_owned(),
            remainder: None,
            scale: 0,
        }
    }
}

/// Reads what follows a number; `joined` if an arrow connects it to a number before it.
pub fn tail(source: &Source, numeral: &Numeral, head: &Head, joined: bool) -> Option<Tail> {
    with_unit(source, numeral)
        .or_else(|| bracketed(source, numeral))
        .or_else(|| days(source, numeral))
        .or_else(|| without_unit(source, numeral, head, joined))
}

/// A number that has its unit from ¥ or from the number after a range sign or arrow, or none at all.
fn without_unit(source: &Source, numeral: &Numeral, head: &Head, joined: bool) -> Option<Tail> {
    let next = Next::behind(source, numeral);
    let scale = match &next {
        Some(next) => next.scale_of(numeral.written(source))?,
        None => 0,
    };
    let unit = next
        .and_then(|next| next.unit)
        .or_else(|| bare(source, numeral, head, joined))?;
    let yen = head.yen && unit.is_empty();
    Some(Tail {
        scale,
        ..Tail::new(numeral.end, if yen { "円" } else { &unit })
    })
}

/// Whether nothing but a range sign or an arrow, perhaps after a unit, is between two numbers.
pub fn is_joined(source: &Source, last: &Numeral, next: &Numeral) -> bool {
    let between = source.between(last.end, next.start);
    let joint = unit(between)
        .and_then(|unit| between.strip_prefix(unit))
        .unwrap_or(between)
        .trim();
    let unsigned = SIGNS.iter().find_map(|sign| joint.strip_suffix(sign));
    let is_joint = |s: &str| TO.contains(&s) || ARROWS.contains(&s);
    is_joint(joint) || unsigned.is_some_and(is_joint)
}

fn with_unit(source: &Source, numeral: &Numeral) -> Option<Tail> {
    let (remainder, rest) = remainder(source.behind(numeral.end));
    let near = near(rest)?;
    let compound = || compound(near, numeral.written(source)).filter(|_| near.len() == rest.len());
    let found = unit(near).or_else(compound)?;
    let start = source.folded().len() - near.len();
    let end = start + found.len();
    let apart = near.len() < rest.len() || source.is_torn(start);
    let accepted = (!numeral.kanji || counts_in_kanji(numeral.written(source), found))
        && !(is_scale_apart(source, numeral) && found != "円")
        && (!apart || may_stand_apart(source, numeral, found, end));
    accepted.then(|| Tail {
        remainder,
        ..Tail::new(end, found)
    })
}

/// What follows a number after one or two blanks; more separate columns.
fn near(rest: &str) -> Option<&str> {
    const MOST: usize = 2;
    let near = rest.trim_start_matches(' ');
    (rest.len() - near.len() <= MOST).then_some(near)
}

/// A digit, a blank, and a scale that may start a word: 3 千曲川. Not the 万 of 2 万 3,000, after which the number goes on.
fn is_scale_apart(source: &Source, numeral: &Numeral) -> bool {
    let written = numeral.written(source);
    let digits = written.find(numeral::is_scale);
    let goes_on = written.ends_with(|c: char| c.is_ascii_digit());
    digits.is_some_and(|digits| digits == 1 && !goes_on && source.is_torn(numeral.start + digits))
}

/// Whether a blank may precede the unit. Not if the number is at the start of a line that is not a sentence, and the
/// unit could start a word: 2 人と自然に…, 3 台帳の整備.
fn may_stand_apart(source: &Source, numeral: &Numeral, unit: &str, end: usize) -> bool {
    const BEGINS_NO_WORD: &[&str] = &["件", "回", "円"];
    let before = source.before(numeral.start).trim_end_matches(' ');
    let opens = before.is_empty() || before.ends_with('\n');
    let rest = source.behind(end);
    let word = match rest.chars().next() {
        Some('ぁ'..='ゖ') => unit == "人",
        Some(c) => is_kanji(c) && qualifier::plain(rest).is_none(),
        None => false,
    };
    let names = opens && word && !BEGINS_NO_WORD.contains(&unit) && !is_sentence(rest);
    if numeral.is_short(source) {
        return stands_apart(unit) && !names;
    }
    // in 1,176 施設の管理 it is the next column, or a title
    let ends = !rest
        .starts_with(|c: char| is_kanji(c) || c == 'の' || c.is_alphanumeric() && !is_hiragana(c));
    stands_apart(unit) || ends || qualifier::plain(rest).is_some()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Whether the line runs on to a full stop; titles are shorter.
fn is_sentence(rest: &str) -> bool {
    const LONGEST: usize = 200;
    let line = rest.chars().take(LONGEST).take_while(|c| *c != '\n');
    line.into_iter().any(|c| c == '。')
}

/// 100余人: 余 between number and unit.
fn remainder(rest: &str) -> (Option<&'static str>, &str) {
    for word in ["余り", "余"] {
        let after = rest
            .strip_prefix(word)
            .map(|after| after.strip_prefix('の').unwrap_or(after));
        if let Some(after) = after.filter(|after| unit(after).is_some()) {
            return (Some(word), after);
        }
    }
    (None, rest)
}

/// Whether kanji digits are a number: 二十三件 and 三千円 are, but 千円 alone is a unit and 一部 a word.
fn counts_in_kanji(digits: &str, unit: &str) -> bool {
    let scales_alone = digits.chars().all(|c| numeral::is_scale(c) && c != '十');
    let several = digits.chars().count() > 1;
    !scales_alone && (counts_kanji(unit) || (several && unit == "人"))
}

/// A unit in brackets directly after the number: 15（件）, 1,234（千円）.
fn bracketed(source: &Source, numeral: &Numeral) -> Option<Tail> {
    let inside = source.behind(numeral.end).strip_prefix('(')?;
    let scales = inside.find(|c| !numeral::is_scale(c)).unwrap_or(0);
    let found = unit(inside.get(scales..)?)?;
    let whole = scales == 0 || found == "円";
    let closed = inside.get(scales + found.len()..)?.starts_with(')');
    let end = numeral.end + 1 + scales + found.len() + 1;
    let scale = numeral::power(inside.get(..scales)?)?;
    let named = stands_apart(found) || !numeral.is_short(source);
    (whole && closed && named && !numeral.kanji).then(|| Tail {
        scale,
        ..Tail::new(end, found)
    })
}

/// 日 counts days only if it cannot be a date: 9.5日, 245日, 10日以内, 年5日.
fn days(source: &Source, numeral: &Numeral) -> Option<Tail> {
    const LONGEST_MONTH: u32 = 31;
    const COUNTED: &[&str] = &["延べ", "のべ", "約", "年", "平均", "週"];
    let digits = numeral.written(source);
    let after = source.behind(numeral.end).strip_prefix('日')?;
    let before = source.before(numeral.start);
    let no_date = digits.contains('.')
        || numeral::small(digits).is_some_and(|n| n > LONGEST_MONTH)
        || qualifier::plain(after).is_some()
        || COUNTED.iter().any(|word| before.ends_with(word));
    let counts = no_date && !before.ends_with('月') && !after.starts_with('付') && !numeral.kanji;
    counts.then(|| Tail::new(numeral.end + "日".len(), "日"))
}

/// A number without any unit.
fn bare(source: &Source, numeral: &Numeral, head: &Head, joined: bool) -> Option<String> {
    let before = source.before(numeral.start).trim_end_matches(' ');
    let hyphen = before.ends_with(['-', 'ー']);
    let signed =
        head.sign == Sign::Minus && !hyphen && (!head.torn || is_alone(source, numeral, head));
    let changed = joined && ARROWS.iter().any(|arrow| before.ends_with(arrow));
    let counts = numeral.written(source).contains(',') || signed || changed || head.yen;
    let other = |c: char| c.is_ascii_alphabetic() || NOT_BARE.contains(c);
    let plain = !numeral.kanji && !source.behind(numeral.end).starts_with(other);
    (counts && plain).then(String::new)
}

fn is_alone(source: &Source, numeral: &Numeral, head: &Head) -> bool {
    let around = [source.before(head.start), source.behind(numeral.end)];
    around.iter().all(|text| text.trim().is_empty())
}

pub(super) fn strip_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(*word))
}
