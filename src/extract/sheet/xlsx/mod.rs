//! Workbooks of Excel since 2007 (xlsx, xlsm), and of the programs that write the same format.
//!
//! calamine reads strings, styles and values; what it leaves out (sizes, what is hidden, formulas without a value, print
//! areas, text boxes) is read from the parts themselves.

use std::io::Cursor;

use calamine::{Data, Reader as _, Style, Xlsx, XlsxError};

use super::super::package::{Package, damaged};
use super::area::Area;
use super::display::{self, Display};
use super::{MAX_CELLS, Position, Sheet, Sides, too_many};
use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::options::Limits;

mod drawing;
mod scan;
mod workbook;

/// Reads a workbook.
///
/// # Errors
///
/// [`Code::Damaged`], [`Code::Limit`] or [`Code::TooMuch`].
pub(in crate::extract) fn read(
    bytes: Vec<u8>,
    limits: Limits,
) -> Result<(Content, Vec<Diagnostic>), Error> {
    let mut package = Package::open(bytes.clone(), limits.max_bytes)?;
    let about = workbook::About::read(&mut package)?;
    let bytes = match &about.of_macro_sheets {
        Some(part) => without_macro_sheets(&mut package, part)?,
        None => bytes,
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut display = Display::new(about.is_1904);
    let mut sheets = Vec::new();
    for entry in &about.sheets {
        let Some(xml) = package.part(&entry.part)? else {
            continue;
        };
        let mut sheet = scan::scan(&entry.name, &xml)?;
        drop(xml);
        sheet.is_hidden = entry.is_hidden;
        sheet.print_areas.clone_from(&entry.print_areas);
        sheet.shapes = drawing::texts(&mut package, &entry.part)?;
        cells(&mut workbook, &mut sheet, &mut display)?;
        sheets.push(sheet);
    }
    let (content, mut notes) = super::write(sheets, limits)?;
    notes.extend(macros(&package, about.of_macro_sheets.is_some()));
    notes.extend(super::unknown_formats(&display));
    Ok((content, notes))
}

/// The file with dialogs in place of its sheets of macros, which calamine refuses. Neither has cells.
fn without_macro_sheets(package: &mut Package, relations: &str) -> Result<Vec<u8>, Error> {
    let text = package.small_part(relations)?.unwrap_or_default();
    let kinds = workbook::MACRO_SHEETS.iter();
    let text = kinds.fold(text, |text, kind| {
        text.replace(&format!("/{kind}\""), "/dialogsheet\"")
    });
    package.with_part(relations, &text)
}

fn macros(package: &Package, has_macro_sheets: bool) -> Option<Diagnostic> {
    (has_macro_sheets || package.has("xl/vbaProject"))
        .then(|| Diagnostic::new(Code::Macros, super::MACROS))
}

/// Texts and borders of a sheet.
fn cells(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &mut Sheet,
    display: &mut Display,
) -> Result<(), Error> {
    let mut reader = match workbook.worksheet_cells_reader(&sheet.name) {
        Ok(reader) => reader,
        // a chart that fills a sheet of its own has no cells
        Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(()),
        Err(error) => return Err(damaged(&error)),
    };
    let styles = Looks::of(reader.styles());
    while let Some((cell, style)) = reader
        .next_cell_with_style_id()
        .map_err(|error| damaged(&error))?
    {
        let at: Position = cell.get_position();
        let look = styles.get(style);
        if look.sides.is_any() {
            sheet.borders.push((at, look.sides));
        }
        let text = shown(&Data::from(cell.get_value().clone()), look, display);
        if !text.trim().is_empty() {
            sheet.texts.push((at, text));
        }
        if sheet.borders.len().max(sheet.texts.len()) > MAX_CELLS {
            return Err(too_many(&sheet.name));
        }
    }
    Ok(())
}

/// What a value looks like in its cell.
fn shown(value: &Data, look: &Look, display: &mut Display) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => display.text(text, &look.format),
        Data::Int(number) => display.number(*number as f64, &look.format),
        Data::Float(number) => display.number(*number, &look.format),
        Data::DateTime(day) => display.number(day.as_f64(), &look.format),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        other => other.to_string(),
    }
}

/// What matters of a style.
#[derive(Clone, Debug)]
struct Look {
    sides: Sides,
    format: String,
}

/// The styles of a workbook by number.
struct Looks {
    all: Vec<Look>,
    none: Look,
}

impl Looks {
    fn of(styles: &[Style]) -> Self {
        Self {
            all: styles.iter().map(Look::of).collect(),
            none: Look {
                sides: Sides::default(),
                format: "General".to_owned(),
            },
        }
    }

    fn get(&self, number: usize) -> &Look {
        self.all.get(number).unwrap_or(&self.none)
    }
}

impl Look {
    fn of(style: &Style) -> Self {
        let sides = style.borders.as_ref().map(|borders| Sides {
            left: borders.left.is_visible(),
            right: borders.right.is_visible(),
            top: borders.top.is_visible(),
            bottom: borders.bottom.is_visible(),
        });
        let format = style
            .number_format
            .as_ref()
            .map(|format| display::code(&format.format_code, format.format_id).to_owned());
        Self {
            sides: sides.unwrap_or_default(),
            format: format.unwrap_or_else(|| "General".to_owned()),
        }
    }
}

/// The areas that a formula names: `総務部!$A$1:$H$40,総務部!$J$1:$K$9`.
fn areas(formula: &str) -> Vec<Area> {
    let (mut parts, mut part, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in formula.chars() {
        is_quoted ^= c == '\'';
        match c {
            ',' if !is_quoted => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    let area = |part: &String| Area::parse(part.rsplit('!').next()?);
    parts.iter().filter_map(area).collect()
}
