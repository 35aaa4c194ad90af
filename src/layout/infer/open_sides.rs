//! Open sides: tables without their outermost rules are closed where their other rules end.
//!
//! Horizontal rules that extend together beyond the outermost vertical one enclose a column that is open to the side;
//! vertical rules that extend together below (above) the last horizontal one enclose a row cut by a page break. One
//! vertical rule with horizontal ones on one side is the axis of a chart. If rules extend at two adjacent sides, the
//! corner between them belongs to the table, too. A row that fills its page has only vertical rules, all of the same
//! length.

use crate::content::Origin;
use crate::extract::Axis;
use crate::layout::document::continuation::Columns;
use crate::layout::rules::Rule;

/// Rules that extend by less than this, in points, are drawn carelessly and enclose nothing: no text fits in.
const STICK_OUT: f32 = 6.0;

/// Ends of rules are one edge if they differ by no more than this, in points.
const SAME_END: f32 = 3.0;

/// The least number of vertical rules of one length, touched by no other rule, that are the columns of a row; two may
/// be margins.
const FEWEST_LONE: usize = 4;

/// Groups of vertical rules next to each other at the same height and touched by nothing: enough of them, or those of
/// the columns with which the page before ended.
pub(crate) fn lone_columns(mut lone: Vec<Rule>, carried: &[Columns]) -> Vec<Vec<Rule>> {
    lone.retain(|r| r.axis == Axis::Vertical && r.to - r.from > STICK_OUT);
    lone.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let level = |a: &Rule, b: &Rule| b.from - a.from <= SAME_END && (b.to - a.to).abs() <= SAME_END;
    let goes_on = |run: &[Rule]| {
        let mut xs: Vec<f32> = run.iter().map(|r| r.pos).collect();
        xs.sort_by(f32::total_cmp);
        carried.iter().any(|columns| columns.stand_at(&xs))
    };
    let is_row = |run: &&[Rule]| run.len() >= FEWEST_LONE || goes_on(run);
    let side_by_side = lone.chunk_by(level).filter(is_row);
    side_by_side.map(row_of).collect()
}

/// The columns, closed above and below.
fn row_of(columns: &[Rule]) -> Vec<Rule> {
    let fold = |value: fn(&Rule) -> f32, pick: fn(f32, f32) -> f32, start: f32| {
        columns.iter().map(value).fold(start, pick)
    };
    let (left, right) = (
        fold(|r| r.pos, f32::min, f32::INFINITY),
        fold(|r| r.pos, f32::max, f32::NEG_INFINITY),
    );
    let top = fold(|r| r.from, f32::min, f32::INFINITY);
    let bottom = fold(|r| r.to, f32::max, f32::NEG_INFINITY);
    let across = |pos: f32| Rule {
        axis: Axis::Horizontal,
        pos,
        from: left,
        to: right,
        width: 0.0,
        origin: Origin::OpenSide,
    };
    columns
        .iter()
        .copied()
        .chain([across(top), across(bottom)])
        .collect()
}

/// The group with the rules that close its open sides.
pub(crate) fn closed(mut group: Vec<Rule>) -> Vec<Rule> {
    let side = |axis, sign| closing(&group, axis, sign).map(|rule| (sign, rule));
    let mut beside = [-1.0, 1.0].map(|sign| side(Axis::Horizontal, sign));
    if let [Some(_), None] | [None, Some(_)] = beside
        && group.iter().filter(|r| r.axis == Axis::Vertical).count() == 1
    {
        beside = [None, None];
    }
    let mut ends = [-1.0, 1.0].map(|sign| side(Axis::Vertical, sign));
    for (_, side) in beside.iter_mut().flatten() {
        for (_, end) in ends.iter_mut().flatten() {
            (side.from, side.to) = (side.from.min(end.pos), side.to.max(end.pos));
            (end.from, end.to) = (end.from.min(side.pos), end.to.max(side.pos));
        }
    }
    let corners = [-1.0, 1.0].into_iter().zip(&ends);
    let corners = corners.filter(|(_, end)| end.is_none());
    let corners: Vec<Rule> = corners
        .flat_map(|(sign, _)| open_corners(&group, sign))
        .collect();
    let closing = beside.into_iter().chain(ends).flatten();
    let closing: Vec<Rule> = closing.map(|(_, rule)| rule).collect();
    group.extend(closing);
    group.extend(corners);
    group
}

/// The rules that close outer columns whose cells continue over the page's end: their outermost vertical rule reaches as far
/// down (up, if `sign` is negative) as the last horizontal one, which stops at a rule before it.
/// `fixtures/forms/cut-blocks.weasyprint.pdf` has numbers of blocks in such cells.
fn open_corners(group: &[Rule], sign: f32) -> Vec<Rule> {
    let of = |axis| group.iter().filter(move |r| r.axis == axis);
    let edges = of(Axis::Horizontal).map(|r| sign * r.pos);
    let Some(edge) = edges.max_by(f32::total_cmp) else {
        return Vec::new();
    };
    let end = |r: &Rule| if sign < 0.0 { -r.from } else { r.to };
    let reaching = of(Axis::Vertical).filter(|r| (end(r) - edge).abs() <= SAME_END);
    let reaching: Vec<f32> = reaching.map(|r| r.pos).collect();
    let last = || of(Axis::Horizontal).filter(|r| edge - sign * r.pos <= SAME_END);
    let sides = [
        (
            last().map(|r| r.from).min_by(f32::total_cmp),
            reaching.iter().copied().min_by(f32::total_cmp),
        ),
        (
            last().map(|r| r.to).max_by(f32::total_cmp),
            reaching.iter().copied().max_by(f32::total_cmp),
        ),
    ];
    let rule = |(stops, outermost): (Option<f32>, Option<f32>)| {
        let (stops, outermost) = (stops?, outermost?);
        let stops_at_rule = reaching.iter().any(|x| (x - stops).abs() <= SAME_END);
        (stops_at_rule && (outermost - stops).abs() > STICK_OUT).then_some(Rule {
            axis: Axis::Horizontal,
            pos: sign * edge,
            from: stops.min(outermost),
            to: stops.max(outermost),
            width: 0.0,
            origin: Origin::OpenSide,
        })
    };
    sides.into_iter().filter_map(rule).collect()
}

