//! Layout: `Page` → `Block`s: ruled tables with their cells, and the lines outside them, in reading order.
//!
//! One idea: *give back the rules that a ruled form would have, then build the grid once*. Whatever stands for a rule in
//! a form (the edge of a shade, white space down a column, the end of the other rules, the columns of the page before)
//! becomes a rule, and one grid is made of all of them. It is the only stage that knows geometry; order comes from
//! place, never from the content stream.
//!
//! The passes of a page, in their order, and the folder that decides:
//!
//! | pass | where |
//! |---|---|
//! | turn a page whose text runs sideways; leave out invisible glyphs, duplicates, ruby, the shapes of letters | `glyphs` |
//! | join the pieces of rules; leave out underlines and the bars of charts; shades as rules | `rules` |
//! | leave out boxes inside cells; rules → cells; leave out titles in a heavy frame | `grid` |
//! | infer the rules that are not drawn: open sides, open rows, shaded forms, rows that go on, labels beside a table | `infer` |
//! | put the glyphs into the cells; see which grids are tables; cut cells that text alone parts | `table` |
//! | put tables and text into reading order | `reading` |
//! | glyphs → lines, with spaces, that know whether they wrapped | `lines`, `writer` |
//! | what continues on the next page; page numbers and running titles | `document` |
//!
//! `passes` calls those that make tables, `page` all of them. `whitespace` finds the gaps between columns for all that ask.
//! Finding goes from page to page in order; lines are made of any page alone, so threads share that part of the work.

use std::borrow::Borrow;

use crate::content::{Block, Content};
use crate::extract::Page;
use crate::layout::document::running_titles;
use crate::layout::writer::Written;
use crate::text::Char;

mod document;
mod glyphs;
mod grid;
mod infer;
mod lines;
mod page;
mod passes;
mod reading;
mod rules;
mod table;
mod whitespace;
mod writer;

pub use document::joined_tables;
pub use passes::{Pass, Passes};

#[cfg(test)]
mod tests;

/// Lays out pages. Takes them one by one, so that a page can be dropped before the next one is read.
pub fn layout<P: Borrow<Page>>(pages: impl IntoIterator<Item = P>) -> Content {
    layout_with(pages, Passes::default())
}

/// The same with only these passes, to see what one of them is for.
pub fn layout_with<P: Borrow<Page>>(pages: impl IntoIterator<Item = P>, passes: Passes) -> Content {
    let mut layout = Layout::new();
    let mut finder = Finder {
        passes,
        ..Finder::default()
    };
    for page in pages {
        let page = page.borrow();
        layout.add(finder.find(page).write(page));
    }
    layout.finish()
}

/// The part of layout that goes from page to page in order, since a row may continue on the next page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finder {
    /// How the last page ended.
    ending: Option<page::Ending>,
    passes: Passes,
}

impl Finder {
    /// Finds what is on the next page.
    pub(crate) fn find(&mut self, page: &Page) -> Found {
        let (found, ending) = page::find(page, self.ending.as_ref(), self.passes);
        self.ending = Some(ending);
        Found(found)
    }
}

/// What is on a page: tables and lines that still refer to its glyphs.
pub(crate) struct Found(page::Found);

impl Found {
    /// Writes it out; one page at a time, in any order and on any thread. `page` is the one on which it was found.
    pub(crate) fn write(self, page: &Page) -> Laid {
        let (duplicates, direction) = (self.0.duplicates, self.0.direction);
        let written = writer::write(page, self.0);
        let sheet = running_titles::Sheet {
            number: page.number,
            width: page.width,
            height: page.height,
            direction,
        };
        Laid {
            written,
            duplicates,
            sheet,
        }
    }
}

/// A laid-out page with its own places.
pub(crate) struct Laid {
    written: Written,
    duplicates: u32,
    sheet: running_titles::Sheet,
}

/// A layout that grows page by page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    content: Content,
    sheets: Vec<running_titles::Sheet>,
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
        let written = &mut laid.written;
        for line in written.blocks.iter_mut().flat_map(Block::lines_mut) {
            line.text.count_places_from(before);
        }
        let readings = written.readings.drain(..);
        content
            .readings
            .extend(readings.map(|(at, reading)| (at.saturating_add(before), reading)));
        content.places.append(&mut written.places);
        content.blocks.append(&mut written.blocks);
        content.rulings.append(&mut written.rulings);
        content.duplicates += laid.duplicates;
        content.pages += 1;
        self.sheets.push(laid.sheet);
    }

    /// The whole, once all pages have been added.
    pub(crate) fn finish(mut self) -> Content {
        running_titles::mark(&mut self.content.blocks, &self.sheets);
        self.content
    }
}
