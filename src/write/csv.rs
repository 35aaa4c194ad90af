//! Tables as CSV (RFC 4180).
//!
//! A cell that a spreadsheet would run as a formula is prefixed with `'`. Line feeds inside cells are kept, whatever
//! the line ending. Header and rows are made separately, so that the rows of many documents can share a file.

use std::borrow::Cow;
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::encoding::{Encoding, Substituted, Unmappable};
use super::tables::{Column, Kind, Table, Value};
use crate::model::Document;

/// The language of the header row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Headers {
    /// The keys of the record.
    #[default]
    En,
    /// The Japanese titles.
    Ja,
}

impl FromStr for Headers {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "en" => Ok(Self::En),
            "ja" => Ok(Self::Ja),
            _ => Err("one of en, ja".to_owned()),
        }
    }
}

/// The line ending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineEnding {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`, as in RFC 4180 and Excel.
    Crlf,
}

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvOptions {
    /// The header row.
    pub headers: Headers,
    /// Whether UTF-8 starts with a byte order mark, which Excel needs to recognise it.
    pub bom: bool,
    /// The line ending.
    pub line_ending: LineEnding,
    /// The encoding.
    pub encoding: Encoding,
    /// Whether to replace characters that the encoding lacks; otherwise they are an error.
    pub replace_unmappable: bool,
    /// Whether to protect cells that Excel would change, such as `(1)` and `8月29日`.
    pub excel_safe: bool,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CsvError {
    /// The encoding lacks a character.
    #[error(
        "{table}, row {row}, column {column}: {encoding} has no {character:?} (U+{:04X})",
        u32::from(*.character)
    )]
    Unmappable {
        /// The character.
        character: char,
        /// The encoding.
        encoding: Encoding,
        /// The name of the table.
        table: String,
        /// The row among those of the document, from 1; 0 is the header.
        row: usize,
        /// The name of the column.
        column: String,
    },
    /// The rows could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl From<csv::Error> for CsvError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// Encoded rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The characters that were replaced by equivalents.
    pub substituted: Substituted,
}

impl Headers {
    /// The headers of a table. A title that two columns share gets the key appended.
    pub fn of(self, table: &Table) -> Vec<Cow<'_, str>> {
        let columns = &table.columns;
        let name = |column: &'_ Column| match self {
            Self::En => column.name.clone(),
            Self::Ja => {
                let is_it = |other: &&Column| other.title == column.title;
                match columns.iter().filter(is_it).count() {
                    1 => column.title.clone(),
                    _ => format!("{}（{}）", column.title, column.name),
                }
            }
        };
        columns.iter().map(|c| Cow::Owned(name(c))).collect()
    }

    /// The headers of the columns with these keys.
    pub fn of_keys(self, table: &Table, keys: &[&str]) -> Vec<String> {
        let all = self.of(table);
        let name = |key: &&str| {
            let at = table.columns.iter().position(|c| c.name == **key)?;
            all.get(at).map(|name| name.clone().into_owned())
        };
        keys.iter().filter_map(name).collect()
    }
}

/// The header row, after a byte order mark if the options ask for one.
pub fn header(table: &Table, options: &CsvOptions) -> Result<Vec<u8>, CsvError> {
    let mut out = Vec::new();
    if options.bom && options.encoding == Encoding::Utf8 {
        out.extend(BOM);
    }
    let mut titles = options.headers.of(table).into_iter();
    let mut rows = Rows::new(table, options);
    rows.push(0, |_| titles.next().unwrap_or_default())?;
    out.extend(rows.finish()?.bytes);
    Ok(out)
}

/// The rows of a document.
pub fn rows(table: &Table, document: &Document, options: &CsvOptions) -> Result<Encoded, CsvError> {
    let mut rows = Rows::new(table, options);
    for (number, row) in (1..).zip(table.rows(document)) {
        rows.push(number, |column| cell(column, column.value(&row), options))?;
    }
    rows.finish()
}

/// Rows being written.
struct Rows<'t> {
    table: &'t Table,
    options: CsvOptions,
    substituted: Substituted,
    out: csv::Writer<Vec<u8>>,
}

impl<'t> Rows<'t> {
    fn new(table: &'t Table, options: &CsvOptions) -> Self {
        let terminator = match options.line_ending {
            LineEnding::Lf => csv::Terminator::Any(b'\n'),
            LineEnding::Crlf => csv::Terminator::CRLF,
        };
        Self {
            table,
            options: *options,
            substituted: Substituted::default(),
            out: csv::WriterBuilder::new()
                .terminator(terminator)
                .from_writer(Vec::new()),
        }
    }

    fn push<'a>(
        &mut self,
        row: usize,
        mut text: impl FnMut(&Column) -> Cow<'a, str>,
    ) -> Result<(), CsvError> {
        for column in &self.table.columns {
            let text = text(column);
            let bytes = self
                .options
                .encoding
                .encode(
                    &text,
                    self.options.replace_unmappable,
                    &mut self.substituted,
                )
                .map_err(|lacking| self.lacking(lacking, row, column))?;
            self.out.write_field(&bytes)?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    fn lacking(&self, Unmappable(character): Unmappable, row: usize, column: &Column) -> CsvError {
        CsvError::Unmappable {
            character,
            encoding: self.options.encoding,
            table: self.table.name.to_string(),
            row,
            column: column.name.clone(),
        }
    }

    fn finish(self) -> Result<Encoded, CsvError> {
        Ok(Encoded {
            bytes: self.out.into_inner().map_err(|e| e.into_error())?,
            substituted: self.substituted,
        })
    }
}

/// The text of a cell.
fn cell<'a>(column: &Column, value: Value<'a>, options: &CsvOptions) -> Cow<'a, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) if options.excel_safe && column.kind == Kind::Text => excel::kept(text),
        Value::Text(text) => harmless(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// Characters that start a formula in a spreadsheet (OWASP, CSV injection).
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text, prefixed with `'` if a spreadsheet would run it.
pub fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) && !is_plain_number(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// Whether this is a signed number such as `-5`, `+1,234` or `-2.5%`, which spreadsheets read as a number.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    whole.split(',').all(is_digits) && is_digits(fraction)
}

mod excel;
#[cfg(test)]
mod tests;
