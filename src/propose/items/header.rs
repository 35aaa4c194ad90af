//! The item table: the header row with the most text in the rows that fit below it.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Column;
use super::entries::{Entry, is_label_like, near, text};
use crate::content::Cell;
use crate::normalize::join;
use crate::propose::{Found, Spot};
use crate::segment::bands::Band;
use crate::segment::items::{Header as HeaderRow, lowest, row};
use crate::segment::markers::is_item_marker;
use crate::segment::parts::measure_style;
use crate::segment::{HeaderCell, squeezed};
use crate::text::markers::Style;

/// A row of at least this many cells may belong to a table without rules; fewer are a label and its text.
const FEWEST_CELLS: usize = 3;
/// The least average number of characters in rows of an item table, which has most of a form's text.
const FEWEST_CHARS: usize = 20;
/// The most rows below a header that are examined; longer tables are recognised by then.
const MOST_ROWS: usize = 200;

/// The item tables of a document.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The entries that are header rows.
    pub places: Vec<usize>,
    /// The entries that are item rows.
    pub rows: Vec<usize>,
    /// The number of characters in the item rows.
    chars: usize,
    columns: usize,
}

/// Finds the item tables.
pub fn find(entries: &[Entry]) -> Option<Header> {
    let mut candidates: IndexMap<Vec<String>, Header> = IndexMap::new();
    for (place, entry) in entries.iter().enumerate() {
        if let Entry::Band(band, _) = entry
            && let Some(texts) = header_texts(band)
        {
            let found = candidates.entry(texts.clone()).or_default();
            found.columns = texts.len();
            found.places.push(place);
            found.add_rows(entries, place, band, &texts);
        }
    }
    let candidates = candidates.into_values().filter(Header::is_table);
    // of equals the first
    candidates.rev().max_by_key(|found| found.chars)
}

/// The labels of a row group that may be a header row.
fn header_texts(band: &Band) -> Option<Vec<String>> {
    let texts: Vec<String> = lowest(band).map(text).collect();
    let distinct: HashSet<&String> = texts.iter().collect();
    let are_labels = texts.iter().all(|text| is_label_like(text));
    (texts.len() > 1 && distinct.len() == texts.len() && are_labels).then_some(texts)
}

impl Header {
    fn add_rows(&mut self, entries: &[Entry], place: usize, header: &Band, texts: &[String]) {
        let columns: Vec<(f32, f32)> = lowest(header).map(|cell| header.extent(cell)).collect();
        let below = entries.iter().enumerate().skip(place + 1);
        // in a text only a line separates a sheet's rows from the next sheet's labels
        let below = below.take_while(|(_, entry)| header.ruled || matches!(entry, Entry::Band(..)));
        let bands = below.filter_map(|(n, entry)| match entry {
            Entry::Band(band, _) => Some((n, band)),
            Entry::Line(_) => None,
        });
        let again = |band: &Band| header_texts(band).is_some_and(|other| other == texts);
        let mut marked = false;
        let rows = bands.take_while(|(_, band)| {
            // tabs have no widths: if rows have markers, one without is a labelled cell
            let is_row = fits(band, &columns) && (band.ruled || !marked || opens_with_marker(band));
            marked |= opens_with_marker(band);
            is_row && !again(band)
        });
        for (n, band) in rows.take(MOST_ROWS) {
            self.rows.push(n);
            self.chars += band
                .cells
                .iter()
                .map(|cell| text(cell).chars().count())
                .sum::<usize>();
        }
    }

    /// Two columns with one row each may be two labels above their values.
    fn is_table(&self) -> bool {
        let rows = self.rows.len();
        let is_wide = self.columns >= FEWEST_CELLS || rows > self.places.len();
        rows > 0 && is_wide && self.chars >= FEWEST_CHARS * rows
    }

