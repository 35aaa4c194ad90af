//! Sheets next to each other that continue on the next page, each in its own column.
//!
//! Normally a page is read to its end before the next. If two sheets are next to each other and both continue, the left
//! one continues on the left: the left columns of the pages are read first, then the right ones. Two pages printed on
//! one look the same but are read page by page. Which of the two it is follows from the text: the order that makes
//! whole sheets ([`faults`]).

use super::beside::frame;
use crate::content::{Block, Table};
use crate::profile::Labels;
use faults::{Faults, Piece};

mod faults;
#[cfg(test)]
mod tests;

/// Columns of two pages are the same if their sides differ by no more than this, in points.
const SAME_SIDE: f32 = 6.0;

/// Puts the blocks of pages with columns of sheets into the order that makes sense.
pub(super) fn in_order(blocks: Vec<Block>, labels: &Labels) -> Vec<Block> {
    let pages = pages(blocks);
    if !pages.iter().any(|page| page.columns.len() > 1) {
        return pages.into_iter().flat_map(Page::into_blocks).collect();
    }
    let mut runs: Vec<Run> = Vec::new();
    for page in pages {
        // reading a table twice takes time, and most pages have one column
        let has_columns = |columns: &[(f32, f32)]| columns.len() > 1;
        let is_in_run = runs.last().is_some_and(|run| has_columns(&run.columns));
        let pieces = match is_in_run || has_columns(&page.columns) {
            true => page.pieces(labels),
            false => Vec::new(),
        };
        match runs.last_mut() {
            Some(run) if run.goes_on(&page, &pieces) => run.add(page, pieces),
            _ => runs.push(Run::of(page, pieces)),
        }
    }
    let faults: Vec<Orders> = runs.iter().map(Run::faults).collect();
    let all = faults.iter().copied().sum();
    let ordered = runs.into_iter().zip(faults);
    ordered
        .flat_map(|(run, own)| run.into_blocks(own.is_by_column(all)))
        .collect()
}

/// A page with its tables in columns.
struct Page {
    /// The extent of each column, from left to right.
    columns: Vec<(f32, f32)>,
    /// The blocks in reading order, each with the index of its column.
    blocks: Vec<(usize, Block)>,
}

fn pages(blocks: Vec<Block>) -> Vec<Page> {
    let mut pages: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        match pages.last_mut() {
            Some(page) if page.last().is_some_and(|b| b.page() == block.page()) => page.push(block),
            _ => pages.push(vec![block]),
        }
    }
    pages.into_iter().map(Page::of).collect()
}

impl Page {
    fn of(blocks: Vec<Block>) -> Self {
        let mut extents: Vec<(f32, f32)> =
            blocks.iter().filter_map(table).filter_map(frame).collect();
        extents.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut columns: Vec<(f32, f32)> = Vec::new();
        for extent in extents {
            match columns.last_mut() {
                Some(last) if extent.0 < last.1 => last.1 = last.1.max(extent.1),
                _ => columns.push(extent),
            }
        }
        let blocks = with_columns(blocks, &columns);
        Self { columns, blocks }
    }

    fn into_blocks(self) -> impl Iterator<Item = Block> {
        self.blocks.into_iter().map(|(_, block)| block)
    }

    /// The content of each column; narrower tables (boxes for seals) are no evidence for the order.
    fn pieces(&self, labels: &Labels) -> Vec<Piece> {
        let of = |(number, column): (usize, &(f32, f32))| {
            let blocks = self.blocks.iter().filter(move |(own, _)| *own == number);
            let tables = blocks.filter_map(|(_, block)| table(block));
            let is_wide = |table: &&Table| frame(table).is_some_and(|own| is_level(own, *column));
            Piece::of(tables.filter(is_wide), labels)
        };
        self.columns.iter().enumerate().map(of).collect()
    }
}

