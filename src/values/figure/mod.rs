//! Figures: numbers with their units, as written and as numbers.
//!
//! Each number of the text is looked at with what stands on either side:
//! 1. what stands before may show that it is none: 第2回, 令和2, R3.1, 0268-22;
//! 2. what stands behind must be a unit, or ～ or ⇒ and a number that has one; a bare number counts only with a
//!    thousands separator, a ▲, or on either side of ⇒;
//! 3. 約, 延べ and 以上, 未満 around it become its qualifier (`qualifier.rs`).
//!
//! A number that is left out is no error, a wrong one is: in doubt there is none.

mod qualifier;
mod source;
mod unit;

use serde_json::Number;

use crate::values::era::is_kanji;
use crate::values::figure::source::{Numeral, Source, digits_len};
use crate::values::figure::unit::{compound, counts_kanji, stands_apart, unit};
use crate::values::numeral;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureValue {
    /// As written, with sign and unit: 11,721千円.
    pub text: String,
    /// The number: 11721000.
    pub value: Number,
    /// The unit: 円; empty for a bare number.
    pub unit: String,
    /// 約, 延べ, 以上, 未満 and the like; two are separated by a space.
    pub qualifier: Option<String>,
}

/// Signs and words that turn a number negative.
const NEGATIVE: &[&str] = &["マイナス", "△", "▲", "-"];
/// What joins a number to one that has its unit: from–to and before–after.
const TO: &[&str] = &["～", "~", "-", "から", "ないし"];
const ARROWS: &[&str] = &["⇒", "→", "➡", "⇨", "▶"];
/// A number behind these is a year, a time or a version.
const NO_QUANTITY: &[&str] = &[
    "令和", "平成", "昭和", "大正", "明治", "㋿", "㍻", "西暦", "午前", "午後", "No.", "Ver.",
];
/// Behind a bare number: it is a date, a time, a floor or a rank.
const NOT_BARE: &str = "年月日時階位";

/// Every figure of the text, in order.
pub fn figures(text: &str) -> Vec<FigureValue> {
    let source = Source::new(text);
    let mut found = Vec::new();
    let mut earlier: Option<(Numeral, bool)> = None;
    let mut at = 0;
    while let Some(numeral) = source.next_numeral(at) {
        at = numeral.end;
        let joined = earlier.filter(|(last, _)| is_joined(&source, last, &numeral));
        let rejected = joined.is_some_and(|(_, rejected)| rejected)
            || is_no_quantity(&source, &numeral)
            || earlier.is_some_and(|(last, _)| is_rough(&source, &last, &numeral));
        if !rejected {
            found.extend(figure(&source, &numeral, joined.is_some()));
        }
        earlier = Some((numeral, rejected));
    }
    found
}

/// Whether only a range sign or an arrow, perhaps with a unit before it, stands between two numbers.
fn is_joined(source: &Source, last: &Numeral, next: &Numeral) -> bool {
    let between = source.between(last.end, next.start);
    let joint = strip(between, unit(between)).trim();
    let unsigned = NEGATIVE.iter().find_map(|sign| joint.strip_suffix(sign));
    let is_joint = |s: &str| TO.contains(&s) || ARROWS.contains(&s);
    is_joint(joint) || unsigned.is_some_and(is_joint)
}

/// Whether what stands around the number, or how it is written, shows that it counts nothing.
fn is_no_quantity(source: &Source, numeral: &Numeral) -> bool {
    let before = source.before(numeral.start);
    let last = before.chars().next_back();
    let touches = |c: char| c.is_ascii_alphanumeric() || "第.,/〒№#".contains(c);
    last.is_some_and(touches)
        || (numeral.kanji && last.is_some_and(is_kanji))
        || NO_QUANTITY
            .iter()
            .any(|word| before.trim_end_matches(' ').ends_with(word))
        || says_several(before)
        || is_part_of_code(before, source.behind(numeral.end))
        || source.is_quoted(numeral.start)
}

/// 数10件 and 約数10件: some tens; but 件数10件 is ten.
fn says_several(before: &str) -> bool {
    before.strip_suffix('数').is_some_and(|rest| {
        let last = rest.chars().next_back();
        last.is_none_or(|c| c == '約' || !is_kanji(c))
    })
}

/// A telephone number, a version, a time, a fraction: more digits behind a point, comma, colon or slash, or a second
/// hyphen before.
fn is_part_of_code(before: &str, behind: &str) -> bool {
    let mut behind = behind.chars();
    let joint = behind.next().is_some_and(|c| ".,:/".contains(c));
    let more = joint && behind.next().is_some_and(|c| c.is_ascii_digit());
    let chain = before.strip_suffix('-').is_some_and(|rest| {
        let earlier = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        earlier.len() < rest.len() && earlier.ends_with('-')
    });
    more || chain
}

/// 2、3件: two or three.
fn is_rough(source: &Source, last: &Numeral, next: &Numeral) -> bool {
    let value = |n: &Numeral| numeral::small(source.written(n));
    let listed = matches!(source.between(last.end, next.start), "、" | "・");
    listed && value(last).and_then(|v| v.checked_add(1)) == value(next)
}

fn figure(source: &Source, numeral: &Numeral, joined: bool) -> Option<FigureValue> {
    let start = sign_start(source, numeral.start);
    let value = numeral::parse(source.written(numeral))?;
    let tail = tail(source, numeral, start, joined)?;
    let value = if start < numeral.start {
        value.negated()
    } else {
        value
    };
    let mut words = qualifier::before(source.before(start));
    words.extend(tail.remainder);
    words.extend(qualifier::behind(
        source.between(start, tail.end),
        source.behind(tail.end),
    ));
    Some(FigureValue {
        text: source.original(start, tail.end)?.to_owned(),
        value: value.number()?,
        unit: tail.unit,
        qualifier: (!words.is_empty()).then(|| words.join(" ")),
    })
}

