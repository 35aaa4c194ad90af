//! Rules as drawn → whole rules → groups of rules that touch each other.
//!
//! Steps: sort the pieces of an axis by position, gather those in one line, join the ones that meet or follow each
//! other like dashes, drop what stays too short; then gather all rules that cross or nearly cross.

use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// Pieces of one line differ in position by less than this from one to the next (rounding of producers).
const SAME_LINE: f32 = 0.7;

/// … and by less than this altogether, so that a fan of close rules does not become one.
const LINE_SPREAD: f32 = 2.0;

/// Pieces with a gap up to this are one rule: cells drawn one by one leave gaps as wide as the rules are thick.
const JOIN_GAP: f32 = 3.0;

/// Dashes and dots are pieces no longer than this …
const DASH: f32 = 8.0;

/// … with gaps no longer than this many times the piece before.
const DASH_GAP: f32 = 2.0;

/// What is shorter once joined is no rule: dots, serifs drawn as paths, ticks of a chart.
const SHORTEST: f32 = 4.0;

/// Ends that miss the rule that they should meet by this much still touch it (T-junctions drawn short).
pub(super) const TOUCH: f32 = 3.0;

/// A rule across an area.
pub(super) fn across(area: &Rect, pos: f32) -> Rule {
    Rule {
        axis: Axis::Horizontal,
        pos,
        from: area.x0,
        to: area.x1,
        width: 0.0,
    }
}

/// A rule down through an area.
pub(super) fn down(area: &Rect, pos: f32) -> Rule {
    Rule {
        axis: Axis::Vertical,
        pos,
        from: area.y0,
        to: area.y1,
        width: 0.0,
    }
}

/// The four rules around an area.
pub(super) fn frame(area: &Rect) -> [Rule; 4] {
    [
        across(area, area.y0),
        across(area, area.y1),
        down(area, area.x0),
        down(area, area.x1),
    ]
}

/// Joins the pieces of each line.
pub(super) fn joined(pieces: &[Rule]) -> Vec<Rule> {
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

/// The piece seen as part of a rule along `axis`: a dot can be part of both.
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
    })
}

/// Runs of pieces (sorted by position) that lie in one line.
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

/// A rule that grows piece by piece; its position and thickness are the means of the pieces by length.
struct Joining {
    rule: Rule,
    last_piece: f32,
    weight: f32,
    weighted: f32,
    thickness: f32,
    /// The widest gap between its pieces.
    gap: f32,
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
    }

    fn rule(self) -> Option<Rule> {
        let whole = self.rule.to - self.rule.from >= SHORTEST;
        // Dashes may end a gap before the rule that they should meet.
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

/// Groups of rules that touch, each with both axes; and the rules on their own (underlines, section lines).
pub(super) fn groups(rules: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    groups_within(rules, TOUCH)
}

/// The same where rules that miss each other by `reach` points touch.
pub(super) fn groups_within(rules: &[Rule], reach: f32) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    let (across, mut down): (Vec<Rule>, Vec<Rule>) =
        rules.iter().partition(|r| r.axis == Axis::Horizontal);
    down.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut sets = Sets::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        let start = down.partition_point(|v| v.pos < h.from - reach);
        let near = down.iter().enumerate().skip(start);
        for (j, v) in near.take_while(|(_, v)| v.pos <= h.to + reach) {
            if v.from - reach <= h.pos && h.pos <= v.to + reach {
                sets.unite(i, across.len() + j);
            }
        }
    }
    let all: Vec<Rule> = across.into_iter().chain(down).collect();
    let (groups, lone): (Vec<_>, Vec<_>) = sets.gather(&all).into_iter().partition(|g| g.len() > 1);
    (groups, lone.into_iter().flatten().collect())
}

/// Disjoint sets of the numbers below `n`.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(super) fn find(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.0.get(i).filter(|&&up| up != i) {
            let top = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(i) {
                *slot = top;
            }
            i = up;
        }
        i
    }

    /// The smaller number becomes the set's own.
    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// The items by set, in the order of each set's first item.
    pub(super) fn gather<T: Copy>(&mut self, items: &[T]) -> Vec<Vec<T>> {
        let mut slot = vec![usize::MAX; items.len()];
        let mut out: Vec<Vec<T>> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let root = self.find(i);
            let Some(at) = slot.get_mut(root) else {
                continue;
            };
            if *at == usize::MAX {
                *at = out.len();
                out.push(Vec::new());
            }
            if let Some(group) = out.get_mut(*at) {
                group.push(*item);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{across, down};
    use super::*;

    #[test]
    fn dots_and_dashes_become_one_rule() {
        let dots: Vec<_> = (0..40)
            .map(|i| across(50.0, 10.0 + 3.0 * i as f32, 11.0 + 3.0 * i as f32))
            .collect();
        let dashes: Vec<_> = (0..10)
            .map(|i| down(20.0, 12.0 * i as f32, 6.0 + 12.0 * i as f32))
            .collect();
        assert_eq!(joined(&dots).len(), 1);
        let rule = joined(&dashes);
        assert_eq!((rule[0].from, rule[0].to), (-3.0, 117.0));
    }

    #[test]
    fn square_dots_join_along_the_axis_that_they_form() {
        let dots: Vec<_> = (0..30)
            .map(|i| across(10.0 + 2.0 * i as f32, 99.5, 100.5))
            .collect();
        let rules = joined(&dots);
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0].axis, Axis::Vertical);
        assert!((rules[0].pos - 100.0).abs() < 0.1);
    }

    #[test]
    fn rules_far_apart_stay_apart_and_specks_go() {
        let rules = joined(&[
            across(10.0, 0.0, 50.0),
            across(10.0, 60.0, 90.0),
            across(20.0, 0.0, 1.5),
        ]);
        assert_eq!(rules.len(), 2);
    }

    #[test]
    fn an_underline_belongs_to_no_group() {
        let mut rules = vec![across(0.0, 0.0, 100.0), across(50.0, 0.0, 98.0)];
        rules.extend([down(0.0, 0.0, 50.0), down(100.0, 0.0, 48.0)]);
        rules.push(across(30.0, 20.0, 60.0));
        let (groups, lone) = groups(&rules);
        assert_eq!(lone.len(), 1);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].len(), 4);
    }

    #[test]
    fn dashes_that_end_in_a_gap_meet_the_next_rule() {
        let mut rules: Vec<_> = (0..5)
            .map(|i| 12.0 * i as f32)
            .map(|x| across(9.0, x, x + 6.0))
            .collect();
        rules.push(down(60.0, 0.0, 20.0));
        assert_eq!(groups(&joined(&rules)).0.len(), 1);
    }

    #[test]
    fn rules_far_beyond_any_page_give_numbers() {
        let far = across(f32::MAX, -f32::MAX, f32::MAX);
        let rules = joined(&[far, across(1.0, 0.0, 90.0)]);
        assert!(rules.iter().all(is_sane));
        assert_eq!(rules.last().map(|r| r.to), Some(90.0));
    }

    #[test]
    fn a_hundred_thousand_pieces_are_quick() {
        let pieces: Vec<_> = (0..100_000)
            .map(|i| {
                across(
                    (i / 300) as f32 * 2.5,
                    (i % 300) as f32 * 5.0,
                    (i % 300) as f32 * 5.0 + 4.5,
                )
            })
            .collect();
        assert_eq!(joined(&pieces).len(), 334);
    }
}
