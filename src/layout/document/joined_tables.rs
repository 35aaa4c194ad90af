//! Joins tables that continue over pages.
//!
//! A table continues if it is the last thing on its page except furniture, the next page begins with a table, and both
//! have the same columns. A header that the next page repeats is left out.

use crate::content::{Block, Cell, Content, Table};

/// Edges are the same if they differ by no more than this, in points: pages are drawn separately.
const SAME_EDGE: f32 = 3.0;

/// The most rows of a header.
const MOST_HEADS: usize = 8;

/// A table over one or more pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Continued {
    /// The joined table; its page and box are those of its first piece.
    pub table: Table,
    /// For each cell, the page that it is on, one-based.
    pub pages: Vec<u32>,
}

/// The tables of a document, not joined.
pub fn single(content: Content) -> Vec<Continued> {
    let tables = content.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(Continued::new(table)),
        Block::Line(_) | Block::Furniture(_) => None,
    });
    tables.collect()
}

/// The tables of a document, each with its continuations.
pub fn continued(content: Content) -> Vec<Continued> {
    let mut joined: Vec<Continued> = Vec::new();
    // the page on which the last table was the last thing
    let mut open_on: Option<u32> = None;
    let mut page = 0;
    for block in content.blocks {
        match block {
            Block::Furniture(_) => {}
            Block::Line(line) => (open_on, page) = (None, line.page),
            Block::Table(table) => {
                let first_on_page = table.page != page;
                page = table.page;
                let goes_on = first_on_page && open_on.is_some_and(|p| p + 1 == table.page);
                open_on = Some(table.page);
                match joined.last_mut() {
                    Some(last) if goes_on && same_columns(&last.table, &table) => {
                        last.append(table);
                    }
                    _ => joined.push(Continued::new(table)),
                }
            }
        }
    }
    joined
}

fn same_columns(a: &Table, b: &Table) -> bool {
    let near = |(x, y): (&f32, &f32)| (x - y).abs() <= SAME_EDGE;
    a.edges.len() == b.edges.len() && a.edges.iter().zip(&b.edges).all(near)
}

impl Continued {
    fn new(table: Table) -> Self {
        Self {
            pages: vec![table.page; table.cells.len()],
            table,
        }
    }

    fn append(&mut self, next: Table) {
        let repeated = match (head(&self.table), head(&next)) {
            (Some(head), Some(again)) if head == again && head.0 < next.rows => head.0,
            _ => 0,
        };
        let offset = self.table.rows;
        self.table.rows += next.rows - repeated;
        for mut cell in next.cells.into_iter().filter(|c| c.row >= repeated) {
            cell.row += offset - repeated;
            self.table.cells.push(cell);
            self.pages.push(next.page);
        }
    }
}

/// The number of header rows, and the header's texts by row and column.
type Head = (usize, Vec<(usize, usize, String)>);

/// The header of a table: as many rows as its cells reach down.
fn head(table: &Table) -> Option<Head> {
    let mut rows = 1;
    let mut cells: Vec<&Cell> = Vec::new();
    for cell in table.cells.iter().take_while(|c| c.row < MOST_HEADS) {
        if cell.row >= rows {
            break;
        }
        rows = rows.max(cell.row + cell.row_span);
        cells.push(cell);
    }
    let has_text = cells.iter().any(|c| !c.lines.is_empty());
    let texts = cells.iter().map(|c| (c.row, c.col, c.text()));
    has_text.then(|| (rows, texts.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Line;
    use crate::text::Text;

    fn line(page: u32, text: &str) -> Line {
        Line {
            page,
            text: Text::unplaced(text),
            ..Line::default()
        }
    }

    fn table(page: u32, edges: &[f32], rows: &[&str]) -> Block {
        let cell = |(row, text): (usize, &&str)| Cell {
            row,
            row_span: 1,
            col_span: edges.len() - 1,
            lines: vec![line(page, text)],
            ..Cell::default()
        };
        Block::Table(Table {
            page,
            bbox: Default::default(),
            rows: rows.len(),
            cols: edges.len() - 1,
            edges: edges.to_vec(),
            cells: rows.iter().enumerate().map(cell).collect(),
            ruled: true,
        })
    }

    fn texts(blocks: Vec<Block>) -> Vec<Vec<String>> {
        let content = Content {
            blocks,
            ..Content::default()
        };
        let texts = |c: &Continued| c.table.cells.iter().map(Cell::text).collect();
        continued(content).iter().map(texts).collect()
    }

    #[test]
    fn a_table_goes_on_and_its_header_counts_once() {
        let blocks = vec![
            table(1, &[0.0, 50.0], &["名", "甲"]),
            Block::Furniture(line(1, "- 1 -")),
            table(2, &[0.5, 50.0], &["名", "乙"]),
            table(3, &[0.0, 50.0], &["丙"]),
        ];
        assert_eq!(texts(blocks), [["名", "甲", "乙", "丙"]]);
    }

    #[test]
    fn a_header_of_two_rows_counts_once() {
        let page = |number: u32, head: &str, name: &str| {
            let block = table(number, &[0.0, 50.0], &[head, "数", name]);
            match block {
                Block::Table(mut table) => {
                    let stub = Cell {
                        row_span: 2,
                        ..table.cells[0].clone()
                    };
                    table.cells.insert(0, stub);
                    Block::Table(table)
                }
                other => other,
            }
        };
        let blocks = vec![page(1, "名", "甲"), page(2, "名", "乙")];
        assert_eq!(texts(blocks), [["名", "名", "数", "甲", "乙"]]);
        let other = vec![page(1, "名", "甲"), page(2, "額", "乙")];
        assert_eq!(texts(other)[0].len(), 8, "rows alike in nothing but spans");
    }

    #[test]
    fn another_table_is_another_one() {
        let blocks = vec![
            table(1, &[0.0, 50.0], &["甲"]),
            table(2, &[0.0, 25.0, 50.0], &["乙"]),
            Block::Line(line(2, "本文")),
            table(3, &[0.0, 25.0, 50.0], &["丙"]),
            table(3, &[0.0, 25.0, 50.0], &["丁"]),
        ];
        assert_eq!(texts(blocks).len(), 4);
    }

    #[test]
    fn rows_and_pages_count_on() {
        let content = Content {
            blocks: vec![
                table(1, &[0.0, 50.0], &["甲"]),
                table(2, &[0.0, 50.0], &["乙", "丙"]),
            ],
            ..Content::default()
        };
        let joined = continued(content);
        let rows: Vec<_> = joined
            .iter()
            .flat_map(|j| j.table.cells.iter().map(|c| c.row))
            .collect();
        assert_eq!(rows, [0, 1, 2]);
        assert_eq!(
            joined.first().map(|j| (j.table.rows, j.pages.clone())),
            Some((3, vec![1, 2, 2]))
        );
    }
}
