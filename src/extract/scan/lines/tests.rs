//! Lines of drawn squares.

use super::super::regions;
use super::*;

fn page(letters: &[(usize, usize, usize, usize)]) -> Ink {
    let mut ink = Ink::none(400, 300);
    for &(x, y, w, h) in letters {
        for row in y..y + h {
            ink.row_mut(row)[x..x + w].fill(true);
        }
    }
    ink
}

fn found(ink: &Ink) -> Vec<(usize, usize, usize)> {
    let region = regions::find(&[], ink.width(), ink.height()).remove(0);
    let lines = find(0, &region, ink, 20.0);
    lines
        .iter()
        .map(|l| (l.area.y0, l.area.y1, l.spans.len()))
        .collect()
}

/// Letters side by side, starting here.
fn row(x: usize, y: usize, count: usize) -> Vec<(usize, usize, usize, usize)> {
    (0..count).map(|i| (x + i * 20, y, 18, 18)).collect()
}

#[test]
fn lines_that_touch_are_cut() {
    let mut letters = row(20, 20, 9);
    letters.extend(row(20, 41, 9));
    letters.extend(row(20, 62, 5));
    // A bracket that reaches from one line into the next.
    letters.push((100, 36, 2, 8));
    let lines = found(&page(&letters));
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn two_strokes_are_one_letter() {
    assert_eq!(
        found(&page(&[(20, 20, 14, 2), (20, 32, 18, 2)])),
        [(20, 34, 1)]
    );
}

#[test]
fn wide_gaps_part_spans() {
    let mut letters = row(20, 20, 3);
    letters.extend(row(120, 20, 3));
    assert_eq!(found(&page(&letters)), [(20, 38, 2)]);
}
