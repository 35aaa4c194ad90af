//! Long runs of ink along the rows.

use std::collections::BTreeMap;

use super::super::components::Union;
use super::super::raster::{Ink, runs};

/// The maximum gap within a run: noise.
const GAP: usize = 2;

/// Ink at this distance from a run is next to it, in pixels: between the blurred edge of the run and the next line of
/// text.
const BESIDE: (usize, usize) = (2, 4);

/// A run of ink, some rows thick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    /// Its centre across its direction.
    pub pos: f32,
    /// First pixel along.
    pub from: usize,
    /// The pixel after the last.
    pub to: usize,
    /// First row.
    pub top: usize,
    /// The row after the last.
    pub bottom: usize,
    /// Its mean thickness.
    pub width: f32,
}

impl Run {
    pub fn length(&self) -> usize {
        self.to.saturating_sub(self.from)
    }

    pub fn thickness(&self) -> usize {
        self.bottom.saturating_sub(self.top)
    }
}

/// A part of a run: its row, start and end.
type Part = (usize, (usize, usize));

/// A row combined with those above and below: a rule that is not quite level continues in the next row.
pub(super) fn thickened(ink: &Ink, y: usize) -> Vec<bool> {
    let mut row = ink.row(y).to_vec();
    for near in [y.wrapping_sub(1), y + 1] {
        if near < ink.height() {
            row.iter_mut().zip(ink.row(near)).for_each(|(a, b)| *a |= b);
        }
    }
    row
}

/// Runs of at least this length.
pub(super) fn find(ink: &Ink, least: usize) -> Vec<Run> {
    let long = |y| {
        let mut found = runs(&thickened(ink, y), GAP);
        found.retain(|run| run.1 - run.0 >= least);
        found
    };
    grouped(ink, (0..ink.height()).map(long))
}

/// Joins overlapping runs of adjacent rows.
pub(super) fn grouped(ink: &Ink, rows: impl Iterator<Item = Vec<(usize, usize)>>) -> Vec<Run> {
    let mut union = Union::default();
    let mut parts: Vec<(usize, usize, (usize, usize))> = Vec::new();
    let mut before: Vec<(usize, (usize, usize))> = Vec::new();
    for (y, row) in rows.enumerate() {
        let mut now = Vec::with_capacity(row.len());
        for run in row {
            let id = union.add();
            let above = before.iter().filter(|(_, b)| b.0 < run.1 && run.0 < b.1);
            above.for_each(|(other, _)| union.join(*other, id));
            parts.push((id, y, run));
            now.push((id, run));
        }
        before = now;
    }
    let mut groups: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
    for (id, y, run) in parts {
        groups.entry(union.root(id)).or_default().push((y, run));
    }
    groups
        .values()
        .filter_map(|parts| measured(ink, parts))
        .collect()
}

fn measured(ink: &Ink, parts: &[Part]) -> Option<Run> {
    let from = parts.iter().map(|p| p.1.0).min()?;
    let to = parts.iter().map(|p| p.1.1).max()?;
    let (first, last) = (parts.first()?.0, parts.last()?.0);
    let (mut total, mut moment, mut top, mut bottom) = (0usize, 0.0f64, usize::MAX, 0);
    for y in first..=last {
        let row = ink.row(y).get(from..to).unwrap_or_default();
        let own = parts.iter().filter(|p| p.0 == y).map(|p| p.1);
        let inked: usize = own
            .filter_map(|(a, b)| row.get(a - from..b - from))
            .map(|run| run.iter().filter(|&&inked| inked).count())
            .sum();
        if 3 * inked > (to - from) / 8 {
            (top, bottom) = (top.min(y), y + 1);
        }
        total += inked;
        moment += y as f64 * inked as f64;
    }
    (total > 0 && top < bottom).then(|| Run {
        pos: (moment / total as f64) as f32 + 0.5,
        from,
        to,
        top,
        bottom,
        width: total as f32 / (to - from) as f32,
    })
}

/// The share of a run's length with ink.
pub(super) fn inked(ink: &Ink, run: &Run) -> f32 {
    let has_ink = |at: &usize| (run.top..run.bottom).any(|y| ink.row(y).get(*at) == Some(&true));
    let count = (run.from..run.to).filter(has_ink).count();
    count as f32 / run.length().max(1) as f32
}

/// The share of a run's length with ink close to it, on its freer side and on the other.
pub(super) fn beside(ink: &Ink, run: &Run) -> (f32, f32) {
    let inked = |rows: std::ops::Range<usize>| {
        let mut any = vec![false; run.length()];
        for y in rows.filter(|&y| y < ink.height()) {
            let row = ink.row(y).get(run.from..run.to).unwrap_or_default();
            any.iter_mut().zip(row).for_each(|(a, b)| *a |= b);
        }
        let count = any.iter().filter(|&&inked| inked).count();
        count as f32 / run.length().max(1) as f32
    };
    let above = inked(run.top.saturating_sub(BESIDE.1)..run.top.saturating_sub(BESIDE.0 - 1));
    let below = inked(run.bottom + BESIDE.0 - 1..run.bottom + BESIDE.1);
    (above.min(below), above.max(below))
}
