//! The areas between rules, which are the cells.

use super::components::Union;
use super::raster::{Area, Ink};
use crate::extract::{Axis, Rule};

/// An area enclosed by rules, or the page around them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// The box around it.
    pub area: Area,
    /// Its parts: row, first column, the column after the last.
    strips: Vec<(usize, usize, usize)>,
}

impl Region {
    /// The ink inside it, as an image of the size of its box.
    pub fn ink(&self, page: &Ink) -> Ink {
        let mut own = Ink::none(self.area.width(), self.area.height());
        for &(y, x0, x1) in &self.strips {
            let from = page.row(y).get(x0..x1).unwrap_or_default();
            let at = x0 - self.area.x0;
            let row = own.row_mut(y - self.area.y0);
            if let Some(to) = row.get_mut(at..at + from.len()) {
                to.copy_from_slice(from);
            }
        }
        own
    }
}

/// The regions of a page, from top to bottom.
pub fn find(rules: &[Rule], width: usize, height: usize) -> Vec<Region> {
    let mut union = Union::default();
    let mut strips = Vec::new();
    let mut before: Vec<(usize, usize, usize)> = Vec::new();
    for y in 0..height {
        let mut now = Vec::new();
        for (x0, x1) in free(rules, y, width) {
            let id = union.add();
            let above = before.iter().filter(|b| b.0 < x1 && x0 < b.1);
            above.for_each(|b| union.join(b.2, id));
            now.push((x0, x1, id));
            strips.push((id, (y, x0, x1)));
        }
        before = now;
    }
    let mut regions: std::collections::BTreeMap<usize, Region> = Default::default();
    for (id, (y, x0, x1)) in strips {
        let area = Area {
            x0,
            y0: y,
            x1,
            y1: y + 1,
        };
        let entry = regions.entry(union.root(id));
        let region = entry.or_insert(Region {
            area,
            strips: Vec::new(),
        });
        region.area = region.area.union(&area);
        region.strips.push((y, x0, x1));
    }
    regions.into_values().collect()
}

/// The parts of a row that no rule covers.
fn free(rules: &[Rule], y: usize, width: usize) -> Vec<(usize, usize)> {
    let mut walls: Vec<(usize, usize)> = rules.iter().filter_map(|rule| wall(rule, y)).collect();
    walls.sort_unstable();
    let mut out = Vec::with_capacity(walls.len() + 1);
    let mut at = 0;
    for (from, to) in walls {
        if from > at {
            out.push((at, from.min(width)));
        }
        at = at.max(to);
    }
    if at < width {
        out.push((at, width));
    }
    out
}

/// The pixels of a row that a rule covers.
fn wall(rule: &Rule, y: usize) -> Option<(usize, usize)> {
    let (low, high) = across(rule);
    let along = (
        rule.from.max(0.0) as usize,
        rule.to.ceil().max(0.0) as usize + 1,
    );
    match rule.axis {
        Axis::Horizontal => (low..high).contains(&y).then_some(along),
        Axis::Vertical => (along.0..along.1).contains(&y).then_some((low, high)),
    }
}

/// The pixels that a rule covers across its direction, at least one.
pub(super) fn across(rule: &Rule) -> (usize, usize) {
    let low = (rule.pos - rule.width / 2.0).round().max(0.0) as usize;
    let high = (rule.pos + rule.width / 2.0).round().max(0.0) as usize;
    (low, high.max(low + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(axis: Axis, pos: f32, from: f32, to: f32) -> Rule {
        let width = 2.0;
        Rule {
            axis,
            pos,
            from,
            to,
            width,
        }
    }

    #[test]
    fn a_box_has_an_inside_and_an_outside() {
        let rules = [
            rule(Axis::Horizontal, 10.0, 10.0, 50.0),
            rule(Axis::Horizontal, 40.0, 10.0, 50.0),
            rule(Axis::Vertical, 10.0, 10.0, 40.0),
            rule(Axis::Vertical, 50.0, 10.0, 40.0),
        ];
        let found: Vec<Area> = find(&rules, 80, 60).iter().map(|r| r.area).collect();
        let inside = Area {
            x0: 11,
            y0: 11,
            x1: 49,
            y1: 39,
        };
        assert_eq!(found.len(), 2);
        assert!(found.contains(&inside), "{found:?}");
    }
}
