//! Grid lines, and the sides of the smallest fields between them that are closed by rules.

use crate::extract::Axis;
use crate::layout::rules::Rule;

/// Rules closer than this, in points, are one grid line (double rules, a rule along the edge of a shade). Less than the
/// height of a readable line of text.
const SNAP: f32 = 3.2;

/// The fraction of a field's side that rules must cover to close it.
const WALL: f32 = 0.5;

/// Grid lines: the positions of rules along an axis, with close ones merged (mean by length).
pub(crate) fn stops(group: &[Rule], axis: Axis) -> Vec<f32> {
    let mut rules: Vec<&Rule> = group.iter().filter(|r| r.axis == axis).collect();
    rules.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut out: Vec<f32> = Vec::new();
    let mut first = f32::NEG_INFINITY;
    let (mut sum, mut weight) = (0.0, 0.0);
    for r in rules {
        let length = (r.to - r.from).max(0.01);
        if r.pos - first > SNAP {
            first = r.pos;
            (sum, weight) = (0.0, 0.0);
            out.push(r.pos);
        }
        sum += r.pos * length;
        weight += length;
        if let Some(stop) = out.last_mut() {
            *stop = sum / weight;
        }
    }
    out
}

/// How much of each field's left and top side is covered by rules, row by row.
pub(crate) struct Walls {
    cols: usize,
    left: Vec<f32>,
    top: Vec<f32>,
}

impl Walls {
    pub(crate) fn new(group: &[Rule], xs: &[f32], ys: &[f32]) -> Self {
        let (rows, cols) = (ys.len() - 1, xs.len() - 1);
        let mut walls = Self {
            cols,
            left: vec![0.0; rows * xs.len()],
            top: vec![0.0; ys.len() * cols],
        };
        for r in group {
            match r.axis {
                Axis::Vertical => {
                    let col = nearest(xs, r.pos);
                    for (row, part) in covered(ys, r) {
                        add(&mut walls.left, row * xs.len() + col, part);
                    }
                }
                Axis::Horizontal => {
                    let row = nearest(ys, r.pos);
                    for (col, part) in covered(xs, r) {
                        add(&mut walls.top, row * cols + col, part);
                    }
                }
            }
        }
        walls
    }

    pub(crate) fn left_of(&self, row: usize, col: usize) -> bool {
        closed(&self.left, row * (self.cols + 1) + col)
    }

    pub(crate) fn above(&self, row: usize, col: usize) -> bool {
        closed(&self.top, row * self.cols + col)
    }
}

fn add(sides: &mut [f32], at: usize, part: f32) {
    if let Some(side) = sides.get_mut(at) {
        *side += part;
    }
}

fn closed(sides: &[f32], at: usize) -> bool {
    sides.get(at).is_some_and(|&part| part >= WALL)
}

fn nearest(stops: &[f32], pos: f32) -> usize {
    let after = stops.partition_point(|&s| s < pos);
    let gap = |i: usize| stops.get(i).map_or(f32::INFINITY, |s| (s - pos).abs());
    match after.checked_sub(1) {
        Some(before) if gap(before) <= gap(after) => before,
        _ => after,
    }
}

/// The spaces between grid lines that the rule runs along, with the fraction that it covers.
fn covered<'a>(stops: &'a [f32], r: &'a Rule) -> impl Iterator<Item = (usize, f32)> + 'a {
    let start = stops.partition_point(|&s| s <= r.from).saturating_sub(1);
    let spaces = stops.windows(2).enumerate().skip(start);
    spaces
        .map_while(|(i, w)| match w {
            [a, b] if *a < r.to => Some((i, *a, *b)),
            _ => None,
        })
        .map(|(i, a, b)| (i, (r.to.min(b) - r.from.max(a)).max(0.0) / (b - a)))
}
