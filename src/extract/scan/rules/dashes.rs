//! Rules of dashes or dots: short runs of ink that come back at even distances; and what is left of faint ones, whose
//! dots run together or are missing.

use super::super::raster::{Ink, runs};
use super::runs::{self as solid, Run};

/// Fewer dashes are letters, or a leader.
const FEWEST: usize = 8;

/// A dashed rule is at least so many ems long.
const LEAST: f32 = 5.0;

/// Dashes and gaps are no longer than these, in ems.
const DASH: f32 = 1.6;
const GAP: f32 = 0.5;

/// Of the ways from dash to dash so many are within [`EVEN`] of the usual one.
const MOST: f32 = 0.8;
const EVEN: f32 = 0.35;

/// Dashes that come closer than this in ems may have text on one side; letters come no closer.
const CLOSE: f32 = 0.6;

/// Of the length so much may have ink on a free side, and on the other one where text stands.
const FREE: f32 = 0.12;
const TEXT: f32 = 0.7;

/// Thicker ones are no rules, in ems.
const THICKEST: f32 = 0.25;

/// What is left of a faint rule has no wider gaps than this, in ems, and so much ink along it.
const FAINT_GAP: f32 = 0.5;
const FAINT_INK: f32 = 0.4;
const THICKEST_FAINT: f32 = 0.5;

/// Rows of dashes along the rows of a picture, and whether each is free of ink on both sides.
pub(super) fn find(ink: &Ink, em: f32) -> Vec<(Run, bool)> {
    let row = |y| {
        let found = runs(&solid::thickened(ink, y), 0);
        let chains = chains(&found, em);
        chains
            .into_iter()
            .filter(|chain| is_even(chain, em))
            .filter_map(span)
            .collect()
    };
    let found = solid::grouped(ink, (0..ink.height()).map(row)).into_iter();
    found
        .filter_map(|run| Some((run, is_free(ink, &run, em)?)))
        .collect()
}

/// Rows of ink with small gaps, whatever they are made of: only what runs from one rule to another is a rule. Seen on a
/// page of 150 dpi, whose dots are a pixel apart.
pub(super) fn faint(ink: &Ink, em: f32, least: f32) -> Vec<Run> {
    let row = |y| {
        let row = solid::thickened(ink, y);
        let mut found = runs(&row, (FAINT_GAP * em) as usize);
        found.retain(|&(from, to)| {
            let inked = row.get(from..to).unwrap_or_default();
            let inked = inked.iter().filter(|&&bit| bit != 0).count();
            let length = (to - from) as f32;
            length >= least * em && inked as f32 >= FAINT_INK * length
        });
        found
    };
    let mut found = solid::grouped(ink, (0..ink.height()).map(row));
    found.retain(|run| {
        // The edges of a pale rule are paler still.
        let wider = Run {
            top: run.top.saturating_sub(2),
            bottom: run.bottom + 2,
            ..*run
        };
        let (free, other) = solid::beside(ink, &wider);
        let is_long = run.length() as f32 >= LEAST * em;
        let most = if is_long { TEXT } else { FREE };
        run.thickness() as f32 <= THICKEST_FAINT * em && free <= FREE && other <= most
    });
    found
}

/// Dashes that may belong together.
fn chains(found: &[(usize, usize)], em: f32) -> Vec<Vec<(usize, usize)>> {
    let mut out: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut chain: Vec<(usize, usize)> = Vec::new();
    for &run in found {
        let follows = chain
            .last()
            .is_some_and(|last| (run.0 - last.1) as f32 <= GAP * em);
        if !follows || (run.1 - run.0) as f32 > DASH * em {
            out.push(std::mem::take(&mut chain));
        }
        if (run.1 - run.0) as f32 <= DASH * em {
            chain.push(run);
        }
    }
    out.push(chain);
    out.retain(|chain| chain.len() >= FEWEST);
    out
}

fn span(chain: Vec<(usize, usize)>) -> Option<(usize, usize)> {
    Some((chain.first()?.0, chain.last()?.1))
}

fn is_even(chain: &[(usize, usize)], em: f32) -> bool {
    let Some((from, to)) = span(chain.to_vec()) else {
        return false;
    };
    let steps = chain
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.0 - pair.first()?.0));
    let mut steps: Vec<usize> = steps.collect();
    steps.sort_unstable();
    let usual = steps.get(steps.len() / 2).copied().unwrap_or_default() as f32;
    let even = steps
        .iter()
        .filter(|&&s| (s as f32 - usual).abs() <= (EVEN * usual).max(1.0));
    (to - from) as f32 >= LEAST * em && even.count() as f32 >= MOST * steps.len() as f32
}

/// Whether both sides of a row of dashes are free; `None` if it is no rule.
fn is_free(ink: &Ink, run: &Run, em: f32) -> Option<bool> {
    let found = (run.top..run.bottom).map(|y| runs(&solid::thickened(ink, y), 0).into_iter());
    let inside = found.map(|row| row.filter(|r| r.0 >= run.from && r.1 <= run.to).count());
    let dashes = inside.max().unwrap_or_default().max(1);
    let is_close = (run.length() / dashes) as f32 <= CLOSE * em;
    let (free, other) = solid::beside(ink, run);
    let most = if is_close { TEXT } else { FREE };
    let is_rule =
        run.thickness() as f32 <= (THICKEST * em).max(4.0) && free <= FREE && other <= most;
    is_rule.then_some(other <= FREE)
}
