//! Markers: (1) （１） ⑴ ① (ア) ア 1. and the like: what number they bear, and where they may stand.
//!
//! A marker stands at the start of a line or after white space; `①` inside prose is none. Which markers share what
//! follows is told by [`groups`](super::groups).

use crate::content::Line;
use crate::text::{Char, Text};

/// How a marker is written. Width makes no difference: (1), （１） and ⑴ are one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

/// Kana in the order in which lists count with them.
pub(super) const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノ";

/// A list of more points than this is none: the number is a quantity or a year.
const HIGHEST: u32 = 50;

/// Marks before a point that has no number; dropped from the point's text.
pub const BULLETS: &[char] = &['・', '･', '•', '‣', '●', '■', '◆', '▪', '□', '◇'];

/// Marks before a title; dropped from it.
pub const TITLE_MARKS: &[char] = &['○', '◯', '〇', '◎', '●', '◆', '■', '□', '◇'];

/// Marks before a remark; kept, as they say what the text is.
pub const REMARKS: &[char] = &['※', '＊', '→', '⇒', '○', '◯', '◎'];

/// What joins two kana to a group without a space.
const GROUPING: &[char] = &['～', '〜', '・', ',', '，'];

/// Whether a line begins here, or white space stands before.
pub fn is_start(chars: &[Char], i: usize) -> bool {
    match i.checked_sub(1).and_then(|before| chars.get(before)) {
        Some(before) => before.c.is_whitespace(),
        None => true,
    }
}

/// Whether a line begins here.
pub fn is_line_start(chars: &[Char], i: usize) -> bool {
    match i.checked_sub(1).and_then(|before| chars.get(before)) {
        Some(before) => before.c == '\n',
        None => true,
    }
}

/// The marker that begins at `i`, wherever that is.
pub fn marker_at(chars: &[Char], i: usize) -> Option<Marker> {
    let c = chars.get(i)?.c;
    let marker = |style, no: u32, end| {
        (1..=HIGHEST).contains(&no).then_some(Marker {
            style,
            no,
            start: i,
            end,
        })
    };
    if let Some(no) = circled(c) {
        return marker(Style::Circled, no, i + 1);
    }
    if let Some(no) = parenthesised(c) {
        return marker(Style::Paren, no, i + 1);
    }
    if matches!(c, '(' | '（') {
        return in_parentheses(chars, i).and_then(|(style, no, end)| marker(style, no, end));
    }
    if let Some(no) = kana(c) {
        let next = chars.get(i + 1)?.c;
        let ends = next.is_whitespace() || is_full_stop(next) || is_grouped(chars, i);
        let end = i + 1 + usize::from(is_full_stop(next));
        return ends.then(|| marker(Style::Kana, no, end)).flatten();
    }
    let (no, end) = digits(chars, i)?;
    let stop = is_full_stop(chars.get(end)?.c);
    // 1.5 is a number, 1.計画 a marker.
    let number_goes_on = chars.get(end + 1).is_some_and(|ch| digit(ch.c).is_some());
    (stop && !number_goes_on)
        .then(|| marker(Style::Digit, no, end + 1))
        .flatten()
}

/// Whether the kana at `i` is joined to another marker, as in `ア～ウ 通年` and `ア・イ 通年`.
fn is_grouped(chars: &[Char], i: usize) -> bool {
    let joint = chars.get(i + 1).is_some_and(|ch| GROUPING.contains(&ch.c));
    let next = || marker_at(chars, i + 2).is_some_and(|next| next.style == Style::Kana);
    joint && next()
}

