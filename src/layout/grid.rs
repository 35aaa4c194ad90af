//! A group of rules → a grid of cells with spans.
//!
//! Steps: gather the rules' positions into grid lines, see which sides of the smallest fields a rule covers, unite
//! fields that no rule parts, cut what is no rectangle, and forget grid lines that no cell ends at. Working from
//! fields and walls rather than from corners makes short, missing or overlong rules harmless. Fields that lie open to
//! the outside are no cells.

use std::collections::BTreeMap;

use super::rules::Sets;
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// Rules nearer to each other than this are one grid line (double rules, a rule beside the edge of a shade). Less
/// than a readable line of text is high.
const SNAP: f32 = 3.0;

/// The part of a field's side that rules must cover to close it.
const WALL: f32 = 0.5;

/// More fields than this are no table but a drawing (hatching, a map).
const MOST_FIELDS: usize = 250_000;

/// Cells between grid lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grid {
    /// Positions of the vertical grid lines, ascending.
    pub xs: Vec<f32>,
    /// Positions of the horizontal grid lines, ascending.
    pub ys: Vec<f32>,
    /// Cells by row, then column.
    pub cells: Vec<Span>,
    /// Number of each field's cell, row by row; `NONE` outside.
    fields: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// The fields that a cell covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub row: usize,
    pub col: usize,
    pub rows: usize,
    pub cols: usize,
}

impl Span {
    pub(super) fn row_end(&self) -> usize {
        self.row + self.rows
    }

    pub(super) fn col_end(&self) -> usize {
        self.col + self.cols
    }
}

impl Grid {
    /// The grid that the rules of one group draw, if they draw any cell.
    pub(super) fn from_rules(group: &[Rule]) -> Option<Self> {
        let xs = stops(group, Axis::Vertical);
        let ys = stops(group, Axis::Horizontal);
        let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if cols == 0 || rows == 0 || cols.checked_mul(rows)? > MOST_FIELDS {
            return None;
        }
        let walls = Walls::new(group, &xs, &ys);
        let cells = regions(&walls, rows, cols)
            .iter()
            .flat_map(|region| rectangles(region))
            .collect();
        let grid = Self::new(xs, ys, cells);
        (!grid.cells.is_empty()).then_some(grid)
    }

    /// A grid of these cells; grid lines that no cell ends at are dropped.
    pub(super) fn new(xs: Vec<f32>, ys: Vec<f32>, mut cells: Vec<Span>) -> Self {
        let (xs, new_col) = used(&xs, cells.iter().flat_map(|c| [c.col, c.col_end()]));
        let (ys, new_row) = used(&ys, cells.iter().flat_map(|c| [c.row, c.row_end()]));
        let moved = |map: &[usize], at: usize| map.get(at).copied().unwrap_or(0);
        for c in &mut cells {
            let (row, col) = (moved(&new_row, c.row), moved(&new_col, c.col));
            *c = Span {
                row,
                col,
                rows: moved(&new_row, c.row_end()) - row,
                cols: moved(&new_col, c.col_end()) - col,
            };
        }
        cells.sort_unstable();
        let mut grid = Self {
            xs,
            ys,
            cells,
            fields: Vec::new(),
        };
        grid.number_fields();
        grid
    }

    /// Grid lines without cells yet.
    pub(super) fn of_lines(xs: Vec<f32>, ys: Vec<f32>) -> Self {
        Self {
            xs,
            ys,
            ..Self::default()
        }
    }

