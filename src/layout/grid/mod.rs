//! A group of rules → a grid of cells with spans.
//!
//! Steps: collect the positions of rules into grid lines, find out which sides of the smallest fields are covered by
//! rules, unite fields that no rule separates, split what is not a rectangle, and drop grid lines at which no cell
//! ends. Since this works with fields and walls rather than corners, short, missing or overlong rules do no harm.
//! Fields that are open to the outside are not cells.

use crate::content::Origin;
use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::rules::Sets;
use crate::layout::rules::{self, Rule};
pub(crate) use rectangles::rectangles;
use walls::{Walls, stops};

pub(crate) mod boxes;
pub(crate) mod captions;
mod rectangles;
pub(crate) mod regions;
#[cfg(test)]
mod tests;
pub(crate) mod walls;

/// More fields than this are a drawing (hatching, a map) rather than a table.
const MOST_FIELDS: usize = 250_000;

/// Fewer rows are no evidence for an undrawn side: they may as well be boxes connected by lines.
const ROWS_OF_A_SIDE: usize = 4;

/// Cells between grid lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grid {
    /// Positions of the vertical grid lines, ascending.
    pub xs: Vec<f32>,
    /// Positions of the horizontal grid lines, ascending.
    pub ys: Vec<f32>,
    /// Cells by row, then column.
    pub cells: Vec<Span>,
    /// The rules that separate them, with their origins.
    pub rules: Vec<Rule>,
    /// The index of each field's cell, row by row; `NONE` outside.
    fields: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// The fields that a cell covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub row: usize,
    pub col: usize,
    pub rows: usize,
    pub cols: usize,
}

impl Span {
    pub(crate) fn row_end(&self) -> usize {
        self.row + self.rows
    }

    pub(crate) fn col_end(&self) -> usize {
        self.col + self.cols
    }
}

impl Grid {
    /// The grid of one group of rules, if they enclose any cell.
    pub(crate) fn from_rules(group: &[Rule]) -> Option<Self> {
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
        let grid = Self {
            rules: group.to_vec(),
            ..Self::new(xs, ys, cells)
        };
        (!grid.cells.is_empty()).then_some(grid)
    }

    /// A grid of these cells; grid lines at which no cell ends are dropped.
    pub(crate) fn new(xs: Vec<f32>, ys: Vec<f32>, mut cells: Vec<Span>) -> Self {
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
            rules: Vec::new(),
            fields: Vec::new(),
        };
        grid.number_fields();
        grid
    }

    /// The same rules with only these cells.
    pub(crate) fn with_cells(self, cells: Vec<Span>) -> Self {
        Self {
            rules: self.rules,
            ..Self::new(self.xs, self.ys, cells)
        }
    }

    /// The grid with its cells split further, at grid lines of which some may be new; the cuts become rules.
    pub(crate) fn recut(
        self,
        xs: Vec<f32>,
        ys: Vec<f32>,
        cells: Vec<Span>,
        origin: Origin,
    ) -> Self {
        let mut cut = Self::new(xs, ys, cells);
        let boxes = cut.cells.iter().map(|cell| cut.rect(cell));
        let cuts: Vec<Rule> = boxes.flat_map(|area| self.cuts(&area)).collect();
        cut.rules = self.rules;
        cut.rules.extend(rules::of(origin, cuts));
        cut
    }

    /// The same at existing grid lines.
    pub(crate) fn recut_columns(self, cells: Vec<Span>, origin: Origin) -> Self {
        let (xs, ys) = (self.xs.clone(), self.ys.clone());
        self.recut(xs, ys, cells, origin)
    }

    /// The sides at which an area was cut from its cell.
    fn cuts(&self, area: &Rect) -> impl Iterator<Item = Rule> + use<> {
        let (x, y) = area.center();
        let cell = self.locate(x, y).and_then(|cell| self.cells.get(cell));
        let whole = cell.map_or(*area, |cell| self.rect(cell));
        let left = (area.x0 > whole.x0).then(|| rules::down(area, area.x0));
        let top = (area.y0 > whole.y0).then(|| rules::across(area, area.y0));
        left.into_iter().chain(top)
    }

    /// Grid lines without cells.
    pub(crate) fn of_lines(xs: Vec<f32>, ys: Vec<f32>) -> Self {
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

    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    pub(crate) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The index of the cell that covers a field.
    pub(crate) fn cell_at(&self, row: usize, col: usize) -> Option<usize> {
        let field = self.fields.get(row * self.cols() + col)?;
        (col < self.cols() && *field != NONE).then_some(*field as usize)
    }

    /// The field that contains a point: its row and column.
    pub(crate) fn field(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let at = |stops: &[f32], v: f32| stops.partition_point(|&s| s <= v).checked_sub(1);
        let (row, col) = (at(&self.ys, y)?, at(&self.xs, x)?);
        (row < self.rows() && col < self.cols()).then_some((row, col))
    }

    /// The index of the cell that contains a point.
    pub(crate) fn locate(&self, x: f32, y: f32) -> Option<usize> {
        let (row, col) = self.field(x, y)?;
        self.cell_at(row, col)
    }

    /// The box of a cell.
    pub(crate) fn rect(&self, c: &Span) -> Rect {
        let at = |stops: &[f32], i: usize| stops.get(i).copied().unwrap_or_default();
        Rect {
            x0: at(&self.xs, c.col),
            y0: at(&self.ys, c.row),
            x1: at(&self.xs, c.col_end()),
            y1: at(&self.ys, c.row_end()),
        }
    }

    /// The bounding box.
    pub(crate) fn bbox(&self) -> Rect {
        self.rect(&Span {
            row: 0,
            col: 0,
            rows: self.rows(),
            cols: self.cols(),
        })
    }
}

/// The grid lines in use, and the new index of each old one.
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

/// Sets of fields (row, column) that no rule separates, without those open to the outside.
///
/// A side that most horizontal rules reach may be drawn for some rows only: those rules close the others.
fn regions(walls: &Walls, rows: usize, cols: usize) -> Vec<Vec<(usize, usize)>> {
    // 0 is the outside, field (r, c) is 1 + r * cols + c
    let number = |r: usize, c: usize| 1 + r * cols + c;
    let mut sets = Sets::new(1 + rows * cols);
    let reached = |c: usize| {
        let across = (0..=rows).filter(|&r| walls.above(r, c)).count();
        rows >= ROWS_OF_A_SIDE && across * 2 > rows
    };
    let (left, right) = (reached(0), reached(cols - 1));
    for r in 0..rows {
        for c in 0..=cols {
            let is_closed = (c == 0 && left) || (c == cols && right);
            if !is_closed && !walls.left_of(r, c) {
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
