#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::grid::rectangles::rectangles;
use crate::layout::tests::{across, down};

fn frame(x1: f32, y1: f32) -> Vec<Rule> {
    vec![
        across(0.0, 0.0, x1),
        across(y1, 0.0, x1),
        down(0.0, 0.0, y1),
        down(x1, 0.0, y1),
    ]
}

fn span(row: usize, col: usize, rows: usize, cols: usize) -> Span {
    Span {
        row,
        col,
        rows,
        cols,
    }
}

#[test]
fn a_plain_grid() {
    let mut rules = frame(90.0, 40.0);
    rules.extend([across(20.0, 0.0, 90.0), down(30.0, 0.0, 40.0)]);
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 4));
    assert_eq!(grid.locate(10.0, 30.0), Some(2));
    assert_eq!(grid.locate(95.0, 30.0), None);
}

#[test]
fn merged_cells_have_spans() {
    let mut rules = frame(90.0, 60.0);
    rules.extend([
        across(20.0, 30.0, 90.0),
        across(40.0, 30.0, 90.0),
        down(30.0, 0.0, 60.0),
        down(60.0, 20.0, 40.0),
    ]);
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!(
        grid.cells,
        [
            span(0, 0, 3, 1),
            span(0, 1, 1, 2),
            span(1, 1, 1, 1),
            span(1, 2, 1, 1),
            span(2, 1, 1, 2)
        ]
    );
}

#[test]
fn short_and_double_rules_do_no_harm() {
    let mut rules = frame(90.0, 40.0);
    rules.extend([
        across(20.0, 2.5, 88.0),
        across(21.5, 0.0, 90.0),
        down(30.0, 2.0, 38.0),
        down(31.0, 0.0, 40.0),
    ]);
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 4));
}

#[test]
fn a_dangling_rule_cuts_nothing() {
    let mut rules = frame(90.0, 40.0);
    rules.extend([down(30.0, 0.0, 40.0), across(20.0, 0.0, 10.0)]);
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!((grid.rows(), grid.cols()), (1, 2));
}

#[test]
fn what_is_open_to_the_outside_is_no_cell() {
    let rules = [
        across(20.0, 0.0, 90.0),
        across(40.0, 0.0, 90.0),
        across(0.0, 30.0, 90.0),
        down(0.0, 20.0, 40.0),
        down(30.0, 0.0, 40.0),
        down(90.0, 0.0, 40.0),
    ];
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!(
        grid.cells,
        [span(0, 1, 1, 1), span(1, 0, 1, 1), span(1, 1, 1, 1)]
    );
}

#[test]
fn a_side_drawn_for_some_rows_is_the_others_too() {
    let mut rules: Vec<_> = (0..6).map(|i| across(20.0 * i as f32, 0.0, 90.0)).collect();
    rules.extend([down(0.0, 0.0, 100.0), down(30.0, 0.0, 100.0)]);
    rules.push(down(90.0, 0.0, 20.0));
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (5, 2, 10));
}

#[test]
fn an_angle_becomes_rectangles() {
    // the rule under the first field of the top row is missing
    let l_shape = [(0, 0), (0, 1), (0, 2), (1, 0)];
    let mut cells = rectangles(&l_shape);
    cells.sort_unstable();
    assert_eq!(cells, [span(0, 0, 1, 3), span(1, 0, 1, 1)]);
}
