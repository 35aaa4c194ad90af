//! Which markers number items: those of whole cells, and those at the start of a text.
//!
//! What a marker is, is defined in [`text::markers`](crate::text::markers).

use crate::content::Line;
use crate::text::chars::is_title_mark;
use crate::text::markers::{Marker, Style, marker_at, number_at};
use crate::text::{Char, Text};

/// The item number that a whole cell is: ①, 1, 1., (1); not № 1 or 項目1.
pub fn item_number(cell: &str) -> Option<u32> {
    let text = Text::unplaced(cell);
    let chars = text.chars();
    if let Some(marker) = marker_at(chars, 0) {
        return (marker.end == chars.len()).then_some(marker.no);
    }
    let (no, end) = plain_number(chars, 0)?;
    (end == chars.len()).then_some(no)
}

/// A number in plain digits, or the second of two joined by a dash (1-2: the second item of the first goal), and its
/// end.
fn plain_number(chars: &[Char], i: usize) -> Option<(u32, usize)> {
    let first = number_at(chars, i)?;
    let is_dash = |ch: &Char| matches!(ch.c, '-' | '‐' | '‑' | '–' | '－' | '−' | 'ー');
    let second = chars.get(first.1).filter(|ch| is_dash(ch));
    second.map_or(Some(first), |_| number_at(chars, first.1 + 1))
}

/// An item number at the start of a text whose items have no circled numbers, and its end: digits followed by a space,
/// or another marker directly before the mark of a title, which measures do not have.
pub fn leading_number(text: &Text) -> Option<(u32, usize)> {
    let chars = text.chars();
    let first = chars.iter().position(|ch| !ch.c.is_whitespace())?;
    let behind = |end: usize| chars.get(end..).unwrap_or_default().iter().map(|ch| ch.c);
    if let Some(marker) = marker_at(chars, first) {
        let mut rest = behind(marker.end).skip_while(|c| c.is_whitespace());
        let is_titled = rest.next().is_some_and(is_title_mark);
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

/// Whether a cell's text starts with a circled number: an item's marker without a cell of its own.
pub fn opens_with_marker(lines: &[Line]) -> bool {
    lines
        .first()
        .is_some_and(|line| leading_circle(&line.text).is_some())
}

/// The circled number at the start of a text.
///
/// `①及び②を…` and `①～③` refer to several items and are prose.
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
    use super::*;

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