    /// How many sheets have such a table: a header that opens a table after another's rows repeats it on a new page.
    pub fn sheets(&self, entries: &[Entry]) -> usize {
        let repeats = |place: &&usize| {
            let before = place.checked_sub(1);
            let opens = |n: usize| match (entries.get(n), entries.get(**place)) {
                (Some(Entry::Band(_, a)), Some(Entry::Band(_, b))) => a != b,
                _ => false,
            };
            before.is_some_and(|n| self.rows.contains(&n) && opens(n))
        };
        let repeated = self.places.iter().filter(repeats).count();
        (self.places.len() - repeated).max(1)
    }

    /// The columns with their cells, and the markers at the start of the cells' parts.
    pub fn columns(&self, entries: &[Entry]) -> (Vec<Column>, Vec<(Style, usize)>) {
        let mut columns: Vec<Column> = Vec::new();
        let mut markers: IndexMap<Style, usize> = IndexMap::new();
        let mut header = None;
        for (n, entry) in entries.iter().enumerate() {
            let Entry::Band(band, _) = entry else {
                continue;
            };
            if self.places.contains(&n) {
                header = Some(self.header(band, &mut columns));
            } else if self.rows.contains(&n)
                && let Some(header) = &header
            {
                for style in put_row(band, header, &mut columns) {
                    *markers.entry(style).or_default() += 1;
                }
            }
        }
        let mut markers: Vec<_> = markers.into_iter().collect();
        markers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (columns, markers)
    }

    /// Reads a header row, and adds its places.
    fn header(&self, band: &Band, columns: &mut Vec<Column>) -> HeaderRow {
        let cells: Vec<&Cell> = lowest(band).collect();
        columns.resize_with(cells.len(), Column::default);
        for (column, cell) in columns.iter_mut().zip(&cells) {
            column.found.text = squeezed(&cell.lines);
            column.found.spots.extend(Spot::of(&cell.lines));
        }
        let header_cell = |cell: &&Cell| HeaderCell {
            known: None,
            label: cell.lines.clone(),
            extent: band.extent(cell),
        };
        HeaderRow {
            number: None,
            columns: cells.iter().map(header_cell).collect(),
        }
    }
}

/// Adds a row's cells; returns the style of the markers in each.
fn put_row(band: &Band, header: &HeaderRow, columns: &mut [Column]) -> Vec<Style> {
    let row = row(band.clone(), &header.columns, header.number);
    let mut styles = Vec::new();
    for (n, (column, lines)) in columns.iter_mut().zip(&row.cells).enumerate() {
        let mut text = join(lines);
        styles.extend(measure_style(&text, true));
        if n == 0 && text.is_blank() {
            // the marker, if it has a column of its own
            text = join(&row.marker);
        }
        column.values.push(text.to_string());
    }
    styles
}

/// Whether an item's marker is the first cell of a row group.
pub fn opens_with_marker(band: &Band) -> bool {
    let first = band.cells.first();
    first.is_some_and(|cell| is_item_marker(&squeezed(&cell.lines)))
}

/// Whether a row group has the columns of a header: each cell is one column, part of one, or reaches from edge to edge.
fn fits(band: &Band, columns: &[(f32, f32)]) -> bool {
    if !band.ruled {
        return band.cells.len() >= FEWEST_CELLS.min(columns.len());
    }
    let inside = |cell: &&Cell| {
        let (from, to) = band.extent(cell);
        let is_in =
            |c: &&(f32, f32)| (from > c.0 || near(from, c.0)) && (to < c.1 || near(to, c.1));
        columns.iter().any(|c| is_in(&c))
            || is_item_marker(&squeezed(&cell.lines)) && columns.first().is_some_and(|c| from < c.1)
    };
    let outside = band.cells.iter().filter(|cell| !inside(cell)).count();
    outside == 0 && (band.cells.len() > 1 || columns.len() == 1)
}

impl Found {
    /// Adds the places of the same text.
    pub(super) fn join(&mut self, other: Found) {
        self.spots.extend(other.spots);
    }
}
