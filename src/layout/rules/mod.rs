//! Rules as drawn → whole rules → groups of rules that touch.
//!
//! Steps: sort the pieces of an axis by position, collect those in one line, join the ones that meet or follow each
//! other like dashes, drop what remains too short; then collect all rules that cross or nearly cross, and those that
//! wide rows separate (`wide_rows`).

use crate::content::Origin;
use crate::extract::{self, Axis};
use crate::geometry::Rect;

pub(crate) use groups::{Sets, groups, groups_within};
pub(crate) use wide_rows::united;

pub(crate) mod chart_bars;
mod groups;
pub(crate) mod shading;
#[cfg(test)]
mod tests;
pub(crate) mod underlines;
mod wide_rows;

/// Consecutive pieces of one line differ in position by less than this, in points (rounding of producers) …
const SAME_LINE: f32 = 0.7;

/// … and all of them by less than this, so that a fan of close rules does not become one.
const LINE_SPREAD: f32 = 2.0;

/// Pieces with a gap up to this, in points, are one rule: cells drawn singly leave gaps as wide as the rules are thick.
const JOIN_GAP: f32 = 3.0;

/// The longest piece that is a dash or dot, in points …
const DASH: f32 = 8.0;

/// … with gaps no longer than this many times the piece before.
const DASH_GAP: f32 = 2.0;

/// What is shorter after joining, in points, is not a rule: dots, serifs drawn as paths, ticks of a chart.
const SHORTEST: f32 = 4.0;

/// Ends that miss the rule that they should meet by up to this, in points, still touch it (T-junctions drawn short).
pub(crate) const TOUCH: f32 = 3.0;

/// A rule with the evidence for it, if it was not drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    pub axis: Axis,
    /// Its position: `y` of a horizontal rule, `x` of a vertical one.
    pub pos: f32,
    pub from: f32,
    pub to: f32,
    /// Its thickness; 0 if it was not drawn.
    pub width: f32,
    pub origin: Origin,
}

impl Rule {
    /// Its extent: a box with zero height or zero width.
    pub(crate) fn extent(&self) -> Rect {
        match self.axis {
            Axis::Horizontal => Rect::new(self.from, self.pos, self.to, self.pos),
            Axis::Vertical => Rect::new(self.pos, self.from, self.pos, self.to),
        }
    }
}

impl From<&extract::Rule> for Rule {
    fn from(r: &extract::Rule) -> Self {
        Self {
            axis: r.axis,
            pos: r.pos,
            from: r.from,
            to: r.to,
            width: r.width,
            origin: Origin::Drawn,
        }
    }
}

/// The rules, all with this origin.
pub(crate) fn of(origin: Origin, rules: impl IntoIterator<Item = Rule>) -> Vec<Rule> {
    let rules = rules.into_iter();
    rules.map(|rule| Rule { origin, ..rule }).collect()
}

/// A horizontal rule through an area.
pub(crate) fn across(area: &Rect, pos: f32) -> Rule {
    Rule {
        axis: Axis::Horizontal,
        pos,
        from: area.x0,
        to: area.x1,
        width: 0.0,
        origin: Origin::Drawn,
    }
}

/// A vertical rule through an area.
pub(crate) fn down(area: &Rect, pos: f32) -> Rule {
    Rule {
        axis: Axis::Vertical,
        pos,
        from: area.y0,
        to: area.y1,
        width: 0.0,
        origin: Origin::Drawn,
    }
}

/// The four rules around an area.
pub(crate) fn frame(area: &Rect) -> [Rule; 4] {
    [
        across(area, area.y0),
        across(area, area.y1),
        down(area, area.x0),
        down(area, area.x1),
    ]
}

/// Joins the pieces of each line.
pub(crate) fn joined(pieces: &[Rule]) -> Vec<Rule> {
    let mut out = Vec::new();
    for axis in [Axis::Horizontal, Axis::Vertical] {
        let mut of_axis: Vec<Rule> = pieces
            .iter()
            .filter(|r| is_sane(r))
            .filter_map(|r| along(r, axis))
            .collect();
        of_axis.sort_by(|a, b| a.pos.total_cmp(&b.pos));
        for line in lines_of(&mut of_axis) {
            join_line(line, &mut out);
        }
    }
    out.retain(is_sane); // Sums may be too large for a number.
    out
}

