//! Dashed and dotted rules: short runs of ink at even distances.

use super::super::raster::{Ink, runs};
use super::runs::{self as solid, Run};

/// The minimum number of dashes; fewer are letters or leaders.
const FEWEST: usize = 8;

/// The minimum length of a dashed rule, in ems.
const LEAST: f32 = 5.0;

/// The maximum length of a dash and of a gap, in ems.
const DASH: f32 = 1.6;
const GAP: f32 = 0.5;

/// The minimum share of distances between dashes that are within [`EVEN`] of the median.
const MOST: f32 = 0.8;
const EVEN: f32 = 0.35;

/// Dashes closer than this, in ems, may have text on one side; letters are never as close.
const CLOSE: f32 = 0.6;

/// The maximum share of the length with ink on the free side, and on the side with text.
const FREE: f32 = 0.12;
const TEXT: f32 = 0.7;

/// The maximum thickness, in ems.
const THICKEST: f32 = 0.25;

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
