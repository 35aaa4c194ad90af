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

use crate::content::{Block, Content};
use crate::extract::Page;
use crate::text::{Char, Place};

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
