//! Rotation: page coordinates ↔ the frame in which text of a direction runs right and its lines go down.
//!
//! Rows, tables and wrapping are computed only in that frame; boxes are rotated back at the end. The frame's origin is
//! the page's, so coordinates in it may be negative.

use crate::extract::{Axis, Direction, Fill, Glyph, Page, Rule};
use crate::geometry::Rect;

/// A point of the page in the frame of text that runs in `direction`.
pub(crate) fn point((x, y): (f32, f32), direction: Direction) -> (f32, f32) {
    match direction {
        Direction::Right | Direction::Slanted => (x, y),
        Direction::Down | Direction::Vertical => (y, -x),
        Direction::Up => (-y, x),
        Direction::Left => (-x, -y),
    }
}

/// A box of the page in the frame of text that runs in `direction`.
pub(crate) fn rect(r: &Rect, direction: Direction) -> Rect {
    let (x0, y0) = point((r.x0, r.y0), direction);
    let (x1, y1) = point((r.x1, r.y1), direction);
    Rect::new(x0, y0, x1, y1)
}

/// A box of that frame in page coordinates.
pub(crate) fn rect_back(r: &Rect, direction: Direction) -> Rect {
    rect(r, inverse(direction))
}

fn inverse(direction: Direction) -> Direction {
    match direction {
        Direction::Down | Direction::Vertical => Direction::Up,
        Direction::Up => Direction::Down,
        same => same,
    }
}

/// The direction in which most of the page's text runs; vertical writing counts as upright.
pub(crate) fn dominant(glyphs: &[Glyph]) -> Direction {
    let turned = [Direction::Down, Direction::Up, Direction::Left];
    let count = |d: Direction| glyphs.iter().filter(|g| g.direction == d).count();
    turned
        .into_iter()
        .find(|&d| count(d) * 2 > glyphs.len())
        .unwrap_or_default()
}

/// The page rotated so that text in `direction` runs right.
pub(crate) fn page(page: &Page, direction: Direction) -> Page {
    let size = rect(&Rect::new(0.0, 0.0, page.width, page.height), direction);
    Page {
        number: page.number,
        width: size.width(),
        height: size.height(),
        glyphs: page.glyphs.iter().map(|g| glyph(g, direction)).collect(),
        rules: page.rules.iter().map(|r| rule(r, direction)).collect(),
        fills: page.fills.iter().map(|f| fill(f, direction)).collect(),
        images: page.images.iter().map(|r| rect(r, direction)).collect(),
        scan: None,
    }
}

fn glyph(g: &Glyph, direction: Direction) -> Glyph {
    Glyph {
        bbox: rect(&g.bbox, direction),
        origin: point(g.origin, direction),
        direction: relative(g.direction, direction),
        ..*g
    }
}

fn fill(f: &Fill, direction: Direction) -> Fill {
    Fill {
        bbox: rect(&f.bbox, direction),
        ..*f
    }
}

fn rule(r: &Rule, direction: Direction) -> Rule {
    let flat = match r.axis {
        Axis::Horizontal => Rect::new(r.from, r.pos, r.to, r.pos),
        Axis::Vertical => Rect::new(r.pos, r.from, r.pos, r.to),
    };
    let turned = rect(&flat, direction);
    let sideways = matches!(direction, Direction::Down | Direction::Up);
    if (r.axis == Axis::Horizontal) != sideways {
        Rule {
            axis: Axis::Horizontal,
            pos: turned.y0,
            from: turned.x0,
            to: turned.x1,
            width: r.width,
        }
    } else {
        Rule {
            axis: Axis::Vertical,
            pos: turned.x0,
            from: turned.y0,
            to: turned.y1,
            width: r.width,
        }
    }
}

/// The direction `of` as seen in the frame of `frame`.
fn relative(of: Direction, frame: Direction) -> Direction {
    const CLOCKWISE: [Direction; 4] = [
        Direction::Right,
        Direction::Down,
        Direction::Left,
        Direction::Up,
    ];
    let quarter = |d: Direction| CLOCKWISE.iter().position(|&c| c == d);
    match (quarter(of), quarter(frame)) {
        (Some(a), Some(b)) => CLOCKWISE.get((a + 4 - b) % 4).copied().unwrap_or(of),
        _ => of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURNED: [Direction; 4] = [
        Direction::Right,
        Direction::Down,
        Direction::Left,
        Direction::Up,
    ];

    #[test]
    fn turning_there_and_back_is_nothing() {
        let r = Rect::new(10.0, 20.0, 40.0, 30.0);
        for d in TURNED {
            assert_eq!(rect_back(&rect(&r, d), d), r, "{d:?}");
        }
    }

    #[test]
    fn text_that_reads_downward_runs_right_in_its_frame() {
        let above = point((50.0, 10.0), Direction::Down);
        let below = point((50.0, 90.0), Direction::Down);
        assert!(above.0 < below.0 && above.1 == below.1);
        let next_line = point((40.0, 10.0), Direction::Down);
        assert!(next_line.1 > above.1, "lines go from right to left");
    }

    #[test]
    fn directions_turn_with_the_page() {
        for d in TURNED {
            assert_eq!(relative(d, d), Direction::Right);
        }
        assert_eq!(
            relative(Direction::Right, Direction::Down),
            Direction::Up,
            "an upright heading reads upward on a page turned for text that reads downward"
        );
    }

    #[test]
    fn a_rule_changes_its_axis_with_a_quarter_turn() {
        let across = Rule {
            axis: Axis::Horizontal,
            pos: 5.0,
            from: 10.0,
            to: 30.0,
            width: 1.0,
        };
        let turned = rule(&across, Direction::Down);
        assert_eq!(turned.axis, Axis::Vertical);
        assert_eq!((turned.pos, turned.from, turned.to), (5.0, -30.0, -10.0));
        assert_eq!(rule(&across, Direction::Left).axis, Axis::Horizontal);
    }
}
