//! A table as it grows, row by row.

use scraper::node::Element;

use super::super::flow::{FlowCell, FlowTable};

/// Browsers take no larger spans.
const MOST_COLS: usize = 1_000;
const MOST_ROWS: usize = 65_534;

/// Points of a pixel.
const POINTS: f32 = 0.75;

/// A table that is not closed yet.
#[derive(Debug, Default)]
pub(super) struct Growing {
    table: FlowTable,
    /// Number of rows that have begun.
    rows: usize,
    /// Of each column, the row to which a cell from above covers it.
    covered: Vec<usize>,
    /// The cell that is open.
    pub open: Option<FlowCell>,
    /// The next column.
    col: usize,
}

impl Growing {
    /// Takes a width of columns.
    pub fn column(&mut self, element: &Element) {
        let width = number(element, "width").map_or(0.0, |width| width as f32 * POINTS);
        let span = number(element, "span").unwrap_or(1).clamp(1, MOST_COLS);
        self.table.widths.extend(std::iter::repeat_n(width, span));
    }

    /// Begins a row.
    pub fn row(&mut self) {
        self.end_cell();
        self.rows += 1;
        self.col = 0;
    }

    /// Begins a cell.
    pub fn cell(&mut self, element: &Element) {
        self.end_cell();
        let row = self.rows.saturating_sub(1);
        self.rows = self.rows.max(1);
        while self.covered.get(self.col).is_some_and(|end| *end > row) {
            self.col += 1;
        }
        let col_span = number(element, "colspan").unwrap_or(1).clamp(1, MOST_COLS);
        let row_span = number(element, "rowspan").unwrap_or(1).clamp(1, MOST_ROWS);
        if self.covered.len() < self.col + col_span {
            self.covered.resize(self.col + col_span, 0);
        }
        let own = self.covered.get_mut(self.col..self.col + col_span);
        own.into_iter()
            .flatten()
            .for_each(|end| *end = row + row_span);
        self.open = Some(FlowCell {
            row,
            col: self.col,
            row_span,
            col_span,
            text: String::new(),
        });
        self.col += col_span;
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        if let Some(mut cell) = self.open.take() {
            cell.text = cell.text.trim_end().to_owned();
            self.table.cells.push(cell);
        }
    }

    /// The table, with no cell reaching below its last row.
    pub fn finish(mut self) -> FlowTable {
        self.end_cell();
        for cell in &mut self.table.cells {
            cell.row_span = cell.row_span.min(self.rows.saturating_sub(cell.row)).max(1);
        }
        self.table
    }
}

/// The rows of a table within a cell as lines.
pub(super) fn flattened(table: FlowTable) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for cell in table.cells {
        let text = cell.text.replace('\n', " ");
        match lines.last_mut().filter(|(row, _)| *row == cell.row) {
            Some((_, line)) => {
                line.push('\u{3000}');
                line.push_str(&text);
            }
            None => lines.push((cell.row, text)),
        }
    }
    let lines: Vec<&str> = lines.iter().map(|(_, line)| line.trim()).collect();
    lines.join("\n")
}

fn number(element: &Element, name: &str) -> Option<usize> {
    let value = element.attr(name)?.trim();
    let digits = value.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok()
}
