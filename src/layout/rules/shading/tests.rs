#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::tests::{across, down};

fn fill(x0: f32, y0: f32, x1: f32, y1: f32, luma: f32) -> Fill {
    Fill {
        bbox: Rect::new(x0, y0, x1, y1),
        luma,
    }
}

#[test]
fn boxes_behind_lines_of_text_show_no_edges() {
    let cell = fill(0.0, 0.0, 100.0, 30.0, 0.5);
    let lines = [
        fill(5.0, 0.0, 95.0, 15.0, 0.5),
        fill(5.0, 15.0, 95.0, 30.0, 0.5),
    ];
    assert_eq!(shades(&[lines[0], lines[1], cell]), [cell]);
    assert_eq!(shades(&lines), [fill(5.0, 0.0, 95.0, 30.0, 0.5)]);
}

#[test]
fn shades_with_a_gap_or_of_another_colour_stay_apart() {
    let gap = [
        fill(0.0, 0.0, 50.0, 10.0, 0.5),
        fill(0.0, 11.0, 50.0, 20.0, 0.5),
    ];
    let other = [
        fill(0.0, 0.0, 50.0, 10.0, 0.5),
        fill(0.0, 10.0, 50.0, 20.0, 0.8),
    ];
    assert_eq!((shades(&gap).len(), shades(&other).len()), (2, 2));
    assert!(
        shades(&[fill(0.0, 0.0, 50.0, 50.0, 1.0)]).is_empty(),
        "white is paper"
    );
}

#[test]
fn a_white_bar_is_a_rule_on_a_shade() {
    let white = [
        fill(50.0, 0.0, 53.0, 40.0, 1.0),
        fill(0.0, 0.0, 9.0, 9.0, 0.0),
    ];
    assert!(bars(&white).is_empty(), "nobody sees it on paper");
    let [bar, dot] = white;
    for shades in [
        [fill(0.0, 0.0, 90.0, 40.0, 0.8), dot],
        [
            fill(0.0, 0.0, 50.0, 40.0, 0.8),
            fill(53.0, 0.0, 90.0, 40.0, 0.8),
        ],
    ] {
        let bars = bars(&[bar, shades[0], shades[1]]);
        assert_eq!(bars.len(), 1);
        assert_eq!((bars[0].axis, bars[0].pos), (Axis::Vertical, 51.5));
    }
}

#[test]
fn a_header_tiled_by_two_shades_is_two_cells() {
    let grid = Grid::from_rules(&[
        across(0.0, 0.0, 100.0),
        across(20.0, 0.0, 100.0),
        across(40.0, 0.0, 100.0),
        down(0.0, 0.0, 40.0),
        down(60.0, 20.0, 40.0),
        down(100.0, 0.0, 40.0),
    ])
    .unwrap();
    assert_eq!(grid.cells.len(), 3);
    let tiles = [
        fill(0.0, 0.0, 59.5, 20.0, 0.5),
        fill(60.5, 0.0, 100.0, 20.0, 0.5),
    ];
    assert_eq!(cut_tiled(grid.clone(), &tiles).cells.len(), 4);
    assert_eq!(cut_tiled(grid, &tiles[..1]).cells.len(), 3);
}
