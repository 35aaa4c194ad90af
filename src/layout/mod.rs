//! Layout: [`Page`] → [`Block`]s: ruled tables with their cells, and the lines outside them, in reading order.
//!
//! The only stage that knows geometry. Order comes from place, never from the content stream.

use crate::extract::Page;
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
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A ruled table.
    Table(Table),
    /// A line of text outside any table.
    Line(Line),
    /// A line that belongs to the page and not to the text: a page number, a running title.
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
    /// Free width in points between its end and the edge where text wraps; infinite for text input.
    pub room: f32,
    /// Width in points of its first piece that may not be broken: what had to fit into the room of the line before.
    pub head: f32,
}

/// Lays pages out.
pub fn layout(_pages: &[Page]) -> Content {
    Content::default()
}
