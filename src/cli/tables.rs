//! `juten tables`: the tables of any document, without a profile.

mod draw;
mod markdown;
mod xlsx;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::content::{Block, Cell, Line};
use crate::geometry::Rect;
use crate::layout::joined_tables::{Continued, continued};
use crate::write::csv::harmless;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::documents::{Apart, Documents};
use super::grid::{self, Grid};

/// Print every ruled table of a document; no profile is needed
#[derive(Args)]
pub struct Tables {
    /// Make one table of those that go on over pages; JSON then names each cell's page
    #[arg(long)]
    join: bool,
    /// What to write
    #[arg(short, long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    documents: Documents,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn with lines, for people
    Text,
    /// One table after the other, an empty line between two; a cell over several columns or rows stands in the first
    Csv,
    /// An array of tables with the place and extent of every cell, and the place of each of its lines
    Json,
    /// Markdown, for documents and chats
    Markdown,
    /// A workbook, a sheet a table
    Xlsx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
        }
    }

    fn apart(self) -> Apart {
        match self {
            Self::Text | Self::Markdown => Apart::Named,
            Self::Csv | Self::Json => Apart::Joined,
            Self::Xlsx => Apart::Files,
        }
    }
}

impl Tables {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let width = self.width();
        let (extension, apart) = (self.format.extension(), self.format.apart());
        self.documents
            .each(extension, apart, |shown, content, out| {
                let tables: Vec<Continued> = match self.join {
                    true => continued(content),
                    false => content.blocks.into_iter().filter_map(single).collect(),
                };
                if tables.is_empty() {
                    self.documents.messages.note(shown, "there are no tables");
                }
                print(&tables, self.join, self.format, width, out)
            })
    }

    /// The terminal's width, where tables are drawn on one.
    fn width(&self) -> Option<usize> {
        let terminal = || terminal_size::terminal_size_of(io::stdout());
        terminal().map(|(width, _)| width.0.into())
    }
}

/// A table by itself.
fn single(block: Block) -> Option<Continued> {
    match block {
        Block::Table(table) => Some(Continued {
            pages: vec![table.page; table.cells.len()],
            table,
        }),
        Block::Line(_) | Block::Furniture(_) => None,
    }
}

fn print(
    tables: &[Continued],
    joined: bool,
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match format {
        Format::Json => json(tables, joined, out),
        Format::Csv => csv(tables, out),
        Format::Text => Ok(text(tables, width, out)?),
        Format::Markdown => Ok(markdown(tables, out)?),
        Format::Xlsx => Ok(out.write_all(&xlsx::write(tables)?)?),
    }
}

#[derive(Serialize)]
struct JsonTable {
    page: u32,
    bbox: Rect,
    rows: usize,
    cols: usize,
    cells: Vec<JsonCell>,
}

#[derive(Serialize)]
struct JsonCell {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    bbox: Rect,
    text: String,
    lines: Vec<JsonLine>,
}

#[derive(Serialize)]
struct JsonLine {
    text: String,
    bbox: Rect,
}

fn json(tables: &[Continued], joined: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let line = |line: &Line| JsonLine {
        text: line.text.to_string(),
        bbox: line.bbox,
    };
    let cell = |(cell, page): (&Cell, &u32)| JsonCell {
        page: joined.then_some(*page),
        row: cell.row,
        col: cell.col,
        row_span: cell.row_span,
        col_span: cell.col_span,
        bbox: cell.bbox,
        text: grid::text(cell, "\n"),
        lines: cell.lines.iter().map(line).collect(),
    };
    let table = |Continued { table, pages }: &Continued| JsonTable {
        page: table.page,
        bbox: table.bbox,
        rows: table.rows,
        cols: table.cols,
        cells: table.cells.iter().zip(pages).map(cell).collect(),
    };
    let tables: Vec<JsonTable> = tables.iter().map(table).collect();
    serde_json::to_writer_pretty(&mut *out, &tables)?;
    Ok(writeln!(out)?)
}

fn csv(tables: &[Continued], out: &mut dyn Write) -> anyhow::Result<()> {
    for (number, table) in tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let mut rows = csv::Writer::from_writer(&mut *out);
        for row in Grid::of(&table.table).texts("\n") {
            let row = row
                .into_iter()
                .map(|text| harmless(text.into()).into_owned());
            rows.write_record(row)?;
        }
        rows.flush()?;
    }
    Ok(())
}

fn markdown(tables: &[Continued], out: &mut dyn Write) -> io::Result<()> {
    for (number, Continued { table, .. }) in tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        markdown::write(table, out)?;
    }
    Ok(())
}

fn text(tables: &[Continued], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    for (number, Continued { table, .. }) in (1..).zip(tables) {
        let (page, rows, cols) = (table.page, table.rows, table.cols);
        writeln!(out, "table {number}, page {page}, {rows} × {cols}")?;
        draw::draw(table, width, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A heading over three columns, an item over two rows.
#[cfg(test)]
pub(super) fn sample() -> crate::content::Table {
    use crate::content::{Line, Table};
    use crate::text::Text;
    let cell = |row, col, row_span, col_span, lines: &[&str]| Cell {
        row,
        col,
        row_span,
        col_span,
        bbox: Rect::new(1.0, 2.0, 3.0, 4.5),
        lines: lines
            .iter()
            .map(|text| Line {
                page: 2,
                text: Text::unplaced(text),
                ..Line::default()
            })
            .collect(),
    };
    Table {
        page: 2,
        bbox: Rect::new(0.0, 0.0, 10.0, 10.0),
        rows: 3,
        cols: 3,
        cells: vec![
            cell(0, 0, 1, 3, &["見出し"]),
            cell(1, 0, 2, 1, &["項目", "二行目"]),
            cell(1, 1, 2, 1, &["ab"]),
            cell(1, 2, 1, 1, &["1"]),
            cell(2, 2, 1, 1, &["2"]),
        ],
        edges: vec![0.0, 3.0, 6.0, 10.0],
        ruled: true,
    }
}

#[cfg(test)]
mod tests;
