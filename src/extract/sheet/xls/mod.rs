//! Workbooks of Excel before 2007 (xls).
//!
//! calamine reads the values and the merged cells; number formats, borders, sizes and what is hidden are read from the
//! records (`records`), which it does not pass on. Text boxes are not read.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls};

use super::super::package::damaged;
use super::area::Area;
use super::display::Display;
use super::{Position, Sheet, Tracks};
use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::guard::guarded;
use crate::options::Limits;

mod records;

/// The name of a print area begins with this, among the names of a workbook.
const PRINT_AREA: char = '\u{6}';

/// Reads a workbook.
///
/// # Errors
///
/// [`Code::Damaged`], [`Code::Limit`] or [`Code::TooMuch`].
pub(in crate::extract) fn read(
    bytes: Vec<u8>,
    limits: Limits,
) -> Result<(Content, Vec<Diagnostic>), Error> {
    let (stream, mut has_macros) = stream(&bytes)?;
    let book = records::Book::read(&stream)?;
    drop(stream);
    // the reader trusts lengths in the file, and ends with a panic where they are wrong
    let opened = guarded(|| Xls::new(Cursor::new(bytes)));
    let opened = opened.ok_or_else(|| damaged(&"a record is too short"))?;
    let mut workbook: Xls<_> = opened.map_err(|error| damaged(&error))?;
    let mut display = Display::new(workbook.has_1904_epoch());
    let mut sheets = Vec::new();
    let about = workbook.sheets_metadata().to_vec();
    for (entry, marks) in about.iter().zip(book.sheets) {
        has_macros |= entry.typ == SheetType::MacroSheet;
        if entry.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = Sheet {
            name: entry.name.clone(),
            is_hidden: entry.visible != SheetVisible::Visible,
            print_areas: print_areas(&workbook, &entry.name),
            rows: Tracks {
                usual: marks.row_height,
                given: marks.rows,
            },
            cols: Tracks {
                usual: marks.col_width,
                given: marks.cols,
            },
            ..Sheet::default()
        };
        let merged = workbook.merge_cells_by_sheet_name(&entry.name);
        sheet.merged = merged.unwrap_or_default().iter().map(area).collect();
        for (at, look) in &marks.looks {
            let sides = book.looks.get(usize::from(*look)).map(|look| look.sides);
            let sides = sides.filter(|sides| sides.is_any());
            sheet.borders.extend(sides.map(|sides| (*at, sides)));
        }
        let range = workbook
            .worksheet_range(&entry.name)
            .map_err(|error| damaged(&error))?;
        let start = range.start().unwrap_or_default();
        for (row, col, value) in range.used_cells() {
            let at: Position = (start.0 + row as u32, start.1 + col as u32);
            let look = marks.looks.get(&at);
            let look = look.and_then(|look| book.looks.get(usize::from(*look)));
            let format = look.map_or("General", |look| look.format.as_str());
            let text = shown(value, format, &mut display);
            if !text.trim().is_empty() {
                sheet.texts.push((at, text));
            }
        }
        sheets.push(sheet);
    }
    let (content, mut notes) = super::write(sheets, limits)?;
    notes.extend(has_macros.then(|| Diagnostic::new(Code::Macros, super::MACROS)));
    notes.extend(super::unknown_formats(&display));
    Ok((content, notes))
}

/// The stream of the workbook's records, and whether there are macros.
fn stream(bytes: &[u8]) -> Result<(Vec<u8>, bool), Error> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let has_macros = file.exists("/_VBA_PROJECT_CUR");
    let name = match file.is_stream("/Workbook") {
        true => "/Workbook",
        false => "/Book",
    };
    let mut stream = file.open_stream(name).map_err(|error| damaged(&error))?;
    let mut records = Vec::new();
    stream
        .read_to_end(&mut records)
        .map_err(|error| damaged(&error))?;
    Ok((records, has_macros))
}

fn shown(value: &Data, format: &str, display: &mut Display) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => display.text(text, format),
        Data::Int(number) => display.number(*number as f64, format),
        Data::Float(number) => display.number(*number, format),
        Data::DateTime(day) => display.number(day.as_f64(), format),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        other => other.to_string(),
    }
}

fn area(merged: &calamine::Dimensions) -> Area {
    Area {
        top: merged.start.0,
        left: merged.start.1,
        bottom: merged.end.0,
        right: merged.end.1,
    }
}

/// What is printed of a sheet.
fn print_areas(workbook: &Xls<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Area> {
    let names = workbook.defined_names().iter();
    let own = names.filter(|(name, formula)| {
        let on = formula.rsplit_once('!').map(|(sheet, _)| sheet);
        name.starts_with(PRINT_AREA) && on == Some(sheet)
    });
    own.filter_map(|(_, formula)| Area::parse(formula.rsplit('!').next()?))
        .collect()
}
