#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

fn only(axis: Axis, page: &Page) -> Vec<&Rule> {
    page.rules.iter().filter(|rule| rule.axis == axis).collect()
}

#[test]
fn strokes_along_an_axis_are_rules() {
    let page = drawn("0.5 w 20 50 m 120 50 l S 30 20 m 30 80 l S 10 10 m 90 60 l S");
    let (h, v) = (only(Axis::Horizontal, &page), only(Axis::Vertical, &page));
    assert_eq!((h.len(), v.len()), (1, 1));
    assert!(near(h[0].pos, 50.0) && near(h[0].from, 20.0) && near(h[0].to, 120.0));
    assert!(near(h[0].width, 0.5));
    assert!(near(v[0].pos, 30.0) && near(v[0].from, 20.0) && near(v[0].to, 80.0));
}

#[test]
fn a_stroked_rectangle_is_four_rules() {
    let page = drawn("20 20 100 50 re S");
    assert_eq!(only(Axis::Horizontal, &page).len(), 2);
    assert_eq!(only(Axis::Vertical, &page).len(), 2);
    let page = drawn("20 20 m 120 20 l 120 70 l 20 70 l s");
    assert_eq!(page.rules.len(), 4);
}

#[test]
fn dashed_strokes_are_whole_rules() {
    let page = drawn("[3 2] 0 d 20 50 m 120 50 l S");
    assert_eq!(page.rules.len(), 1);
    assert!(near(page.rules[0].to - page.rules[0].from, 100.0));
}

#[test]
fn thin_fills_are_rules_and_thick_ones_fills() {
    let page = drawn(
        "20 50 100 0.75 re f 30 20 0.75 60 re f 0.8 g 50 20 40 20 re f 1 g 100 20 40 20 re f",
    );
    assert_eq!(only(Axis::Horizontal, &page).len(), 1);
    assert_eq!(only(Axis::Vertical, &page).len(), 1);
    let luma: Vec<f32> = page.fills.iter().map(|fill| fill.luma).collect();
    assert!(near(luma[0], 0.8) && near(luma[1], 1.0));
    assert_eq!(page.fills[0].bbox, Rect::new(50.0, 60.0, 90.0, 80.0));
}

#[test]
fn a_table_in_one_path_is_split_into_rules() {
    let page = drawn("20 50 100 0.75 re 20 60 100 0.75 re 20 70 100 0.75 re 20 50 0.75 20 re f");
    assert_eq!(only(Axis::Horizontal, &page).len(), 3);
    assert_eq!(only(Axis::Vertical, &page).len(), 1);
    assert!(page.fills.is_empty());
}

#[test]
fn a_frame_painted_as_a_ring_is_four_rules() {
    let page = drawn("20 20 100 60 re 21 21 98 58 re f*");
    assert_eq!(only(Axis::Horizontal, &page).len(), 2);
    assert_eq!(only(Axis::Vertical, &page).len(), 2);
    assert!(page.fills.is_empty());
}

#[test]
fn a_dot_is_a_rule_along_both_axes() {
    let page = drawn("20 50 1 1 re f");
    assert_eq!(page.rules.len(), 2);
    assert!(near(page.rules[0].width, 1.0) && near(page.rules[0].to - page.rules[0].from, 1.0));
}

#[test]
fn a_fill_without_height_is_a_rule() {
    let page = drawn("20 50 100 0 re f");
    assert_eq!(only(Axis::Horizontal, &page).len(), 1);
}

#[test]
fn white_rules_are_fills() {
    let page = drawn("1 G 20 50 m 120 50 l S 1 g 20 60 100 0.5 re f");
    assert!(page.rules.is_empty());
    assert_eq!(page.fills.len(), 2);
}

#[test]
fn a_wide_pen_paints_an_area() {
    let page = drawn("0.9 G 20 w 20 50 m 120 50 l S");
    assert!(page.rules.is_empty());
    assert_eq!(page.fills[0].bbox, Rect::new(20.0, 40.0, 120.0, 60.0));
}

#[test]
fn images_give_their_boxes() {
    let page = drawn("q 100 0 0 50 20 30 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q");
    assert_eq!(page.images, [Rect::new(20.0, 20.0, 120.0, 70.0)]);
}

#[test]
fn a_frame_open_at_one_side_has_no_rule_there() {
    let page = drawn("20 20 100 60 re 20 21 99 58 re f*");
    assert_eq!(only(Axis::Horizontal, &page).len(), 2);
    assert_eq!(only(Axis::Vertical, &page).len(), 1);
}

#[test]
fn pieces_of_curves_are_not_rules() {
    let page = drawn("20 50 m 20.2 50.2 l 20.5 50.35 l 20.7 50.6 l S");
    assert!(page.rules.is_empty(), "{:?}", page.rules);
}

#[test]
fn straight_sides_of_drawn_letters_are_not_rules() {
    let letter = "20 20 m 30 20 l 30 21 l 25 25 20 25 20 21 c h 20 30 m 30 30 l 30 31 l 20 31 l h";
    for paint in ["S", "f"] {
        let page = drawn(&format!("0.3 w {letter} {paint}"));
        assert!(page.rules.is_empty(), "{:?}", page.rules);
    }
}

#[test]
fn a_box_with_round_corners_keeps_its_sides() {
    let page = drawn("20 22 m 20 60 l 20 61 21 62 22 62 c 98 62 l 98 20 l 22 20 l h S");
    assert_eq!(only(Axis::Horizontal, &page).len(), 2);
    assert_eq!(only(Axis::Vertical, &page).len(), 2);
}
