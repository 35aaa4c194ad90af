//! Text that keeps the places of a page by blanks, as `pdftotext -layout` writes it.
//!
//! 1. `pieces` cuts lines at runs of blanks and measures them, a Japanese character as one column or as two, whichever lines
//!    up better.
//! 2. Lines without an empty one between them are a block; a block begins also where an item's marker stands alone at the
//!    left end. Nothing at the left end means that the row of the block above goes on.
//! 3. In a block, columns begin where a run of blanks ends and no line has text before that place.
//! 4. The columns of a block are the cells of a row; where they are as wide as their longest line, a shorter one tells
//!    that its author ended it.

use crate::content::{Block, Cell, Content, Line, Table};
use crate::text::{Char, Place, Position, Text};

use pieces::{Laid, Measure, laid};
use row::{Row, rows};

mod pieces;
mod row;

/// Of so many lines with text, one must have a wide gap.
const LINES_A_GAP: usize = 3;

/// A text of fewer lines with gaps is none that was laid out.
const FEWEST: usize = 5;

/// Points of a column: edges of cells are told apart that differ by one.
const COLUMN: f32 = 6.0;

/// Begins a page.
const FORM_FEED: char = '\u{C}';

/// The blocks of a text that is laid out so; none for other texts.
pub(super) fn read(text: &str) -> Option<Content> {
    if text.contains('\t') {
        return None;
    }
    let lines: Vec<&str> = super::rows::lines(text).collect();
    let written = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let with_gaps = lines.iter().filter(|line| has_gap(line)).count();
    if with_gaps < FEWEST || with_gaps * LINES_A_GAP < written {
        return None;
    }
    let pages = |measure| -> Vec<Vec<Row>> {
        let pages = pages(&lines, measure);
        pages.into_iter().map(rows).collect()
    };
    // what is measured wrongly has fewer columns
    let columns = |pages: &Vec<Vec<Row>>| -> usize {
        let rows = pages.iter().flatten();
        rows.map(|row| row.starts.len() - 1).sum()
    };
    let (characters, wide) = (pages(Measure::Characters), pages(Measure::Columns));
    let pages = match columns(&wide) > columns(&characters) {
        true => wide,
        false => characters,
    };
    let mut builder = Builder::default();
    pages.into_iter().for_each(|page| builder.page(page));
    Some(builder.content)
}

/// The lines of each page, measured.
fn pages(lines: &[&str], measure: Measure) -> Vec<Vec<Laid>> {
    let mut pages = vec![Vec::new()];
    for (line, number) in lines.iter().zip(1..) {
        let mut first = 1;
        for (i, part) in line.split(FORM_FEED).enumerate() {
            if i > 0 {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(laid(part, (number, first), measure));
            }
            first += part.chars().count() as u32 + 1;
        }
    }
    pages
}

/// Whether some text stands far behind another.
fn has_gap(line: &str) -> bool {
    line.trim().contains("   ")
}

#[derive(Default)]
struct Builder {
    content: Content,
}

impl Builder {
    fn page(&mut self, rows: Vec<Row>) {
        self.content.pages += 1;
        let mut table: Vec<Row> = Vec::new();
        for row in rows {
            match row.starts.len() {
                0 => {}
                1 => {
                    self.table(std::mem::take(&mut table));
                    let lines = self.lines(&row, 0, f32::INFINITY);
                    self.content
                        .blocks
                        .extend(lines.into_iter().map(Block::Line));
                }
                _ => table.push(row),
            }
        }
        self.table(table);
    }

    fn table(&mut self, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        let end = rows.iter().map(Row::end).max().unwrap_or_default();
        let starts = rows.iter().flat_map(|row| row.starts.iter().copied());
        let mut edges: Vec<usize> = starts.chain([end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut cells = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            for (column, start) in row.starts.iter().enumerate() {
                let to = row.starts.get(column + 1).copied().unwrap_or(end);
                let col = edges.partition_point(|edge| edge < start);
                let width = row.width(column);
                cells.push(Cell {
                    row: number,
                    col,
                    row_span: 1,
                    col_span: edges.partition_point(|edge| *edge < to).max(col + 1) - col,
                    lines: self.lines(row, column, width as f32),
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

    /// The lines of a column that is so wide; the next line tells whether one is full.
    fn lines(&mut self, row: &Row, column: usize, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for piece in row.column(column) {
            let chars = piece.chars.iter().map(|(c, place)| {
                let at = self.content.places.len() as u32;
                self.content.places.push(Place {
                    page: self.content.pages,
                    position: Position::LineColumn(piece.line, *place),
                });
                Char::new(*c, at)
            });
            let text: Text = chars.collect();
            lines.push(Line {
                page: self.content.pages,
                text,
                // a column of slack, as widths were rounded to columns
                room: (width - piece.width() as f32 - 1.0).max(0.0),
                head: piece.head() as f32,
                ..Line::default()
            });
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FORM: &str = "\
令和4年度 重点目標管理シート
重点目標          緑を守る                   部局名        環境部

現況・課題         公園の遊具の傷みが進んでおり、点検が要
              る。
              担い手も減った。

    取組項目               期限           目標
①   ○遊具の点検             (1) 9月末      (1) 全128公園を点検する。
    (1) 一斉の点検           (2) 通年       (2) 240本
    (2) 樹木の診断

②   ○相談の窓口             10月から        月20件
";

    fn cells(content: &Content) -> Vec<Vec<String>> {
        let table = content.tables().next().unwrap();
        let row = |row| {
            let cells = table.cells.iter().filter(|cell| cell.row == row);
            cells
                .map(|cell| crate::normalize::join(&cell.lines).to_string())
                .collect()
        };
        (0..table.rows).map(row).collect()
    }

    #[test]
    fn columns_of_blanks_are_cells() {
        let content = read(FORM).unwrap();
        assert!(
            matches!(&content.blocks[0], Block::Line(line) if line.text.to_string().ends_with("シート"))
        );
        let rows = cells(&content);
        assert_eq!(rows[0], ["重点目標", "緑を守る", "部局名", "環境部"]);
        assert_eq!(
            rows[1],
            [
                "現況・課題",
                "公園の遊具の傷みが進んでおり、点検が要る。\n担い手も減った。"
            ]
        );
        assert_eq!(rows[2], ["取組項目", "期限", "目標"]);
        let item = [
            "①",
            "○遊具の点検\n(1) 一斉の点検\n(2) 樹木の診断",
            "(1) 9月末\n(2) 通年",
            "(1) 全128公園を点検する。\n(2) 240本",
        ];
        assert_eq!(rows[3], item);
        assert_eq!(rows[4], ["②", "○相談の窓口", "10月から", "月20件"]);
    }

    #[test]
    fn other_texts_are_not_laid_out() {
        assert!(read("題\n本文   です\n").is_none());
        assert!(read(&FORM.replace("   ", "\t")).is_none());
    }
}
