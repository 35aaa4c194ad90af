//! Parts: a cell's text split at its markers, a point split into title and sub-points.

use crate::text::Text;
use crate::text::chars::{is_bullet, is_remark_mark};
use crate::text::markers::groups::{Group, group_at};
use crate::text::markers::{Style, is_line_start, is_start, marker_at};

/// A text split at its markers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The text before the first marker.
    pub before: Text,
    /// The text after each marker or group of markers.
    pub parts: Vec<MarkedPart>,
}

/// A part of a text with the markers before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedPart {
    /// Number and text of each marker.
    pub markers: Vec<(u32, String)>,
    /// The markers as written, including what joins them.
    pub written: Text,
    /// The part.
    pub text: Text,
}

/// Splits a text at the markers of one style that start a line or follow white space.
pub fn split(text: &Text, style: Style) -> Split {
    let groups = groups(text, style);
    let starts = groups.iter().map(|g| g.start);
    let ends = starts.skip(1).chain([text.len()]);
    let before = groups.first().map_or(text.len(), |g| g.start);
    let part = |(group, end): (&Group, usize)| MarkedPart {
        markers: group.markers.clone(),
        written: text.slice(group.start..group.end).trimmed(),
        text: text.slice(group.end..end).trimmed(),
    };
    Split {
        before: text.slice(0..before).trimmed(),
        parts: groups.iter().zip(ends).map(part).collect(),
    }
}

fn groups(text: &Text, style: Style) -> Vec<Group> {
    let chars = text.chars();
    let mut groups = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let may_start = match style {
            // 1. in the middle of a line is a date or a section
            Style::Digit => is_line_start(chars, i),
            _ => is_start(chars, i),
        };
        match may_start.then(|| group_at(chars, i, style)).flatten() {
            Some(group) => {
                i = group.end;
                groups.push(group);
            }
            None => i += 1,
        }
    }
    groups
}

/// The style of the measures' markers in the cell that lists them.
///
/// The outermost level comes first in the text, so it is the style of the first marker that counts from 1. A circled
/// number is the level of items, unless `circled` says that items have another style.
pub fn measure_style(text: &Text, circled: bool) -> Option<Style> {
    let chars = text.chars();
    let starts = (0..chars.len()).filter(|&i| is_start(chars, i));
    let markers = starts.filter_map(|i| marker_at(chars, i));
    let may_be = |style: Style, at: usize| match style {
        Style::Paren | Style::ParenKana | Style::Kana => true,
        Style::Circled => circled && is_line_start(chars, at),
        Style::Digit => is_line_start(chars, at),
    };
    let candidates: Vec<_> = markers.filter(|m| may_be(m.style, m.start)).collect();
    let first = candidates.iter().find(|m| m.no == 1);
    let any_paren = candidates.iter().find(|m| m.style == Style::Paren);
    first.or(any_paren).map(|m| m.style)
}

/// A point: the text of its first line, and its sub-points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Text of the first line, up to the first sub-point.
    pub title: Text,
    /// Sub-points, without their bullets.
    pub details: Vec<Text>,
    /// The bullets that were removed.
    pub bullets: Text,
}

/// Splits a point into title and sub-points. A sub-point starts with a bullet or marker at the start of a line or after
/// white space; another line of the author belongs to the sub-point before it, or is one itself.
pub fn point(text: &Text) -> Point {
    let mut point = Point::default();
    let mut pieces = pieces(text).into_iter();
    point.title = pieces.next().unwrap_or_default().trimmed();
    for mut piece in pieces {
        let starts_sub = piece.chars().first().is_some_and(|ch| ch.c != '\n');
        piece = piece.trimmed();
        if piece.is_empty() {
            continue;
        }
        if piece.chars().first().is_some_and(|ch| is_bullet(ch.c)) {
            point.bullets.append(piece.slice(0..1));
            piece = piece.slice(1..piece.len()).trimmed();
        } else if let (false, Some(last)) = (starts_sub, point.details.last_mut()) {
            last.insert('\n');
            last.append(piece);
            continue;
        }
        point.details.push(piece);
    }
    point
}

