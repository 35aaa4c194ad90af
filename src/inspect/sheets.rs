//! The left side for an original: its tables as grids of cells, and the lines around them.

use crate::content::{Block, Cell, Content, Line, Table};
use crate::text::Position;

use super::html::Html;
use super::marks::Marks;
use super::pages::{Pieces, show_line};
use super::strings;

/// Writes the blocks of an original, page by page; every line is one that the marks count.
pub(super) fn show(content: &Content, marks: &Marks, html: &mut Html) {
    let pieces = Pieces::of(content.addresses.len(), marks);
    let mut sheets = Sheets {
        content,
        pieces: &pieces,
        html,
    };
    for page in 1..=content.pages {
        sheets.page(page);
    }
}

struct Sheets<'s, 'm> {
    content: &'s Content,
    pieces: &'s Pieces<'m>,
    html: &'s mut Html,
}

impl Sheets<'_, '_> {
    fn page(&mut self, page: u32) {
        let id = format!("page-{page}");
        self.html.open(
            "section",
            &[("class", "lines sheet"), ("id", &id), ("lang", "ja")],
        );
        self.html.open("h3", &[]);
        match self.name(page) {
            Some(name) => self.html.text(&name),
            None => {
                self.html.say(strings::PAGE);
                self.html.text(&format!(" {page}"));
            }
        }
        self.html.close("h3");
        let content = self.content;
        for block in content.blocks.iter().filter(|block| block.page() == page) {
            match block {
                Block::Line(line) | Block::Furniture(line) => self.line(line),
                Block::Table(table) => self.table(table),
            }
        }
        self.html.close("section");
    }

    /// The name of a workbook's sheet: what stands before the `!` of its cells.
    fn name(&self, page: u32) -> Option<String> {
        let blocks = self.content.blocks.iter();
        let mut lines = blocks.filter(|b| b.page() == page).flat_map(Block::lines);
        let number = self.number(lines.next()?)?;
        let address = self.content.addresses.get(number - 1)?;
        let (name, _) = address.cell.rsplit_once('!')?;
        let is_table = name.bytes().all(|b| b.is_ascii_digit());
        (!is_table).then(|| name.trim_matches('\'').replace("''", "'"))
    }

    fn table(&mut self, table: &Table) {
        self.html
            .raw("<div class=\"scroll\"><table class=\"grid\"><tbody>");
        let mut cells = table.cells.iter().peekable();
        let mut covered = vec![0; table.cols];
        for row in 0..table.rows {
            self.html.raw("<tr>");
            let mut col = 0;
            while col < table.cols {
                let own = cells.next_if(|cell| (cell.row, cell.col) == (row, col));
                let is_covered = covered.get(col).is_some_and(|until| row < *until);
                match own {
                    Some(cell) => {
                        let span = covered.get_mut(col..(col + cell.col_span).min(table.cols));
                        let until = cell.row + cell.row_span;
                        span.into_iter().flatten().for_each(|c| *c = until);
                        self.cell(cell);
                    }
                    None if is_covered => {}
                    None => self.html.raw("<td></td>"),
                }
                col += own.map_or(1, |cell| cell.col_span.max(1));
            }
            self.html.raw("</tr>");
        }
        self.html.raw("</tbody></table></div>");
    }

    fn cell(&mut self, cell: &Cell) {
        let (rows, cols) = (cell.row_span.to_string(), cell.col_span.to_string());
        let mut spans = Vec::new();
        if cell.row_span > 1 {
            spans.push(("rowspan", rows.as_str()));
        }
        if cell.col_span > 1 {
            spans.push(("colspan", cols.as_str()));
        }
        self.html.open("td", &spans);
        cell.lines.iter().for_each(|line| self.line(line));
        self.html.close("td");
    }

    fn line(&mut self, line: &Line) {
        let Some(number) = self.number(line) else {
            return;
        };
        let id = format!("line-{number}");
        self.html.open("p", &[("id", &id)]);
        // characters stand in the columns that they have in the source, whose blanks were trimmed
        let mut chars: Vec<char> = Vec::new();
        for ch in line.text.chars() {
            if let Some((_, column)) = self.place(ch.at) {
                chars.resize((column as usize).saturating_sub(1), ' ');
                chars.push(ch.c);
            }
        }
        show_line(&chars, number, self.pieces, self.html);
        self.html.close("p");
    }

    fn number(&self, line: &Line) -> Option<usize> {
        let places = line.text.chars().iter().map(|ch| ch.at);
        let (number, _) = places.filter_map(|at| self.place(at)).next()?;
        Some(number as usize)
    }

    fn place(&self, at: u32) -> Option<(u32, u32)> {
        match self.content.places.get(at as usize)?.position {
            Position::LineColumn(line, column) => Some((line, column)),
            Position::Box(_) => None,
        }
    }
}
