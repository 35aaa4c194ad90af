//! The tables as one workbook (xlsx), a sheet for each, for people rather than programs.
//!
//! After the tables come a sheet of what needs a look (`to_check`) and one that explains the columns (`columns`).
//! Cells have the type of their column: codes are text and keep leading zeros, dates are dates, and no text is run as a
//! formula, whatever it begins with (`cells`). Sheets have filters, frozen headers and widths, and print one page wide
//! (`layout`). The underlying library keeps rows in temporary files, so that memory stays bounded; this is the only
//! writer that does not work in memory alone.

mod cells;
mod columns;
mod layout;
mod place;
mod to_check;

use std::borrow::Cow;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::csv::Headers;
use super::tables::{Column, Table, Value};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Document;
use cells::{Formats, cell, fitting};
use layout::Widths;
use to_check::ToCheck;

pub use cells::MOST_TEXT;
pub use columns::SHEET as COLUMNS;
pub use to_check::SHEET as TO_CHECK;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxWriteError {
    /// An error of the library, for example that a sheet is full.
    #[error("{0}; write CSV instead")]
    Library(#[from] XlsxError),
}

/// The column that means nothing to people: in the workbook it is the last.
const KEY: &str = "document_id";

/// A workbook being filled.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    to_check: ToCheck,
    formats: Formats,
}

/// A sheet of a table being filled.
struct Sheet {
    table: Table,
    /// The columns in their order in the sheet, as indexes of the table's.
    order: Vec<usize>,
    /// The next row.
    next: u32,
    widths: Widths,
}

impl Book {
    /// An empty workbook of these tables. With Japanese headers the sheets have Japanese names as well.
    pub fn new(tables: Vec<Table>, headers: Headers) -> Result<Self, XlsxWriteError> {
        let mut workbook = Workbook::new();
        // the library would default to the current time
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let formats = Formats::new();
        let names = names(&tables, headers);
        let mut sheets = Vec::new();
        let titles: Vec<Vec<String>> = tables
            .iter()
            .map(|table| owned(headers.of(table)))
            .collect();
        for ((table, name), titles) in tables.into_iter().zip(&names).zip(&titles) {
            let order = order(&table);
            let titles: Vec<&str> = order
                .iter()
                .filter_map(|at| titles.get(*at))
                .map(String::as_str)
                .collect();
            let to = workbook.add_worksheet_with_constant_memory()?;
            to.set_name(name)?;
            layout::header(to, &titles, &formats)?;
            sheets.push(Sheet {
                widths: Widths::of(&titles),
                next: 1,
                order,
                table,
            });
        }
        let to_check = ToCheck::begin(
            workbook.add_worksheet_with_constant_memory()?,
            sheets.iter().map(|sheet| &sheet.table),
            &formats,
        )?;
        let described = sheets
            .iter()
            .map(|sheet| &sheet.table)
            .zip(&names)
            .zip(&titles);
        let explanation = workbook.add_worksheet_with_constant_memory()?;
        columns::write(explanation, described, &formats)?;
        Ok(Self {
            workbook,
            sheets,
            to_check,
            formats,
        })
    }

    /// Adds the rows of a document to every sheet. A text that is too long for a cell is cut and reported
    /// ([`Code::CellCut`]).
    pub fn add(&mut self, document: &Document) -> Result<Vec<Diagnostic>, XlsxWriteError> {
        let mut cut = Vec::new();
        for (number, sheet) in self.sheets.iter_mut().enumerate() {
            let to = self.workbook.worksheet_from_index(number)?;
            sheet.add(document, to, &self.formats, &mut cut)?;
        }
        let to = self.workbook.worksheet_from_index(self.sheets.len())?;
        self.to_check.add(document, to, &self.formats)?;
        Ok(cut)
    }