/// The number of `(1)` or `(ア)` whose parenthesis opens at `i`.
fn in_parentheses(chars: &[Char], i: usize) -> Option<(Style, u32, usize)> {
    let skip = |mut at: usize| {
        while chars.get(at).is_some_and(|ch| ch.c == ' ') {
            at += 1;
        }
        at
    };
    let inside = skip(i + 1);
    let (style, no, end) = match digits(chars, inside) {
        Some((no, end)) => (Style::Paren, no, end),
        None => (Style::ParenKana, kana(chars.get(inside)?.c)?, inside + 1),
    };
    let end = skip(end);
    let c = |at: usize| chars.get(at).map(|ch| ch.c);
    // `(1). ` with a full stop that belongs to the marker.
    let stop = matches!(c(end + 1), Some('.' | '．'))
        && c(end + 2).is_none_or(|next| next.is_whitespace());
    matches!(c(end)?, ')' | '）').then_some((style, no, end + 1 + usize::from(stop)))
}

/// The number written in digits at `i`, of at most two, and where it ends.
fn digits(chars: &[Char], i: usize) -> Option<(u32, usize)> {
    let mut no = digit(chars.get(i)?.c)?;
    let mut end = i + 1;
    while let Some(d) = chars.get(end).and_then(|ch| digit(ch.c)) {
        no = no.checked_mul(10)?.checked_add(d)?;
        end += 1;
    }
    (end - i <= 2).then_some((no, end))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

fn kana(c: char) -> Option<u32> {
    if !('ア'..='ノ').contains(&c) {
        return None;
    }
    let at = KANA.chars().position(|k| k == c)?;
    u32::try_from(at).ok().map(|no| no + 1)
}

fn is_full_stop(c: char) -> bool {
    matches!(c, '.' | '．' | '、' | ')' | '）')
}

/// ① to ㊿, ❶ to ❿ and the double circles.
fn circled(c: char) -> Option<u32> {
    let ranges = [
        ('\u{2460}', '\u{2473}', 1),
        ('\u{3251}', '\u{325F}', 21),
        ('\u{32B1}', '\u{32BF}', 36),
        ('\u{2776}', '\u{277F}', 1),
        ('\u{24F5}', '\u{24FE}', 1),
    ];
    let range = ranges
        .iter()
        .find(|(from, to, _)| (*from..=*to).contains(&c));
    range.map(|(from, _, first)| c as u32 - *from as u32 + first)
}

/// ⑴ to ⒇.
pub(super) fn parenthesised(c: char) -> Option<u32> {
    ('\u{2474}'..='\u{2487}')
        .contains(&c)
        .then(|| c as u32 - 0x2474 + 1)
}

/// The number of a whole cell that is an item's marker: ①, 1, 1., (1), № 1 and 項目1 are not asked for.
pub fn item_number(cell: &str) -> Option<u32> {
    let text = Text::unplaced(cell);
    let chars = text.chars();
    if let Some(marker) = marker_at(chars, 0) {
        return (marker.end == chars.len()).then_some(marker.no);
    }
    let (no, end) = plain_number(chars, 0)?;
    (end == chars.len()).then_some(no)
}

/// A number in digits alone, or the second of two that a dash joins (1-2: the second item of the first goal), and where
/// it ends.
fn plain_number(chars: &[Char], i: usize) -> Option<(u32, usize)> {
    let first = digits(chars, i)?;
    let is_dash = |ch: &Char| matches!(ch.c, '-' | '‐' | '‑' | '–' | '－' | '−' | 'ー');
    let second = chars.get(first.1).filter(|ch| is_dash(ch));
    let (no, end) = second.map_or(Some(first), |_| digits(chars, first.1 + 1))?;
    (1..=HIGHEST).contains(&no).then_some((no, end))
}

/// An item's number at the start of a text whose items are not told by circles, and where it ends: digits set apart by
/// a space, or another marker right before the mark of a title, as measures have none.
pub fn leading_number(text: &Text) -> Option<(u32, usize)> {
    let chars = text.chars();
    let first = chars.iter().position(|ch| !ch.c.is_whitespace())?;
    let behind = |end: usize| chars.get(end..).unwrap_or_default().iter().map(|ch| ch.c);
    if let Some(marker) = marker_at(chars, first) {
        let mut rest = behind(marker.end).skip_while(|c| c.is_whitespace());
        let is_titled = rest.next().is_some_and(|c| TITLE_MARKS.contains(&c));
        return is_titled.then_some((marker.no, marker.end));
    }
    let (no, end) = plain_number(chars, first)?;
    let is_apart = behind(end).next().is_some_and(char::is_whitespace);
    is_apart.then_some((no, end))
}

/// Whether a whole cell is an item's marker.
pub fn is_item_marker(cell: &str) -> bool {
    item_number(cell).is_some()
}

/// Whether a cell's text opens with a circled number: an item's marker that has no cell of its own.
pub fn opens_with_marker(lines: &[Line]) -> bool {
    lines
        .first()
        .is_some_and(|line| leading_circle(&line.text).is_some())
}

/// The circled number at the start of a text.
///
/// `①及び②を…` and `①～③` speak of several items; they are prose.
pub fn leading_circle(text: &Text) -> Option<Marker> {
    let first = text.chars().iter().position(|ch| !ch.c.is_whitespace())?;
    let marker = marker_at(text.chars(), first).filter(|m| m.style == Style::Circled)?;
    let next = text.chars().get(marker.end).map(|ch| ch.c);
    let prose = matches!(
        next,
        Some('～' | '〜' | '-' | '、' | '・' | '及' | 'と' | '，' | ',')
    );
    (!prose).then_some(marker)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn marker(s: &str) -> Option<(Style, u32, usize)> {
        let m = marker_at(Text::unplaced(s).chars(), 0)?;
        Some((m.style, m.no, m.end))
    }

    #[test]
    fn width_makes_no_difference() {
        for (s, end) in [("(1) a", 3), ("（１）a", 3), ("⑴a", 1), ("( 1 )a", 5)] {
            assert_eq!(marker(s), Some((Style::Paren, 1, end)), "{s}");
        }
    }

    #[test]
    fn other_styles() {
        assert_eq!(marker("①a"), Some((Style::Circled, 1, 1)));
        assert_eq!(marker("㉑a"), Some((Style::Circled, 21, 1)));
        assert_eq!(marker("（イ）a"), Some((Style::ParenKana, 2, 3)));
        assert_eq!(marker("ア 課長級"), Some((Style::Kana, 1, 1)));
        assert_eq!(marker("ア～ウ 通年"), Some((Style::Kana, 1, 1)));
        assert_eq!(marker("1．計画"), Some((Style::Digit, 1, 2)));
        assert_eq!(marker("(1). 計画"), Some((Style::Paren, 1, 4)));
        assert_eq!(marker("(1).5"), Some((Style::Paren, 1, 3)));
    }

    #[test]
    fn what_only_looks_like_a_marker() {
        for s in [
            "アンケート",
            "ア・イの区域",
            "1.5倍",
            "(241組織)",
            "（補助率）",
            "（100）",
            "2回",
            "(0)",
        ] {
            assert_eq!(marker(s), None, "{s}");
        }
    }

    #[test]
    fn item_numbers_are_whole_cells() {
        assert_eq!(item_number("③"), Some(3));
        assert_eq!(item_number("12"), Some(12));
        assert_eq!(item_number("(4)"), Some(4));
        assert_eq!(item_number("2-3"), Some(3));
        assert_eq!(item_number("3月"), None);
        assert_eq!(item_number("2020"), None);
    }

    #[test]
    fn items_may_be_numbered_without_circles() {
        let number = |s: &str| leading_number(&Text::unplaced(s)).map(|(no, _)| no);
        assert_eq!(number("2　公園の管理"), Some(2));
        assert_eq!(number("1-3 ○公園の管理"), Some(3));
        assert_eq!(number("(1)○公園の管理"), Some(1));
        assert_eq!(number("(1) 遊具の点検"), None, "a measure");
        assert_eq!(number("3団体の設立"), None);
    }

    #[test]
    fn a_circle_before_a_joint_is_prose() {
        assert!(leading_circle(&Text::unplaced("① ○計画")).is_some());
        assert!(leading_circle(&Text::unplaced("①及び②を一体的に")).is_none());
    }
}
