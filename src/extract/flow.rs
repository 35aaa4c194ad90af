//! Documents that flow (Word's, web pages): paragraphs and tables, one below the other. What stands where on a page is not
//! known; the order is, and the widths of columns where the file says them.

use std::sync::Arc;

use super::writer::{Where, Writer, cell_name};
#[cfg(test)]
use crate::content::Block;
use crate::content::{Cell, Content, Table};
use crate::diagnostics::Code;
use crate::error::Error;
use crate::geometry::Rect;
use crate::options::Limits;

/// Points of a line, and of the text's width.
const LINE: f32 = 18.0;
const WIDTH: f32 = 500.0;

/// Grid cells of one table.
const MAX_GRID: usize = 4_000_000;

/// A table as its file has it.
#[derive(Clone, Debug, Default)]
pub(super) struct FlowTable {
    /// Its cells, in any order.
    pub cells: Vec<FlowCell>,
    /// Widths of its columns in points, as far as they are known.
    pub widths: Vec<f32>,
}

/// A cell of it.
#[derive(Clone, Debug)]
pub(super) struct FlowCell {
    pub row: usize,
    pub col: usize,
    pub row_span: usize,
    pub col_span: usize,
    pub text: String,
}

/// Takes paragraphs and tables in their order.
#[derive(Debug)]
pub(super) struct Flow {
    writer: Writer,
    limits: Limits,
    top: f32,
    paragraphs: u32,
    tables: u32,
}

impl Flow {
    /// A document of one page, so far.
    pub fn new(limits: Limits) -> Self {
        let mut writer = Writer::default();
        writer.begin_page();
        Self {
            writer,
            limits,
            top: 0.0,
            paragraphs: 0,
            tables: 0,
        }
    }

    /// Begins the next page.
    pub fn turn_page(&mut self) -> Result<(), Error> {
        if self.writer.page() >= self.limits.max_pages {
            let message = format!("it has more than {} pages", self.limits.max_pages);
            return Err(Error::new(Code::Limit, message));
        }
        self.writer.begin_page();
        self.top = 0.0;
        Ok(())
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.paragraphs += 1;
        let height = LINE * text.lines().count().max(1) as f32;
        let bbox = Rect::new(0.0, self.top, WIDTH, self.top + height);
        self.top += height;
        let at = Where::Paragraph(self.paragraphs);
        let lines = self.writer.lines(text, &at, bbox);
        self.writer.add_lines(lines);
    }

    /// Adds a table, if there is any text in it.
    pub fn table(&mut self, table: FlowTable) -> Result<(), Error> {
        let end = |of: fn(&FlowCell) -> usize| table.cells.iter().map(of).max().unwrap_or(0);
        let (rows, cols) = (end(|c| c.row + c.row_span), end(|c| c.col + c.col_span));
        if rows.saturating_mul(cols) > MAX_GRID {
            let message = format!("a table has {rows} rows and {cols} columns, more than any form");
            return Err(Error::new(Code::TooMuch, message));
        }
        if table.cells.iter().all(|cell| cell.text.trim().is_empty()) {
            return Ok(());
        }
        self.tables += 1;
        let edges = edges(&table.widths, cols);
        let levels = levels(&table.cells, rows, self.top);
        let at = |edges: &[f32], n: usize| edges.get(n).copied().unwrap_or_default();
        let mut cells = table.cells;
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let cells = cells.into_iter().map(|cell| {
            let bbox = Rect::new(
                at(&edges, cell.col),
                at(&levels, cell.row),
                at(&edges, cell.col + cell.col_span),
                at(&levels, cell.row + cell.row_span),
            );
            let name = format!("{}!{}", self.tables, cell_name(cell.row, cell.col));
            let name = Where::Cell(Arc::from(name));
            Cell {
                row: cell.row,
                col: cell.col,
                row_span: cell.row_span,
                col_span: cell.col_span,
                bbox,
                lines: self.writer.lines(&cell.text, &name, bbox),
            }
        });
        let cells = cells.collect();
        let bottom = levels.last().copied().unwrap_or(self.top);
        let table = Table {
            page: self.writer.page(),
            bbox: Rect::new(0.0, self.top, at(&edges, cols), bottom),
            rows,
            cols,
            edges,
            cells,
            ruled: true,
        };
        self.writer.add_table(table);
        self.top = bottom + LINE;
        Ok(())
    }

    /// All that was added.
    pub fn finish(self) -> Content {
        self.writer.finish()
    }
}

/// Where columns begin and end: as wide as the file says, else all alike.
fn edges(widths: &[f32], cols: usize) -> Vec<f32> {
    let known = widths.len() >= cols && widths.iter().take(cols).all(|width| *width > 0.0);
    let mut edges = vec![0.0];
    let mut at = 0.0;
    for col in 0..cols {
        at += match known {
            true => widths.get(col).copied().unwrap_or_default(),
            false => WIDTH / cols as f32,
        };
        edges.push(at);
    }
    edges
}

/// Where rows begin and end: as high as the cell with the most lines.
fn levels(cells: &[FlowCell], rows: usize, top: f32) -> Vec<f32> {
    let mut lines = vec![1; rows];
    for cell in cells.iter().filter(|cell| cell.row_span == 1) {
        if let Some(most) = lines.get_mut(cell.row) {
            *most = (*most).max(cell.text.lines().count());
        }
    }
    let mut at = top;
    let ends = lines.into_iter().map(|lines| {
        at += LINE * lines as f32;
        at
    });
    std::iter::once(top).chain(ends).collect()
}

/// The blocks for a test: lines as they are, tables as `[row,column,rows,columns text|…]`.
#[cfg(test)]
pub(super) fn drawn(content: &Content) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Line(line) | Block::Furniture(line) => line.text.to_string(),
        Block::Table(table) => {
            let cell = |cell: &Cell| {
                let (row, col) = (cell.row, cell.col);
                let (rows, cols) = (cell.row_span, cell.col_span);
                format!("{row},{col},{rows},{cols} {}", cell.text())
            };
            let cells: Vec<String> = table.cells.iter().map(cell).collect();
            format!("[{}]", cells.join("|"))
        }
    };
    content.blocks.iter().map(block).collect()
}
