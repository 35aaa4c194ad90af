//! Markers: (1) （１） ⑴ ① (ア) ア 1. and similar. This is the only grammar for them.
//!
//! - `numerals`: the numbers, in every script and width;
//! - this file: when a number is a marker;
//! - [`groups`]: consecutive markers that share the text after them.
//!
//! A marker is at the start of a line or after white space; `①` inside prose is not one. Each function looks at a
//! bounded stretch of text, so that asking at every character stays linear.
//!
//! Decided elsewhere: whether a line of a cell starts a new point (`normalize`), which markers number items (`segment`).

use crate::text::Char;
use numerals::{Enclosed, Numeral, Script, digits, enclosed, kana};

pub mod groups;
mod numerals;

/// How a marker is written. Width makes no difference: (1), （１） and ⑴ are one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// (1)
    Paren,
    /// ①
    Circled,
    /// (ア)
    ParenKana,
    /// ア, before a space or a full stop.
    Kana,
    /// 1. or １、
    Digit,
}

/// A marker in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// Its number, from 1.
    pub no: u32,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    script: Script,
    /// The position of its number.
    numeral: (usize, usize),
}

/// The highest marker number: larger numbers are quantities or years.
const HIGHEST: u32 = 50;

/// What may separate the markers of a group, besides white space and words.
const JOINTS: &str = "～〜~・･、､,，";

/// What ends a marker without parentheses.
const STOPS: &str = ".．、､)）";

/// Whether `i` is at the start of a line or after white space.
pub fn is_start(chars: &[Char], i: usize) -> bool {
    match i.checked_sub(1).and_then(|before| chars.get(before)) {
        Some(before) => before.c.is_whitespace(),
        None => true,
    }
}

/// Whether `i` is at the start of a line.
pub fn is_line_start(chars: &[Char], i: usize) -> bool {
    match i.checked_sub(1).and_then(|before| chars.get(before)) {
        Some(before) => before.c == '\n',
        None => true,
    }
}

/// Whether the character can join two markers of a group.
pub fn is_joint(c: char) -> bool {
    JOINTS.contains(c)
}

/// Whether the character can start a marker's number.
pub fn is_numeral(c: char) -> bool {
    let chars = [Char::inserted(c)];
    let found = enclosed(&chars, 0).or_else(|| digits(&chars, 0));
    found.or_else(|| kana(&chars, 0)).is_some()
}

/// Whether the character alone is a marker.
pub fn is_enclosed(c: char) -> bool {
    enclosed(&[Char::inserted(c)], 0).is_some()
}

/// Whether lists use the character as a kana number.
pub fn is_kana_numeral(c: char) -> bool {
    kana(&[Char::inserted(c)], 0).is_some()
}

/// The number in plain digits, at most two, at `i`, and where it ends.
pub fn number_at(chars: &[Char], i: usize) -> Option<(u32, usize)> {
    let found = digits(chars, i).filter(|found| (1..=HIGHEST).contains(&found.no))?;
    Some((found.no, found.end))
}

/// The marker that begins at `i`, regardless of what is before it.
pub fn marker_at(chars: &[Char], i: usize) -> Option<Marker> {
    let found = match chars.get(i)?.c {
        '(' | '（' => in_parentheses(chars, i),
        // most of a text
        'ぁ'..='ゖ' | '一'..='鿿' => None,
        _ => alone(chars, i),
    };
    found.filter(|marker| (1..=HIGHEST).contains(&marker.no))
}

impl Marker {
    fn new(style: Style, (start, from): (usize, usize), numeral: Numeral, end: usize) -> Self {
        Self {
            style,
            no: numeral.no,
            start,
            end,
            script: numeral.script,
            numeral: (from, numeral.end),
        }
    }

    /// The characters of the marker.
    pub fn written(&self, chars: &[Char]) -> String {
        letters(chars, self.start, self.end)
    }

    /// The same marker with another number; `None` if its script does not go that far.
    pub fn written_as(&self, no: u32, chars: &[Char]) -> Option<String> {
        let number = self.script.write(no)?;
        let before = letters(chars, self.start, self.numeral.0);
        let behind = letters(chars, self.numeral.1, self.end);
        Some(format!("{before}{number}{behind}"))
    }

