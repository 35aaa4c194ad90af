//! Tables and lines as laid out: each cell as a box on the page and as a cell of an HTML table.

use super::super::Pane;
use super::super::html::Html;
use super::super::marks::{CELL, FURNITURE, Kind, LINE, Marks, SPAN};
use super::super::strings;
use super::{areas, origins, text};
use crate::content::{Block, Cell, Content, Line, Origin, Ruling, Table};
use crate::geometry::Rect;
use crate::map::trace::{Area, Extent};

const KINDS: &[Kind] = &origins::with([CELL, SPAN, LINE, FURNITURE]);

/// Everything that was laid out.
pub(in super::super) fn cells(content: &Content) -> Pane {
    let mut writer = Writer {
        content,
        marks: Marks::default(),
        html: Html::default(),
        in_lines: false,
        tables: 0,
    };
    for block in &content.blocks {
        match block {
            Block::Table(table) => writer.table(table),
            Block::Line(line) => writer.line(LINE, line),
            Block::Furniture(line) => writer.line(FURNITURE, line),
        }
    }
    writer.end_lines();
    if content.blocks.is_empty() {
        writer.html.say_in("p", &[], strings::NOTHING);
    }
    Pane {
        kinds: KINDS,
        marks: writer.marks,
        html: writer.html,
    }
}

/// The inferred lines in a table.
fn inferred<'c>(content: &'c Content, table: &Table) -> Vec<&'c Ruling> {
    let inside = content.rulings.iter().filter(|r| {
        let is_inferred = r.origin != Origin::Drawn && r.page == table.page;
        is_inferred && r.bbox.overlaps(&table.bbox)
    });
    inside.collect()
}

struct Writer<'w> {
    content: &'w Content,
    marks: Marks,
    html: Html,
    in_lines: bool,
    tables: u32,
}

impl Writer<'_> {
    fn line(&mut self, kind: Kind, line: &Line) {
        if !std::mem::replace(&mut self.in_lines, true) {
            self.html.raw("<section class=\"list\">");
            self.html.say_in("h3", &[], strings::LINES);
            self.html.raw("<ul class=\"loose\">");
        }
        self.html.raw("<li>");
        let areas = areas([line], &self.content.places);
        self.tied(kind, &line.text.to_string(), areas);
        self.html.raw("</li>");
    }

    fn end_lines(&mut self) {
        if std::mem::take(&mut self.in_lines) {
            self.html.raw("</ul></section>");
        }
    }

    fn table(&mut self, table: &Table) {
        self.end_lines();
        self.tables += 1;
        self.html.raw("<section class=\"list\"><h3>");
        self.html.say(strings::TABLE);
        self.html.text(&format!(" {}", self.tables));
        self.html.raw(" <small>");
        self.html.say(strings::PAGE);
        self.html.text(&format!(
            " {} · {} × {}",
            table.page, table.rows, table.cols
        ));
        self.html
            .raw("</small></h3><div class=\"scroll\"><table class=\"grid\"><tbody>");
        let inferred = inferred(self.content, table);
        let mut taken = vec![0; table.cols];
        let mut cells = table.cells.iter().peekable();
        for row in 0..table.rows {
            self.html.raw("<tr>");
            let mut col = 0;
            while col < table.cols {
                let next = cells.next_if(|cell| cell.row <= row && cell.col <= col);
                let is_covered = taken.get(col).is_some_and(|&until| row < until);
                if let Some(cell) = next {
                    let span = cell.col..cell.col + cell.col_span;
                    let covered = taken.get_mut(span).into_iter().flatten();
                    covered.for_each(|until| *until = cell.row + cell.row_span);
                    self.cell(table, cell, &inferred);
                } else if !is_covered {
                    self.html.raw("<td></td>");
                }
                col += next.map_or(1, |cell| cell.col_span.max(1));
            }
            self.html.raw("</tr>");
        }
        self.html.raw("</tbody></table></div></section>");
    }

    fn cell(&mut self, table: &Table, cell: &Cell, inferred: &[&Ruling]) {
        let (rows, cols) = (cell.row_span.to_string(), cell.col_span.to_string());
        let mut spans = Vec::new();
        if cell.row_span > 1 {
            spans.push(("rowspan", rows.as_str()));
        }
        if cell.col_span > 1 {
            spans.push(("colspan", cols.as_str()));
        }
        let origins = origins::around(&cell.bbox, inferred);
        let own = if spans.is_empty() { CELL } else { SPAN };
        let kind = origins.last().copied().unwrap_or(own);
        self.html.open("td", &spans);
        let place = format!("{},{}", cell.row, cell.col);
        self.html.element("small", &[("class", "code")], &place);
        self.html.raw(" ");
        let has_box = table.ruled && self.content.addresses.is_empty();
        let areas = match has_box && cell.bbox != Rect::default() {
            true => vec![Area {
                page: table.page,
                extent: Extent::Box(cell.bbox),
            }],
            false => areas(&cell.lines, &self.content.places),
        };
        self.tied(kind, &text(&cell.lines), areas);
        for origin in &origins {
            self.html.raw("<br><small>");
            self.html.swatch(origin.class);
            self.html.say(origin.name);
            self.html.raw("</small>");
        }
        self.html.close("td");
    }

    fn tied(&mut self, kind: Kind, text: &str, areas: Vec<Area>) {
        if !areas.is_empty() {
            let number = self.marks.add(kind, text, areas);
            let shown = if text.is_empty() { "□" } else { text };
            self.html.tied(&self.marks.to(&[number]), &[], shown);
        }
    }
}
