#![allow(clippy::unwrap_used)]
use super::*;
use crate::geometry::Rect;
use crate::layout::rules::frame;
use crate::layout::table::accept::{fills_its_box, is_table};
use crate::layout::table::assign;
use crate::layout::tests::string;

#[test]
fn boxes_with_lines_between_them_are_no_table() {
    let boxes = [(0.0, 0.0), (200.0, 0.0), (100.0, 100.0)];
    let boxes = boxes.map(|(x, y)| Rect::new(x, y, x + 60.0, y + 30.0));
    let mut rules: Vec<Rule> = boxes.iter().flat_map(frame).collect();
    rules.push(rules::across(&Rect::new(60.0, 0.0, 200.0, 0.0), 15.0));
    rules.push(rules::down(&Rect::new(0.0, 15.0, 0.0, 100.0), 130.0));
    let grid = Grid::from_rules(&rules).unwrap();
    assert_eq!(grid.cells.len(), 3);
    assert!(!fills_its_box(&grid));
    let table = Grid::from_rules(&frame(&boxes[0])).unwrap();
    assert!(fills_its_box(&table));
}

#[test]
fn a_grid_with_text_here_and_there_is_a_drawing() {
    let area = Rect::new(0.0, 0.0, 300.0, 180.0);
    let mut rules: Vec<Rule> = (0..=5)
        .map(|n| rules::down(&area, 60.0 * n as f32))
        .collect();
    rules.extend((0..=6).map(|n| rules::across(&area, 30.0 * n as f32)));
    let grid = Grid::from_rules(&rules).unwrap();
    let table = |texts: [(f32, f32); 4]| {
        let glyphs: Vec<PlacedGlyph> = texts
            .iter()
            .flat_map(|(x, y)| string("図", *x, *y, 10.0))
            .collect();
        let (tables, _) = assign::fill(vec![grid.clone()], &glyphs);
        tables.iter().all(|table| is_table(table, &[]))
    };
    assert!(!table([
        (5.0, 20.0),
        (70.0, 50.0),
        (130.0, 80.0),
        (190.0, 20.0)
    ]));
    assert!(table([
        (5.0, 20.0),
        (70.0, 20.0),
        (130.0, 20.0),
        (190.0, 20.0)
    ]));
}

#[test]
fn one_text_between_the_lines_of_a_chart_is_no_table() {
    let area = Rect::new(0.0, 0.0, 300.0, 80.0);
    let lines = |ys: &[f32]| {
        let mut rules: Vec<Rule> = [0.0, 100.0, 200.0, 300.0]
            .map(|x| rules::down(&area, x))
            .to_vec();
        rules.extend(ys.iter().map(|y| rules::across(&area, *y)));
        let grid = Grid::from_rules(&rules).unwrap();
        assign::fill(vec![grid], &string("凡例", 110.0, 14.0, 10.0)).0
    };
    let is_table = |ys: &[f32]| lines(ys).iter().all(|table| is_table(table, &[]));
    assert!(is_table(&[0.0, 80.0]), "a row with one text");
    assert!(!is_table(&[0.0, 20.0, 40.0, 60.0, 80.0]));
}