    fn number_fields(&mut self) {
        self.fields = vec![NONE; self.rows() * self.cols()];
        let cols = self.cols();
        for (number, c) in (0..NONE).zip(&self.cells) {
            for row in c.row..c.row_end() {
                let fields = row * cols + c.col..row * cols + c.col_end();
                if let Some(fields) = self.fields.get_mut(fields) {
                    fields.fill(number);
                }
            }
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    pub(super) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Number of the cell that covers a field.
    pub(super) fn cell_at(&self, row: usize, col: usize) -> Option<usize> {
        let field = self.fields.get(row * self.cols() + col)?;
        (col < self.cols() && *field != NONE).then_some(*field as usize)
    }

    /// Number of the cell in which a point lies.
    pub(super) fn locate(&self, x: f32, y: f32) -> Option<usize> {
        let field = |stops: &[f32], v: f32| stops.partition_point(|&s| s <= v).checked_sub(1);
        let (row, col) = (field(&self.ys, y)?, field(&self.xs, x)?);
        self.cell_at(row, col)
    }

    /// The box of a cell.
    pub(super) fn rect(&self, c: &Span) -> Rect {
        let at = |stops: &[f32], i: usize| stops.get(i).copied().unwrap_or_default();
        Rect {
            x0: at(&self.xs, c.col),
            y0: at(&self.ys, c.row),
            x1: at(&self.xs, c.col_end()),
            y1: at(&self.ys, c.row_end()),
        }
    }

    /// The box of all.
    pub(super) fn bbox(&self) -> Rect {
        self.rect(&Span {
            row: 0,
            col: 0,
            rows: self.rows(),
            cols: self.cols(),
        })
    }
}

/// The grid lines in use, and for each old number the new one.
fn used(stops: &[f32], ends: impl Iterator<Item = usize>) -> (Vec<f32>, Vec<usize>) {
    let mut in_use = vec![false; stops.len()];
    for end in ends {
        if let Some(slot) = in_use.get_mut(end) {
            *slot = true;
        }
    }
    let mut kept = Vec::new();
    let mut numbers = Vec::with_capacity(stops.len());
    for (&stop, used) in stops.iter().zip(in_use) {
        numbers.push(kept.len());
        if used {
            kept.push(stop);
        }
    }
    (kept, numbers)
}

/// Grid lines: the positions of an axis' rules, near ones taken together (mean by length).
fn stops(group: &[Rule], axis: Axis) -> Vec<f32> {
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

/// How much of each field's left and top side rules cover, row by row.
struct Walls {
    cols: usize,
    left: Vec<f32>,
    top: Vec<f32>,
}

impl Walls {
    fn new(group: &[Rule], xs: &[f32], ys: &[f32]) -> Self {
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

    fn left_of(&self, row: usize, col: usize) -> bool {
        closed(&self.left, row * (self.cols + 1) + col)
    }

    fn above(&self, row: usize, col: usize) -> bool {
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

/// The spaces between grid lines that the rule runs along, with the part that it covers.
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

/// Sets of fields (row, column) that no rule parts, without those open to the outside.
fn regions(walls: &Walls, rows: usize, cols: usize) -> Vec<Vec<(usize, usize)>> {
    // Number 0 is the outside, field (r, c) is 1 + r * cols + c.
    let number = |r: usize, c: usize| 1 + r * cols + c;
    let mut sets = Sets::new(1 + rows * cols);
    for r in 0..rows {
        for c in 0..=cols {
            if !walls.left_of(r, c) {
                let left = c.checked_sub(1).map_or(0, |c| number(r, c));
                sets.unite(left, if c < cols { number(r, c) } else { 0 });
            }
        }
    }
    for c in 0..cols {
        for r in 0..=rows {
            if !walls.above(r, c) {
                let above = r.checked_sub(1).map_or(0, |r| number(r, c));
                sets.unite(above, if r < rows { number(r, c) } else { 0 });
            }
        }
    }
    let outside = (usize::MAX, usize::MAX);
    let fields: Vec<_> = std::iter::once(outside)
        .chain((0..rows).flat_map(|r| (0..cols).map(move |c| (r, c))))
        .collect();
    let all = sets.gather(&fields);
    all.into_iter().skip(1).collect()
}

/// Cuts a region into rectangles, the way that gives fewer of them.
fn rectangles(region: &[(usize, usize)]) -> Vec<Span> {
    let by_row = stacked(region.iter().copied());
    if by_row.len() == 1 {
        return by_row;
    }
    let turned = stacked(region.iter().map(|&(r, c)| (c, r)));
    if turned.len() >= by_row.len() {
        return by_row;
    }
    let back = |s: Span| Span {
        row: s.col,
        col: s.row,
        rows: s.cols,
        cols: s.rows,
    };
    turned.into_iter().map(back).collect()
}

/// Runs of fields side by side, equal runs below each other taken together.
fn stacked(fields: impl Iterator<Item = (usize, usize)>) -> Vec<Span> {
    let mut by_line: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (line, at) in fields {
        by_line.entry(line).or_default().push(at);
    }
    let mut done: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for (row, mut at) in by_line {
        at.sort_unstable();
        let mut next = Vec::new();
        for (col, cols) in runs(&at) {
            let above = |s: &Span| (s.row_end(), s.col, s.cols) == (row, col, cols);
            match open.iter().position(above).map(|i| open.swap_remove(i)) {
                Some(s) => next.push(Span {
                    rows: s.rows + 1,
                    ..s
                }),
                None => next.push(Span {
                    row,
                    col,
                    rows: 1,
                    cols,
                }),
            }
        }
        done.append(&mut open);
        open = next;
    }
    done.append(&mut open);
    done
}

/// Runs of consecutive numbers in a sorted list, as (first, count).
fn runs(sorted: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &n in sorted {
        match out.last_mut() {
            Some((first, count)) if *first + *count == n => *count += 1,
            _ => out.push((n, 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::{across, down};
    use super::*;

    fn frame(x1: f32, y1: f32) -> Vec<Rule> {
        vec![
            across(0.0, 0.0, x1),
            across(y1, 0.0, x1),
            down(0.0, 0.0, y1),
            down(x1, 0.0, y1),
        ]
    }

    fn span(row: usize, col: usize, rows: usize, cols: usize) -> Span {
        Span {
            row,
            col,
            rows,
            cols,
        }
    }

    #[test]
    fn a_plain_grid() {
        let mut rules = frame(90.0, 40.0);
        rules.extend([across(20.0, 0.0, 90.0), down(30.0, 0.0, 40.0)]);
        let grid = Grid::from_rules(&rules).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 4));
        assert_eq!(grid.locate(10.0, 30.0), Some(2));
        assert_eq!(grid.locate(95.0, 30.0), None);
    }

    #[test]
    fn merged_cells_have_spans() {
        let mut rules = frame(90.0, 60.0);
        rules.extend([
            across(20.0, 30.0, 90.0),
            across(40.0, 30.0, 90.0),
            down(30.0, 0.0, 60.0),
            down(60.0, 20.0, 40.0),
        ]);
        let grid = Grid::from_rules(&rules).unwrap();
        assert_eq!(
            grid.cells,
            [
                span(0, 0, 3, 1),
                span(0, 1, 1, 2),
                span(1, 1, 1, 1),
                span(1, 2, 1, 1),
                span(2, 1, 1, 2)
            ]
        );
    }

    #[test]
    fn short_and_double_rules_do_no_harm() {
        let mut rules = frame(90.0, 40.0);
        rules.extend([
            across(20.0, 2.5, 88.0),
            across(21.5, 0.0, 90.0),
            down(30.0, 2.0, 38.0),
            down(31.0, 0.0, 40.0),
        ]);
        let grid = Grid::from_rules(&rules).unwrap();
        assert_eq!((grid.rows(), grid.cols(), grid.cells.len()), (2, 2, 4));
    }

    #[test]
    fn a_dangling_rule_cuts_nothing() {
        let mut rules = frame(90.0, 40.0);
        rules.extend([down(30.0, 0.0, 40.0), across(20.0, 0.0, 10.0)]);
        let grid = Grid::from_rules(&rules).unwrap();
        assert_eq!((grid.rows(), grid.cols()), (1, 2));
    }

    #[test]
    fn what_is_open_to_the_outside_is_no_cell() {
        let rules = [
            across(20.0, 0.0, 90.0),
            across(40.0, 0.0, 90.0),
            across(0.0, 30.0, 90.0),
            down(0.0, 20.0, 40.0),
            down(30.0, 0.0, 40.0),
            down(90.0, 0.0, 40.0),
        ];
        let grid = Grid::from_rules(&rules).unwrap();
        assert_eq!(
            grid.cells,
            [span(0, 1, 1, 1), span(1, 0, 1, 1), span(1, 1, 1, 1)]
        );
    }

    #[test]
    fn an_angle_becomes_rectangles() {
        // The rule under the first field of the top row is missing.
        let l_shape = [(0, 0), (0, 1), (0, 2), (1, 0)];
        let mut cells = rectangles(&l_shape);
        cells.sort_unstable();
        assert_eq!(cells, [span(0, 0, 1, 3), span(1, 0, 1, 1)]);
    }
}
