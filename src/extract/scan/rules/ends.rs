//! Ends of upright rules that are strokes of letters: a letter below a rule may have a stroke right on its line.

use super::super::raster::Ink;
use super::runs::{self, Run};
use super::{CLEAR, Scale};
use crate::extract::{Axis, Rule};

/// Only sections shorter than this in ems are looked at: no letter is higher.
const LONGEST: f32 = 3.0;

/// Of a section of a rule so much has ink, with dropouts.
const COVERED: f32 = 0.8;

/// Cuts upright rules off at the last rule that they cross, where what follows is not a rule.
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
        let mut at: Vec<f32> = level.iter().filter(crosses).map(|r| r.pos).collect();
        at.sort_by(f32::total_cmp);
        let is_letter = |from: f32, to: f32| {
            to - from < LONGEST * scale.em && !is_rule(rule, (from, to), upright)
        };
        let last = at.iter().rev().take_while(|&&pos| is_letter(pos, rule.to));
        let to = last.copied().last();
        let first = at.iter().take_while(|&&pos| is_letter(rule.from, pos));
        let from = first.copied().last();
        let (from, to) = (from.unwrap_or(rule.from), to.unwrap_or(rule.to));
        if from < to {
            (rule.from, rule.to) = (from, to);
        }
    }
}

/// Whether a section of a rule has ink along it, and little beside it.
fn is_rule(rule: &Rule, (from, to): (f32, f32), upright: &Ink) -> bool {
    let half = rule.width / 2.0 + 1.0;
    let run = Run {
        pos: rule.pos,
        from: from as usize + 2,
        to: (to as usize).saturating_sub(2),
        top: (rule.pos - half).max(0.0) as usize,
        bottom: (rule.pos + half).ceil() as usize,
        width: rule.width,
    };
    let rows = run.top.saturating_sub(1)..run.bottom + 1;
    let has_ink = |at: &usize| rows.clone().any(|y| upright.row(y).get(*at) == Some(&1));
    let inked = (run.from..run.to).filter(has_ink).count() as f32;
    inked >= COVERED * run.length() as f32 && runs::beside(upright, &run).1 <= CLEAR
}
