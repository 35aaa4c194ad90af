//! The records of an old workbook (MS-XLS) that say how cells look: formats, borders, sizes, what is hidden.

use std::collections::{BTreeMap, HashMap};

use super::super::super::package::damaged;
use super::super::{Position, Sides, Track, display};
use crate::diagnostics::Code;
use crate::error::Error;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const BOUND_SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const ROW: u16 = 0x0208;
const COL_INFO: u16 = 0x007D;
const DEFAULT_WIDTH: u16 = 0x0055;
const DEFAULT_HEIGHT: u16 = 0x0225;
/// Cells with their place and look first: blank, number, label, error, formula, RK, rich label, label of the table.
const CELLS: [u16; 8] = [
    0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00D6, 0x00FD,
];
/// Runs of cells: of numbers, and of blanks.
const NUMBERS: u16 = 0x00BD;
const BLANKS: u16 = 0x00BE;

/// The version whose looks have borders where this reader expects them.
const BIFF8: u16 = 0x0600;

/// Twentieths of a point, points of a character's width.
const TWIPS: f32 = 20.0;
const CHARACTER: f32 = 6.0;

/// Cells between the first and the last one of a sheet.
const MAX_ROOM: usize = 4_000_000;
const FAR_APART: &str = "a sheet has cells far beyond any form; delete the rows and columns that the form does not need";

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// What cells look like, by number.
    pub looks: Vec<Look>,
    /// In the order of the workbook.
    pub sheets: Vec<Marks>,
}

/// What a cell looks like.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub sides: Sides,
    pub format: String,
}

/// What is said of a sheet beside its values.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Number of the look of each cell.
    pub looks: HashMap<Position, u16>,
    pub rows: BTreeMap<u32, Track>,
    pub cols: BTreeMap<u32, Track>,
    pub row_height: f32,
    pub col_width: f32,
}

/// A record: its kind and what it holds.
type Record<'r> = (u16, &'r [u8]);

/// The records from an offset on.
fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

impl Book {
    /// Reads the stream.
    pub fn read(stream: &[u8]) -> Result<Self, Error> {
        let (mut formats, mut raw) = (HashMap::new(), Vec::new());
        let (mut offsets, mut version) = (Vec::new(), BIFF8);
        for (kind, data) in records(stream).take_while(|(kind, _)| *kind != EOF) {
            match kind {
                BOF => version = u16_at(data, 0).unwrap_or(BIFF8),
                FORMAT => formats.extend(format(data, version)),
                XF => raw.push(data),
                BOUND_SHEET => offsets.extend(u32_at(data, 0)),
                _ => {}
            }
        }
        let look = |data: &&[u8]| look(data, version, &formats);
        let mut book = Self {
            looks: raw.iter().map(look).collect(),
            sheets: Vec::new(),
        };
        for offset in offsets {
            let Some(sheet) = stream.get(offset as usize..) else {
                return Err(damaged(&"a sheet is missing"));
            };
            book.sheets.push(Marks::read(sheet)?);
        }
        Ok(book)
    }
}

impl Marks {
    fn read(stream: &[u8]) -> Result<Self, Error> {
        let mut marks = Self {
            row_height: 13.5,
            col_width: 54.0,
            ..Self::default()
        };
        let (mut depth, mut last) = (0, (0, 0));
        for (kind, data) in records(stream) {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                _ if depth == 1 => {
                    for (at, look) in cells(kind, data) {
                        last = (last.0.max(at.0), last.1.max(at.1));
                        marks.looks.insert(at, look);
                    }
                    marks.sizes(kind, data);
                }
                _ => {}
            }
        }
        // a reader makes room for every cell between the first and the last
        match (last.0 as usize + 1) * (last.1 as usize + 1) > MAX_ROOM {
            true => Err(Error::new(Code::TooMuch, FAR_APART)),
            false => Ok(marks),
        }
    }

    fn sizes(&mut self, kind: u16, data: &[u8]) {
        match kind {
            ROW => {
                let (Some(row), Some(height)) = (u16_at(data, 0), u16_at(data, 6)) else {
                    return;
                };
                let is_hidden = data.get(12).is_some_and(|flags| flags & 0x20 != 0);
                let track = Track {
                    last: row.into(),
                    size: (height & 0x8000 == 0).then_some(f32::from(height) / TWIPS),
                    is_hidden,
                };
                self.rows.insert(row.into(), track);
            }
            COL_INFO => {
                let number = |at| u16_at(data, at);
                if let (Some(first), Some(last), Some(width)) = (number(0), number(2), number(4)) {
                    let track = Track {
                        last: last.into(),
                        size: Some(f32::from(width) / 256.0 * CHARACTER),
                        is_hidden: number(8).is_some_and(|flags| flags & 1 != 0),
                    };
                    self.cols.insert(first.into(), track);
                }
            }
            DEFAULT_WIDTH => {
                let width = u16_at(data, 0).map(|width| f32::from(width) * CHARACTER);
                self.col_width = width.filter(|width| *width > 0.0).unwrap_or(self.col_width);
            }
            DEFAULT_HEIGHT => {
                let height = u16_at(data, 2).map(|height| f32::from(height) / TWIPS);
                self.row_height = height.filter(|h| *h > 0.0).unwrap_or(self.row_height);
            }
            _ => {}
        }
    }
}

