//! Layout: `Page` → `Block`s: ruled tables with their cells, and the lines outside them, in reading order.
//!
//! The only stage that knows geometry. Order comes from place, never from the content stream. Steps, page by page:
//! turn a page whose text runs sideways (`turn`), take duplicates once (`dedupe`), set ruby aside (`ruby`), join the
//! rules (`rules`) but for underlines (`underlines`) and boxes inside cells (`boxes`), close open sides (`open`) and
//! bands parted by white space alone (`bands`), find the cells (`grid`), mind shades (`fills`, `shaded`) that are no bars
//! of `charts`, frames (`frames`), rests of the row before the page (`carried`, `rests`) and labels beside a table
//! (`stubs`), put the glyphs into the cells (`cells`, `overhang`), part columns, headings and rows of numbers without rules
//! (`columns`, `headings`, `numbers`; all of these in `tables`), put all into reading order (`order`, `tiers`); make lines
//! (`lines`, `gaps`, `writer`) that know whether they wrapped (`wrap`); at the end tell page numbers and running titles
//! (`furniture`).
//!
//! Finding goes from page to page in order; lines are made of any page alone, so threads share that part of the work.
//!
//! Invisible glyphs (the text under a scan) count where something else is to be seen in their place (`hidden`); where
//! that is the curves of their letters, these are no rules (`curves`).

use std::borrow::Borrow;

use crate::extract::Page;
use crate::geometry::Rect;
use crate::text::{Char, Place, Text};

mod bands;
mod boxes;
mod carried;
mod cells;
mod charts;
mod columns;
pub mod continued;
mod curves;
mod dedupe;
mod fills;
mod frames;
mod furniture;
mod gaps;
mod grid;
mod headings;
mod hidden;
mod lines;
mod numbers;
mod open;
mod order;
mod overhang;
mod page;
mod regions;
mod repeats;
mod rests;
mod rivers;
mod ruby;
mod rules;
mod shaded;
mod stubs;
mod tables;
mod tiers;
mod turn;
mod underlines;
mod wrap;
mod writer;

#[cfg(test)]
mod tests;

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

/// Lays pages out. Takes them one by one, so that a page can be forgotten before the next one is read.
pub fn layout<P: Borrow<Page>>(pages: impl IntoIterator<Item = P>) -> Content {
    let mut layout = Layout::new();
    let mut finder = Finder::default();
    for page in pages {
        let page = page.borrow();
        layout.add(finder.find(page).write(page));
    }
    layout.finish()
}

/// The part of the layout that goes from page to page in order: a row may go on over a page's end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finder {
    /// How the last page ended.
    ending: Option<page::Ending>,
}

impl Finder {
    /// Finds what stands on the next page.
    pub(crate) fn find(&mut self, page: &Page) -> Found {
        let (found, ending) = page::find(page, self.ending.as_ref());
        self.ending = Some(ending);
        Found(found)
    }
}

/// What stands on a page: tables and lines that still count in its glyphs.
pub(crate) struct Found(page::Found);

impl Found {
    /// Writes it out; a page at a time, in any order and in any thread. `page` is the one on which it was found.
    pub(crate) fn write(self, page: &Page) -> Laid {
        let (duplicates, direction) = (self.0.duplicates, self.0.direction);
        let (blocks, places) = writer::write(page, self.0);
        let sheet = furniture::Sheet {
            number: page.number,
            width: page.width,
            height: page.height,
            direction,
        };
        Laid {
            blocks,
            places,
            duplicates,
            sheet,
        }
    }
}

/// A page laid out, with places of its own.
pub(crate) struct Laid {
    blocks: Vec<Block>,
    places: Vec<Place>,
    duplicates: u32,
    sheet: furniture::Sheet,
}

/// A layout that grows page by page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    content: Content,
    sheets: Vec<furniture::Sheet>,
}

impl Layout {
    /// A layout without pages.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds the next page.
    pub(crate) fn add(&mut self, mut laid: Laid) {
        let content = &mut self.content;
        let before = u32::try_from(content.places.len()).unwrap_or(Char::NOWHERE);
        for line in laid.blocks.iter_mut().flat_map(Block::lines_mut) {
            line.text.count_places_from(before);
        }
        content.places.append(&mut laid.places);
        content.blocks.append(&mut laid.blocks);
        content.duplicates += laid.duplicates;
        content.pages += 1;
        self.sheets.push(laid.sheet);
    }

    /// The whole, once all pages are there.
    pub(crate) fn finish(mut self) -> Content {
        furniture::mark(&mut self.content.blocks, &self.sheets);
        self.content
    }
}
