//! Tables as CSV (RFC 4180).
//!
//! A cell that a spreadsheet would run as a formula gets a leading `'`; a line feed inside a cell stays one, whatever
//! ends the rows. Header and rows are made apart, so that the rows of many documents go into one file.

use std::borrow::Cow;
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::encoding::{Encoding, Unmappable};
use super::tables::{Column, Kind, Table, Value};
use crate::model::Document;

/// What stands in the first row.
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

/// What ends a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineEnding {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`, as RFC 4180 and Excel have it.
    Crlf,
}

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvOptions {
    /// What stands in the first row.
    pub headers: Headers,
    /// Whether UTF-8 begins with a byte order mark, by which Excel knows it.
    pub bom: bool,
    /// What ends a row.
    pub line_ending: LineEnding,
    /// How it is encoded.
    pub encoding: Encoding,
    /// Whether a character that the encoding lacks is replaced; else it is an error.
    pub replace_unmappable: bool,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CsvError {
    /// The encoding lacks a character.
    #[error(
        "{table}, row {row}, column {column}: {encoding} has no {character:?} (U+{:04X}); use --encoding utf-8 or --replace-unmappable",
        u32::from(*.character)
    )]
    Unmappable {
        /// The character.
        character: char,
        /// The encoding.
        encoding: Encoding,
        /// Name of the table.
        table: String,
        /// Which of the document's rows, from 1; 0 is the header.
        row: usize,
        /// Name of the column.
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

/// The first row, behind a byte order mark where one is wanted.
pub fn header(table: &Table, options: &CsvOptions) -> Result<Vec<u8>, CsvError> {
    let mut out = Vec::new();
    if options.bom && options.encoding == Encoding::Utf8 {
        out.extend(BOM);
    }
    let title = |column: &Column| match options.headers {
        Headers::En => column.name.clone(),
        Headers::Ja => column.title.clone(),
    };
    let mut rows = Rows::new(table, options);
    rows.push(0, |column| Cow::Owned(title(column)))?;
    out.extend(rows.finish()?);
    Ok(out)
}

/// The rows that a document gives.
pub fn rows(table: &Table, document: &Document, options: &CsvOptions) -> Result<Vec<u8>, CsvError> {
    let mut rows = Rows::new(table, options);
    for (number, row) in (1..).zip(table.rows(document)) {
        rows.push(number, |column| cell(column, column.value(&row)))?;
    }
    rows.finish()
}

/// Rows as bytes.
struct Rows<'t> {
    table: &'t Table,
    options: CsvOptions,
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
            out: csv::WriterBuilder::new()
                .terminator(terminator)
                .from_writer(Vec::new()),
        }
    }

    fn push<'a>(
        &mut self,
        row: usize,
        text: impl Fn(&Column) -> Cow<'a, str>,
    ) -> Result<(), CsvError> {
        for column in &self.table.columns {
            let text = text(column);
            let bytes = self
                .options
                .encoding
                .encode(&text, self.options.replace_unmappable)
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

    fn finish(self) -> Result<Vec<u8>, CsvError> {
        Ok(self.out.into_inner().map_err(|e| e.into_error())?)
    }
}

/// The text of a cell.
fn cell<'a>(column: &Column, value: Value<'a>) -> Cow<'a, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) if column.kind == Kind::Text => harmless(text),
        Value::Text(text) => text,
        Value::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// Characters by which a spreadsheet knows a formula (OWASP, CSV injection).
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text, behind a `'` where a spreadsheet would run it.
pub fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) && !is_plain_number(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// Whether it is a signed number such as `-5`, `+1,234` or `-2.5%`, which a spreadsheet reads as just that.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    whole.split(',').all(is_digits) && is_digits(fraction)
}

#[cfg(test)]
mod tests;
