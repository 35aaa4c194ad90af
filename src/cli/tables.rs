//! `juten tables`: the tables of any document, without a profile.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use juten::geometry::Rect;
use juten::layout::{Block, Cell, Table};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::grid::{self, Grid};
use super::messages::Messages;
use super::reading::{self, Reading};
use super::stdout;
use crate::batch::inputs::Input;

/// Print every ruled table of a document; no profile is needed
#[derive(Args)]
pub struct Tables {
    /// A file, or - for standard input
    input: PathBuf,
    /// Only the tables of this page
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// What to write
    #[arg(short, long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn with lines, for people
    Text,
    /// One table after the other, an empty line between two; a cell over several columns or rows stands in the first
    Csv,
    /// An array of tables with the place and extent of every cell
    Json,
}

impl Tables {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let input = Input::one(&self.input);
        let Some(content) = reading::content(&input, &self.reading, self.messages)? else {
            return Ok(ExitCode::FAILURE);
        };
        let tables: Vec<Table> = content
            .blocks
            .into_iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Line(_) | Block::Furniture(_) => None,
            })
            .filter(|table| self.page.is_none_or(|page| table.page == page))
            .collect();
        if tables.is_empty() {
            self.messages.note(&input.shown, "there are no tables");
        }
        let mut out = stdout();
        print(&tables, self.format, &mut out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn print(tables: &[Table], format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    match format {
        Format::Json => json(tables, out),
        Format::Csv => csv(tables, out),
        Format::Text => Ok(text(tables, out)?),
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
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    bbox: Rect,
    text: String,
}

fn json(tables: &[Table], out: &mut impl Write) -> anyhow::Result<()> {
    let cell = |cell: &Cell| JsonCell {
        row: cell.row,
        col: cell.col,
        row_span: cell.row_span,
        col_span: cell.col_span,
        bbox: cell.bbox,
        text: grid::text(cell, "\n"),
    };
    let table = |table: &Table| JsonTable {
        page: table.page,
        bbox: table.bbox,
        rows: table.rows,
        cols: table.cols,
        cells: table.cells.iter().map(cell).collect(),
    };
    let tables: Vec<JsonTable> = tables.iter().map(table).collect();
    serde_json::to_writer_pretty(&mut *out, &tables)?;
    Ok(writeln!(out)?)
}

fn csv(tables: &[Table], out: &mut impl Write) -> anyhow::Result<()> {
    for (number, table) in tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let mut rows = csv::Writer::from_writer(&mut *out);
        for row in Grid::of(table).texts("\n") {
            rows.write_record(row)?;
        }
        rows.flush()?;
    }
    Ok(())
}

fn text(tables: &[Table], out: &mut impl Write) -> io::Result<()> {
    for (number, table) in (1..).zip(tables) {
        let (page, rows, cols) = (table.page, table.rows, table.cols);
        writeln!(out, "table {number}, page {page}, {rows} × {cols}")?;
        draw(table, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Draws a table. A cell over several rows has its lines in the first; the rule below it opens where it goes on.
fn draw(table: &Table, out: &mut impl Write) -> io::Result<()> {
    let grid = Grid::of(table);
    let rows: Vec<&[Option<&Cell>]> = grid.rows().collect();
    let widths = widths(table);
    writeln!(
        out,
        "{}",
        rule(&[], rows.first().copied().unwrap_or_default(), &widths)
    )?;
    for (number, row) in rows.iter().enumerate() {
        for line in lines_of(number, row, &widths) {
            writeln!(out, "{line}")?;
        }
        let below = rows.get(number + 1).copied().unwrap_or_default();
        writeln!(out, "{}", rule(row, below, &widths))?;
    }
    Ok(())
}

/// What stands between two columns, as wide as `" | "`.
const GAP: usize = 3;

/// Columns on a terminal that each grid column wants.
fn widths(table: &Table) -> Vec<usize> {
    let mut widths = vec![0; table.cols];
    let mut cells: Vec<&Cell> = table.cells.iter().collect();
    // a cell over several columns widens the last of them by what the others leave wanting
    cells.sort_by_key(|cell| cell.col_span);
    for cell in cells {
        let wanted = grid::lines(cell).iter().map(|line| line.width()).max();
        let had = spanned(&widths, cell);
        let last = cell.col + cell.col_span.saturating_sub(1);
        if let Some(width) = widths.get_mut(last) {
            *width += wanted.unwrap_or(0).saturating_sub(had);
        }
    }
    widths
}

/// Width of the columns that a cell covers, with the gaps between them.
fn spanned(widths: &[usize], cell: &Cell) -> usize {
    let covered = widths.iter().skip(cell.col).take(cell.col_span);
    covered.sum::<usize>() + GAP * cell.col_span.saturating_sub(1)
}

fn lines_of(number: usize, row: &[Option<&Cell>], widths: &[usize]) -> Vec<String> {
    let begins = |cell: &Cell| cell.row == number;
    let cells = || row.iter().flatten().filter(|cell| begins(cell));
    let height = cells()
        .map(|cell| cell.lines.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let line = |at: usize| {
        let mut line = String::from("|");
        let mut col = 0;
        while let Some(slot) = row.get(col) {
            let (text, width, span) = match slot {
                Some(cell) => {
                    let text = grid::lines(cell)
                        .into_iter()
                        .nth(at)
                        .filter(|_| begins(cell));
                    (text, spanned(widths, cell), cell.col_span.max(1))
                }
                None => (None, widths.get(col).copied().unwrap_or(0), 1),
            };
            line.push_str(&padded(&text.unwrap_or_default(), width));
            col += span;
        }
        line
    };
    (0..height).map(line).collect()
}

fn padded(text: &str, width: usize) -> String {
    let padding = " ".repeat(width.saturating_sub(text.width()));
    format!(" {text}{padding} |")
}

fn rule(above: &[Option<&Cell>], below: &[Option<&Cell>], widths: &[usize]) -> String {
    let cell =
        |row: &[Option<&Cell>], col: usize| row.get(col).copied().flatten().map(|c| (c.row, c.col));
    let mut rule = String::from("+");
    for (col, width) in widths.iter().enumerate() {
        let goes_on = cell(above, col).is_some() && cell(above, col) == cell(below, col);
        let stroke = if goes_on { " " } else { "-" };
        rule.push_str(&stroke.repeat(width + 2));
        rule.push('+');
    }
    rule
}

/// A heading over three columns, an item over two rows.
#[cfg(test)]
pub(super) fn sample() -> Table {
    use juten::layout::Line;
    use juten::text::Text;
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
        ruled: true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn printed(tables: &[Table], format: Format) -> String {
        let mut out = Vec::new();
        print(tables, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_aligned_by_the_width_of_kanji() {
        let want = "\
table 1, page 2, 3 × 3
+--------+----+---+
| 見出し          |
+--------+----+---+
| 項目   | ab | 1 |
| 二行目 |    |   |
+        +    +---+
|        |    | 2 |
+--------+----+---+

";
        assert_eq!(printed(&[sample()], Format::Text), want);
    }

    #[test]
    fn a_wide_cell_over_narrow_columns_widens_the_last() {
        let mut table = sample();
        table.cells[0].lines[0].text = juten::text::Text::unplaced("とても長い見出しの文");
        let text = printed(&[table], Format::Text);
        let widths: Vec<usize> = text.lines().skip(1).map(UnicodeWidthStr::width).collect();
        assert!(widths[..7].iter().all(|w| *w == widths[0]), "{text}");
    }

    #[test]
    fn csv_has_every_text_once() {
        let want = "見出し,,\n\"項目\n二行目\",ab,1\n,,2\n";
        assert_eq!(printed(&[sample()], Format::Csv), want);
        let two = printed(&[sample(), sample()], Format::Csv);
        assert_eq!(two, format!("{want}\n{want}"));
    }

    #[test]
    fn json_has_place_and_extent_of_every_cell() {
        let tables: serde_json::Value =
            serde_json::from_str(&printed(&[sample()], Format::Json)).unwrap();
        assert_eq!(tables[0]["page"], 2);
        assert_eq!(tables[0]["rows"], 3);
        assert_eq!(
            tables[0]["cells"][1],
            serde_json::json!({
                "row": 1, "col": 0, "row_span": 2, "col_span": 1,
                "bbox": [1.0, 2.0, 3.0, 4.5], "text": "項目\n二行目",
            })
        );
        assert_eq!(printed(&[], Format::Json), "[]\n");
    }

    #[test]
    fn cells_that_lie_outside_the_grid_are_left_out() {
        let mut table = sample();
        table.rows = 1;
        table.cols = 1;
        for format in [Format::Text, Format::Csv, Format::Json] {
            assert!(!printed(&[table.clone()], format).is_empty());
        }
    }
}
