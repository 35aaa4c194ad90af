//! Regions: the space between two full rules, divided where shorter rules in it begin and end.

use crate::geometry::Rect;
use crate::layout::rules::Rule;

/// Ends of rules are level if they differ by no more than this, in points.
pub(crate) const LEVEL: f32 = 3.0;

/// Whether two rules have the same extent.
pub(crate) fn is_level(a: &Rule, b: &Rule) -> bool {
    (a.from - b.from).abs() <= LEVEL && (a.to - b.to).abs() <= LEVEL
}

/// A space divided by the shorter rules in it: where one ends, a column does.
#[derive(Default)]
pub(crate) struct Regions {
    /// The parts, without rules inside.
    pub parts: Vec<Rect>,
    /// Where columns begin or end, with the part that they run through.
    pub edges: Vec<(Rect, f32)>,
}

impl Regions {
    /// The regions of a space.
    pub(crate) fn of(band: Rect, shorter: &[Rule]) -> Self {
        let mut regions = Self::default();
        regions.part(band, shorter);
        regions
    }

    fn part(&mut self, area: Rect, shorter: &[Rule]) {
        let Some(first) = shorter.first() else {
            self.parts.push(area);
            return;
        };
        let (left, right) = (first.from.max(area.x0), first.to.min(area.x1));
        let is_beside = |r: &&Rule| r.to <= left + LEVEL || r.from >= right - LEVEL;
        let (beside, mut within): (Vec<Rule>, Vec<Rule>) = shorter.iter().partition(is_beside);
        within.sort_by(|a, b| a.pos.total_cmp(&b.pos));
        let mut top = area.y0;
        for y in within
            .iter()
            .filter(|r| is_level(r, first))
            .map(|r| r.pos)
            .chain([area.y1])
        {
            self.parts.push(Rect::new(left, top, right, y));
            top = y;
        }
        if left - area.x0 > LEVEL {
            self.edges.push((area, left));
            let part = Rect { x1: left, ..area };
            self.part(part, &inside(&beside, &part));
        }
        if area.x1 - right > LEVEL {
            self.edges.push((area, right));
            let part = Rect { x0: right, ..area };
            self.part(part, &inside(&beside, &part));
        }
    }
}

fn inside(rules: &[Rule], area: &Rect) -> Vec<Rule> {
    let middle = |r: &Rule| (r.from + r.to) / 2.0;
    let is_inside = |r: &&Rule| (area.x0..area.x1).contains(&middle(r));
    rules.iter().filter(is_inside).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::across;

    #[test]
    fn a_column_begins_where_a_shorter_rule_does() {
        let regions = Regions::of(
            Rect::new(0.0, 0.0, 300.0, 40.0),
            &[across(20.0, 100.0, 300.0)],
        );
        assert_eq!(
            regions.parts,
            [
                Rect::new(100.0, 0.0, 300.0, 20.0),
                Rect::new(100.0, 20.0, 300.0, 40.0),
                Rect::new(0.0, 0.0, 100.0, 40.0)
            ]
        );
        assert_eq!(regions.edges, [(Rect::new(0.0, 0.0, 300.0, 40.0), 100.0)]);
    }

    #[test]
    fn rules_next_to_each_other_divide_their_own_columns() {
        let shorter = [
            across(20.0, 0.0, 100.0),
            across(10.0, 200.0, 300.0),
            across(25.0, 200.0, 300.0),
        ];
        let regions = Regions::of(Rect::new(0.0, 0.0, 300.0, 40.0), &shorter);
        let heights = |x: f32| {
            regions
                .parts
                .iter()
                .filter(|p| p.x0 == x)
                .map(Rect::height)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (heights(0.0), heights(100.0)),
            (vec![20.0, 20.0], vec![40.0])
        );
        assert_eq!(heights(200.0), [10.0, 15.0, 15.0]);
    }
}
