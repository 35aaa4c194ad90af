//! The tables as one workbook (xlsx), a sheet for each, for people rather than programs.
//!
//! Cells have the type of their column: codes are text and keep leading zeros, dates are dates, and no text is run as a
//! formula, whatever it begins with. The underlying library keeps rows in temporary files, so that memory stays
//! bounded; this is the only writer that does not work in memory alone.

use std::borrow::Cow;
use std::io::Write;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::csv::Headers;
use super::tables::{Column, Kind, Table, Value};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Document;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxWriteError {
    /// An error of the library, for example that a sheet is full.
    #[error("{0}; write CSV instead")]
    Library(#[from] XlsxError),
}

/// Excel's limit for the text of a cell, in UTF-16 code units.
pub const MOST_TEXT: usize = 32_767;
/// Extra column width for the filter button.
const BESIDE: usize = 3;
/// The greatest column width, in Latin letters; longer texts wrap.
const WIDEST: usize = 60;

/// A workbook being filled.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
}

/// A sheet being filled.
struct Sheet {
    table: Table,
    /// The next row.
    next: u32,
    /// The longest line in each column, in Latin letters.
    widths: Vec<usize>,
}

struct Formats {
    head: Format,
    text: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00DD_EBF7)),
            // the text format keeps a code as text when it is edited
            text: top.clone().set_num_format("@").set_text_wrap(),
            day: top.set_num_format("yyyy-mm-dd"),
        }
    }
}

impl Book {
    /// An empty workbook of these tables, with these headers.
    pub fn new(tables: Vec<Table>, headers: Headers) -> Result<Self, XlsxWriteError> {
        let mut workbook = Workbook::new();
        // the library would default to the current time
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let mut book = Self {
            workbook,
            sheets: Vec::new(),
            formats: Formats::new(),
        };
        for table in tables {
            let sheet = book.workbook.add_worksheet_with_constant_memory()?;
            let titles = headers.of(&table);
            set_up(sheet, &table.name, &titles, &book.formats)?;
            book.sheets.push(Sheet {
                widths: titles.iter().map(|title| title.width()).collect(),
                next: 1,
                table,
            });
        }
        Ok(book)
    }

    /// Adds the rows of a document to every sheet. A text that is too long for a cell is cut and reported
    /// ([`Code::CellCut`]).
    pub fn add(&mut self, document: &Document) -> Result<Vec<Diagnostic>, XlsxWriteError> {
        let mut cut = Vec::new();
        for (number, sheet) in self.sheets.iter_mut().enumerate() {
            let to = self.workbook.worksheet_from_index(number)?;
            sheet.add(document, to, &self.formats, &mut cut)?;
        }
        Ok(cut)
    }

    /// Writes the workbook.
    pub fn save(mut self, out: impl Write + Send) -> Result<(), XlsxWriteError> {
        for (number, sheet) in self.sheets.iter().enumerate() {
            let to = self.workbook.worksheet_from_index(number)?;
            to.autofilter(0, 0, sheet.next - 1, last_column(&sheet.table))?;
            for (at, width) in (0..).zip(&sheet.widths) {
                to.set_column_width(at, (width + BESIDE).min(WIDEST) as f64)?;
            }
        }
        Ok(self.workbook.save_to_writer(out)?)
    }
}

impl Sheet {
    fn add(
        &mut self,
        document: &Document,
        to: &mut Worksheet,
        formats: &Formats,
        cut: &mut Vec<Diagnostic>,
    ) -> Result<(), XlsxError> {
        for row in self.table.rows(document) {
            let columns = self.table.columns.iter().zip(&mut self.widths);
            for (at, (column, widest)) in (0..).zip(columns) {
                let value = column.value(&row);
                *widest = (*widest).max(width(&value));
                let (value, length) = fitting(value);
                cut.extend(length.map(|length| too_long(&self.table, column, self.next, length)));
                cell(to, (self.next, at), column, value, formats)?;
            }
            self.next += 1;
        }
        Ok(())
    }
}

