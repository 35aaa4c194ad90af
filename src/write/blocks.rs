//! Text and tables as read, without a profile: the text of a document, and its tables as JSON and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::harmless;
use super::grid::{self, Grid};
use crate::content::{Block, Cell, Content, Line};
use crate::geometry::Rect;
use crate::layout::joined_tables::Continued;

/// Writes the text of a document in reading order: a form feed between pages, a line feed between lines and between
/// the rows of a table, a tab between cells.
///
/// # Errors
///
/// Those of the writer.
pub fn text(content: &Content, out: &mut dyn Write) -> io::Result<()> {
    let mut page = 1;
    for block in &content.blocks {
        while page < block.page() {
            out.write_all(b"\x0c")?;
            page += 1;
        }
        match block {
            Block::Line(line) | Block::Furniture(line) => writeln!(out, "{}", line.text)?,
            Block::Table(table) => {
                for row in Grid::of(table).texts(" ") {
                    writeln!(out, "{}", row.join("\t"))?;
                }
            }
        }
    }
    Ok(())
}

/// Writes tables as an array of objects with `page`, `bbox` (points, top-left origin), `rows`, `cols` and `cells`; a cell
/// has its place in the grid (zero-based), its extent, its box, its text, and its lines with their boxes. Cells name
/// their page if the tables were `joined` across pages.
///
/// # Errors
///
/// Those of the writer.
pub fn tables_json(tables: &[Continued], joined: bool, out: &mut dyn Write) -> io::Result<()> {
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
    writeln!(out)
}

/// Writes tables as CSV, separated by an empty line. The text of a merged cell is in its first slot. What a spreadsheet
/// would run as a formula is prefixed with an apostrophe.
///
/// # Errors
///
/// Those of the writer.
pub fn tables_csv(tables: &[Continued], out: &mut dyn Write) -> io::Result<()> {
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

/// A heading over three columns, an item over two rows.
#[cfg(test)]
pub(crate) fn sample() -> crate::content::Table {
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::text::Text;

    fn line(page: u32, text: &str) -> Line {
        Line {
            page,
            text: Text::unplaced(text),
            ..Line::default()
        }
    }

    #[test]
    fn pages_and_cells_are_parted() {
        let content = Content {
            blocks: vec![
                Block::Line(line(1, "題")),
                Block::Table(sample()),
                Block::Furniture(line(3, "- 3 -")),
            ],
            pages: 3,
            ..Content::default()
        };
        let mut out = Vec::new();
        text(&content, &mut out).unwrap();
        let want = "題\n\x0c見出し\t\t\n項目 二行目\tab\t1\n\t\t2\n\x0c- 3 -\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
