//! Photographs and black areas: ink that is too dense to be text.
//!
//! Cut into lines and read, a black quarter of a page takes minutes and tells nothing (`tests/scans.rs`, seen in the rest
//! of a fax image that is cut off).

use super::raster::{Area, Ink};

/// A square of one em with more ink than this is dense; bold kanji fill half of theirs.
const SHARE: f32 = 0.65;

/// The least width and height of a dense area, in ems: a heading in white on black is lower.
const LEAST: usize = 4;

/// Erases dense areas; returns the box of each.
pub(super) fn erase(ink: &mut Ink, em: f32) -> Vec<Area> {
    let side = (em as usize).max(1);
    let mut squares = Squares::of(ink, side);
    let mut out = Vec::new();
    while let Some(group) = squares.next_group() {
        let (first, last) = bounds(&group);
        if last.0 - first.0 < LEAST || last.1 - first.1 < LEAST {
            continue;
        }
        for &(x, y) in &group {
            // with the squares around it, which its blurred edge reaches
            let around = Area {
                x0: x.saturating_sub(1) * side,
                y0: y.saturating_sub(1) * side,
                x1: ((x + 2) * side).min(ink.width()),
                y1: ((y + 2) * side).min(ink.height()),
            };
            ink.clear(around);
        }
        out.push(Area {
            x0: first.0 * side,
            y0: first.1 * side,
            x1: (last.0 * side).min(ink.width()),
            y1: (last.1 * side).min(ink.height()),
        });
    }
    out
}

/// The first column and row of a group of squares, and those after its last.
fn bounds(group: &[(usize, usize)]) -> ((usize, usize), (usize, usize)) {
    let start = ((usize::MAX, usize::MAX), (0, 0));
    group.iter().fold(start, |(first, last), &(x, y)| {
        (
            (first.0.min(x), first.1.min(y)),
            (last.0.max(x + 1), last.1.max(y + 1)),
        )
    })
}

/// Which squares of a page are dense, and not yet in a group.
struct Squares {
    dense: Vec<bool>,
    columns: usize,
    /// Where the search for the next group goes on.
    at: usize,
}

impl Squares {
    fn of(ink: &Ink, side: usize) -> Self {
        let columns = ink.width() / side;
        let most = SHARE * (side * side) as f32;
        let is_dense = |i: usize| {
            let (x, y) = (i % columns * side, i / columns * side);
            let square = Area {
                x0: x,
                y0: y,
                x1: x + side,
                y1: y + side,
            };
            ink.count(square) as f32 > most
        };
        Self {
            dense: (0..columns * (ink.height() / side)).map(is_dense).collect(),
            columns,
            at: 0,
        }
    }

    /// The next squares that touch each other, by column and row.
    fn next_group(&mut self) -> Option<Vec<(usize, usize)>> {
        let start = self.at + self.dense.iter().skip(self.at).position(|&is| is)?;
        self.at = start;
        let (mut group, mut open) = (Vec::new(), vec![start]);
        while let Some(i) = open.pop() {
            let Some(is_dense) = self.dense.get_mut(i).filter(|is| **is) else {
                continue;
            };
            *is_dense = false;
            let (x, y) = (i % self.columns, i / self.columns);
            group.push((x, y));
            open.extend((x > 0).then(|| i - 1));
            open.extend((x + 1 < self.columns).then_some(i + 1));
            open.extend((y > 0).then(|| i - self.columns));
            open.push(i + self.columns);
        }
        Some(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(black: Area) -> Ink {
        let mut ink = Ink::none(200, 100);
        for y in black.y0..black.y1 {
            ink.row_mut(y)
                .iter_mut()
                .take(black.x1)
                .skip(black.x0)
                .for_each(|ink| *ink = true);
        }
        ink
    }

    fn area(x0: usize, y0: usize, x1: usize, y1: usize) -> Area {
        Area { x0, y0, x1, y1 }
    }

    #[test]
    fn a_black_area_goes() {
        let mut ink = page(area(52, 0, 131, 60));
        assert_eq!(erase(&mut ink, 10.0), [area(50, 0, 130, 60)]);
        assert_eq!(ink.count(area(0, 0, 200, 100)), 0);
    }

    #[test]
    fn a_black_heading_stays() {
        let mut ink = page(area(0, 0, 200, 30));
        assert_eq!(erase(&mut ink, 10.0), []);
        assert_eq!(ink.count(area(0, 0, 200, 100)), 6000);
    }
}