/// Assigns each block a column: a line belongs to the table that follows, or to the last one.
fn with_columns(blocks: Vec<Block>, columns: &[(f32, f32)]) -> Vec<(usize, Block)> {
    let own = |block: &Block| {
        let (from, to) = frame(table(block)?)?;
        columns
            .iter()
            .position(|column| column.0 <= from && to <= column.1)
    };
    let mut next = blocks.iter().rev().filter_map(own).next().unwrap_or(0);
    let mut all: Vec<(usize, Block)> = Vec::new();
    for block in blocks.into_iter().rev() {
        next = own(&block).unwrap_or(next);
        all.push((next, block));
    }
    all.reverse();
    all
}

fn table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) if table.ruled => Some(table),
        _ => None,
    }
}

fn is_level(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() <= SAME_SIDE && (a.1 - b.1).abs() <= SAME_SIDE
}

/// Consecutive pages on which the same columns may continue.
struct Run {
    columns: Vec<(f32, f32)>,
    pages: Vec<(Page, Vec<Piece>)>,
}

impl Run {
    fn of(page: Page, pieces: Vec<Piece>) -> Self {
        Self {
            columns: page.columns.clone(),
            pages: vec![(page, pieces)],
        }
    }

    /// The page's columns as columns of the run, if all of them are.
    fn columns_of(&self, page: &Page) -> Option<Vec<usize>> {
        let same =
            |column: &(f32, f32)| self.columns.iter().position(|own| is_level(*own, *column));
        page.columns.iter().map(same).collect()
    }

    /// Whether something of the columns may continue on this page.
    fn goes_on(&self, page: &Page, pieces: &[Piece]) -> bool {
        let is_fresh = pieces.iter().all(Piece::begins_sheet);
        self.columns.len() > 1 && !is_fresh && self.columns_of(page).is_some()
    }

    fn add(&mut self, mut page: Page, pieces: Vec<Piece>) {
        let columns = self.columns_of(&page).unwrap_or_default();
        for (column, _) in &mut page.blocks {
            *column = columns.get(*column).copied().unwrap_or(*column);
        }
        page.columns.clone_from(&self.columns);
        let mut all = vec![Piece::default(); self.columns.len()];
        for (column, piece) in columns.into_iter().zip(pieces) {
            if let Some(place) = all.get_mut(column) {
                *place = piece;
            }
        }
        self.pages.push((page, all));
    }

    /// The faults of either order.
    fn faults(&self) -> Orders {
        let by_page = self.pages.iter().flat_map(|(_, pieces)| pieces);
        let column = |n: usize| {
            self.pages
                .iter()
                .filter_map(move |(_, pieces)| pieces.get(n))
        };
        let by_column = (0..self.columns.len()).flat_map(column);
        Orders {
            by_page: Faults::of(by_page),
            by_column: Faults::of(by_column),
        }
    }

    fn into_blocks(self, by_column: bool) -> Vec<Block> {
        let goes_on = self.pages.len() > 1;
        let pages = self.pages.into_iter();
        let mut blocks: Vec<(usize, Block)> = pages.flat_map(|(page, _)| page.blocks).collect();
        if by_column && goes_on {
            blocks.sort_by_key(|(column, _)| *column);
        }
        blocks.into_iter().map(|(_, block)| block).collect()
    }
}

/// The faults of the two orders in which the parts of a run can be read.
#[derive(Clone, Copy, Debug, Default)]
struct Orders {
    by_page: Faults,
    by_column: Faults,
}

impl Orders {
    /// Whether to read column by column. A document is made in one way: if a run is undecided, `all` runs decide; if
    /// these are undecided, too, what continues is where it was before.
    fn is_by_column(self, all: Self) -> bool {
        let own = self.by_column.cmp(&self.by_page);
        own.then(all.by_column.cmp(&all.by_page)).is_le()
    }
}

impl std::iter::Sum for Orders {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            by_page: a.by_page + b.by_page,
            by_column: a.by_column + b.by_column,
        })
    }
}
