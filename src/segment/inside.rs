//! Markers inside lines: they count like those of a list, but are where the form has no line break.
//!
//! A cell is split at markers that start a line or follow white space, as the form prints them. A file made without the
//! line feeds of its cells (seen in PDFs that a program made from HTML) has a whole list in one line; then the reader
//! has to be warned, since the parts stay together.

use crate::text::markers::groups::{Group, group_at};
use crate::text::markers::{Style, is_start};
use crate::text::{Char, Text};

/// A marker followed by one of these is mentioned in prose: (1)の計画, (1)及び(2).
const SPOKEN_OF: &str = "のはをにとでがもへやかま、，,。．.)）」』・~～〜-及";

/// A marker such as (2), or a group of them, and whether it starts a line or follows white space.
type Counted = (Group, bool);

/// The markers such as (2) inside lines that continue the count of those before them; empty if no two do.
pub fn markers_inside(text: &Text) -> Vec<Group> {
    let mut counted = counted(text);
    if counted.len() < 2 {
        return Vec::new();
    }
    counted.retain(|(_, starts)| !starts);
    counted.into_iter().map(|(group, _)| group).collect()
}

/// All markers such as (2) in a text; those inside lines only if they continue the count.
pub fn markers_in(text: &Text) -> Vec<Group> {
    let counted = counted(text);
    counted.into_iter().map(|(group, _)| group).collect()
}

fn counted(text: &Text) -> Vec<Counted> {
    let chars = text.chars();
    let mut counted = Vec::new();
    let mut due = 1;
    let mut at = 0;
    while at < chars.len() {
        let Some(group) = group_at(chars, at, Style::Paren) else {
            at += 1;
            continue;
        };
        let first = group.markers.first().map(|(no, _)| *no);
        let last = group.markers.last().map(|(no, _)| *no);
        let starts = is_start(chars, at);
        at = group.end;
        if starts || (first == Some(due) && opens_part(chars, &group)) {
            due = last.unwrap_or_default() + 1;
            counted.push((group, starts));
        }
    }
    counted
}

fn opens_part(chars: &[Char], group: &Group) -> bool {
    let behind = chars.get(group.end);
    behind.is_some_and(|ch| !SPOKEN_OF.contains(ch.c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(s: &str) -> Vec<u32> {
        let groups = markers_inside(&Text::unplaced(s));
        let markers = groups.iter().flat_map(|g| &g.markers);
        markers.map(|(no, _)| *no).collect()
    }

    #[test]
    fn a_list_run_into_a_line_is_seen() {
        assert_eq!(inside("(1) 事業者を選定する。(2) 移設する。"), [2]);
        assert_eq!(inside("○体制の強化(1)整備(2)移設"), [1, 2]);
        assert_eq!(inside("(1)(2) 令和3年度末(3)(4) 年度末"), [3, 4]);
    }

    #[test]
    fn all_that_count_are_seen() {
        let text = Text::unplaced("予定\n(1)(2) 通年(3) 年度末、前年の(2)は済");
        assert_eq!(markers_in(&text).len(), 2);
    }

    #[test]
    fn markers_at_line_starts_and_in_prose_do_not_count() {
        for s in [
            "(1) 選定する。\n(2) 移設する。",
            "(1) 選定する。 (2) 移設する。",
            "(1) 前項の(2)の計画",
            "計画(1)を進める",
            "(1) 補助(241組織)の拡大",
            "(1) 会議(5)回",
        ] {
            assert!(inside(s).is_empty(), "{s}");
        }
    }
}