/// The cells of a record, each with the number of its look.
fn cells(kind: u16, data: &[u8]) -> Vec<(Position, u16)> {
    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
        return Vec::new();
    };
    let width = match kind {
        NUMBERS => 6,
        BLANKS => 2,
        kind if CELLS.contains(&kind) => {
            let look = u16_at(data, 4);
            return look
                .map(|look| ((row.into(), first.into()), look))
                .into_iter()
                .collect();
        }
        _ => return Vec::new(),
    };
    let end = data.len().saturating_sub(2);
    let run = data.get(4..end).unwrap_or_default().chunks_exact(width);
    let looks = run.filter_map(|cell| u16_at(cell, 0));
    (u32::from(first)..)
        .zip(looks)
        .map(|(col, look)| ((row.into(), col), look))
        .collect()
}

/// A number format of the workbook's own: number and code.
fn format(data: &[u8], version: u16) -> Option<(u16, String)> {
    let number = u16_at(data, 0)?;
    if version < BIFF8 {
        let text = data.get(3..)?;
        let text = encoding_rs::SHIFT_JIS.decode_without_bom_handling(text).0;
        return Some((number, text.into_owned()));
    }
    let (length, flags) = (usize::from(u16_at(data, 2)?), *data.get(4)?);
    let text = data.get(5..)?;
    let text = match flags & 1 {
        0 => text.iter().take(length).map(|b| char::from(*b)).collect(),
        _ => {
            let units = text.chunks_exact(2).take(length);
            let units: Vec<u16> = units.filter_map(|unit| u16_at(unit, 0)).collect();
            String::from_utf16_lossy(&units)
        }
    };
    Some((number, text))
}

fn look(data: &[u8], version: u16, formats: &HashMap<u16, String>) -> Look {
    let number = u16_at(data, 2).unwrap_or_default();
    let own = formats.get(&number).map(String::as_str);
    let usual = || ssfmt::format_code_from_id(number.into());
    let code = own.or_else(usual).unwrap_or("General");
    let lines = match version {
        BIFF8 => u16_at(data, 10).unwrap_or_default(),
        _ => 0,
    };
    let side = |shift: u16| lines >> shift & 0xF != 0;
    Look {
        sides: Sides {
            left: side(0),
            right: side(4),
            top: side(8),
            bottom: side(12),
        },
        format: display::code(code, Some(number.into())).to_owned(),
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_cells_have_a_look_each() {
        let blanks = [1, 0, 2, 0, 7, 0, 8, 0, 3, 0];
        assert_eq!(cells(BLANKS, &blanks), [((1, 2), 7), ((1, 3), 8)]);
        let numbers = [0, 0, 1, 0, 9, 0, 0, 0, 0, 0, 1, 0];
        assert_eq!(cells(NUMBERS, &numbers), [((0, 1), 9)]);
        assert!(cells(BLANKS, &[1]).is_empty());
    }

    #[test]
    fn formats_are_read_in_both_widths() {
        let narrow = [164, 0, 4, 0, 0, b'0', b'.', b'0', b'%'];
        assert_eq!(format(&narrow, BIFF8), Some((164, "0.0%".to_owned())));
        let wide = [164, 0, 1, 0, 1, 0x86, 0x51];
        assert_eq!(format(&wide, BIFF8), Some((164, "円".to_owned())));
    }
}
