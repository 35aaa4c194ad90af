//! Underlines and strikethroughs: rules that begin and end with a text do not belong to a table, though they may reach
//! from one side of a cell to the other. A rule that vertical ones meet between its ends belongs to a table, even if
//! cells without padding end with their text.

use std::ops::RangeInclusive;

use crate::extract::Axis;
use crate::layout::glyphs::{PlacedGlyph, largest, visible};
use crate::layout::rules::Rule;
use crate::layout::rules::TOUCH;

/// An underline is at most this many font sizes below its text's baseline; a cell's rule is further away, by its
/// padding …
const BELOW: f32 = 0.3;

/// … and a strikethrough at most this many above it.
const ABOVE: f32 = 0.6;

/// An underline ends where its text does, within this many points.
const SAME_END: f32 = 1.2;

/// The rules without underlines and strikethroughs.
pub(crate) fn without(rules: Vec<Rule>, glyphs: &[PlacedGlyph]) -> Vec<Rule> {
    let across = rules.iter().filter(|r| r.axis == Axis::Horizontal);
    let mut heights: Vec<f32> = across.map(|r| r.pos).collect();
    heights.sort_by(f32::total_cmp);
    let is_near = |i: &&PlacedGlyph| {
        let reach = reach(i);
        let first = heights.partition_point(|y| y < reach.start());
        heights.get(first).is_some_and(|y| y <= reach.end())
    };
    let mut text: Vec<&PlacedGlyph> = visible(glyphs).filter(is_near).collect();
    text.sort_by(|a, b| a.origin.1.total_cmp(&b.origin.1));
    let largest = largest(text.iter().copied());
    let mut down: Vec<Rule> = rules.clone();
    down.retain(|r| r.axis == Axis::Vertical);
    down.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let is_underline =
        |r: &Rule| r.axis == Axis::Horizontal && underlines(r, &text, largest) && !is_met(r, &down);
    rules.into_iter().filter(|r| !is_underline(r)).collect()
}

/// The heights at which a rule may underline a glyph, or strike it through.
fn reach(glyph: &PlacedGlyph) -> RangeInclusive<f32> {
    let (baseline, size) = (glyph.origin.1, glyph.size);
    baseline - ABOVE * size..=baseline + BELOW * size
}

/// Whether a vertical rule (they are ordered by position) meets the rule between its ends.
fn is_met(r: &Rule, down: &[Rule]) -> bool {
    let first = down.partition_point(|v| v.pos <= r.from + TOUCH);
    let between = down.iter().skip(first);
    let mut between = between.take_while(|v| v.pos < r.to - TOUCH);
    between.any(|v| (v.from - TOUCH..=v.to + TOUCH).contains(&r.pos))
}

/// Whether the text (ordered by baseline) above or behind the rule is as wide as the rule.
fn underlines(r: &Rule, text: &[&PlacedGlyph], largest: f32) -> bool {
    let first = text.partition_point(|i| i.origin.1 < r.pos - BELOW * largest);
    let level = text.iter().skip(first);
    let level = level.take_while(|i| i.origin.1 <= r.pos + ABOVE * largest);
    let near = level.filter(|i| reach(i).contains(&r.pos));
    let over = near.filter(|i| (r.from..=r.to).contains(&i.bbox.center().0));
    let ends = over.map(|i| (i.bbox.x0, i.bbox.x1));
    let ends = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    ends.is_some_and(|(from, to)| {
        (from - r.from).abs() <= SAME_END && (to - r.to).abs() <= SAME_END
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::{across, down, string};

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

    #[test]
    fn a_rule_under_cells_without_padding_stays() {
        let mut text = string("二つのセル", 12.0, 20.0, 10.0);
        text.extend(string("の行", 62.0, 20.0, 10.0));
        let sides = [12.0, 62.0, 82.0].map(|x| down(x, 10.0, 30.0));
        let mut rules = vec![across(21.5, 12.0, 82.0)];
        rules.extend(sides);
        assert_eq!(without(rules, &text).len(), 4);
    }
}
