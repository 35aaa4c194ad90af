//! Cells and lines as pieces on one long page, and who stands beside whom.

use super::super::Lines;
use crate::content::{Block, Line, Table};
use crate::geometry::Rect;
use text::names_of;

mod neighbours;
mod text;

/// Points from the top of one page to the top of the next on the long page: more than any paper is high.
const PAGE: f32 = 100_000.0;

/// Points that a tab, and a row of a text without rules, are put apart.
const STEP: f32 = 20.0;

/// Edges this near to each other, in points, are the same: rules are drawn with some width.
pub const SAME_EDGE: f32 = 3.0;

/// More letters than these are no label.
pub const LONGEST_LABEL: usize = 90;

/// A cell, or a line outside tables.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Page, one-based.
    pub page: u32,
    /// Number of its table; none for a line.
    pub table: Option<usize>,
    /// Grid rows that it covers: first, and one behind the last.
    pub rows: (usize, usize),
    /// Grid columns, likewise.
    pub cols: (usize, usize),
    /// Where it stands on the long page.
    pub bbox: Rect,
    /// Its lines.
    pub lines: Lines,
    /// Its text as labels are compared; empty where it is too long for one.
    pub text: String,
    /// The same without what stands below in small type, or in brackets behind; empty where that is all or nothing.
    pub plain: String,
    /// Whether something has it.
    pub taken: bool,
    /// Whether it is a label, a header or a heading, so that no value goes on into it.
    pub is_label: bool,
    /// Number of the scope that it stands in.
    pub scope: usize,
}

impl Piece {
    /// Whether it holds no text.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.is_blank())
    }

    /// Whether nothing has claimed it.
    pub fn is_free(&self) -> bool {
        !self.taken && !self.is_label
    }

    /// Its middle.
    pub fn middle(&self) -> (f32, f32) {
        self.bbox.center()
    }
}

/// The pieces of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// All of them, in reading order within a table, tables in the order of the document.
    pub pieces: Vec<Piece>,
    /// The piece of each grid cell.
    grids: Vec<Grid>,
}

/// Which piece covers which cell of a table.
#[derive(Clone, Debug, Default)]
struct Grid {
    rows: usize,
    cols: usize,
    at: Vec<usize>,
}

const NONE: usize = usize::MAX;

impl Canvas {
    /// Lays the blocks of a sheet out.
    pub fn of(blocks: Vec<Block>) -> Self {
        let mut canvas = Self::default();
        let mut below = 0.0;
        for block in blocks {
            match block {
                Block::Line(line) | Block::Furniture(line) => canvas.line(line, &mut below),
                Block::Table(table) => canvas.table(table, &mut below),
            }
        }
        canvas
    }

    /// `below` is where a text without places goes on.
    fn line(&mut self, line: Line, below: &mut f32) {
        let bbox = match line.size > 0.0 {
            true => on_page(line.bbox, line.page),
            false => {
                *below += STEP;
                Rect::new(0.0, *below, STEP * 40.0, *below + STEP / 2.0)
            }
        };
        self.add(Piece {
            page: line.page,
            bbox,
            lines: vec![line],
            ..Piece::default()
        });
    }

    fn table(&mut self, table: Table, below: &mut f32) {
        let number = self.grids.len();
        let mut grid = Grid {
            rows: table.rows,
            cols: table.cols,
            at: vec![NONE; table.rows.saturating_mul(table.cols)],
        };
        for cell in table.cells {
            let rows = (cell.row, cell.row + cell.row_span.max(1));
            let cols = (cell.col, cell.col + cell.col_span.max(1));
            let bbox = match cell.bbox == Rect::default() {
                false => on_page(cell.bbox, table.page),
                true => Rect::new(
                    cols.0 as f32 * STEP,
                    *below + (rows.0 + 1) as f32 * STEP,
                    cols.1 as f32 * STEP,
                    *below + (rows.1 + 1) as f32 * STEP,
                ),
            };
            grid.cover(rows, cols, self.pieces.len());
            self.add(Piece {
                page: table.page,
                table: Some(number),
                rows,
                cols,
                bbox,
                lines: cell.lines,
                ..Piece::default()
            });
        }
        *below += (table.rows + 1) as f32 * STEP;
        self.grids.push(grid);
    }

    fn add(&mut self, mut piece: Piece) {
        (piece.text, piece.plain) = names_of(&piece.lines);
        self.pieces.push(piece);
    }

    /// Makes pieces of pieces: used where a line proves to hold several.
    pub fn replace(&mut self, at: usize, mut parts: Vec<Piece>) {
        for part in &mut parts {
            (part.text, part.plain) = names_of(&part.lines);
        }
        let mut parts = parts.into_iter();
        if let (Some(place), Some(first)) = (self.pieces.get_mut(at), parts.next()) {
            *place = first;
        }
        self.pieces.extend(parts);
    }

    /// The piece of this number.
    pub fn get(&self, piece: usize) -> Option<&Piece> {
        self.pieces.get(piece)
    }

    /// The piece that covers a cell of a table.
    pub fn at(&self, table: usize, row: usize, col: usize) -> Option<usize> {
        let grid = self.grids.get(table)?;
        if row >= grid.rows || col >= grid.cols {
            return None;
        }
        let piece = *grid.at.get(row * grid.cols + col)?;
        (piece != NONE).then_some(piece)
    }

    /// Number of rows and columns of a table.
    pub fn size(&self, table: usize) -> (usize, usize) {
        self.grids.get(table).map_or((0, 0), |g| (g.rows, g.cols))
    }

    /// How many tables there are.
    pub fn tables(&self) -> usize {
        self.grids.len()
    }
}

impl Grid {
    fn cover(&mut self, rows: (usize, usize), cols: (usize, usize), piece: usize) {
        for row in rows.0..rows.1.min(self.rows) {
            for col in cols.0..cols.1.min(self.cols) {
                if let Some(at) = self.at.get_mut(row * self.cols + col) {
                    *at = piece;
                }
            }
        }
    }
}

fn on_page(bbox: Rect, page: u32) -> Rect {
    let down = page as f32 * PAGE;
    Rect::new(bbox.x0, bbox.y0 + down, bbox.x1, bbox.y1 + down)
}
