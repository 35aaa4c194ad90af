//! Rules that touch.

use super::TOUCH;
use crate::extract::{Axis, Rule};

/// Groups of rules that touch, each with both axes; and the rules on their own (underlines, section lines).
pub(in crate::layout) fn groups(rules: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    groups_within(rules, TOUCH)
}

/// The same where rules that miss each other by `reach` points touch.
pub(in crate::layout) fn groups_within(rules: &[Rule], reach: f32) -> (Vec<Vec<Rule>>, Vec<Rule>) {
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
pub(in crate::layout) struct Sets(Vec<usize>);

impl Sets {
    pub(in crate::layout) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(in crate::layout) fn find(&mut self, mut i: usize) -> usize {
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
    pub(in crate::layout) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// The items by set, in the order of each set's first item.
    pub(in crate::layout) fn gather<T: Copy>(&mut self, items: &[T]) -> Vec<Vec<T>> {
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