    /// Writes the workbook.
    pub fn save(mut self, out: impl Write + Send) -> Result<(), XlsxWriteError> {
        for (number, sheet) in self.sheets.iter().enumerate() {
            let to = self.workbook.worksheet_from_index(number)?;
            layout::finish(to, sheet.next, &sheet.widths)?;
        }
        let to = self.workbook.worksheet_from_index(self.sheets.len())?;
        self.to_check.finish(to)?;
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
            let columns = self
                .order
                .iter()
                .filter_map(|at| self.table.columns.get(*at));
            let mut lines = 1;
            for (at, column) in (0..).zip(columns) {
                let value = column.value(&row);
                lines = lines.max(self.widths.see(at, &shown(&value)));
                let (value, length) = fitting(value);
                cut.extend(length.map(|length| too_long(&self.table, column, self.next, length)));
                cell(to, (self.next, at), column.kind, value, formats)?;
            }
            layout::height(to, self.next, lines)?;
            self.next += 1;
        }
        Ok(())
    }
}

fn owned(titles: Vec<Cow<'_, str>>) -> Vec<String> {
    titles.into_iter().map(Cow::into_owned).collect()
}

/// The columns of a table, as indexes: [`KEY`] last.
fn order(table: &Table) -> Vec<usize> {
    let is_key = |at: &usize| {
        table
            .columns
            .get(*at)
            .is_some_and(|column| column.name == KEY)
    };
    let (last, mut first): (Vec<_>, Vec<_>) = (0..table.columns.len()).partition(is_key);
    first.extend(last);
    first
}

/// Excel's limit for the name of a sheet, in characters.
const LONGEST_NAME: usize = 31;

/// The names of the sheets. A title that Excel does not take as a name, or that occurs twice, gives way to the table's key.
fn names(tables: &[Table], headers: Headers) -> Vec<String> {
    let reserved = [COLUMNS, TO_CHECK];
    let is_name = |title: &str| {
        let alike = tables.iter().filter(|table| table.title == title).count();
        let is_allowed =
            !title.is_empty() && !title.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']);
        alike == 1
            && is_allowed
            && title.chars().count() <= LONGEST_NAME
            && !reserved.contains(&title)
    };
    let name = |table: &Table| match headers == Headers::Ja && is_name(&table.title) {
        true => table.title.clone(),
        false => table.name.to_string(),
    };
    tables.iter().map(name).collect()
}

/// A value as its cell shows it.
fn shown<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
    }
}

fn too_long(table: &Table, column: &Column, row: u32, length: usize) -> Diagnostic {
    let message = format!(
        "{}, row {row}, column {}: a text of {length} characters, more than a workbook cell can hold ({MOST_TEXT}); \
         its beginning is in the cell, the whole is in the record and in CSV",
        table.name, column.name
    );
    Diagnostic::new(Code::CellCut, message)
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

    #[cfg(feature = "originals")]
    #[test]
    fn the_sheets_are_for_people() {
        use calamine::{Data, Reader, Xlsx};

        let mut book = Book::new(tables::tables(&sample::profile()), Headers::Ja).unwrap();
        book.add(&sample::document()).unwrap();
        let mut out = Cursor::new(Vec::new());
        book.save(&mut out).unwrap();
        let mut read = Xlsx::new(out).unwrap();
        let names = read.sheet_names();
        assert_eq!(names[0], "具体的な取組");
        assert_eq!(names[names.len() - 2..], [TO_CHECK, COLUMNS]);
        let mut rows = |sheet: &str| -> Vec<Vec<String>> {
            let range = read.worksheet_range(sheet).unwrap();
            let texts = |row: &[Data]| row.iter().map(ToString::to_string).collect();
            range.rows().map(texts).collect()
        };
        let measures = rows("具体的な取組");
        assert_eq!(measures[0].first().unwrap(), "シート順");
        assert_eq!(measures[0].last().unwrap(), "文書ID");
        let to_check = rows(TO_CHECK);
        let is_warning = |d: &&Diagnostic| d.severity == crate::diagnostics::Severity::Warning;
        let warnings = sample::document()
            .diagnostics
            .iter()
            .filter(is_warning)
            .count();
        assert!(
            warnings > 0 && to_check.len() == warnings + 1,
            "{to_check:?}"
        );
        assert!(
            to_check[1]
                .iter()
                .all(|cell| !cell.contains("W2") || cell.len() == 4)
        );
        let explained = rows(COLUMNS);
        assert!(
            explained
                .iter()
                .any(|row| row[1] == "数値目標" && row[5] == "target")
        );
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
}
