//! Groups: markers in a row that share what follows: `(1) (2)`, `(1)、(3)`, `(1)～(3)`.

use super::markers::{KANA, Marker, Style, marker_at, parenthesised};
use crate::text::Char;

/// A run of markers that share what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Number and text of each marker; a range brings those between its ends.
    pub markers: Vec<(u32, String)>,
    /// Where the group begins.
    pub start: usize,
    /// Where it ends, after the white space behind it.
    pub end: usize,
}

/// The group of markers of this style that begins at `i`.
pub fn group_at(chars: &[Char], i: usize, style: Style) -> Option<Group> {
    let of_style = |at: usize| marker_at(chars, at).filter(|m| m.style == style);
    let first = of_style(i)?;
    let mut markers = vec![(first.no, written(chars, &first))];
    let mut last = first;
    while let Some((joint, at)) = joint(chars, last.end)
        && let Some(next) = of_style(at)
    {
        if joint == Joint::Range {
            let between = (last.no + 1..next.no).map(|no| (no, renumbered(chars, &first, no)));
            markers.extend(between);
        }
        markers.push((next.no, written(chars, &next)));
        last = next;
    }
    let blank = chars
        .iter()
        .skip(last.end)
        .take_while(|ch| ch.c.is_whitespace());
    let end = last.end + blank.count();
    Some(Group {
        markers,
        start: i,
        end,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    List,
    Range,
}

/// What joins two markers of a group, and where the second would begin.
fn joint(chars: &[Char], end: usize) -> Option<(Joint, usize)> {
    let skip = |mut at: usize| {
        while chars.get(at).is_some_and(|ch| ch.c.is_whitespace()) {
            at += 1;
        }
        at
    };
    let at = skip(end);
    let rest: String = chars.get(at..)?.iter().take(4).map(|ch| ch.c).collect();
    let words = [
        "及び",
        "および",
        "並びに",
        "と",
        "、",
        "・",
        "･",
        ",",
        "，",
        "&",
        "＆",
    ];
    let ranges = ["～", "〜", "~", "から"];
    // `(1) －` says that there is nothing of (1), whatever line comes next.
    let dashes = ["-", "－", "−"];
    let is_close = |at: usize| chars.get(at).is_some_and(|ch| !ch.c.is_whitespace());
    let find = |list: &[&str]| {
        list.iter()
            .find(|w| rest.starts_with(**w))
            .map(|w| w.chars().count())
    };
    if let Some(length) = find(&words) {
        Some((Joint::List, skip(at + length)))
    } else if let Some(length) = find(&ranges) {
        Some((Joint::Range, skip(at + length)))
    } else if let Some(length) = find(&dashes) {
        is_close(at + length).then_some((Joint::Range, at + length))
    } else {
        Some((Joint::List, at))
    }
}

fn written(chars: &[Char], marker: &Marker) -> String {
    let text = chars.get(marker.start..marker.end).unwrap_or_default();
    text.iter().map(|ch| ch.c).collect()
}

/// A marker like this one with another number: those inside a range are not written out.
fn renumbered(chars: &[Char], like: &Marker, no: u32) -> String {
    let written = written(chars, like);
    match like.style {
        Style::Paren if parenthesised(written.chars().next().unwrap_or(' ')).is_some() => {
            char::from_u32(0x2474 + no - 1).map_or_else(|| format!("({no})"), String::from)
        }
        Style::Paren => format!("({no})"),
        Style::Circled => {
            char::from_u32(0x2460 + no - 1).map_or_else(|| no.to_string(), String::from)
        }
        Style::Kana | Style::ParenKana => {
            let kana = KANA.chars().nth(no as usize - 1).unwrap_or('ア');
            if like.style == Style::Kana {
                kana.to_string()
            } else {
                format!("({kana})")
            }
        }
        Style::Digit => format!("{no}."),
    }
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

    #[test]
    fn markers_inside_a_range_are_written_like_its_ends() {
        let text = Text::unplaced("⑴～⑶ 通年");
        let g = group_at(text.chars(), 0, Style::Paren).unwrap();
        let written: Vec<&str> = g.markers.iter().map(|(_, s)| s.as_str()).collect();
        assert_eq!(written, ["⑴", "⑵", "⑶"]);
    }
}
