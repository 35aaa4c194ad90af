//! Tables that go on over pages, made one.
//!
//! A table goes on if it is the last thing on its page but for furniture, the next page begins with a table, and
//! both have the same columns. A header row that the next page repeats is left out.

use super::{Block, Cell, Content, Table};

/// Columns' edges this near to each other, in points, are the same: pages are drawn one by one.
const SAME_EDGE: f32 = 3.0;

/// A table over one or more pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Continued {
    /// The whole; its page and box are those of its first piece.
    pub table: Table,
    /// For each cell of the whole, the page it stands on, one-based.
    pub pages: Vec<u32>,
}

/// The tables of a document, each with its continuations.
pub fn continued(content: Content) -> Vec<Continued> {
    let mut joined: Vec<Continued> = Vec::new();
    // Page on which the last table was the last thing.
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
        let repeated = usize::from(next.rows > 1 && first_row(&self.table) == first_row(&next));
        let offset = self.table.rows;
        self.table.rows += next.rows - repeated;
        for mut cell in next.cells.into_iter().filter(|c| c.row >= repeated) {
            cell.row += offset - repeated;
            self.table.cells.push(cell);
            self.pages.push(next.page);
        }
    }
}

/// Texts of the first row, if no cell of it goes further down.
fn first_row(table: &Table) -> Option<Vec<(usize, String)>> {
    let row: Vec<&Cell> = table.cells.iter().filter(|c| c.row == 0).collect();
    let has_text = row.iter().any(|c| !c.lines.is_empty());
    let flat = row.iter().all(|c| c.row_span == 1);
    (has_text && flat).then(|| row.iter().map(|c| (c.col, c.text())).collect())
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::*;
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
