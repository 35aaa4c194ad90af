//! The output of layout and the input of the stages after it: a document as blocks of text with their places.

use std::sync::Arc;

use crate::extract::scan::Reading;
use crate::geometry::Rect;
use crate::text::{Place, Text};

/// A document as blocks, with the place of every character in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Blocks in reading order, page after page.
    pub blocks: Vec<Block>,
    /// The place of each source character; [`Char::at`](crate::text::Char::at) is an index into it.
    pub places: Vec<Place>,
    /// The number of pages.
    pub pages: u32,
    /// The number of glyphs that were dropped because the same character is drawn in the same place (fake bold).
    pub duplicates: u32,
    /// For scanned pages: the index of each place and how its character was read, in order.
    pub readings: Vec<(u32, Reading)>,
    /// The lines that separate the cells of the ruled tables, page by page.
    pub rulings: Vec<Ruling>,
    /// Of an original (a workbook, a Word document, a web page): where each of its lines stands; the places count these
    /// lines, from 1. Empty for PDF and text.
    pub addresses: Vec<Address>,
}

/// Where a line of an original stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The cell: `総務部!C12` in a workbook, `2!C12` in the second table of a Word document or a web page; empty outside
    /// tables.
    pub cell: Arc<str>,
    /// Which line of the cell it is, or which paragraph of the document outside tables; one-based.
    pub line: u32,
}

/// A line that separates cells, drawn or inferred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    /// Page, one-based.
    pub page: u32,
    /// Its extent: a box with zero height or zero width.
    pub bbox: Rect,
    /// The evidence for it.
    pub origin: Origin,
}

/// The evidence for a line between cells. No table is divided without one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// A drawn rule, or a bar as thin as a rule.
    Drawn,
    /// The edge of a shade.
    ShadeEdge,
    /// An open side: other rules of the table end there.
    OpenSide,
    /// White space between columns, in rows that have only horizontal rules.
    OpenRow,
    /// A form of shaded labels without rules.
    ShadedForm,
    /// The columns of a row that continues from the previous page.
    Continuation,
    /// Row labels next to a table.
    RowLabel,
    /// Text in an area of a table that its rules leave open.
    OpenRegion,
    /// Shades that tile a cell.
    ShadeTiles,
    /// A column of the header above.
    HeaderColumn,
    /// White space through all rows of a framed table.
    ColumnGap,
    /// Headings centred over columns below.
    Heading,
    /// A row of numbers in each line.
    NumberRow,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A ruled table.
    Table(Table),
    /// A line of text outside any table.
    Line(Line),
    /// A line that belongs to the page rather than to the text: page number, running title, watermark, ruby.
    Furniture(Line),
}

/// A table as a grid of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Page, one-based.
    pub page: u32,
    /// Its outer border.
    pub bbox: Rect,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// The column boundaries of the grid, `cols + 1` of them: x in points, or tab numbers for text input. Tables of one
    /// form may have different grids on different pages, but share these edges.
    pub edges: Vec<f32>,
    /// Cells by row, then column; no two overlap.
    pub cells: Vec<Cell>,
    /// Whether the cells come from rules, so that spans and widths are meaningful, or from tabs in a text.
    pub ruled: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// First grid row, zero-based.
    pub row: usize,
    /// First grid column, zero-based.
    pub col: usize,
    /// Number of grid rows that it spans, at least 1.
    pub row_span: usize,
    /// Number of grid columns that it spans, at least 1.
    pub col_span: usize,
    /// Its box; empty for text input.
    pub bbox: Rect,
    /// Its lines, top to bottom.
    pub lines: Vec<Line>,
}

/// A line of text as set on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Page, one-based.
    pub page: u32,
    /// Its characters, including spaces for the gaps between glyphs.
    pub text: Text,
    /// Its box; empty for text input.
    pub bbox: Rect,
    /// Font size in points; 0 for text input.
    pub size: f32,
    /// Free width in points between its end and the edge where text wraps, estimated low; infinite for text input. The
    /// text wrapped here if the next line's `head` is wider.
    pub room: f32,
    /// Width in points of its first unbreakable piece, which did not fit into the room of the line before if the text
    /// wrapped there.
    pub head: f32,
}

impl Line {
    /// A part of this line, with its place on the page.
    pub fn with_text(&self, text: Text) -> Self {
        Self {
            page: self.page,
            text,
            bbox: self.bbox,
            size: self.size,
            room: self.room,
            head: self.head,
        }
    }
}

impl Cell {
    /// Its text, with a line feed after each line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|l| l.text.to_string()).collect();
        lines.join("\n")
    }
}

impl Block {
    /// Its page, one-based.
    pub fn page(&self) -> u32 {
        match self {
            Self::Table(table) => table.page,
            Self::Line(line) | Self::Furniture(line) => line.page,
        }
    }

    /// Its box.
    pub fn bbox(&self) -> Rect {
        match self {
            Self::Table(table) => table.bbox,
            Self::Line(line) | Self::Furniture(line) => line.bbox,
        }
    }

    /// Its lines.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let (cells, line) = match self {
            Self::Table(table) => (table.cells.as_slice(), None),
            Self::Line(line) | Self::Furniture(line) => (&[][..], Some(line)),
        };
        cells.iter().flat_map(|cell| &cell.lines).chain(line)
    }

    /// Its lines, mutably.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        let (cells, line) = match self {
            Self::Table(table) => (table.cells.as_mut_slice(), None),
            Self::Line(line) | Self::Furniture(line) => (&mut [][..], Some(line)),
        };
        let in_cells = cells.iter_mut().flat_map(|cell| cell.lines.iter_mut());
        in_cells.chain(line)
    }
}

impl Content {
    /// The tables, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}
