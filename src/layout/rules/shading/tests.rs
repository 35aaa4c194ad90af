use super::*;

fn fill(x0: f32, y0: f32, x1: f32, y1: f32, luma: f32) -> Fill {
    Fill {
        bbox: Rect::new(x0, y0, x1, y1),
        luma,
    }
}

#[test]
fn boxes_behind_lines_of_text_are_part_of_the_shade_around_them() {
    let cell = fill(0.0, 0.0, 100.0, 30.0, 0.5);
    let lines = [
        fill(5.0, 0.0, 95.0, 15.0, 0.5),
        fill(5.0, 15.0, 95.0, 30.0, 0.5),
    ];
    assert_eq!(tiles(&[lines[0], lines[1], cell]), [cell]);
    let other = fill(5.0, 0.0, 95.0, 15.0, 0.8);
    assert_eq!(tiles(&[other, cell]), [cell, other]);
    let paper = fill(0.0, 0.0, 50.0, 50.0, 1.0);
    assert!(tiles(&[paper]).is_empty());
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