fn is_sane(r: &Rule) -> bool {
    [r.pos, r.from, r.to, r.width].iter().all(|v| v.is_finite())
}

/// The piece as part of a rule along `axis`: a dot can be part of both.
fn along(r: &Rule, axis: Axis) -> Option<Rule> {
    if r.axis == axis {
        return Some(*r);
    }
    let is_dot = r.to - r.from <= 2.0 * r.width && r.to - r.from < SHORTEST;
    let middle = (r.from + r.to) / 2.0;
    is_dot.then_some(Rule {
        axis,
        pos: middle,
        from: r.pos - r.width / 2.0,
        to: r.pos + r.width / 2.0,
        width: r.to - r.from,
        origin: r.origin,
    })
}

/// Runs of pieces (sorted by position) in one line.
fn lines_of(sorted: &mut [Rule]) -> impl Iterator<Item = &mut [Rule]> {
    let mut first = f32::NEG_INFINITY;
    let mut starts: Vec<usize> = Vec::new();
    let mut last = f32::NEG_INFINITY;
    for (i, r) in sorted.iter().enumerate() {
        if r.pos - last > SAME_LINE || r.pos - first > LINE_SPREAD {
            starts.push(i);
            first = r.pos;
        }
        last = r.pos;
    }
    let mut rest = sorted;
    let mut taken = 0;
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([rest.len()]).collect();
    ends.into_iter().map(move |end| {
        let (line, tail) = std::mem::take(&mut rest).split_at_mut(end - taken);
        rest = tail;
        taken = end;
        line
    })
}

fn join_line(line: &mut [Rule], out: &mut Vec<Rule>) {
    line.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut open: Option<Joining> = None;
    for r in line.iter() {
        match &mut open {
            Some(j) if j.reaches(r) => j.take(r),
            _ => {
                out.extend(open.take().and_then(Joining::rule));
                open = Some(Joining::new(r));
            }
        }
    }
    out.extend(open.and_then(Joining::rule));
}

/// A rule that grows piece by piece; its position and thickness are the means of the pieces, weighted by length.
struct Joining {
    rule: Rule,
    last_piece: f32,
    weight: f32,
    weighted: f32,
    thickness: f32,
    /// The widest gap between its pieces.
    gap: f32,
    /// The length of its longest piece, whose origin it has.
    longest: f32,
}

impl Joining {
    fn new(r: &Rule) -> Self {
        let weight = (r.to - r.from).max(0.01);
        Self {
            rule: *r,
            last_piece: r.to - r.from,
            weight,
            weighted: weight * r.pos,
            thickness: weight * r.width,
            gap: 0.0,
            longest: r.to - r.from,
        }
    }

    fn reaches(&self, r: &Rule) -> bool {
        let gap = r.from - self.rule.to;
        let piece = self.last_piece.max(r.to - r.from);
        gap <= JOIN_GAP || (piece <= DASH && gap <= DASH_GAP * piece)
    }

    fn take(&mut self, r: &Rule) {
        let weight = (r.to - r.from).max(0.01);
        self.gap = self.gap.max(r.from - self.rule.to);
        self.weight += weight;
        self.weighted += weight * r.pos;
        self.rule.to = self.rule.to.max(r.to);
        self.thickness += weight * r.width;
        self.last_piece = r.to - r.from;
        if self.last_piece > self.longest {
            (self.longest, self.rule.origin) = (self.last_piece, r.origin);
        }
    }

    fn rule(self) -> Option<Rule> {
        let whole = self.rule.to - self.rule.from >= SHORTEST;
        // dashes may end a gap before the rule that they should meet
        let missing = (self.gap - TOUCH).clamp(0.0, TOUCH);
        whole.then_some(Rule {
            pos: self.weighted / self.weight,
            width: self.thickness / self.weight,
            from: self.rule.from - missing,
            to: self.rule.to + missing,
            ..self.rule
        })
    }
}
