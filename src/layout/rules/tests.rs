use super::*;
use crate::layout::tests::{across, down};

#[test]
fn dots_and_dashes_become_one_rule() {
    let dots: Vec<_> = (0..40)
        .map(|i| across(50.0, 10.0 + 3.0 * i as f32, 11.0 + 3.0 * i as f32))
        .collect();
    let dashes: Vec<_> = (0..10)
        .map(|i| down(20.0, 12.0 * i as f32, 6.0 + 12.0 * i as f32))
        .collect();
    assert_eq!(joined(&dots).len(), 1);
    let rule = joined(&dashes);
    assert_eq!((rule[0].from, rule[0].to), (-3.0, 117.0));
}

#[test]
fn square_dots_join_along_the_axis_that_they_form() {
    let dots: Vec<_> = (0..30)
        .map(|i| across(10.0 + 2.0 * i as f32, 99.5, 100.5))
        .collect();
    let rules = joined(&dots);
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0].axis, Axis::Vertical);
    assert!((rules[0].pos - 100.0).abs() < 0.1);
}

#[test]
fn rules_far_apart_stay_apart_and_specks_go() {
    let rules = joined(&[
        across(10.0, 0.0, 50.0),
        across(10.0, 60.0, 90.0),
        across(20.0, 0.0, 1.5),
    ]);
    assert_eq!(rules.len(), 2);
}

#[test]
fn an_underline_belongs_to_no_group() {
    let mut rules = vec![across(0.0, 0.0, 100.0), across(50.0, 0.0, 98.0)];
    rules.extend([down(0.0, 0.0, 50.0), down(100.0, 0.0, 48.0)]);
    rules.push(across(30.0, 20.0, 60.0));
    let (groups, lone) = groups(&rules);
    assert_eq!(lone.len(), 1);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].len(), 4);
}

#[test]
fn dashes_that_end_in_a_gap_meet_the_next_rule() {
    let mut rules: Vec<_> = (0..5)
        .map(|i| 12.0 * i as f32)
        .map(|x| across(9.0, x, x + 6.0))
        .collect();
    rules.push(down(60.0, 0.0, 20.0));
    assert_eq!(groups(&joined(&rules)).0.len(), 1);
}

#[test]
fn rules_far_beyond_any_page_give_numbers() {
    let far = across(f32::MAX, -f32::MAX, f32::MAX);
    let rules = joined(&[far, across(1.0, 0.0, 90.0)]);
    assert!(rules.iter().all(is_sane));
    assert_eq!(rules.last().map(|r| r.to), Some(90.0));
}

#[test]
fn a_hundred_thousand_pieces_are_quick() {
    let pieces: Vec<_> = (0..100_000)
        .map(|i| {
            across(
                (i / 300) as f32 * 2.5,
                (i % 300) as f32 * 5.0,
                (i % 300) as f32 * 5.0 + 4.5,
            )
        })
        .collect();
    assert_eq!(joined(&pieces).len(), 334);
}