/// Where the sign before the number begins: a hyphen after a letter, a digit or a bracket is none.
fn sign_start(source: &Source, at: usize) -> usize {
    let before = source.before(at);
    let Some(sign) = NEGATIVE.iter().find(|sign| before.ends_with(**sign)) else {
        return at;
    };
    let start = at - sign.len();
    let stuck =
        |c: char| c.is_ascii_alphanumeric() || ")%‰".contains(c) || matches!(c, 'ァ'..='ヺ' | 'ー');
    let hyphen = *sign == "-" && source.last_before(start).is_some_and(stuck);
    if hyphen { at } else { start }
}

/// What stands behind a number and makes it a figure.
struct Tail {
    end: usize,
    unit: String,
    /// 余 between number and unit.
    remainder: Option<&'static str>,
}

fn tail(source: &Source, numeral: &Numeral, start: usize, joined: bool) -> Option<Tail> {
    with_unit(source, numeral)
        .or_else(|| days(source, numeral))
        .or_else(|| {
            let unit = carried(source, numeral).or_else(|| bare(source, numeral, start, joined))?;
            Some(Tail {
                end: numeral.end,
                unit,
                remainder: None,
            })
        })
}

fn with_unit(source: &Source, numeral: &Numeral) -> Option<Tail> {
    let (remainder, rest) = remainder(source.behind(numeral.end));
    let near = rest.strip_prefix(' ').unwrap_or(rest);
    let found = unit(near).or_else(|| compound(near, source.written(numeral)))?;
    let end = source.behind(0).len() - near.len() + found.len();
    let apart = near.len() < rest.len();
    let listed = apart && is_list_number(source, numeral, end);
    let counts = !numeral.kanji || counts_in_kanji(source.written(numeral), found);
    let accepted = counts && !listed && (!apart || stands_apart(found));
    accepted.then(|| Tail {
        end,
        unit: found.to_owned(),
        remainder,
    })
}

/// 2 人と自然に…: a number that opens a line, with a word behind it.
fn is_list_number(source: &Source, numeral: &Numeral, end: usize) -> bool {
    let opens = source.before(numeral.start).trim_end_matches(' ');
    let word = source.behind(end).starts_with(|c| matches!(c, 'ぁ'..='ゖ'));
    (opens.is_empty() || opens.ends_with('\n')) && word
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

/// 二十三件 and 三千円 are numbers; 千円 alone is a unit, and 一部 is a word.
fn counts_in_kanji(digits: &str, unit: &str) -> bool {
    let scales_alone = digits.chars().all(|c| numeral::is_scale(c) && c != '十');
    let several = digits.chars().count() > 1;
    !scales_alone && (counts_kanji(unit) || (several && unit == "人"))
}

/// 日 counts days only where no date can be meant: 9.5日, 245日, 10日以内, 年5日.
fn days(source: &Source, numeral: &Numeral) -> Option<Tail> {
    const LONGEST_MONTH: u32 = 31;
    const COUNTED: &[&str] = &["延べ", "のべ", "約", "年", "平均"];
    let digits = source.written(numeral);
    let after = source.behind(numeral.end).strip_prefix('日')?;
    let before = source.before(numeral.start);
    let no_date = digits.contains('.')
        || numeral::small(digits).is_some_and(|n| n > LONGEST_MONTH)
        || qualifier::plain(after).is_some()
        || COUNTED.iter().any(|word| before.ends_with(word));
    let counts = no_date && !before.ends_with('月') && !after.starts_with('付') && !numeral.kanji;
    counts.then(|| Tail {
        end: numeral.end + "日".len(),
        unit: "日".to_owned(),
        remainder: None,
    })
}

/// The unit of the number that a range sign or an arrow leads to; empty after an arrow between bare numbers.
fn carried(source: &Source, numeral: &Numeral) -> Option<String> {
    let rest = source.behind(numeral.end).trim_start_matches(' ');
    let arrow = strip_any(rest, ARROWS);
    let next = arrow
        .or_else(|| strip_any(rest, TO))?
        .trim_start_matches(' ');
    let next = strip_any(next, qualifier::BEFORE).unwrap_or(next);
    let next = strip_any(next, NEGATIVE).unwrap_or(next);
    let len = digits_len(next);
    let after = next.get(len..).filter(|_| len > 0)?.trim_start_matches(' ');
    let none = arrow.is_some() && !after.starts_with(|c| NOT_BARE.contains(c));
    unit(after)
        .map(str::to_owned)
        .or_else(|| none.then(String::new))
}

/// A number without any unit.
fn bare(source: &Source, numeral: &Numeral, start: usize, joined: bool) -> Option<String> {
    let before = source.before(numeral.start).trim_end_matches(' ');
    let signed = start < numeral.start && !before.ends_with('-');
    let changed = joined && ARROWS.iter().any(|arrow| before.ends_with(arrow));
    let counts = source.written(numeral).contains(',') || signed || changed;
    let other = |c: char| c.is_ascii_alphabetic() || NOT_BARE.contains(c);
    let plain = !numeral.kanji && !source.behind(numeral.end).starts_with(other);
    (counts && plain).then(String::new)
}

fn strip<'t>(text: &'t str, prefix: Option<&str>) -> &'t str {
    prefix.and_then(|p| text.strip_prefix(p)).unwrap_or(text)
}

fn strip_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(*word))
}
