//! A document as grids whose cells know their neighbours, and the lines outside them.

use super::super::Spot as Place;
use super::shapes::compared;
use crate::content::{Block, Content, Line, Table};
use crate::geometry::Rect;
use crate::segment::shape::options;
use crate::segment::squeezed;

/// A cell, or a box by itself.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// First grid row.
    pub row: usize,
    /// First grid column.
    pub col: usize,
    /// One past its last grid row.
    pub row_end: usize,
    /// One past its last grid column.
    pub col_end: usize,
    /// Its box.
    pub bbox: Rect,
    /// Its text in the form in which labels are compared.
    pub text: String,
    /// Its lines, each without white space.
    pub lines: Vec<String>,
    /// Its kind.
    pub kind: Kind,
    /// Whether a table, choice or field has claimed it.
    pub taken: bool,
}

/// The kind of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Empty.
    #[default]
    Blank,
    /// A text that changes.
    Value,
    /// A mark of a choice.
    Mark,
    /// A text that stays.
    Label,
    /// A year, which heads columns or rows.
    Year,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Page, one-based.
    pub page: u32,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// Its cells, row by row.
    pub cells: Vec<Cell>,
    /// Index among the blocks of the document.
    pub block: usize,
    /// Number among the document's tables, from 1.
    pub number: usize,
    at: Vec<Option<usize>>,
}

/// A line outside tables.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Page, one-based.
    pub page: u32,
    /// Its box.
    pub bbox: Rect,
    /// Its size.
    pub size: f32,
    /// Its text in the form in which labels are compared.
    pub text: String,
    /// Its words, likewise.
    pub words: Vec<String>,
    /// Index among the blocks of the document.
    pub block: usize,
}

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its tables.
    pub grids: Vec<Grid>,
    /// The lines outside them.
    pub lines: Vec<Outside>,
    /// Whether no other document tells what stays.
    pub is_alone: bool,
}

impl Sheet {
    /// The sheet of a normalised document.
    pub fn of(content: &Content) -> Self {
        let mut content = content.clone();
        let places = std::mem::take(&mut content.places);
        options::part(&mut content, &places);
        let mut sheet = Self::default();
        for (block, content) in content.blocks.iter().enumerate() {
            match content {
                Block::Table(table) => {
                    let number = sheet.grids.len() + 1;
                    sheet.grids.push(Grid::of(table, block, number));
                }
                Block::Line(line) => sheet.lines.push(Outside::of(line, block)),
                Block::Furniture(_) => {}
            }
        }
        sheet
    }
}

impl Outside {
    fn of(line: &Line, block: usize) -> Self {
        Self {
            page: line.page,
            bbox: line.bbox,
            size: line.size,
            text: compared(&line.text.squeezed()),
            words: line
                .text
                .to_string()
                .split_whitespace()
                .map(compared)
                .collect(),
            block,
        }
    }
}

impl Grid {
    fn of(table: &Table, block: usize, number: usize) -> Self {
        let mut grid = Self {
            page: table.page,
            rows: table.rows,
            cols: table.cols,
            block,
            number,
            at: vec![None; table.rows * table.cols],
            ..Self::default()
        };
        for cell in &table.cells {
            let lines = cell.lines.iter().map(|line| line.text.squeezed());
            let own = Cell {
                row: cell.row,
                col: cell.col,
                row_end: cell.row + cell.row_span,
                col_end: cell.col + cell.col_span,
                bbox: cell.bbox,
                text: compared(&squeezed(&cell.lines)),
                lines: lines.collect(),
                ..Cell::default()
            };
            grid.place(own);
        }
        grid
    }

    /// Where a cell stands on its page.
    pub fn place_of(&self, cell: &Cell) -> Place {
        Place {
            page: self.page,
            bbox: cell.bbox,
        }
    }

    fn place(&mut self, cell: Cell) {
        let number = self.cells.len();
        for row in cell.row..cell.row_end.min(self.rows) {
            for col in cell.col..cell.col_end.min(self.cols) {
                if let Some(at) = self.at.get_mut(row * self.cols + col) {
                    *at = Some(number);
                }
            }
        }
        self.cells.push(cell);
    }

    /// The cell that covers a place of the grid.
    pub fn cell_at(&self, row: usize, col: usize) -> Option<usize> {
        let inside = row < self.rows && col < self.cols;
        self.at
            .get(row * self.cols + col)
            .copied()
            .flatten()
            .filter(|_| inside)
    }

    /// The cell with this index.
    pub fn cell(&self, number: usize) -> Option<&Cell> {
        self.cells.get(number)
    }

    /// The kind of a cell; blank if there is none.
    pub fn kind(&self, number: usize) -> Kind {
        self.cell(number).map_or(Kind::Blank, |cell| cell.kind)
    }

    /// The cell to the right of another, in its first row.
    pub fn right(&self, number: usize) -> Option<usize> {
        let cell = self.cell(number)?;
        self.cell_at(cell.row, cell.col_end)
    }

    /// The cell to the left of another, in its first row.
    pub fn left(&self, number: usize) -> Option<usize> {
        let cell = self.cell(number)?;
        self.cell_at(cell.row, cell.col.checked_sub(1)?)
    }

    /// The cell below another, in its first column.
    pub fn below(&self, number: usize) -> Option<usize> {
        let cell = self.cell(number)?;
        self.cell_at(cell.row_end, cell.col)
    }

    /// The cell above another, in its first column.
    pub fn above(&self, number: usize) -> Option<usize> {
        let cell = self.cell(number)?;
        self.cell_at(cell.row.checked_sub(1)?, cell.col)
    }

    /// Whether a table, choice or field has claimed a cell.
    pub fn is_taken(&self, number: usize) -> bool {
        self.cell(number).is_none_or(|cell| cell.taken)
    }

    /// Claims a cell.
    pub fn take(&mut self, number: usize) {
        if let Some(cell) = self.cells.get_mut(number) {
            cell.taken = true;
        }
    }
}

impl Cell {
    /// Whether its columns are within others.
    pub fn is_within(&self, (from, to): (usize, usize)) -> bool {
        from <= self.col && self.col_end <= to
    }

    /// Whether it may contain a value.
    pub fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::Value | Kind::Mark)
    }
}