/// Splits a text before each sub-point and before each further line, which then starts with its line feed.
fn pieces(text: &Text) -> Vec<Text> {
    let chars = text.chars();
    let mut cuts = vec![0];
    for (i, ch) in chars.iter().enumerate().skip(1) {
        let plain_line = ch.c == '\n' && !is_sub_point(text, i + 1);
        if plain_line || is_sub_point(text, i) {
            cuts.push(i);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([chars.len()]);
    cuts.iter()
        .zip(ends)
        .map(|(&from, to)| text.slice(from..to))
        .collect()
}

/// Whether a sub-point starts at `i`.
fn is_sub_point(text: &Text, i: usize) -> bool {
    let chars = text.chars();
    let Some(ch) = chars.get(i).filter(|_| i > 0 && is_start(chars, i)) else {
        return false;
    };
    let alone = chars.get(i + 1).is_none_or(|next| next.c.is_whitespace());
    if is_bullet(ch.c) || is_remark_mark(ch.c) {
        // `A ・ B` is an enumeration in prose; a bullet is directly before its text, or at the start of a line
        return !alone || is_line_start(chars, i);
    }
    marker_at(chars, i).is_some_and(|m| m.style != Style::Digit || is_line_start(chars, i))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(s: &str) -> (String, Vec<(Vec<u32>, String)>) {
        let split = split(&Text::unplaced(s), Style::Paren);
        let numbers = |p: &MarkedPart| p.markers.iter().map(|(no, _)| *no).collect();
        let parts = split.parts.iter().map(|p| (numbers(p), p.text.to_string()));
        (split.before.to_string(), parts.collect())
    }

    #[test]
    fn a_cell_splits_at_its_markers() {
        assert_eq!(
            parts("(1) (2) 令和3年度末 (3) (4) 年度末"),
            (
                "".into(),
                vec![
                    (vec![1, 2], "令和3年度末".into()),
                    (vec![3, 4], "年度末".into())
                ]
            )
        );
        assert_eq!(
            parts("予定\n(1)整備した。\n①10件"),
            ("予定".into(), vec![(vec![1], "整備した。\n①10件".into())])
        );
    }

    #[test]
    fn a_marker_inside_a_word_does_not_count() {
        assert_eq!(parts("第2期(1)の計画"), ("第2期(1)の計画".into(), vec![]));
    }

    #[test]
    fn the_outermost_style_comes_first() {
        let style = |s| measure_style(&Text::unplaced(s), false);
        assert_eq!(
            style("○計画 (1) 会議 ア 課長級 イ 係長級"),
            Some(Style::Paren)
        );
        assert_eq!(
            style("計画\nア 会議\n(1) 課長級\nイ 調査"),
            Some(Style::Kana)
        );
        assert_eq!(style("計画 ①と②"), None);
    }

    #[test]
    fn a_point_has_a_title_and_sub_points() {
        let p = point(&Text::unplaced(
            "庁内連携会議の設置\n・関係課で構成\nア 課長級会議　年2回 イ 係長級会議\n続き",
        ));
        let details: Vec<String> = p.details.iter().map(Text::to_string).collect();
        assert_eq!(p.title.to_string(), "庁内連携会議の設置");
        assert_eq!(
            details,
            [
                "関係課で構成",
                "ア 課長級会議　年2回",
                "イ 係長級会議\n続き"
            ]
        );
        assert_eq!(p.bullets.to_string(), "・");
    }

    #[test]
    fn a_further_line_is_not_a_title() {
        let p = point(&Text::unplaced("研修の実施\n対象は全職員"));
        assert_eq!(p.title.to_string(), "研修の実施");
        assert_eq!(p.details.len(), 1);
    }
}
