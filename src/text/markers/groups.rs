//! Groups: consecutive markers that share the text after them: `(1) (2)`, `(1)、(3)`, `(1)～(3)`.
//!
//! A range includes the markers between its ends. They are written in the script of its first marker or, where that has
//! no more numbers, of its last: Unicode has ⑴ to ⒇, so `⑴～(22)` stands for ⑴ ⑵ … ⒇ (21) (22).

use super::{Marker, Style, marker_at};
use crate::text::Char;

/// Consecutive markers that share the text after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Number and text of each marker, including those inside a range.
    pub markers: Vec<(u32, String)>,
    /// Where the group begins.
    pub start: usize,
    /// Where it ends, after any following white space.
    pub end: usize,
}

/// The group of markers of this style that begins at `i`.
pub fn group_at(chars: &[Char], i: usize, style: Style) -> Option<Group> {
    let of_style = |at: usize| marker_at(chars, at).filter(|m| m.style == style);
    let first = of_style(i)?;
    let mut markers = vec![(first.no, first.written(chars))];
    let mut last = first;
    while let Some((joint, at)) = joint(chars, last.end)
        && let Some(next) = of_style(at)
    {
        if joint == Joint::Range {
            let between = last.no + 1..next.no;
            markers.extend(between.map(|no| (no, between_ends(&first, &next, no, chars))));
        }
        markers.push((next.no, next.written(chars)));
        last = next;
    }
    Some(Group {
        markers,
        start: i,
        end: skip_blank(chars, last.end),
    })
}

/// The text of a marker inside a range, which is not written out.
fn between_ends(first: &Marker, last: &Marker, no: u32, chars: &[Char]) -> String {
    let like = |end: &Marker| end.written_as(no, chars);
    like(first)
        .or_else(|| like(last))
        .unwrap_or_else(|| no.to_string())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    List,
    Range,
}

/// Words and marks that join two markers.
const JOINTS: &[(&str, Joint)] = &[
    ("及び", Joint::List),
    ("および", Joint::List),
    ("並びに", Joint::List),
    ("と", Joint::List),
    ("、", Joint::List),
    ("､", Joint::List),
    ("・", Joint::List),
    ("･", Joint::List),
    (",", Joint::List),
    ("，", Joint::List),
    ("&", Joint::List),
    ("＆", Joint::List),
    ("～", Joint::Range),
    ("〜", Joint::Range),
    ("~", Joint::Range),
    ("から", Joint::Range),
];

/// What joins two markers of a group, and where the second begins.
fn joint(chars: &[Char], end: usize) -> Option<(Joint, usize)> {
    let at = skip_blank(chars, end);
    let rest = chars.get(at..)?;
    if let Some((word, joint)) = JOINTS.iter().find(|(word, _)| begins_with(rest, word)) {
        return Some((*joint, skip_blank(chars, at + word.chars().count())));
    }
    // in `(1) －` the dash means that (1) is empty, whatever the next line is
    let is_dash = rest
        .first()
        .is_some_and(|ch| matches!(ch.c, '-' | '－' | '−'));
    let is_close = rest.get(1).is_some_and(|ch| !ch.c.is_whitespace());
    match is_dash {
        true => is_close.then_some((Joint::Range, at + 1)),
        false => Some((Joint::List, at)),
    }
}

fn begins_with(chars: &[Char], word: &str) -> bool {
    let mut letters = chars.iter().map(|ch| ch.c);
    word.chars().all(|c| letters.next() == Some(c))
}

fn skip_blank(chars: &[Char], from: usize) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|ch| ch.c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Text;

    fn group(s: &str) -> (Vec<u32>, usize) {
        let g = group_at(Text::unplaced(s).chars(), 0, Style::Paren).unwrap();
        (g.markers.iter().map(|(no, _)| *no).collect(), g.end)
    }

    #[test]
    fn groups() {
        assert_eq!(group("(1) (2) 令和3年度末"), (vec![1, 2], 8));
        assert_eq!(group("(1)～(3)　通年"), (vec![1, 2, 3], 8));
        assert_eq!(group("（１）、（３）　4月"), (vec![1, 3], 8));
        assert_eq!(group("（１）・（２）　未"), (vec![1, 2], 8));
        assert_eq!(group("(1)及び(2) 通年"), (vec![1, 2], 9));
        assert_eq!(group("(1)、庁内"), (vec![1], 3));
        assert_eq!(group("(1)\n(2) 通年"), (vec![1, 2], 8));
        assert_eq!(group("(1)－(3) 通年"), (vec![1, 2, 3], 8));
        assert_eq!(group("(1) －\n(2) 通年"), (vec![1], 4));
        assert_eq!(group("(1) － (2) 通年"), (vec![1], 4));
    }

    #[test]
    fn kana_make_groups() {
        let text = Text::unplaced("ア～ウ 通年");
        let g = group_at(text.chars(), 0, Style::Kana).unwrap();
        let numbers: Vec<u32> = g.markers.iter().map(|(no, _)| *no).collect();
        assert_eq!((numbers, g.end), (vec![1, 2, 3], 4));
    }

    fn written(s: &str, style: Style) -> Vec<String> {
        let group = group_at(Text::unplaced(s).chars(), 0, style).unwrap();
        group
            .markers
            .into_iter()
            .map(|(_, marker)| marker)
            .collect()
    }

    #[test]
    fn markers_inside_a_range_are_written_like_its_ends() {
        assert_eq!(written("⑴～⑶ 通年", Style::Paren), ["⑴", "⑵", "⑶"]);
        assert_eq!(
            written("（１）～（３） 通年", Style::Paren),
            ["（１）", "（２）", "（３）"]
        );
        assert_eq!(
            written("(ｱ)～(ｳ) 通年", Style::ParenKana),
            ["(ｱ)", "(ｲ)", "(ｳ)"]
        );
    }

    #[test]
    fn a_range_past_the_end_of_a_script_continues_like_its_last_marker() {
        let found = written("⑴～(22) 通年", Style::Paren);
        assert_eq!(found.len(), 22);
        assert_eq!(found[18..], ["⒆", "⒇", "(21)", "(22)"]);
        let found = written("①～㉒ 通年", Style::Circled);
        assert_eq!(found[19..], ["⑳", "㉑", "㉒"]);
    }
}