    /// Whether it is of the form `1)`, which lists do not mix with `1.`.
    pub fn is_closed(&self, chars: &[Char]) -> bool {
        let closes = |ch: &Char| matches!(ch.c, ')' | '）');
        self.style == Style::Digit && self.last(chars).is_some_and(closes)
    }

    /// Whether it is of the form `ア、` or `1、`, which prose also has after a word of one letter.
    pub fn ends_in_comma(&self, chars: &[Char]) -> bool {
        self.last(chars)
            .is_some_and(|ch| matches!(ch.c, '、' | '､'))
    }

    fn last<'c>(&self, chars: &'c [Char]) -> Option<&'c Char> {
        chars.get(self.end.checked_sub(1)?)
    }
}

fn letters(chars: &[Char], start: usize, end: usize) -> String {
    let text = chars.get(start..end).unwrap_or_default();
    text.iter().map(|ch| ch.c).collect()
}

/// A marker without parentheses: ①, ア, 1.
fn alone(chars: &[Char], i: usize) -> Option<Marker> {
    if let Some(numeral) = enclosed(chars, i) {
        let style = match numeral.script {
            Script::Enclosed(Enclosed::Parentheses) => Style::Paren,
            Script::Enclosed(Enclosed::FullStop) => Style::Digit,
            _ => Style::Circled,
        };
        return Some(Marker::new(style, (i, i), numeral, numeral.end));
    }
    let marker = |style, numeral: Numeral, end| Some(Marker::new(style, (i, i), numeral, end));
    if let Some(numeral) = kana(chars, i) {
        let next = chars.get(numeral.end)?.c;
        return match next {
            _ if is_stop(next) => marker(Style::Kana, numeral, numeral.end + 1),
            _ if next.is_whitespace() || counts_on(chars, numeral) => {
                marker(Style::Kana, numeral, numeral.end)
            }
            _ => None,
        };
    }
    let numeral = digits(chars, i)?;
    let stop = chars.get(numeral.end)?.c;
    // 1.5 is a number, 1.計画, 1.4月 and 1)5人 begin with a marker.
    let goes_on = !matches!(stop, ')' | '）')
        && digits(chars, numeral.end + 1).is_some_and(|next| !is_month(chars, next));
    let stops = is_stop(stop) && !goes_on;
    stops.then(|| marker(Style::Digit, numeral, numeral.end + 1))?
}

/// Whether a number counts a month, perhaps with another one: 4月, 4～9月.
fn is_month(chars: &[Char], number: Numeral) -> bool {
    let c = |at: usize| chars.get(at).map(|ch| ch.c);
    let joint = c(number.end).is_some_and(|c| is_joint(c) || "-－".contains(c));
    let last = digits(chars, number.end + 1).filter(|_| joint);
    c(last.unwrap_or(number).end) == Some('月')
}

fn is_stop(c: char) -> bool {
    STOPS.contains(c)
}

/// Whether adjacent kana count up to one that is followed by a space: `ア～ウ 通年` and `ア・イ 通年`, but not `ア・イの区域`. Since
/// they count up, the scan is bounded by the number of kana.
fn counts_on(chars: &[Char], first: Numeral) -> bool {
    let mut last = first;
    while chars.get(last.end).is_some_and(|ch| is_joint(ch.c))
        && let Some(next) = kana(chars, last.end + 1).filter(|next| next.no > last.no)
    {
        let behind = chars.get(next.end);
        if behind.is_some_and(|ch| ch.c.is_whitespace() || is_stop(ch.c)) {
            return true;
        }
        last = next;
    }
    false
}

