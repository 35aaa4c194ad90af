//! Joins the pieces of rules, and moves their ends to where they meet.

use super::Scale;
use crate::extract::{Axis, Rule};

/// Collinear pieces within this distance, in ems, are one rule: dropouts and remaining skew separate them.
const ASIDE: f32 = 0.16;

/// A gap of this many ems in a rule is a dropout.
const GAP: f32 = 1.2;

/// An end within this distance of a crossing rule, in points, is on it.
const SNAP: f32 = 2.5;

/// Joins collinear pieces.
pub(super) fn joined(rules: Vec<Rule>, scale: Scale) -> Vec<Rule> {
    let (level, upright): (Vec<_>, Vec<_>) = rules
        .into_iter()
        .partition(|rule| rule.axis == Axis::Horizontal);
    let mut out = on_one_axis(level, scale);
    out.extend(on_one_axis(upright, scale));
    out
}

fn on_one_axis(mut rules: Vec<Rule>, scale: Scale) -> Vec<Rule> {
    rules.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.pos.total_cmp(&b.pos)));
    let aside = (ASIDE * scale.em).max(2.0);
    let mut out: Vec<Rule> = Vec::new();
    for rule in rules {
        let goes_on = |known: &&mut Rule| {
            (known.pos - rule.pos).abs() <= aside.max((known.width + rule.width) / 2.0)
                && rule.from - known.to <= GAP * scale.em
        };
        match out.iter_mut().rev().find(goes_on) {
            Some(known) => *known = united(known, &rule),
            None => out.push(rule),
        }
    }
    out
}

fn united(a: &Rule, b: &Rule) -> Rule {
    let (la, lb) = (a.to - a.from, b.to - b.from);
    let mean = |x: f32, y: f32| (x * la + y * lb) / (la + lb).max(1.0);
    Rule {
        axis: a.axis,
        pos: mean(a.pos, b.pos),
        from: a.from.min(b.from),
        to: a.to.max(b.to),
        width: mean(a.width, b.width),
    }
}

/// Whether an end of a rule is close to a crossing one.
pub(super) fn meets_any(rule: &Rule, others: &[Rule], scale: Scale) -> bool {
    let near = 0.6 * scale.em;
    meets(rule, rule.from, others, near) || meets(rule, rule.to, others, near)
}

/// The maximum distance of an end from the rule that it is on, in ems.
pub(super) const NEAR_CROSSING: f32 = 0.4;

/// Whether both ends of a rule are on crossing ones.
pub(super) fn meets_both(rule: &Rule, others: &[Rule], scale: Scale) -> bool {
    let near = NEAR_CROSSING * scale.em;
    meets(rule, rule.from, others, near) && meets(rule, rule.to, others, near)
}

fn meets(rule: &Rule, end: f32, others: &[Rule], near: f32) -> bool {
    others.iter().any(|other| {
        other.axis != rule.axis
            && (other.from - near..=other.to + near).contains(&rule.pos)
            && (other.pos - end).abs() <= near
    })
}

/// Moves ends to the rules that they nearly meet.
pub(super) fn snap(rules: &mut [Rule], scale: Scale) {
    let known = rules.to_vec();
    let near = SNAP * scale.point;
    for rule in rules {
        let crossing = known.iter().filter(|other| {
            other.axis != rule.axis && (other.from - near..=other.to + near).contains(&rule.pos)
        });
        let positions: Vec<f32> = crossing.map(|other| other.pos).collect();
        let nearest = |end: f32| {
            let near_ones = positions
                .iter()
                .copied()
                .filter(|pos| (pos - end).abs() <= near);
            near_ones
                .min_by(|a, b| (a - end).abs().total_cmp(&(b - end).abs()))
                .unwrap_or(end)
        };
        let (from, to) = (nearest(rule.from), nearest(rule.to));
        if from < to {
            (rule.from, rule.to) = (from, to);
        }
    }
}
