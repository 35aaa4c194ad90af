//! Ruled lines in a picture: long runs of ink, and rows of dashes.
//!
//! 1. Level runs of `LEVEL` ems and more, upright ones of `UPRIGHT` and more (`runs`); rows of dashes (`dashes`).
//! 2. Short ones count only where letters cannot be the cause: free of ink on both sides, ending on rules that cross.
//! 3. Pieces of one rule are joined, ends are put onto the rules that they meet (`join`).
//! 4. Where an upright rule goes on as a stroke of a letter, it is cut off (`ends`).
//!
//! The em is measured on the page: with one of ten points the rules of six-point sheets are lost.

use super::raster::Ink;
use crate::extract::{Axis, Rule};
use runs::Run;

mod dashes;
mod ends;
mod join;
mod runs;

/// The least level rule in ems: no two letters that touch are as long.
const LEVEL: f32 = 2.2;

/// The least upright rule in ems: the side of a cell of one line.
const UPRIGHT: f32 = 1.35;

/// Upright runs shorter than this in ems may be strokes of letters below each other.
const STACKED: f32 = 3.0;

/// No strokes of letters below each other make an upright run as long as this, in ems.
const CERTAIN_SIDE: f32 = 12.0;

/// Rules longer than this in ems are not asked what stands beside them.
const CERTAIN: f32 = 6.0;

/// Of a short rule's length so much may have ink close beside it, on the freer side.
const TEXT_BESIDE: f32 = 0.3;

/// Of an upright run that may be strokes so much may have ink beside it, on either side.
const CLEAR: f32 = 0.15;

/// What the rules are looked for with: pixels for an em and for a point.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Font size of most letters, in pixels.
    pub em: f32,
    /// Pixels for a point.
    pub point: f32,
}

/// The ruled lines of a picture that lies straight, in pixels. `pale` is its ink with pale dots, if its letters are so
/// small that rules of dots show as little more.
pub fn find(ink: &Ink, pale: Option<&Ink>, scale: Scale) -> Vec<Rule> {
    let upright = ink.transposed();
    let level = along(ink, scale, LEVEL);
    let mut sides = along(&upright, scale, UPRIGHT);
    sides.retain(|run| is_side(run, &level, &upright, scale));
    let all = rules(Axis::Horizontal, &level).chain(rules(Axis::Vertical, &sides));
    let mut solid = join::joined(all.collect(), scale);
    let dashed = [(Axis::Horizontal, ink), (Axis::Vertical, &upright)];
    let dashed = dashed.map(|(axis, ink)| dashed_rules(axis, ink, &solid, scale));
    solid.extend(dashed.into_iter().flatten());
    let page = (ink.width() as f32, ink.height() as f32);
    let inside = |rule: &Rule| !is_edge(rule, page, scale);
    let mut rules = join::joined(solid.into_iter().filter(inside).collect(), scale);
    join::snap(&mut rules, scale);
    ends::trim(&mut rules, &upright, scale);
    let Some(pale) = pale else {
        return rules;
    };
    let faint = faint(pale, &rules, scale);
    rules.extend(faint.into_iter().filter(inside));
    let mut rules = join::joined(rules, scale);
    join::snap(&mut rules, scale);
    rules
}

/// Rows of dashes that meet a rule; both their ends do if text stands beside them, as strokes of letters below each other
/// may look like dashes.
fn dashed_rules(axis: Axis, ink: &Ink, solid: &[Rule], scale: Scale) -> Vec<Rule> {
    let (free, beside_text): (Vec<_>, Vec<_>) = dashes::find(ink, scale.em)
        .into_iter()
        .partition(|(_, is_free)| *is_free);
    let runs = |found: Vec<(Run, bool)>| found.into_iter().map(|(run, _)| run).collect::<Vec<_>>();
    let (free, beside_text) = (runs(free), runs(beside_text));
    let free = rules(axis, &free).filter(|rule| join::meets_any(rule, solid, scale));
    let beside_text = rules(axis, &beside_text);
    free.chain(beside_text.filter(|rule| join::meets_both(rule, solid, scale)))
        .collect()
}

/// What is left of faint rules between others.
fn faint(pale: &Ink, solid: &[Rule], scale: Scale) -> Vec<Rule> {
    let level = dashes::faint(pale, scale.em, LEVEL);
    let sides = dashes::faint(&pale.transposed(), scale.em, UPRIGHT);
    let mut found: Vec<Rule> = rules(Axis::Horizontal, &level).collect();
    found.extend(rules(Axis::Vertical, &sides));
    found.retain(|rule| join::meets_both(rule, solid, scale));
    found
}

/// Long runs along the rows.
fn along(ink: &Ink, scale: Scale, least: f32) -> Vec<Run> {
    let mut found = runs::find(ink, (least * scale.em).max(8.0) as usize);
    found.retain(|run| {
        let length = run.length() as f32;
        let is_thin = run.thickness() as f32 <= 0.45 * scale.em + 0.002 * length;
        let free = || runs::beside(ink, run).0 <= TEXT_BESIDE;
        is_thin && (length >= CERTAIN * scale.em || free())
    });
    found
}

/// Whether an upright run is a rule rather than strokes of letters below each other: it is long, or has little ink
/// beside it; the shortest must also end on rules that cross.
fn is_side(run: &Run, level: &[Run], upright: &Ink, scale: Scale) -> bool {
    let length = run.length() as f32 / scale.em;
    if length >= CERTAIN_SIDE {
        return true;
    }
    let near = 0.4 * scale.em;
    let crossing = |end: usize| {
        level.iter().filter(move |other| {
            (other.pos - end as f32).abs() <= near
                && other.from as f32 - near <= run.pos
                && run.pos <= other.to as f32 + near
        })
    };
    let from = crossing(run.from).map(|other| other.bottom + 1).max();
    let to = crossing(run.to)
        .map(|other| other.top.saturating_sub(1))
        .min();
    // The rules at its ends may be thick: they do not count as ink beside it.
    let inner = Run {
        from: from.unwrap_or(run.from),
        to: to.unwrap_or(run.to),
        ..*run
    };
    let ends_on_rules = from.is_some() && to.is_some();
    inner.from < inner.to
        && runs::beside(upright, &inner).1 <= CLEAR
        && (ends_on_rules || length >= STACKED)
}

fn rules(axis: Axis, runs: &[Run]) -> impl Iterator<Item = Rule> {
    runs.iter().map(move |run| Rule {
        axis,
        pos: run.pos,
        from: run.from as f32,
        to: run.to as f32,
        width: run.width,
    })
}

/// Whether a rule is the edge of the paper, which scanners show as a thin line.
fn is_edge(rule: &Rule, (width, height): (f32, f32), scale: Scale) -> bool {
    let end = match rule.axis {
        Axis::Horizontal => height,
        Axis::Vertical => width,
    };
    rule.pos.min(end - rule.pos) <= 4.0 * scale.point
}

#[cfg(test)]
mod tests;
