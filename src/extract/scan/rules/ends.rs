//! Cuts ends of upright rules that are strokes of letters: a letter below a rule may have a stroke in line with it.

use super::super::raster::Ink;
use super::runs::{self, Run};
use super::{CLEAR, Scale};
use crate::extract::{Axis, Rule};

/// Only sections shorter than this, in ems, are examined: no letter is higher.
const LONGEST: f32 = 3.0;

/// The minimum share of a section of a rule that has ink.
const COVERED: f32 = 0.8;

/// A section from one crossing rule to another with this much ink is a rule, whatever is next to it: text may touch it,
/// and no letter fills a row.
const WHOLE: f32 = 0.95;

/// Cuts upright rules at the last rule that they cross, if what follows is not a rule.
pub(super) fn trim(rules: &mut [Rule], upright: &Ink, scale: Scale) {
    let level: Vec<Rule> = rules
        .iter()
        .filter(|rule| rule.axis == Axis::Horizontal)
        .copied()
        .collect();
    let sides = rules.iter_mut().filter(|rule| rule.axis == Axis::Vertical);
    for rule in sides {
        let near = 0.3 * scale.em;
        let crosses = |other: &&Rule| {
            (other.from - near..=other.to + near).contains(&rule.pos)
                && (rule.from + near..=rule.to - near).contains(&other.pos)
        };
        let ends_on_rule = |end: f32| {
            let meets = |other: &Rule| {
                (other.from - near..=other.to + near).contains(&rule.pos)
                    && (other.pos - end).abs() <= near
            };
            level.iter().any(meets)
        };
        let (starts, ends) = (ends_on_rule(rule.from), ends_on_rule(rule.to));
        let mut at: Vec<f32> = level.iter().filter(crosses).map(|r| r.pos).collect();
        at.sort_by(f32::total_cmp);
        let is_letter = |from: f32, to: f32, is_between_rules: bool| {
            let section = Section { rule, from, to };
            to - from < LONGEST * scale.em && !section.is_rule(is_between_rules, upright)
        };
        let last = at.iter().rev();
        let last = last.take_while(|&&pos| is_letter(pos, rule.to, ends));
        let to = last.copied().last();
        let first = at.iter();
        let first = first.take_while(|&&pos| is_letter(rule.from, pos, starts));
        let from = first.copied().last();
        let (from, to) = (from.unwrap_or(rule.from), to.unwrap_or(rule.to));
        if from < to {
            (rule.from, rule.to) = (from, to);
        }
    }
}

/// A part of an upright rule.
struct Section<'r> {
    rule: &'r Rule,
    from: f32,
    to: f32,
}

impl Section<'_> {
    /// Whether there is ink along it, and little next to it unless it runs from rule to rule.
    fn is_rule(&self, is_between_rules: bool, upright: &Ink) -> bool {
        let rule = self.rule;
        let half = rule.width / 2.0 + 1.0;
        let run = Run {
            pos: rule.pos,
            from: self.from as usize + 2,
            to: (self.to as usize).saturating_sub(2),
            top: (rule.pos - half).max(0.0) as usize,
            bottom: (rule.pos + half).ceil() as usize,
            width: rule.width,
        };
        let rows = run.top.saturating_sub(1)..run.bottom + 1;
        let has_ink = |at: &usize| rows.clone().any(|y| upright.row(y).get(*at) == Some(&true));
        let inked = (run.from..run.to).filter(has_ink).count() as f32;
        let length = run.length() as f32;
        (is_between_rules && inked >= WHOLE * length)
            || (inked >= COVERED * length && runs::beside(upright, &run).1 <= CLEAR)
    }
}
