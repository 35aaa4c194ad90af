//! Text files: tab-separated tables with remnants of HTML.
//!
//! 1. `encoding` decodes the bytes.
//! 2. `rows` cuts it: each line with tabs is a row, every tab begins the next column; `copied` puts rows together that a
//!    browser broke, `csv` and `markdown` cut their own kinds of text. Rows that follow one another are a table; any
//!    other line that is not blank is a line of text. A form feed begins a page.
//!    `laid_out` reads columns that only spaces separate, if they decide every cell.
//! 3. `markup` takes tags and entities out of a line or cell and cuts it where they mean a new line.
//!
//! Left to others: what the cells mean, and list marks such as `- 1 ` (segment).

use crate::content::{Block, Cell, Content, Line, Table};
use crate::diagnostics::Diagnostic;
use crate::error::Error;
use crate::text::{Char, Place, Position, Text};
use rows::{Field, Row, Segment, count};

mod copied;
mod csv;
mod encoding;
mod laid_out;
mod markdown;
mod markup;
mod rows;
#[cfg(test)]
mod tests;

/// Starts a page.
const FORM_FEED: char = '\u{C}';

/// Reads a text file. Without an encoding, it is detected from the bytes.
pub fn read(
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
) -> Result<(Content, Vec<Diagnostic>), Error> {
    let text = encoding::decode(bytes, encoding)?;
    let (content, told) = laid_out::read(&text).unwrap_or_default();
    let content = content.unwrap_or_else(|| {
        let mut builder = Builder::new();
        rows_of(&text).into_iter().for_each(|row| builder.row(row));
        builder.finish()
    });
    Ok((content, told))
}

/// The rows of a text, by what parts its cells.
fn rows_of(text: &str) -> Vec<Row<'_>> {
    markdown::rows(text)
        .or_else(|| csv::rows(text))
        .unwrap_or_else(|| copied::whole(rows::rows(text)))
}

/// Whether the bytes are CSV.
pub(crate) fn is_csv(bytes: &[u8], encoding: Option<&'static encoding_rs::Encoding>) -> bool {
    let text = encoding::decode(bytes, encoding);
    text.is_ok_and(|text| markdown::rows(&text).is_none() && csv::rows(&text).is_some())
}

/// The text that the bytes of a web page are.
#[cfg(feature = "originals")]
pub(super) fn decoded(
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
) -> Result<String, Error> {
    encoding::decode(bytes, encoding)
}

/// The lines of a text file as decoded, which [`Position::LineColumn`] counts.
pub fn lines(
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
) -> Result<Vec<String>, Error> {
    let text = encoding::decode(bytes, encoding)?;
    Ok(rows::lines(&text).map(str::to_owned).collect())
}

/// Collects blocks and the places of their characters.
struct Builder {
    content: Content,
    page: u32,
    rows: Vec<Vec<Vec<Line>>>,
}

impl Builder {
    fn new() -> Self {
        Self {
            content: Content::default(),
            page: 1,
            rows: Vec::new(),
        }
    }

    fn row(&mut self, row: Row<'_>) {
        if row.len() == 1 {
            self.end_table();
            row.into_iter()
                .flat_map(|field| field.segments)
                .for_each(|segment| self.line(segment));
            return;
        }
        self.turn_pages(&row);
        let row = row.iter().map(|field| self.cell(field)).collect();
        self.rows.push(row);
    }

    /// A form feed before a row, which editors put at the start of its line.
    fn turn_pages(&mut self, row: &Row<'_>) {
        let segments = row.iter().flat_map(|field| &field.segments);
        let feeds = segments
            .map(|segment| segment.text.matches(FORM_FEED).count())
            .sum::<usize>();
        if feeds > 0 {
            self.end_table();
            self.page += feeds as u32;
        }
    }

    fn line(&mut self, segment: Segment<'_>) {
        let mut column = segment.column;
        for (i, text) in segment.text.split(FORM_FEED).enumerate() {
            self.page += u32::from(i > 0);
            let lines = self.cut(
                Segment {
                    text,
                    column,
                    ..segment
                },
                false,
            );
            self.content
                .blocks
                .extend(lines.into_iter().map(Block::Line));
            column += count(text) + 1;
        }
    }

    fn cell(&mut self, field: &Field<'_>) -> Vec<Line> {
        let segments = field.segments.iter();
        segments
            .flat_map(|&segment| self.cut(segment, field.quoted))
            .collect()
    }

    /// The lines of a piece of the file, without markup and blank lines.
    fn cut(&mut self, source: Segment<'_>, quoted: bool) -> Vec<Line> {
        let pieces = markup::pieces(source.text, quoted);
        let mut lines = Vec::new();
        for piece in pieces.split(|piece| piece.c.is_none()) {
            let chars = piece
                .iter()
                .filter_map(|piece| Some((piece.c?, piece.column)));
            let text: Text = chars
                .map(|(c, at)| Char::new(c, self.place(source.line, source.column + at)))
                .collect();
            let text = text.trimmed();
            if !text.is_empty() {
                lines.push(Line {
                    page: self.page,
                    text,
                    room: f32::INFINITY,
                    ..Line::default()
                });
            }
        }
        lines
    }

    fn place(&mut self, line: u32, column: u32) -> u32 {
        let at = self.content.places.len() as u32;
        self.content.places.push(Place {
            page: self.page,
            position: Position::LineColumn(line, column),
        });
        at
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        let cols = rows.iter().map(Vec::len).max().unwrap_or(0);
        let table = Table {
            page: self.page,
            bbox: Default::default(),
            rows: rows.len(),
            cols,
            cells: cells(rows),
            edges: (0..=cols).map(|edge| edge as f32).collect(),
            ruled: false,
        };
        self.content.blocks.push(Block::Table(table));
    }

    fn finish(mut self) -> Content {
        self.end_table();
        self.content.pages = self.page;
        self.content
    }
}

fn cells(rows: Vec<Vec<Vec<Line>>>) -> Vec<Cell> {
    let cell = |row, (col, lines)| Cell {
        row,
        col,
        row_span: 1,
        col_span: 1,
        lines,
        ..Cell::default()
    };
    rows.into_iter()
        .enumerate()
        .flat_map(|(row, cells)| {
            let cells = cells.into_iter().enumerate();
            cells.map(move |lines| cell(row, lines))
        })
        .collect()
}
