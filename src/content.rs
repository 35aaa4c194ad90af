//! What layout makes of pages, and what the stages after it read: a document as blocks of text with their places.

use crate::extract::scan::Reading;
use crate::geometry::Rect;
use crate::text::{Place, Text};

/// A document as blocks, with the place of every character that they hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Blocks in reading order, page after page.
    pub blocks: Vec<Block>,
    /// Where each source character stands; [`Char::at`](crate::text::Char::at) counts into it.
    pub places: Vec<Place>,
    /// Number of pages.
    pub pages: u32,
    /// Number of glyphs left out because the same character is drawn in the same place (fake bold).
    pub duplicates: u32,
    /// Of scanned pages: number of a place and how its character was read, in order.
    pub readings: Vec<(u32, Reading)>,
    /// What parts the cells of the ruled tables, page after page.
    pub rulings: Vec<Ruling>,
}

/// A line that parts cells, drawn or inferred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    /// Page, one-based.
    pub page: u32,
    /// Where it runs: a box without height or without width.
    pub bbox: Rect,
    /// What tells of it.
    pub origin: Origin,
}

/// What tells of a line between cells: nothing of a table is parted without one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// A rule, or a bar as thin as one.
    Drawn,
    /// The edge of a shade.
    ShadeEdge,
    /// Other rules of the table end there.
    OpenSide,
    /// White space down the rows between rules that run across alone.
    OpenRow,
    /// A form of shaded labels without rules.
    ShadedForm,
    /// The columns of the row on the page before.
    Continuation,
    /// Labels that stand row by row beside a table.
    RowLabel,
    /// Text that stands in a table where its rules leave a place open.
    OpenRegion,
    /// Shades that tile a cell.
    ShadeTiles,
    /// A column of the header above.
    HeaderColumn,
    /// White space down all rows of a framed table.
    ColumnGap,
    /// Headings centred over columns below.
    Heading,
    /// Numbers line by line.
    NumberRow,
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A ruled table.
    Table(Table),
    /// A line of text outside any table.
    Line(Line),
    /// A line that belongs to the page and not to the text: a page number, a running title, a watermark, ruby.
    Furniture(Line),
}

/// A table as a grid of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Page, one-based.
    pub page: u32,
    /// Its frame.
    pub bbox: Rect,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// Where the grid's columns begin and end along the reading direction, one more than `cols`: points, or tab numbers
    /// for text input. Tables of one form on several pages have different grids and the same edges.
    pub edges: Vec<f32>,
    /// Cells by row, then column; no two overlap.
    pub cells: Vec<Cell>,
    /// Whether the cells come from rules (spans and widths mean something) or from tabs in a text.
    pub ruled: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// First grid row, zero-based.
    pub row: usize,
    /// First grid column, zero-based.
    pub col: usize,
    /// Number of grid rows that it covers, at least 1.
    pub row_span: usize,
    /// Number of grid columns that it covers, at least 1.
    pub col_span: usize,
    /// Its box; empty for text input.
    pub bbox: Rect,
    /// Its lines, top to bottom.
    pub lines: Vec<Line>,
}

/// A line of text as it stands on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Page, one-based.
    pub page: u32,
    /// Its characters, with the spaces that the gaps between glyphs mean.
    pub text: Text,
    /// Its box; empty for text input.
    pub bbox: Rect,
    /// Font size in points; 0 for text input.
    pub size: f32,
    /// Free width in points between its end and the edge where text wraps, rather too small than too large; infinite
    /// for text input. A line wrapped if the next one's `head` is greater.
    pub room: f32,
    /// Width in points of its first piece that may not be broken: what had to fit into the room of the line before.
    pub head: f32,
}

impl Line {
    /// A piece of this line, with its place on the page.
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
    /// Its text as it stands: a line feed after each line.
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

    /// Its lines, to be changed.
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
