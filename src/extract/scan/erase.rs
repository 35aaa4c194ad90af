//! Takes ruled lines out of a picture, so that only text is left.

use super::raster::{Area, Grey, Ink};
use super::regions;
use crate::extract::{Axis, Rule};

/// A rule is followed in steps of this many ems: it may be bent, or not quite straight.
const STEP: f32 = 2.0;

/// How far it may be off, in ems. Letters are no closer than that to a rule, or have less ink.
const OFF: f32 = 0.16;

/// A place next to where the rule should be has to have this many times its ink.
const PLAINER: f32 = 1.2;

/// Makes a rule white, with its edges, which blur over this many pixels.
pub(super) fn erase(rule: &Rule, blur: usize, em: f32, grey: &mut Grey, ink: &mut Ink) {
    let (low, high) = regions::across(rule);
    let (start, end) = (
        rule.from.max(0.0) as usize,
        rule.to.ceil().max(0.0) as usize + 1,
    );
    let steps = ((rule.to - rule.from) / (STEP * em)).max(1.0) as usize;
    for i in 0..steps {
        let at = |i: usize| start + end.saturating_sub(start) * i / steps;
        let along = (at(i), at(i + 1));
        let (low, high) = shifted(rule.axis, along, (low, high), em, ink);
        let area = area(rule.axis, along, (low.saturating_sub(blur), high + blur));
        grey.whiten(area);
        ink.clear(area);
    }
}

/// Where a part of a rule has most ink, at most [`OFF`] from where it should be.
fn shifted(
    axis: Axis,
    along: (usize, usize),
    (low, high): (usize, usize),
    em: f32,
    ink: &Ink,
) -> (usize, usize) {
    let reach = (OFF * em).round() as usize;
    let thickness = high - low;
    let at = |low: usize| ink.count(area(axis, along, (low, low + thickness)));
    let plain = PLAINER * at(low) as f32;
    let lows = low.saturating_sub(reach)..=low + reach;
    let best = lows
        .filter(|&low| at(low) as f32 > plain)
        .max_by_key(|&low| at(low));
    let best = best.unwrap_or(low);
    (best, best + thickness)
}

fn area(axis: Axis, along: (usize, usize), across: (usize, usize)) -> Area {
    let ((x0, x1), (y0, y1)) = match axis {
        Axis::Horizontal => (along, across),
        Axis::Vertical => (across, along),
    };
    Area { x0, y0, x1, y1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_is_bent_goes_and_letters_stay() {
        let mut grey = Grey::white(300, 60);
        let mut fill = |x: usize, y: usize, width: usize, height: usize| {
            (y..y + height).for_each(|y| grey.row_mut(y)[x..x + width].fill(0));
        };
        (0..6).for_each(|i| fill(i * 50, 20 + i / 2, 50, 2));
        fill(100, 28, 18, 18);
        let mut ink = grey.ink(128);
        let rule = Rule {
            axis: Axis::Horizontal,
            pos: 22.0,
            from: 0.0,
            to: 300.0,
            width: 2.0,
        };
        erase(&rule, 1, 20.0, &mut grey, &mut ink);
        let page = Area {
            x0: 0,
            y0: 0,
            x1: 300,
            y1: 60,
        };
        assert_eq!(ink.count(page), 18 * 18);
        assert_eq!(grey.ink(128), ink);
    }
}
