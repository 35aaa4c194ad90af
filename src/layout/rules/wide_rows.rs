//! Wide rows: in tables without sides, no vertical rule crosses rows over the full width (the name of a group, a
//! heading), so that what is above and below such a row does not touch.
//!
//! Two groups are one table if their horizontal rules have one extent, neither has a side, their columns are the same,
//! and only such rows are between them, each as high as the table's rows.

use crate::extract::Axis;
use crate::layout::grid::regions::LEVEL;
use crate::layout::rules::Rule;
use crate::layout::rules::TOUCH;

/// The greatest height of a wide row, in rows of the table: more is the space between two tables.
const HIGHEST: f32 = 1.5;

/// A group that may be part of a table, with its index.
struct Part {
    number: usize,
    left: f32,
    right: f32,
    /// The heights of its full-width rules, ascending; at least two.
    ys: Vec<f32>,
    /// The positions of its vertical rules.
    edges: Vec<f32>,
}

/// The groups, with those that wide rows separate joined, and the isolated rules without those between them.
pub(crate) fn united(
    mut groups: Vec<Vec<Rule>>,
    mut lone: Vec<Rule>,
) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    let parts = groups.iter().enumerate();
    let mut parts: Vec<Part> = parts.filter_map(|(n, group)| Part::new(n, group)).collect();
    parts.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top().total_cmp(&b.top())));
    let mut taken: Vec<Rule> = Vec::new();
    for column in parts.chunk_by(Part::is_level) {
        for pair in column.windows(2).rev() {
            let [above, below] = pair else { continue };
            let between = above.rules_before(below, &lone);
            if !above.goes_on(below, &between) {
                continue;
            }
            let moved = groups.get_mut(below.number).map(std::mem::take);
            if let (Some(moved), Some(group)) = (moved, groups.get_mut(above.number)) {
                group.extend(moved);
                group.extend(between.iter().copied());
                taken.extend(between);
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    lone.retain(|r| !taken.contains(r));
    (groups, lone)
}

impl Part {
    fn new(number: usize, group: &[Rule]) -> Option<Self> {
        let of = |axis: Axis| group.iter().filter(move |r| r.axis == axis);
        let left = of(Axis::Horizontal).map(|r| r.from).reduce(f32::min)?;
        let right = of(Axis::Horizontal).map(|r| r.to).reduce(f32::max)?;
        let is_whole = |r: &&Rule| r.from - left <= LEVEL && right - r.to <= LEVEL;
        let mut ys: Vec<f32> = of(Axis::Horizontal)
            .filter(is_whole)
            .map(|r| r.pos)
            .collect();
        ys.sort_by(f32::total_cmp);
        let edges: Vec<f32> = of(Axis::Vertical).map(|r| r.pos).collect();
        let is_side = |x: &f32| x - left <= TOUCH || right - x <= TOUCH;
        let within = |r: &Rule| match (ys.first(), ys.last()) {
            (Some(top), Some(bottom)) => top - TOUCH <= r.from && r.to <= bottom + TOUCH,
            _ => false,
        };
        let is_part = ys.len() > 1 && !edges.iter().any(is_side) && of(Axis::Vertical).all(within);
        is_part.then_some(Self {
            number,
            left,
            right,
            ys,
            edges,
        })
    }

    fn is_level(&self, other: &Self) -> bool {
        (self.left - other.left).abs() <= LEVEL && (self.right - other.right).abs() <= LEVEL
    }

    fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or_default()
    }

    fn bottom(&self) -> f32 {
        self.ys.last().copied().unwrap_or_default()
    }

    /// The height of most of its rows.
    fn pitch(&self) -> f32 {
        let mut steps: Vec<f32> = self.ys.windows(2).filter_map(step).collect();
        steps.sort_by(f32::total_cmp);
        steps.get(steps.len() / 2).copied().unwrap_or_default()
    }

    /// The rules as wide as the part, between it and the one below.
    fn rules_before(&self, below: &Self, lone: &[Rule]) -> Vec<Rule> {
        let is_between = |r: &&Rule| {
            r.axis == Axis::Horizontal
                && (self.bottom()..below.top()).contains(&r.pos)
                && (r.from - self.left).abs() <= LEVEL
                && (r.to - self.right).abs() <= LEVEL
        };
        lone.iter().filter(is_between).copied().collect()
    }

    /// Whether the part below belongs to one table with this, given the rules between them.
    fn goes_on(&self, below: &Self, between: &[Rule]) -> bool {
        let mut ys: Vec<f32> = between.iter().map(|r| r.pos).collect();
        ys.extend([self.bottom(), below.top()]);
        ys.sort_by(f32::total_cmp);
        let highest = HIGHEST * self.pitch().min(below.pitch());
        let is_in = |x: &f32, edges: &[f32]| edges.iter().any(|e| (e - x).abs() <= TOUCH);
        let has_all = |a: &Self, b: &Self| b.edges.iter().all(|x| is_in(x, &a.edges));
        has_all(self, below)
            && has_all(below, self)
            && ys.windows(2).filter_map(step).all(|step| step <= highest)
    }
}

fn step(pair: &[f32]) -> Option<f32> {
    match pair {
        [a, b] => Some(b - a),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::rules::groups;
    use crate::layout::tests::{across, down};

    /// Two rows of three columns without sides, from `y` on, twenty points high each.
    fn part(y: f32) -> Vec<Rule> {
        let mut rules = [0.0, 20.0, 40.0]
            .map(|dy| across(y + dy, 0.0, 300.0))
            .to_vec();
        rules.extend([100.0, 200.0].map(|x| down(x, y, y + 40.0)));
        rules
    }

    fn tables(rules: &[Rule]) -> usize {
        let (groups, lone) = groups(rules);
        united(groups, lone).0.len()
    }

    #[test]
    fn parts_with_a_wide_row_between_them_are_one_table() {
        let rules = [
            part(0.0),
            part(60.0),
            part(140.0),
            vec![across(120.0, 0.0, 300.0)],
        ];
        assert_eq!(tables(&rules.concat()), 1);
    }

    #[test]
    fn tables_below_each_other_stay_separate() {
        assert_eq!(tables(&[part(0.0), part(80.0)].concat()), 2, "a caption");
        let sides = [0.0, 300.0].map(|x| down(x, 60.0, 100.0)).to_vec();
        assert_eq!(tables(&[part(0.0), part(60.0), sides].concat()), 2);
        let mut other = part(60.0);
        other.push(down(50.0, 60.0, 100.0));
        assert_eq!(tables(&[part(0.0), other].concat()), 2, "other columns");
    }
}
