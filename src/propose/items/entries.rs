//! A document as lines and row groups, and the rest of it without the item tables.

use std::collections::{HashMap, HashSet};

use super::header::Header;
use crate::content::{Block, Cell, Content, Line};
use crate::profile::folded;
use crate::segment::bands::{Band, bands};
use crate::segment::items::SAME_EDGE;
use crate::segment::squeezed;

/// The longest label.
const LONGEST_LABEL: usize = 30;

/// A line outside tables, or a row group of one.
pub enum Entry {
    /// A line.
    Line(Line),
    /// A row group, with the index of its table.
    Band(Band, usize),
}

/// Splits a document, in reading order.
pub fn entries(content: &Content) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (number, block) in content.blocks.iter().enumerate() {
        match block {
            Block::Line(line) => entries.push(Entry::Line(line.clone())),
            Block::Table(table) => {
                let cut = bands(table.clone()).into_iter();
                entries.extend(cut.map(|band| Entry::Band(band, number)));
            }
            Block::Furniture(_) => {}
        }
    }
    entries
}

/// The entries without the item tables.
pub struct Rest<'e> {
    entries: &'e [Entry],
    in_items: HashSet<usize>,
    headers: HashSet<usize>,
    /// The table with the cover's list.
    list: Option<usize>,
    /// In how many row groups each text is a whole cell.
    bands: HashMap<String, usize>,
    /// The number of sheets.
    pub sheets: usize,
}

impl<'e> Rest<'e> {
    /// Leaves out the item tables.
    pub fn new(entries: &'e [Entry], header: Option<&Header>, sheets: usize) -> Self {
        let headers: HashSet<usize> = header.iter().flat_map(|h| h.places.clone()).collect();
        let rows = header.iter().flat_map(|h| h.rows.clone());
        let mut rest = Self {
            entries,
            in_items: rows.chain(headers.iter().copied()).collect(),
            headers,
            list: None,
            bands: HashMap::new(),
            sheets,
        };
        rest.bands = rest.count_bands();
        rest
    }

    /// Also leaves out the table with the cover's list.
    pub fn without_list(mut self, table: Option<usize>) -> Self {
        self.list = table;
        self
    }

    fn count_bands(&self) -> HashMap<String, usize> {
        let mut count = HashMap::new();
        for (_, band, _) in self.bands() {
            let texts: HashSet<String> = band.cells.iter().map(text).collect();
            for text in texts {
                *count.entry(text).or_default() += 1;
            }
        }
        count
    }

    /// The lines outside tables.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &'e Line)> {
        self.entries
            .iter()
            .enumerate()
            .filter_map(|(n, entry)| match entry {
                Entry::Line(line) => Some((n, line)),
                Entry::Band(..) => None,
            })
    }

    /// The row groups that do not belong to an item table, with the indexes of their entries and tables.
    pub fn bands(&self) -> impl Iterator<Item = (usize, &'e Band, usize)> {
        let bands = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(n, entry)| match entry {
                Entry::Band(band, table) => Some((n, band, *table)),
                Entry::Line(_) => None,
            });
        bands.filter(|(n, _, table)| !self.in_items.contains(n) && self.list != Some(*table))
    }

    /// The row group directly below another in its table, if it does not belong to an item table.
    pub fn below(&self, entry: usize) -> Option<(usize, &'e Band)> {
        let next = entry + 1;
        match (self.entries.get(entry)?, self.entries.get(next)?) {
            (Entry::Band(_, table), Entry::Band(band, other)) if table == other => {
                (!self.in_items.contains(&next)).then_some((next, band))
            }
            _ => None,
        }
    }

    /// Whether the page has an item table's header.
    pub fn has_items(&self, page: u32) -> bool {
        let on_page = |n: &usize| matches!(self.entries.get(*n), Some(Entry::Band(band, _)) if band.page == page);
        self.headers.iter().any(on_page)
    }

    /// Whether a cell repeats as often as there are sheets; unknown for a single sheet.
    pub fn comes_back(&self, cell: &Cell) -> bool {
        let count = self.bands.get(&text(cell)).copied().unwrap_or_default();
        self.sheets > 1 && count >= self.sheets
    }
}

/// A cell's text in the form in which labels are compared.
pub fn text(cell: &Cell) -> String {
    folded(&squeezed(&cell.lines))
}

/// Whether a text has the shape of a label: some letters, not a sentence, no number or marker before it.
pub fn is_label_like(text: &str) -> bool {
    let few = (1..=LONGEST_LABEL).contains(&text.chars().count());
    let starts = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || "【[〔■○●◎".contains(c));
    let letters = text.chars().any(char::is_alphabetic);
    let sentence = text.contains('。') || text.contains(char::is_numeric);
    few && starts && letters && !sentence
}

/// Whether two extents are the same.
pub fn same(a: (f32, f32), b: (f32, f32)) -> bool {
    near(a.0, b.0) && near(a.1, b.1)
}

/// Whether two edges are the same.
pub fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_EDGE
}