/// The length of the longest line of a value, in Latin letters.
fn width(value: &Value<'_>) -> usize {
    match value {
        Value::Empty => 0,
        Value::Text(text) => text.lines().map(|line| line.width()).max().unwrap_or(0),
        Value::Number(number) => number.to_string().len(),
    }
}

fn last_column(table: &Table) -> u16 {
    u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Sets name, header and column formats of a sheet; the header is frozen.
fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    titles: &[Cow<'_, str>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, title) in (0..).zip(titles) {
        sheet.write_string_with_format(0, at, title.as_ref(), &formats.head)?;
    }
    Ok(())
}

/// The value, cut to what a cell can hold, and the full length of a text that was cut, in UTF-16 code units.
fn fitting(value: Value<'_>) -> (Value<'_>, Option<usize>) {
    match value {
        // a text has at most as many UTF-16 code units as bytes
        Value::Text(text) if text.len() > MOST_TEXT => {
            let length = text.encode_utf16().count();
            match length > MOST_TEXT {
                true => (Value::Text(beginning(&text).into()), Some(length)),
                false => (Value::Text(text), None),
            }
        }
        value => (value, None),
    }
}

/// As many characters as fit, with an ellipsis.
fn beginning(text: &str) -> String {
    let mut left = MOST_TEXT - 1;
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = left.saturating_sub(units);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    kept + "…"
}

fn too_long(table: &Table, column: &Column, row: u32, length: usize) -> Diagnostic {
    let message = format!(
        "{}, row {row}, column {}: a text of {length} characters, more than a workbook cell can hold ({MOST_TEXT}); \
         its beginning is in the cell, the whole is in the record and in CSV",
        table.name, column.name
    );
    Diagnostic::new(Code::CellCut, message)
}

fn cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &Column,
    value: Value<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => return Ok(()),
        Value::Text(text) if text.is_empty() => return Ok(()),
        Value::Text(text) if column.kind == Kind::Date => {
            match ExcelDateTime::parse_from_str(&text) {
                Ok(day) => sheet.write_datetime_with_format(row, at, &day, &formats.day)?,
                // a date before 1900, which Excel cannot represent
                Err(_) => sheet.write_string_with_format(row, at, text, &formats.text)?,
            }
        }
        Value::Text(text) => sheet.write_string_with_format(row, at, text, &formats.text)?,
        Value::Number(number) => match number.as_f64() {
            Some(value) => sheet.write_number(row, at, value)?,
            None => sheet.write_string(row, at, number.to_string())?,
        },
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::io::Cursor;

    use super::*;
    use crate::write::{sample, tables};

    fn bytes(document: &Document) -> Vec<u8> {
        let mut book = Book::new(tables::tables(&sample::profile()), Headers::En).unwrap();
        book.add(document).unwrap();
        let mut out = Cursor::new(Vec::new());
        book.save(&mut out).unwrap();
        out.into_inner()
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        let first = bytes(&sample::document());
        assert!(first.starts_with(b"PK"));
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == bytes(&sample::document()));
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_reported() {
        let mut document = sample::document();
        document.sheets[0].goal = Some("あ".repeat(MOST_TEXT + 1));
        let mut book = Book::new(tables::tables(&sample::profile()), Headers::En).unwrap();
        let cut = book.add(&document).unwrap();
        assert!(cut.iter().all(|d| d.code == Code::CellCut));
        assert!(
            cut[0].message.contains("goal: a text of 32768 characters"),
            "{cut:?}"
        );
        assert!(book.sheets.iter().any(|sheet| sheet.next > 1));
        book.save(Cursor::new(Vec::new())).unwrap();
    }

    #[test]
    fn a_surrogate_pair_is_not_split() {
        let text = "𠮷".repeat(MOST_TEXT);
        let kept = beginning(&text);
        assert_eq!(kept.encode_utf16().count(), MOST_TEXT);
        assert!(kept.ends_with("𠮷…"));
    }
}
