#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::grid::Grid;
use crate::layout::tests::{across, down};

fn settled(pieces: Vec<Rule>) -> Vec<Rule> {
    crate::layout::grid::boxes::settled(&pieces, rules::joined)
}

fn frame(x0: f32, y0: f32, x1: f32, y1: f32) -> Vec<Rule> {
    let mut sides = vec![across(y0, x0, x1), across(y1, x0, x1)];
    sides.extend([down(x0, y0, y1), down(x1, y0, y1)]);
    sides
}

#[test]
fn cells_drawn_as_boxes_with_gaps_share_their_sides() {
    let mut rules = frame(0.0, 0.0, 94.0, 20.0); // a cell as wide as two
    for y in [26.0, 52.0] {
        rules.extend(frame(0.0, y, 44.0, y + 20.0));
        rules.extend(frame(50.0, y, 94.0, y + 20.0));
    }
    let grid = Grid::from_rules(&settled(rules)).unwrap();
    assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (3, 2, 5));
    assert_eq!(grid.xs, [-3.0, 47.0, 97.0]);
}

#[test]
fn boxes_in_one_row_and_boxes_with_other_gaps_stay() {
    let row: Vec<Rule> = [0.0, 50.0, 100.0, 150.0]
        .iter()
        .flat_map(|x| frame(*x, 0.0, x + 45.0, 20.0))
        .collect();
    let alike = settled(row.clone());
    assert!(rules::joined(&row).iter().all(|r| alike.contains(r)));
    let mut uneven = frame(0.0, 0.0, 40.0, 20.0);
    uneven.extend(frame(44.0, 0.0, 80.0, 20.0));
    uneven.extend(frame(0.0, 24.0, 40.0, 40.0));
    uneven.extend(frame(47.0, 24.0, 80.0, 40.0));
    let alike = settled(uneven.clone());
    assert!(rules::joined(&uneven).iter().all(|r| alike.contains(r)));
}

/// Two cells next to each other.
fn cells() -> Vec<Rule> {
    let mut rules = frame(0.0, 0.0, 200.0, 20.0);
    rules.push(down(100.0, 0.0, 20.0));
    rules
}

#[test]
fn a_check_box_near_a_cells_rule_is_no_cell() {
    let mut rules = cells();
    rules.extend(frame(102.0, 2.0, 112.0, 12.0));
    rules.extend(frame(114.0, 2.0, 124.0, 12.0));
    rules.extend(frame(2.0, 2.0, 98.0, 18.0));
    let grid = Grid::from_rules(&settled(rules)).unwrap();
    assert_eq!(grid.cells.len(), 2);
}

#[test]
fn boxes_beside_each_other_in_a_cell_stay() {
    let mut rules = cells();
    rules.extend(frame(4.0, 4.0, 44.0, 16.0));
    rules.extend(frame(48.0, 4.0, 96.0, 16.0));
    assert_eq!(settled(rules).len(), 5 + 8);
}

#[test]
fn check_boxes_below_each_other_are_no_dashes() {
    let mut rules = frame(0.0, 0.0, 200.0, 48.0);
    rules.extend([16.0, 32.0].map(|y| across(y, 0.0, 200.0)));
    rules.push(down(100.0, 0.0, 48.0));
    let marks = [4.0, 20.0, 36.0].map(|y| frame(102.0, y, 109.0, y + 7.0));
    rules.extend(marks.into_iter().flatten());
    let grid = Grid::from_rules(&settled(rules)).unwrap();
    assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (3, 2, 6));
}

#[test]
fn small_cells_in_rows_and_columns_stay() {
    let mut rules = cells();
    rules.retain(|r| r.axis == Axis::Vertical || r.pos < 10.0);
    rules.iter_mut().for_each(|r| r.to = r.to.max(60.0));
    rules.push(across(60.0, 0.0, 200.0));
    for y in [5.0, 22.0] {
        rules.extend(
            [5.0, 22.0, 39.0]
                .iter()
                .flat_map(|x| frame(*x, y, x + 15.0, y + 15.0)),
        );
    }
    let grids = rules::groups(&settled(rules)).0.into_iter();
    let cells = grids.filter_map(|g| Some(Grid::from_rules(&g)?.cells.len()));
    assert_eq!(cells.collect::<Vec<_>>(), [2, 6]);
}
