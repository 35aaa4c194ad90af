//! Groups of rules that touch.

use std::collections::BTreeSet;

use crate::extract::Axis;
use crate::layout::rules::Rule;
use crate::layout::rules::TOUCH;

/// Groups of rules that touch, each with both axes, and isolated rules (underlines, section lines).
pub(crate) fn groups(rules: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    groups_within(rules, TOUCH)
}

/// The same if rules also touch when they miss each other by up to `reach` points.
pub(crate) fn groups_within(rules: &[Rule], reach: f32) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    let (across, mut down): (Vec<Rule>, Vec<Rule>) =
        rules.iter().partition(|r| r.axis == Axis::Horizontal);
    down.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut sets = Sets::new(across.len() + down.len());
    let mut passing = Passing::of(&down, reach);
    for i in sorted_by(&across, |h| h.pos) {
        let Some(h) = across.get(i) else { continue };
        let from = down.partition_point(|v| v.pos < h.from - reach);
        let to = down.partition_point(|v| v.pos <= h.to + reach);
        for j in passing.at(h.pos).range(from..to.max(from)) {
            sets.unite(i, across.len() + j);
        }
    }
    let all: Vec<Rule> = across.into_iter().chain(down).collect();
    let (groups, lone): (Vec<_>, Vec<_>) = sets.gather(&all).into_iter().partition(|g| g.len() > 1);
    (groups, lone.into_iter().flatten().collect())
}

/// The indexes of the rules in ascending order of a value.
fn sorted_by(rules: &[Rule], value: impl Fn(&Rule) -> f32) -> Vec<usize> {
    let mut values: Vec<(f32, usize)> = rules.iter().map(value).zip(0..).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    values.into_iter().map(|(_, number)| number).collect()
}

/// A sweep down the page over the vertical rules at the current height, so that a horizontal rule is compared only with
/// these and not with the pieces of all rows.
struct Passing<'r> {
    down: &'r [Rule],
    reach: f32,
    /// Those that begin further down, next one last.
    to_begin: Vec<usize>,
    /// Those that end further down, next one last.
    to_end: Vec<usize>,
    active: BTreeSet<usize>,
}

impl<'r> Passing<'r> {
    fn of(down: &'r [Rule], reach: f32) -> Self {
        let reversed = |mut numbers: Vec<usize>| {
            numbers.reverse();
            numbers
        };
        Self {
            down,
            reach,
            to_begin: reversed(sorted_by(down, |v| v.from)),
            to_end: reversed(sorted_by(down, |v| v.to)),
            active: BTreeSet::new(),
        }
    }

    /// Those at a height that is not less than the one before.
    fn at(&mut self, y: f32) -> &BTreeSet<usize> {
        let (down, reach) = (self.down, self.reach);
        let begins = |n: &mut usize| down.get(*n).is_some_and(|v| v.from - reach <= y);
        let has_ended = |n: &mut usize| down.get(*n).is_some_and(|v| v.to + reach < y);
        while let Some(n) = self.to_begin.pop_if(begins) {
            self.active.insert(n);
        }
        while let Some(n) = self.to_end.pop_if(has_ended) {
            self.active.remove(&n);
        }
        &self.active
    }
}

/// Disjoint sets of the indexes below `n`.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub(crate) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(crate) fn find(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.0.get(i).filter(|&&up| up != i) {
            let top = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(i) {
                *slot = top;
            }
            i = up;
        }
        i
    }

    /// The smaller index represents the united set.
    pub(crate) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// The items by set, in the order of each set's first item.
    pub(crate) fn gather<T: Copy>(&mut self, items: &[T]) -> Vec<Vec<T>> {
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
