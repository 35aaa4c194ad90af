//! Worksheets: the cells of xlsx and xls → tables with their spans, and lines.
//!
//! 1. `xlsx` and `xls` read a workbook into [`Sheet`]s: texts as they are displayed (`display`), borders, merged cells,
//!    widths, what is hidden, print areas.
//! 2. `shown` leaves out what is not printed: hidden sheets, rows and columns, and what stands outside the print
//!    area; a note says so.
//! 3. `regions` finds the tables: cells with borders that touch each other. Text around them is lines, or a table of its
//!    own where several cells stand side by side in rows.
//! 4. `order` puts side by side what stands side by side; `blocks` writes it out, a page a sheet.
//!
//! Widths and heights are those of the sheet in points, so that columns of one form are the same on every sheet. Left to
//! others: what the cells mean.

use std::collections::BTreeMap;

use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::options::Limits;

mod area;
mod blocks;
mod display;
mod era;
mod merged;
mod order;
mod regions;
mod shown;
#[cfg(test)]
mod tests;
mod xls;
mod xlsx;

pub(super) use xls::read as read_xls;
pub(super) use xlsx::read as read_xlsx;

use area::Area;

/// Cells that a sheet may have, with text or with a border: more than any form has.
const MAX_CELLS: usize = 2_000_000;

/// A worksheet, as its file has it.
#[derive(Debug, Default)]
struct Sheet {
    /// Its name.
    name: String,
    /// Whether the workbook shows it.
    is_hidden: bool,
    /// Cells with text.
    texts: Vec<(Position, String)>,
    /// Cells with a border.
    borders: Vec<(Position, Sides)>,
    /// Merged cells.
    merged: Vec<Area>,
    /// Rows and columns: sizes and what is hidden.
    rows: Tracks,
    cols: Tracks,
    /// What is printed; all if empty.
    print_areas: Vec<Area>,
    /// Texts of shapes, where the shape begins.
    shapes: Vec<(Position, String)>,
    /// Cells with a formula whose value the file does not hold.
    without_value: Vec<Position>,
}

/// Row and column of a cell, zero-based.
type Position = (u32, u32);

/// On which sides a border is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sides {
    left: bool,
    right: bool,
    top: bool,
    bottom: bool,
}

impl Sides {
    fn is_any(self) -> bool {
        self.left || self.right || self.top || self.bottom
    }
}

/// The rows of a sheet, or its columns.
#[derive(Debug, Default)]
struct Tracks {
    /// Points of those that say nothing else.
    usual: f32,
    /// By the first of a run of equals; runs do not overlap.
    given: BTreeMap<u32, Track>,
}

/// A run of equal rows or columns.
#[derive(Clone, Copy, Debug)]
struct Track {
    last: u32,
    /// Points, if they are not as usual.
    size: Option<f32>,
    is_hidden: bool,
}

impl Tracks {
    /// Where each of the first `count` begins and the last one ends, in points; what is hidden is as wide as nothing.
    fn edges(&self, count: usize) -> Vec<f32> {
        let mut sizes = vec![self.usual; count];
        for (&first, track) in &self.given {
            let first = (first as usize).min(count);
            let end = (track.last as usize + 1).clamp(first, count);
            let size = match track.is_hidden {
                true => 0.0,
                false => track.size.unwrap_or(self.usual),
            };
            let run = sizes.get_mut(first..end);
            run.into_iter().flatten().for_each(|s| *s = size);
        }
        let mut at = 0.0;
        let ends = sizes.into_iter().map(|size| {
            at += size;
            at
        });
        std::iter::once(0.0).chain(ends).collect()
    }

    fn is_hidden(&self, number: u32) -> bool {
        let before = self.given.range(..=number).next_back();
        before.is_some_and(|(_, track)| track.is_hidden && number <= track.last)
    }
}

/// The sheets as blocks, a page each.
fn write(sheets: Vec<Sheet>, limits: Limits) -> Result<(Content, Vec<Diagnostic>), Error> {
    let mut left_out = shown::LeftOut::default();
    let mut writer = super::writer::Writer::default();
    let mut notes = Vec::new();
    for mut sheet in sheets {
        if sheet.is_hidden {
            left_out.sheet(&sheet);
            continue;
        }
        let merged = merged::Merged::of(&sheet)?;
        shown::keep(&mut sheet, &merged, &mut left_out);
        writer.begin_page();
        if writer.page() > limits.max_pages {
            let message = format!("it has more than {} sheets", limits.max_pages);
            return Err(Error::new(Code::Limit, message));
        }
        notes.extend(without_value(&sheet, writer.page()));
        notes.extend(shapes(&sheet, writer.page()));
        blocks::write(&sheet, &merged, &mut writer)?;
    }
    notes.extend(left_out.told());
    Ok((writer.finish(), notes))
}

/// How many cells a message names.
const NAMED: usize = 5;

fn without_value(sheet: &Sheet, page: u32) -> Option<Diagnostic> {
    let cells = &sheet.without_value;
    let message = format!(
        "{} formulas have no stored value, and their cells are empty here: {}; open the workbook in Excel and save it again",
        cells.len(),
        named(sheet, cells)
    );
    (!cells.is_empty()).then(|| Diagnostic::new(Code::NoValue, message).on_page(page))
}

fn shapes(sheet: &Sheet, page: u32) -> Option<Diagnostic> {
    let count = sheet.shapes.len();
    let places: Vec<Position> = sheet.shapes.iter().map(|(at, _)| *at).collect();
    let message = format!(
        "{count} text boxes are on top of the cells; their text follows that of the sheet: {}",
        named(sheet, &places)
    );
    (count > 0).then(|| Diagnostic::new(Code::TextBoxes, message).on_page(page))
}

/// `総務部!C12, D12 and 3 more`.
fn named(sheet: &Sheet, cells: &[Position]) -> String {
    let name = |&(row, col): &Position| super::writer::cell_name(row as usize, col as usize);
    let names: Vec<String> = cells.iter().take(NAMED).map(name).collect();
    let more = match cells.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!("{}!{}{more}", quoted(&sheet.name), names.join(", "))
}

/// A sheet's name as formulas write it: in quotes where it holds anything but letters, digits, `_` and `.`.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    match name.chars().all(is_plain) && !name.is_empty() {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', "''")),
    }
}

/// The error of a sheet with more cells than any form has.
fn too_many(name: &str) -> Error {
    let message = format!(
        "the sheet {name} has more cells with text or borders than any form; clear those that the form does not need"
    );
    Error::new(Code::TooMuch, message)
}

const MACROS: &str =
    "the workbook has macros; they were not run, and the cells are as they were saved";

/// What is said of formats that are not understood.
fn unknown_formats(display: &display::Display) -> Option<Diagnostic> {
    let formats = &display.unknown;
    let shown: Vec<&str> = formats.iter().take(NAMED).map(String::as_str).collect();
    let message = format!(
        "{} number formats are not understood; their numbers are written without a format: {}",
        formats.len(),
        shown.join(", ")
    );
    (!formats.is_empty()).then(|| Diagnostic::new(Code::NumberFormat, message))
}
