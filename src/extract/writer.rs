//! Blocks of originals: the cells are known, and every line counts its own characters.

use std::sync::Arc;

use crate::content::{Address, Block, Content, Line, Table};
use crate::geometry::Rect;
use crate::text::{Char, Place, Position, Text};

/// Font size in points where the file's own is of no use: tables of originals are not measured by their letters.
const SIZE: f32 = 10.5;

/// What ends a line within a cell or a paragraph.
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{B}', '\u{2028}', '\u{2029}'];

/// Where a text stands in an original.
#[derive(Clone, Debug)]
pub(super) enum Where {
    /// In a cell of this name.
    Cell(Arc<str>),
    /// In the paragraph of this number, outside tables.
    Paragraph(u32),
}

/// Collects blocks, with the places of their characters.
#[derive(Debug, Default)]
pub(super) struct Writer {
    content: Content,
}

impl Writer {
    /// Begins the next page.
    pub fn begin_page(&mut self) {
        self.content.pages += 1;
    }

    /// The page that was begun last, one-based.
    pub fn page(&self) -> u32 {
        self.content.pages
    }

    /// The lines of a text in a box, without blank ones; the author's line ends are the only ones.
    pub fn lines(&mut self, text: &str, at: &Where, bbox: Rect) -> Vec<Line> {
        let text = text.replace("\r\n", "\n");
        let cut: Vec<&str> = text.split(LINE_ENDS).collect();
        let height = bbox.height() / cut.len().max(1) as f32;
        let mut lines = Vec::new();
        for (number, line) in (0_u32..).zip(cut) {
            if line.trim().is_empty() {
                continue;
            }
            let top = bbox.y0 + height * number as f32;
            let address = match at {
                Where::Cell(cell) => (Arc::clone(cell), number + 1),
                Where::Paragraph(paragraph) => (Arc::from(""), *paragraph),
            };
            lines.push(Line {
                page: self.page(),
                text: self.text(line, address),
                bbox: Rect::new(bbox.x0, top, bbox.x1, top + height),
                size: SIZE,
                room: f32::INFINITY,
                head: 0.0,
            });
        }
        lines
    }

    fn text(&mut self, line: &str, (cell, number): (Arc<str>, u32)) -> Text {
        self.content.addresses.push(Address { cell, line: number });
        let number = self.content.addresses.len() as u32;
        let chars = (1..).zip(line.chars()).map(|(column, c)| {
            let at = self.content.places.len() as u32;
            self.content.places.push(Place {
                page: self.content.pages,
                position: Position::LineColumn(number, column),
            });
            Char::new(c, at)
        });
        let text: Text = chars.collect();
        text.trimmed()
    }

    /// Adds lines outside tables.
    pub fn add_lines(&mut self, lines: Vec<Line>) {
        self.content
            .blocks
            .extend(lines.into_iter().map(Block::Line));
    }

    /// Adds a table.
    pub fn add_table(&mut self, table: Table) {
        self.content.blocks.push(Block::Table(table));
    }

    /// All that was added.
    pub fn finish(self) -> Content {
        self.content
    }
}

/// The name of a cell: column letters and row number, from zero-based numbers.
pub(super) fn cell_name(row: usize, col: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = col + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", String::from_utf8_lossy(&letters), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_a_workbook() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(11, 25), "Z12");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn each_line_knows_its_cell() {
        let mut writer = Writer::default();
        writer.begin_page();
        let at = Where::Cell("部!B2".into());
        let lines = writer.lines("一\n\n 三", &at, Rect::new(0.0, 0.0, 10.0, 30.0));
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1].bbox, Rect::new(0.0, 20.0, 10.0, 30.0));
        let content = writer.finish();
        assert_eq!(content.addresses[1].line, 3);
        let at = lines[1].text.chars()[0].at as usize;
        assert_eq!(content.places[at].position, Position::LineColumn(2, 2));
    }
}
