//! Rows → tables and lines.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::{Block, Cell, Content, Line, Table};
use crate::diagnostics::Diagnostic;
use crate::text::chars::{continues_line, is_middle_dot};
use crate::text::markers::marker_at;
use crate::text::{Char, Place, Position, Text};

use super::columns::extents;
use super::doubts;
use super::lines::{Placed, drawn_width, head};
use super::rows::Row;

/// Points of a column: edges that differ by one column are different.
const COLUMN: f32 = 6.0;

/// The blocks of the pages, and what was assumed about their lines.
pub(super) fn content(pages: Vec<Vec<Row>>) -> (Content, Vec<Diagnostic>) {
    let mut builder = Builder::new(&pages);
    pages.iter().for_each(|rows| builder.page(rows));
    let told = doubts::told(&pages, builder.full);
    (builder.content, told)
}

struct Builder {
    content: Content,
    extents: BTreeMap<(usize, usize), Extent>,
    /// Lines of the file that may have wrapped.
    full: Vec<u32>,
}

/// A line of a cell.
struct Found {
    /// Its number in the file.
    number: u32,
    /// The room behind it, whatever it ends with.
    room: f32,
    line: Line,
}

/// What the lines between two edges of columns have in common.
#[derive(Default)]
struct Extent {
    /// The longest: what is not longer would have fitted.
    longest: usize,
    /// Whether a line begins with a middle dot although it would have fitted into the line above: no line wrapped before one.
    has_bullets: bool,
}

impl Builder {
    fn new(pages: &[Vec<Row>]) -> Self {
        let mut all: BTreeMap<(usize, usize), Extent> = BTreeMap::new();
        let rows = || pages.iter().flatten();
        for (row, extent) in
            rows().flat_map(|row| extents(&row.starts).map(move |extent| (row, extent)))
        {
            let widths = row.texts(extent.clone()).map(drawn_width);
            let found = all.entry((extent.start, extent.end)).or_default();
            found.longest = widths.max().unwrap_or_default().max(found.longest);
        }
        for (row, extent) in
            rows().flat_map(|row| extents(&row.starts).map(move |extent| (row, extent)))
        {
            let Some(found) = all.get_mut(&(extent.start, extent.end)) else {
                continue;
            };
            let longest = found.longest;
            let mut pairs = row.texts(extent.clone()).zip(row.texts(extent).skip(1));
            found.has_bullets |= pairs
                .any(|(text, next)| is_dotted(next) && drawn_width(text) + head(next) <= longest);
        }
        Self {
            content: Content::default(),
            extents: all,
            full: Vec::new(),
        }
    }

    fn page(&mut self, rows: &[Row]) {
        self.content.pages += 1;
        for rows in rows.chunk_by(|a, b| a.starts.len() > 1 && b.starts.len() > 1) {
            match rows {
                [row] if row.starts.len() == 1 => {
                    let lines = self.lines(row, 0..usize::MAX);
                    let lines = lines.into_iter().map(|found| Line {
                        room: f32::INFINITY,
                        ..found.line
                    });
                    self.content.blocks.extend(lines.map(Block::Line));
                }
                rows => self.table(rows),
            }
        }
    }

    fn table(&mut self, rows: &[Row]) {
        let lines = rows.iter().flat_map(|row| &row.lines);
        let end = lines.map(|line| line.end()).max().unwrap_or_default();
        let starts = rows.iter().flat_map(|row| row.starts.iter().copied());
        let mut edges: Vec<usize> = starts.chain([end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let edge = |column: usize| edges.partition_point(|edge| *edge < column);
        let mut cells = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            for extent in extents(&row.starts) {
                let col = edge(extent.start);
                cells.push(Cell {
                    row: number,
                    col,
                    row_span: 1,
                    col_span: edge(extent.end.min(end)) - col,
                    lines: self.cell(row, extent),
                    ..Cell::default()
                });
            }
        }
        self.content.blocks.push(Block::Table(Table {
            page: self.content.pages,
            bbox: Default::default(),
            rows: rows.len(),
            cols: edges.len() - 1,
            edges: edges.iter().map(|edge| *edge as f32 * COLUMN).collect(),
            cells,
            ruled: true,
        }));
    }

    /// The lines of a cell; those that may have wrapped are noted. A line that opens with a marker continues none.
    fn cell(&mut self, row: &Row, extent: Range<usize>) -> Vec<Line> {
        let lines = self.lines(row, extent);
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let full =
            pairs.filter(|(line, next)| next.line.head > line.room && !is_marked(&next.line.text));
        self.full.extend(full.map(|(line, _)| line.number));
        lines.into_iter().map(|found| found.line).collect()
    }

    /// The lines of a row between two columns. One that ends a sentence ends where its author ended it.
    fn lines(&mut self, row: &Row, extent: Range<usize>) -> Vec<Found> {
        let known = self.extents.get(&(extent.start, extent.end));
        let (longest, has_bullets) =
            known.map_or((0, false), |known| (known.longest, known.has_bullets));
        let mut lines = Vec::new();
        for line in &row.lines {
            let chars = line.within(extent.clone());
            let (Some(first), number) = (chars.first(), line.number) else {
                continue;
            };
            let head = match first.c {
                c if continues_line(c) => f32::INFINITY,
                _ if has_bullets && is_dotted(chars) => 0.0,
                _ => head(chars) as f32,
            };
            let room = longest.saturating_sub(drawn_width(chars)) as f32;
            let ends_sentence = chars.last().is_some_and(|last| last.c == '。');
            let line = Line {
                page: self.content.pages,
                text: self.text(line.number, chars),
                room: if ends_sentence { f32::MAX } else { room },
                head,
                ..Line::default()
            };
            lines.push(Found { number, room, line });
        }
        lines
    }

    fn text(&mut self, line: u32, chars: &[Placed]) -> Text {
        let chars = chars.iter().map(|placed| {
            let at = self.content.places.len() as u32;
            self.content.places.push(Place {
                page: self.content.pages,
                position: Position::LineColumn(line, placed.place),
            });
            Char::new(placed.c, at)
        });
        chars.collect()
    }
}

fn is_dotted(chars: &[Placed]) -> bool {
    chars.first().is_some_and(|first| is_middle_dot(first.c))
}

fn is_marked(text: &Text) -> bool {
    marker_at(text.chars(), 0).is_some()
}