/// The marker whose parenthesis opens at `i`: (1), ( 1 ), (ア).
fn in_parentheses(chars: &[Char], i: usize) -> Option<Marker> {
    let c = |at: usize| chars.get(at).map(|ch| ch.c);
    // a space may pad a narrow number to the width of others
    let skip = |at: usize| at + usize::from(c(at).is_some_and(is_blank));
    let inside = skip(i + 1);
    let (style, numeral) = match digits(chars, inside) {
        Some(numeral) => (Style::Paren, numeral),
        None => (Style::ParenKana, kana(chars, inside)?),
    };
    let close = skip(numeral.end);
    // `(1). `: the full stop belongs to the marker
    let stop = matches!(c(close + 1), Some('.' | '．'))
        && c(close + 2).is_none_or(|next| next.is_whitespace());
    let end = close + 1 + usize::from(stop);
    matches!(c(close)?, ')' | '）').then(|| Marker::new(style, (i, inside), numeral, end))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Text;

    fn marker(s: &str) -> Option<(Style, u32, usize)> {
        let m = marker_at(Text::unplaced(s).chars(), 0)?;
        Some((m.style, m.no, m.end))
    }

    #[test]
    fn a_number_behind_the_stop_may_be_a_month() {
        for (s, end) in [
            ("1.4月", 2),
            ("１．４～９月", 2),
            ("1)4件", 2),
            ("２）10月1日", 2),
        ] {
            assert_eq!(marker(s).map(|found| found.2), Some(end), "{s}");
        }
        for s in ["1.5倍", "1.4", "1、2件", "1.4～6倍"] {
            assert_eq!(marker(s), None, "{s}");
        }
    }

    #[test]
    fn width_makes_no_difference() {
        for (s, end) in [
            ("(1) a", 3),
            ("（１）a", 3),
            ("⑴a", 1),
            ("( 1 )a", 5),
            ("（　１　）a", 5),
        ] {
            assert_eq!(marker(s), Some((Style::Paren, 1, end)), "{s}");
        }
        for (full, half) in [
            ("ア 会議", "ｱ 会議"),
            ("（イ）会議", "(ｲ)会議"),
            ("１．会議", "1.会議"),
        ] {
            assert_eq!(marker(full), marker(half));
        }
    }

    #[test]
    fn other_styles() {
        assert_eq!(marker("①a"), Some((Style::Circled, 1, 1)));
        assert_eq!(marker("㉑a"), Some((Style::Circled, 21, 1)));
        assert_eq!(marker("⓫a"), Some((Style::Circled, 11, 1)));
        assert_eq!(marker("（イ）a"), Some((Style::ParenKana, 2, 3)));
        assert_eq!(marker("ア 課長級"), Some((Style::Kana, 1, 1)));
        assert_eq!(marker("ア～ウ 通年"), Some((Style::Kana, 1, 1)));
        assert_eq!(marker("1．計画"), Some((Style::Digit, 1, 2)));
        assert_eq!(marker("⒈計画"), Some((Style::Digit, 1, 1)));
        assert_eq!(marker("(1). 計画"), Some((Style::Paren, 1, 4)));
        assert_eq!(marker("(1).5"), Some((Style::Paren, 1, 3)));
    }

    #[test]
    fn lookalikes_are_not_markers() {
        for s in [
            "アンケート",
            "ア・イの区域",
            "ウ・ア 区域",
            "1.5倍",
            "１．５倍",
            "(241組織)",
            "（補助率）",
            "（100）",
            "2回",
            "(0)",
            "(",
            "ア",
        ] {
            assert_eq!(marker(s), None, "{s}");
        }
    }

    #[test]
    fn a_marker_is_written_with_another_number() {
        let like = |s: &str, no| {
            let text = Text::unplaced(s);
            marker_at(text.chars(), 0)
                .unwrap()
                .written_as(no, text.chars())
        };
        for (s, no, written) in [
            ("（１） ", 12, "（１２）"),
            ("( 1 ) ", 2, "( 2 )"),
            ("⑴ ", 20, "⒇"),
            ("(ｱ) ", 3, "(ｳ)"),
            ("ア) ", 2, "イ)"),
            ("1. ", 2, "2."),
        ] {
            assert_eq!(like(s, no).as_deref(), Some(written), "{s}");
        }
        assert_eq!(like("⑴ ", 21), None);
    }

    #[test]
    fn a_run_of_kana_is_scanned_in_linear_time() {
        let text = Text::unplaced(&"ア・".repeat(100_000));
        assert_eq!(marker_at(text.chars(), 0), None);
    }
}
