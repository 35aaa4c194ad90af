//! Continuations that fit their columns, and texts that do not.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::grid::Grid;
use crate::layout::table::assign::fill;
use crate::layout::tests::{across, down, string};

/// The columns of a row of three cells with text at 2, 102 and 202.
pub(crate) fn columns(rules: &[Rule]) -> Columns {
    let mut all = vec![across(0.0, 0.0, 300.0), across(40.0, 0.0, 300.0)];
    all.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let glyphs: Vec<PlacedGlyph> = [2.0, 102.0, 202.0]
        .iter()
        .flat_map(|x| string("点検", *x, 14.0, 10.0))
        .collect();
    let (tables, _) = fill(vec![Grid::from_rules(&all).unwrap()], &glyphs);
    Columns::of_page(&tables, &[], rules, &[]).remove(0)
}

/// The columns of a row drawn by these rules.
pub(crate) fn columns_of(rules: &[Rule], glyphs: &[PlacedGlyph]) -> Columns {
    let (tables, _) = fill(vec![Grid::from_rules(rules).unwrap()], glyphs);
    Columns::of_page(&tables, &[], &[], &[]).remove(0)
}

fn fits(text: &str, x: f32) -> bool {
    let glyphs = string(text, x, 14.0, 10.0);
    columns(&[]).fit(&glyphs.iter().collect::<Vec<_>>())
}

#[test]
fn a_rest_stands_in_its_column() {
    assert!(fits("結果の公表", 102.0));
    assert!(fits("・公表", 212.0), "indented");
    assert!(!fits("結果の公表", 60.0), "over an edge");
    assert!(!fits("題", 145.0), "no text of the column begins there");
}

#[test]
fn texts_below_a_centred_header_begin_further_left() {
    let mut rules = vec![across(0.0, 0.0, 300.0), across(40.0, 0.0, 300.0)];
    rules.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let heads = [40.0, 140.0, 240.0].into_iter();
    let header: Vec<PlacedGlyph> = heads.flat_map(|x| string("項目", x, 14.0, 10.0)).collect();
    let row = string("点検", 102.0, 14.0, 10.0);
    assert!(columns_of(&rules, &header).fit(&row.iter().collect::<Vec<_>>()));
}

#[test]
fn a_row_without_a_rule_below_is_open() {
    let top = across(0.0, 0.0, 300.0);
    assert!(columns(&[top]).open);
    assert!(!columns(&[top, across(40.5, 0.0, 300.0)]).open);
    assert!(!columns(&[]).open, "a form without rules");
}

#[test]
fn a_rest_below_a_header_without_rules_has_its_edges_in_the_gaps() {
    let mut cells = [-20.0, 0.0, 40.0].map(|y| across(y, 0.0, 300.0)).to_vec();
    cells.extend([0.0, 300.0].map(|x| down(x, -20.0, 40.0)));
    cells.extend([138.0, 238.0].map(|x| down(x, 0.0, 40.0)));
    let heads = [40.0, 140.0, 240.0].into_iter();
    let header: Vec<PlacedGlyph> = heads.flat_map(|x| string("項目", x, 14.0, 10.0)).collect();
    let mut rest = string("点検の結果", 2.0, 14.0, 10.0);
    rest.extend(string("公表した結果", 102.0, 14.0, 10.0));
    rest.extend(string("十件", 240.0, 14.0, 10.0));
    let rest: Vec<&PlacedGlyph> = rest.iter().collect();
    let columns = columns_of(&cells, &header);
    assert_eq!(columns.fitted(&rest), Some(vec![100.0, 238.0]));
    let mut short = string("点検の結果", 2.0, 14.0, 10.0);
    short.extend(string("十件", 102.0, 14.0, 10.0));
    short.extend(string("公表", 240.0, 14.0, 10.0));
    let fitted = columns.fitted(&short.iter().collect::<Vec<_>>());
    assert_eq!(
        fitted,
        Some(vec![100.0, 238.0]),
        "it ends before its heading begins"
    );
    let (tables, _) = fill(vec![Grid::from_rules(&cells).unwrap()], &header);
    let ruled = Columns::of_page(&tables, &[], &cells, &[]).remove(0);
    assert_eq!(ruled.fitted(&rest), None, "over a rule");
}

#[test]
fn a_value_goes_on_beside_its_empty_label() {
    let mut cells = vec![across(0.0, 0.0, 300.0), across(40.0, 0.0, 300.0)];
    cells.extend([0.0, 100.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let mut row = string("課題", 2.0, 14.0, 10.0);
    row.extend(string("結果の公表", 102.0, 14.0, 10.0));
    let columns = columns_of(&cells, &row);
    let holds = |x: f32| {
        let glyphs = string("次の年に", x, 14.0, 10.0);
        columns.holds_value(&glyphs.iter().collect::<Vec<_>>())
    };
    assert!(holds(102.0));
    assert!(!holds(2.0), "in the label's column");
    assert!(!holds(130.0), "where no line of the value begins");
}

#[test]
fn tables_side_by_side_go_on_each_on_its_side() {
    let table = |left: f32, bottom: f32| {
        let mut rules = [0.0, bottom]
            .map(|y| across(y, left, left + 300.0))
            .to_vec();
        rules.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(left + x, 0.0, bottom)));
        Grid::from_rules(&rules).unwrap()
    };
    let (tables, _) = fill(vec![table(0.0, 40.0), table(400.0, 60.0)], &[]);
    let columns = Columns::of_page(&tables, &[], &[], &[]);
    let [left, right] = columns.as_slice() else {
        panic!("{columns:?}")
    };
    assert!(left.is_level(0.0, 300.0) && right.is_level(400.0, 700.0));
    assert!(left.is_beside(-10.0) && left.is_beside(340.0) && right.is_beside(360.0));
}

#[test]
fn a_header_that_the_page_repeats_is_no_rest() {
    let mut cells = vec![across(0.0, 0.0, 300.0), across(40.0, 0.0, 300.0)];
    cells.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let heads = [("目標", 40.0), ("中間", 140.0), ("期末", 240.0)];
    let row = |y: f32| -> Vec<PlacedGlyph> {
        let cell = |(text, x): &(&str, f32)| string(text, *x, y, 10.0);
        heads.iter().flat_map(cell).collect()
    };
    let columns = columns_of(&cells, &row(14.0));
    let (again, rest) = (row(54.0), string("点検", 40.0, 14.0, 10.0));
    assert!(!columns.fit(&again.iter().collect::<Vec<_>>()));
    assert!(columns.fit(&rest.iter().collect::<Vec<_>>()));
}