/// The rule across the common ends of the `axis` rules that extend on one side: `sign` is 1 for right and bottom.
fn closing(group: &[Rule], axis: Axis, sign: f32) -> Option<Rule> {
    let end = |r: &Rule| if sign < 0.0 { -r.from } else { r.to };
    let outermost = group
        .iter()
        .filter(|r| r.axis != axis)
        .map(|r| sign * r.pos)
        .max_by(f32::total_cmp)?;
    let out: Vec<&Rule> = group
        .iter()
        .filter(|r| r.axis == axis && end(r) > outermost + STICK_OUT)
        .collect();
    let furthest = out.iter().map(|r| end(r)).max_by(f32::total_cmp)?;
    let together: Vec<&Rule> = out
        .iter()
        .filter(|r| furthest - end(r) <= SAME_END)
        .copied()
        .collect();
    let positions = || together.iter().map(|r| r.pos);
    let (first, last) = (
        positions().min_by(f32::total_cmp)?,
        positions().max_by(f32::total_cmp)?,
    );
    (last - first > STICK_OUT && together.len() * 2 >= out.len()).then_some(Rule {
        axis: other(axis),
        pos: sign * furthest,
        from: first,
        to: last,
        width: 0.0,
        origin: Origin::OpenSide,
    })
}

fn other(axis: Axis) -> Axis {
    match axis {
        Axis::Horizontal => Axis::Vertical,
        Axis::Vertical => Axis::Horizontal,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::grid::Grid;
    use crate::layout::tests::{across, down};

    #[test]
    fn a_table_open_at_both_sides_keeps_its_outer_columns() {
        let mut rules: Vec<_> = (0..4)
            .map(|i| across(20.0 * i as f32, 0.0, 200.0))
            .collect();
        rules.extend([down(60.0, 0.0, 60.0), down(130.0, 0.0, 60.0)]);
        let grid = Grid::from_rules(&closed(rules)).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (3, 3, 9));
        assert_eq!((grid.bbox().x0, grid.bbox().x1), (0.0, 200.0));
    }

    #[test]
    fn a_row_that_the_page_breaks_is_closed_where_its_rules_end() {
        let mut rules = vec![across(0.0, 0.0, 90.0), across(20.0, 0.0, 90.0)];
        rules.extend([0.0, 30.0, 90.0].map(|x| down(x, 0.0, 70.0)));
        let grid = Grid::from_rules(&closed(rules)).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 4));
        assert_eq!(grid.bbox().y1, 70.0);
    }

    #[test]
    fn a_table_open_at_all_sides_keeps_its_corners() {
        let mut rules = vec![across(20.0, 0.0, 200.0), across(40.0, 0.0, 200.0)];
        rules.extend([60.0, 130.0].map(|x| down(x, 0.0, 60.0)));
        let grid = Grid::from_rules(&closed(rules)).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (3, 3, 9));
    }

    #[test]
    fn headings_over_two_rows_fill_the_corners_of_a_table_without_a_frame() {
        let mut rules = vec![across(20.0, 60.0, 130.0)];
        rules.extend([40.0, 60.0].map(|y| across(y, 0.0, 200.0)));
        rules.extend([60.0, 130.0].map(|x| down(x, 0.0, 80.0)));
        let grid = Grid::from_rules(&closed(rules)).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (4, 3, 10));
    }

    #[test]
    fn a_row_that_fills_its_page_has_vertical_rules_alone() {
        let columns: Vec<_> = [0.0, 30.0, 90.0, 120.0]
            .map(|x| down(x, 10.0, 500.0))
            .to_vec();
        let groups = lone_columns(columns.clone(), &[]);
        let grid = Grid::from_rules(&groups[0]).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (1, 3, 3));
        let two = columns[..2].to_vec();
        assert!(lone_columns(two, &[]).is_empty(), "two may be margins");
    }

    #[test]
    fn the_lines_next_to_an_axis_enclose_no_cells() {
        let mut rules: Vec<_> = (0..5)
            .map(|i| across(20.0 * i as f32, 0.0, 200.0))
            .collect();
        rules.push(down(0.0, 0.0, 80.0));
        assert_eq!(closed(rules.clone()), rules);
    }

    #[test]
    fn a_cell_over_several_rows_that_the_page_breaks_is_closed_with_the_last_of_them() {
        let mut rules = vec![across(0.0, 0.0, 90.0)];
        rules.extend([20.0, 40.0].map(|y| across(y, 30.0, 90.0)));
        rules.extend([0.0, 30.0, 90.0].map(|x| down(x, 0.0, 40.0)));
        let grid = Grid::from_rules(&closed(rules)).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 3));
        assert_eq!((grid.bbox().x0, grid.bbox().y1), (0.0, 40.0));
    }

    #[test]
    fn a_single_long_rule_opens_nothing() {
        let rules = vec![
            across(0.0, 0.0, 90.0),
            across(40.0, 0.0, 150.0),
            down(0.0, 0.0, 40.0),
            down(90.0, 0.0, 40.0),
        ];
        assert_eq!(closed(rules.clone()), rules);
    }
}
