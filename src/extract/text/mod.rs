//! Text files: tab-separated tables with remnants of HTML.
//!
//! 1. `encoding` decodes the bytes.
//! 2. Each line with tabs is a row; rows that follow one another are a table, every tab begins the next column. Any
//!    other line that is not blank is a line of text. A form feed begins a page.
//! 3. `markup` takes tags and entities out of a line or cell and cuts it where they mean a new line.
//!
//! Left to others: what the cells mean, and list marks such as `- 1 ` (segment).

use crate::diagnostics::Diagnostic;
use crate::error::Error;
use crate::layout::{Block, Cell, Content, Line, Table};
use crate::text::{Char, Place, Position, Text};

mod encoding;
mod markup;
#[cfg(test)]
mod tests;

/// Reads a text file. Without an encoding, it is told from the bytes.
pub fn read(
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
) -> Result<(Content, Vec<Diagnostic>), Error> {
    let text = encoding::decode(bytes, encoding)?;
    let mut builder = Builder::new();
    for (line, number) in lines(&text).zip(1..) {
        builder.line(line, number);
    }
    Ok((builder.finish(), Vec::new()))
}

/// Lines that end with LF, CRLF or, as old Macs wrote, CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(end) = all.find(['\n', '\r']) else {
            rest = None;
            return (!all.is_empty()).then_some(all);
        };
        let (line, tail) = all.split_at(end);
        let ending = if tail.starts_with("\r\n") { 2 } else { 1 };
        rest = tail.get(ending..);
        Some(line)
    })
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

    fn line(&mut self, line: &str, number: u32) {
        let mut column = 1;
        for (i, part) in line.split('\u{C}').enumerate() {
            if i > 0 {
                self.end_table();
                self.page += 1;
            }
            self.part(part, number, column);
            column += count(part) + 1;
        }
    }

    /// A line, or what stands between two form feeds of it.
    fn part(&mut self, part: &str, line: u32, mut column: u32) {
        if !part.contains('\t') {
            self.end_table();
            let lines = self.cut(part, line, column);
            self.content
                .blocks
                .extend(lines.into_iter().map(Block::Line));
            return;
        }
        let mut row = Vec::new();
        for cell in part.split('\t') {
            row.push(self.cut(cell, line, column));
            column += count(cell) + 1;
        }
        self.rows.push(row);
    }

    /// The lines of a cell, without markup and blank lines.
    fn cut(&mut self, source: &str, line: u32, column: u32) -> Vec<Line> {
        let pieces = markup::pieces(source);
        let mut lines = Vec::new();
        for piece in pieces.split(|piece| piece.c.is_none()) {
            let chars = piece
                .iter()
                .filter_map(|piece| Some((piece.c?, piece.column)));
            let text: Text = chars
                .map(|(c, at)| Char::new(c, self.place(line, column + at)))
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
        let table = Table {
            page: self.page,
            bbox: Default::default(),
            rows: rows.len(),
            cols: rows.iter().map(Vec::len).max().unwrap_or(0),
            cells: cells(rows),
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

fn count(text: &str) -> u32 {
    text.chars().count() as u32
}
