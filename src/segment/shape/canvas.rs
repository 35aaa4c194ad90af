//! Cells and lines as pieces on one long page, with their neighbours.

use std::collections::HashMap;

use super::super::Lines;
use crate::content::{Block, Line, Table};
use crate::geometry::Rect;
use crate::profile::{Meanings, Names, ScopeNames, TableNames, Words};
use text::names_of;

mod neighbours;
mod text;

/// The distance from the top of one page to the top of the next on the long page, in points: more than any paper is
/// high.
const PAGE: f32 = 100_000.0;

/// The distance of tabs, and of rows of a text without rules, in points.
const STEP: f32 = 20.0;

/// Edges are the same if they differ by no more than this, in points: rules have some width.
pub const SAME_EDGE: f32 = 3.0;

/// The longest label.
pub const LONGEST_LABEL: usize = 90;

/// A cell, or a line outside tables.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Page, one-based.
    pub page: u32,
    /// Index of its table; `None` for a line.
    pub table: Option<usize>,
    /// The grid rows that it covers, as a half-open range.
    pub rows: (usize, usize),
    /// The grid columns, likewise.
    pub cols: (usize, usize),
    /// Its box on the long page.
    pub bbox: Rect,
    /// Its lines.
    pub lines: Lines,
    /// Its text in the form in which labels are compared; empty if it is too long for one.
    pub text: String,
    /// The same without small type below or brackets after it; empty if that leaves all or nothing.
    pub plain: String,
    /// What the profile knows its text as, and the text without notes.
    pub meanings: (Meanings, Meanings),
    /// Whether something has claimed it.
    pub taken: bool,
    /// Whether it is a label, header or heading, so that no value continues into it.
    pub is_label: bool,
    /// Index of the scope that it belongs to.
    pub scope: usize,
}

impl Piece {
    /// Whether it holds no text.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.is_blank())
    }

    /// How well its text is one of these words: 0 as a whole, 1 without its notes.
    pub fn rank(&self, words: &Words) -> Option<u8> {
        if words.are_among(&self.meanings.0) {
            Some(0)
        } else if words.are_among(&self.meanings.1) {
            Some(1)
        } else {
            None
        }
    }

    /// Whether it is a label, header or heading of a scope.
    pub fn is_named_in(&self, scope: &ScopeNames) -> bool {
        let is = |words: &Words| self.rank(words).is_some();
        let of_table = |table: &TableNames| {
            let mut lines = table.columns.iter().chain(&table.rows);
            is(&table.under) || lines.any(|line| is(&line.words))
        };
        scope.fields.iter().any(is) || scope.tables.iter().any(of_table)
    }

    /// Whether its whole text is one of these words.
    pub fn is_one_of(&self, words: &Words) -> bool {
        words.are_among(&self.meanings.0)
    }

    fn read_text(&mut self, names: &Names) {
        (self.text, self.plain) = names_of(&self.lines);
        let whole = names.find(&self.text);
        let plain = match self.plain == self.text {
            true => Meanings::default(),
            false => names.find(&self.plain),
        };
        self.meanings = (whole, plain);
    }

    /// Whether nothing has claimed it.
    pub fn is_free(&self) -> bool {
        !self.taken && !self.is_label
    }

    /// The centre.
    pub fn middle(&self) -> (f32, f32) {
        self.bbox.center()
    }
}

/// The pieces of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// All of them, in reading order within a table, tables in the order of the document.
    pub pieces: Vec<Piece>,
    /// For each table, the piece of each grid cell.
    grids: Vec<Grid>,
    /// The pieces that each scope but the sheet's has or had, by its number.
    scopes: HashMap<usize, Vec<usize>>,
}

/// Which piece covers which cell of a table.
#[derive(Clone, Debug, Default)]
struct Grid {
    page: u32,
    rows: usize,
    cols: usize,
    at: Vec<usize>,
}

const NONE: usize = usize::MAX;

impl Canvas {
    /// Lays out the blocks of a sheet.
    pub fn of(blocks: Vec<Block>, names: &Names) -> Self {
        let mut canvas = Self::default();
        let mut below = 0.0;
        for block in blocks {
            match block {
                Block::Line(line) | Block::Furniture(line) => canvas.line(line, names, &mut below),
                Block::Table(table) => canvas.table(table, names, &mut below),
            }
        }
        canvas
    }

    /// `below` is where a text without positions continues.
    fn line(&mut self, line: Line, names: &Names, below: &mut f32) {
        let bbox = match line.size > 0.0 {
            true => on_page(line.bbox, line.page),
            false => {
                *below += STEP;
                Rect::new(0.0, *below, STEP * 40.0, *below + STEP / 2.0)
            }
        };
        let piece = Piece {
            page: line.page,
            bbox,
            lines: vec![line],
            ..Piece::default()
        };
        self.add(piece, names);
    }

    fn table(&mut self, table: Table, names: &Names, below: &mut f32) {
        let number = self.grids.len();
        let mut grid = Grid {
            page: table.page,
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
            let piece = Piece {
                page: table.page,
                table: Some(number),
                rows,
                cols,
                bbox,
                lines: cell.lines,
                ..Piece::default()
            };
            self.add(piece, names);
        }
        *below += (table.rows + 1) as f32 * STEP;
        self.grids.push(grid);
    }

    fn add(&mut self, mut piece: Piece, names: &Names) {
        piece.read_text(names);
        self.pieces.push(piece);
    }

    /// Replaces a piece by several, if a line turns out to contain them.
    pub fn replace(&mut self, at: usize, mut parts: Vec<Piece>, names: &Names) {
        for part in &mut parts {
            part.read_text(names);
        }
        let mut parts = parts.into_iter();
        if let (Some(place), Some(first)) = (self.pieces.get_mut(at), parts.next()) {
            *place = first;
        }
        self.pieces.extend(parts);
    }

    /// Moves a piece to a new scope.
    pub fn move_to(&mut self, piece: usize, scope: usize) {
        if let Some(own) = self.pieces.get_mut(piece) {
            own.scope = scope;
            self.scopes.entry(scope).or_default().push(piece);
        }
    }

    /// The pieces of a scope, in order.
    pub fn in_scope(&self, scope: usize) -> impl Iterator<Item = (usize, &Piece)> + use<'_> {
        let listed = self.scopes.get(&scope).map(|own| own.iter().copied());
        let all = listed.is_none().then_some(0..self.pieces.len());
        let numbers = listed
            .into_iter()
            .flatten()
            .chain(all.into_iter().flatten());
        let pieces = numbers.filter_map(|at| Some((at, self.pieces.get(at)?)));
        pieces.filter(move |(_, piece)| piece.scope == scope)
    }

    /// The piece with this index.
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

    /// The number of rows and columns of a table.
    pub fn size(&self, table: usize) -> (usize, usize) {
        self.grids.get(table).map_or((0, 0), |g| (g.rows, g.cols))
    }

    /// The first table of the page after that of another one, if it has any.
    pub fn first_of_next_page(&self, table: usize) -> Option<usize> {
        let page = self.grids.get(table)?.page;
        let next = self.grids.partition_point(|grid| grid.page <= page);
        self.grids.get(next).filter(|grid| grid.page == page + 1)?;
        Some(next)
    }

    /// The pieces of a table, row by row; one that covers several fields occurs as often.
    pub fn in_grid(&self, table: usize) -> impl Iterator<Item = &Piece> {
        let fields = self.grids.get(table).into_iter().flat_map(|grid| &grid.at);
        fields.filter_map(|at| self.pieces.get(*at))
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
