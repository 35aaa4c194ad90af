//! Underlines and lines struck through a text: rules that begin and end with it are none of a table, though they may
//! reach from one side of a cell to the other.

use super::lines::Ink;
use crate::extract::{Axis, Rule};

/// An underline lies no further below its text's baseline than this many font sizes; a cell's rule does, by its padding …
const BELOW: f32 = 0.3;

/// … and a line through the text no higher above it.
const ABOVE: f32 = 0.6;

/// An underline ends where its text does, give or take so many points.
const SAME_END: f32 = 1.2;

/// The rules without the underlines.
pub(super) fn without(rules: Vec<Rule>, inks: &[Ink]) -> Vec<Rule> {
    let mut text: Vec<&Ink> = inks.iter().filter(|i| !i.glyph.c.is_whitespace()).collect();
    text.sort_by(|a, b| a.glyph.origin.1.total_cmp(&b.glyph.origin.1));
    let largest = text.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let is_underline = |r: &Rule| r.axis == Axis::Horizontal && underlines(r, &text, largest);
    rules.into_iter().filter(|r| !is_underline(r)).collect()
}

/// Whether the text (ordered by baseline) above or behind the rule is as wide as it.
fn underlines(r: &Rule, text: &[&Ink], largest: f32) -> bool {
    let first = text.partition_point(|i| i.glyph.origin.1 < r.pos - BELOW * largest);
    let level = text.iter().skip(first);
    let level = level.take_while(|i| i.glyph.origin.1 <= r.pos + ABOVE * largest);
    let near = level.filter(|i| {
        let (baseline, size) = (i.glyph.origin.1, i.glyph.size);
        (baseline - ABOVE * size..=baseline + BELOW * size).contains(&r.pos)
    });
    let over = near.filter(|i| (r.from..=r.to).contains(&i.glyph.bbox.center().0));
    let ends = over.map(|i| (i.glyph.bbox.x0, i.glyph.bbox.x1));
    let ends = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    ends.is_some_and(|(from, to)| {
        (from - r.from).abs() <= SAME_END && (to - r.to).abs() <= SAME_END
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{across, down, string};
    use super::*;

    #[test]
    fn a_rule_as_wide_as_its_text_is_an_underline() {
        let text = string("下線を引いた文", 12.0, 20.0, 10.0);
        let (under, through) = (across(21.5, 12.0, 82.0), across(16.0, 12.0, 82.0));
        assert!(without(vec![under, through], &text).is_empty());
    }

    #[test]
    fn the_rules_of_a_cell_stay() {
        let text = string("下線のない文字", 12.0, 20.0, 10.0);
        let rules = [
            across(21.5, 10.0, 100.0), // reaches further than the text
            across(24.0, 12.0, 82.0),  // lies below it
            across(8.0, 12.0, 82.0),
            down(12.0, 10.0, 30.0),
        ];
        assert_eq!(without(rules.to_vec(), &text).len(), 4);
    }
}
