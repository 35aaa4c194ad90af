//! Rules drawn pixel by pixel.

use super::*;

const SCALE: Scale = Scale {
    em: 20.0,
    point: 2.0,
};

fn draw(ink: &mut Ink, xs: std::ops::Range<usize>, ys: std::ops::Range<usize>) {
    for y in ys {
        ink.row_mut(y)[xs.clone()].fill(true);
    }
}

fn shown(ink: &Ink) -> Vec<(Axis, i32, i32, i32)> {
    let round = |v: f32| v.round() as i32;
    let found = find(ink, None, SCALE);
    found
        .iter()
        .map(|r| (r.axis, round(r.pos), round(r.from), round(r.to)))
        .collect()
}

#[test]
fn a_cell_of_one_line_has_four_sides() {
    let mut ink = Ink::none(300, 200);
    draw(&mut ink, 50..250, 50..52);
    draw(&mut ink, 50..250, 80..82);
    draw(&mut ink, 50..52, 50..82);
    draw(&mut ink, 248..250, 50..82);
    let want = [
        (Axis::Horizontal, 51, 51, 249),
        (Axis::Horizontal, 81, 51, 249),
        (Axis::Vertical, 51, 51, 81),
        (Axis::Vertical, 249, 51, 81),
    ];
    assert_eq!(shown(&ink), want);
}

#[test]
fn a_side_with_a_letter_right_against_it_is_a_rule() {
    let mut ink = Ink::none(300, 200);
    draw(&mut ink, 50..250, 50..52);
    draw(&mut ink, 50..250, 86..88);
    draw(&mut ink, 150..152, 50..88);
    draw(&mut ink, 154..172, 58..78);
    assert!(shown(&ink).contains(&(Axis::Vertical, 151, 51, 87)));
}

#[test]
fn strokes_below_each_other_are_no_rule() {
    let mut ink = Ink::none(300, 200);
    draw(&mut ink, 50..250, 50..52);
    draw(&mut ink, 50..250, 90..92);
    // two letters that touch, each with a vertical stroke and horizontal ones to its right, close to both rules
    draw(&mut ink, 100..102, 54..88);
    for y in [56, 62, 70, 76, 84] {
        draw(&mut ink, 104..112, y..y + 3);
    }
    assert_eq!(shown(&ink).len(), 2);
}

#[test]
fn dropouts_and_dashes_are_bridged() {
    let mut ink = Ink::none(300, 200);
    draw(&mut ink, 50..120, 50..52);
    draw(&mut ink, 130..250, 51..53);
    draw(&mut ink, 50..250, 180..182);
    for y in (52..180).step_by(8) {
        draw(&mut ink, 148..150, y..y + 4);
    }
    let found = shown(&ink);
    assert!(
        found.contains(&(Axis::Horizontal, 52, 50, 250)),
        "{found:?}"
    );
    assert!(found.contains(&(Axis::Vertical, 149, 52, 181)), "{found:?}");
}

#[test]
fn a_stroke_below_a_rule_is_no_part_of_it() {
    let mut ink = Ink::none(300, 200);
    for y in [20, 120, 150] {
        draw(&mut ink, 20..280, y..y + 2);
    }
    // a thick rule at the top, and a side that ends on the middle rule, with 目 right below it
    draw(&mut ink, 20..280, 16..22);
    draw(&mut ink, 100..102, 20..122);
    draw(&mut ink, 100..102, 124..148);
    for y in [124, 131, 138, 145] {
        draw(&mut ink, 102..116, y..y + 3);
    }
    let sides: Vec<_> = shown(&ink)
        .into_iter()
        .filter(|rule| rule.0 == Axis::Vertical)
        .collect();
    assert_eq!(sides.len(), 1, "{sides:?}");
    assert!((119..=123).contains(&sides[0].3), "{sides:?}");
}
