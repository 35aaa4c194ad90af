//! Ruled lines in a picture: long runs of ink, and rows of dashes.
//!
//! 1. Horizontal runs of at least `LEVEL` ems, vertical ones of at least `UPRIGHT` (`runs`); rows of dashes (`dashes`).
//! 2. Short ones count only where they cannot be letters: without ink on both sides, ending on crossing rules.
//! 3. Pieces of one rule are joined, ends are moved to the rules that they meet (`join`).
//! 4. Where a vertical rule continues as a stroke of a letter, it is cut (`ends`).
//! 5. On pages with small letters, rules paler than ink are added (`faint`).
//!
//! The em is measured on the page: a fixed one of ten points loses the rules of sheets set in six points.

use super::raster::{Grey, Ink};
use crate::extract::{Axis, Rule};
use runs::Run;

mod dashes;
mod ends;
mod faint;
mod join;
mod runs;

/// The minimum length of a horizontal rule, in ems: two letters that touch are shorter.
const LEVEL: f32 = 2.2;

/// The minimum length of a vertical rule, in ems: the side of a cell with one line.
const UPRIGHT: f32 = 1.35;

/// Vertical runs shorter than this, in ems, may be strokes of stacked letters.
const STACKED: f32 = 3.0;

/// A vertical run with ink along this share of its length, from one rule to the next, is a rule even if text touches it:
/// there is white between letters and the rules above and below. Seen at 200 dpi, with ○ and ( right after a rule.
const WHOLE: f32 = 0.98;

/// Strokes of stacked letters never make a vertical run as long as this, in ems.
const CERTAIN_SIDE: f32 = 12.0;

/// For runs longer than this, in ems, the ink next to them does not matter.
const CERTAIN: f32 = 6.0;

/// The maximum share of a short rule with ink close to its freer side.
const TEXT_BESIDE: f32 = 0.3;

/// The maximum share of a vertical run that may be strokes with ink next to it.
const CLEAR: f32 = 0.15;

/// The scale of a page: pixels per em and per point.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Font size of most letters, in pixels.
    pub em: f32,
    /// Pixels per point.
    pub point: f32,
}

/// The ruled lines of a deskewed page, in pixels. `grey` is its image if its letters are so small that dotted rules are
/// paler than ink.
pub fn find(ink: &Ink, grey: Option<&Grey>, scale: Scale) -> Vec<Rule> {
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
    if let Some(grey) = grey {
        rules = faint::find(grey, &rules, scale);
        rules.retain(inside);
        join::snap(&mut rules, scale);
    }
    rules
}

/// Rows of dashes with an end on a rule; both ends if there is text next to them, since strokes of stacked letters may
/// look like dashes.
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

/// Whether a vertical run is a rule rather than strokes of stacked letters: it is long, or has little ink next to it;
/// the shortest must also end on crossing rules.
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
    // the rules at its ends may be thick: they do not count as ink next to it
    let inner = Run {
        from: from.unwrap_or(run.from),
        to: to.unwrap_or(run.to),
        ..*run
    };
    let ends_on_rules = from.is_some() && to.is_some();
    let is_whole = ends_on_rules && runs::inked(upright, &inner) >= WHOLE;
    let (freer, other) = runs::beside(upright, &inner);
    inner.from < inner.to
        && freer <= CLEAR
        && (is_whole || other <= CLEAR)
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

/// Whether a rule is the edge of the paper, a thin line on many scans.
fn is_edge(rule: &Rule, (width, height): (f32, f32), scale: Scale) -> bool {
    let end = match rule.axis {
        Axis::Horizontal => height,
        Axis::Vertical => width,
    };
    rule.pos.min(end - rule.pos) <= 4.0 * scale.point
}

#[cfg(test)]
mod tests;
