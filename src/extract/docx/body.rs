//! The document's body: paragraphs and tables in their order.

use roxmltree::Node;

use super::super::flow::{Flow, FlowCell, FlowTable};
use super::numbering::Numbering;
use super::text::{self, Paragraph};
use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::options::Limits;

/// Twentieths of a point.
const TWIPS: f32 = 20.0;

/// Tables in tables in tables: no form has more.
const DEPTH: usize = 16;

/// Goes through the body.
pub(super) struct Body {
    flow: Flow,
    numbering: Numbering,
    text_boxes: usize,
    hidden: usize,
}

impl Body {
    /// Before anything was read.
    pub fn new(numbering: Numbering, limits: Limits) -> Self {
        Self {
            flow: Flow::new(limits),
            numbering,
            text_boxes: 0,
            hidden: 0,
        }
    }

    /// Reads the document from its root.
    pub fn read(&mut self, root: Node<'_, '_>) -> Result<(), Error> {
        let body = root.children().find(|node| is(node, "body"));
        body.map_or(Ok(()), |body| self.blocks(body, 0))
    }

    /// What was read, and what is to be said of it.
    pub fn finish(self) -> (Content, Vec<Diagnostic>) {
        let boxes = (self.text_boxes > 0).then(|| {
            let message = format!(
                "{} text boxes were read after the paragraph that they are anchored to",
                self.text_boxes
            );
            Diagnostic::new(Code::TextBoxes, message)
        });
        let hidden = (self.hidden > 0).then(|| {
            let message = format!("left out, as when printing: {} hidden texts", self.hidden);
            Diagnostic::new(Code::LeftOut, message)
        });
        (
            self.flow.finish(),
            boxes.into_iter().chain(hidden).collect(),
        )
    }

    fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) -> Result<(), Error> {
        for node in parent.children() {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth)?,
                "tbl" => {
                    let table = self.table(node, depth)?;
                    self.flow.table(table)?;
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" if depth < DEPTH => {
                    self.blocks(node, depth + 1)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), Error> {
        let paragraph = self.text_of(node);
        if paragraph.begins_page {
            self.flow.turn_page()?;
        }
        for (number, text) in paragraph.pages.iter().enumerate() {
            if number > 0 {
                self.flow.turn_page()?;
            }
            if !text.trim().is_empty() {
                self.flow.paragraph(text);
            }
        }
        for content in paragraph.boxes.iter().filter(|_| depth < DEPTH) {
            self.text_boxes += 1;
            self.blocks(*content, depth + 1)?;
        }
        if paragraph.ends_section {
            self.flow.turn_page()?;
        }
        Ok(())
    }

    fn text_of<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Paragraph<'a, 'i> {
        let marker = self.numbering.marker(node);
        let paragraph = text::of(node, marker.as_deref());
        self.hidden += paragraph.hidden;
        paragraph
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Result<FlowTable, Error> {
        let grid = node.children().filter(|child| is(child, "tblGrid"));
        let columns = grid.flat_map(|grid| grid.children().filter(|child| is(child, "gridCol")));
        let widths = columns.map(|column| number(column, "w").unwrap_or(0.0) / TWIPS);
        let mut table = FlowTable {
            widths: widths.collect(),
            cells: Vec::new(),
        };
        for (row, node) in rows(node).into_iter().enumerate() {
            let before = property(node, "trPr", "gridBefore").and_then(|n| number(n, "val"));
            let mut col = before.unwrap_or(0.0) as usize;
            for node in cells(node) {
                let span = property(node, "tcPr", "gridSpan").and_then(|n| number(n, "val"));
                let col_span = span.map_or(1, |span| span as usize).max(1);
                let text = self.cell(node, depth)?;
                match continues(node)
                    .then(|| above(&mut table.cells, row, col))
                    .flatten()
                {
                    Some(cell) => {
                        cell.row_span = row + 1 - cell.row;
                        cell.text.push_str(&text);
                    }
                    None => table.cells.push(FlowCell {
                        row,
                        col,
                        row_span: 1,
                        col_span,
                        text,
                    }),
                }
                col += col_span;
            }
        }
        Ok(table)
    }

    /// The text of a cell: its paragraphs, and the rows of tables in it, a line each.
    fn cell(&mut self, node: Node<'_, '_>, depth: usize) -> Result<String, Error> {
        let mut lines: Vec<String> = Vec::new();
        self.cell_lines(node, depth, &mut lines)?;
        Ok(lines.join("\n"))
    }

    fn cell_lines(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        lines: &mut Vec<String>,
    ) -> Result<(), Error> {
        if depth > DEPTH {
            let message = format!("tables stand in tables more than {DEPTH} deep");
            return Err(Error::new(Code::TooMuch, message));
        }
        for node in node.children() {
            match node.tag_name().name() {
                "p" => {
                    let paragraph = self.text_of(node);
                    lines.push(paragraph.pages.concat());
                    for content in paragraph.boxes {
                        self.text_boxes += 1;
                        self.cell_lines(content, depth + 1, lines)?;
                    }
                }
                "tbl" => {
                    let table = self.table(node, depth + 1)?;
                    lines.extend(flattened(table));
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => {
                    self.cell_lines(node, depth + 1, lines)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The rows of a table within a cell as lines.
fn flattened(table: FlowTable) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in table.cells {
        if rows.len() <= cell.row {
            rows.resize(cell.row + 1, Vec::new());
        }
        if let Some(row) = rows
            .get_mut(cell.row)
            .filter(|_| !cell.text.trim().is_empty())
        {
            row.push(cell.text.replace('\n', " "));
        }
    }
    rows.into_iter().map(|row| row.join("\u{3000}")).collect()
}

/// Rows of a table, also those in a control.
fn rows<'a, 'i>(table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    children(table, "tr")
}

fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    children(row, "tc")
}

fn children<'a, 'i>(of: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let wrapped = |node: Node<'a, 'i>| match node.tag_name().name() {
        "sdt" => {
            let content = node.children().filter(|child| is(child, "sdtContent"));
            content.flat_map(|c| c.children()).collect()
        }
        "customXml" | "ins" | "moveTo" => node.children().collect(),
        _ => vec![node],
    };
    let nodes = of.children().flat_map(wrapped);
    nodes.filter(|node| is(node, name)).collect()
}

/// Whether the cell goes on with the one above it.
fn continues(cell: Node<'_, '_>) -> bool {
    let merge = property(cell, "tcPr", "vMerge");
    merge.is_some_and(|merge| value(merge, "val") != Some("restart"))
}

fn above(cells: &mut [FlowCell], row: usize, col: usize) -> Option<&mut FlowCell> {
    let mut upwards = cells.iter_mut().rev();
    upwards.find(|cell| cell.col == col && cell.row + cell.row_span == row)
}

/// Whether the element has this name, in whatever name space: Word's two differ by nothing else.
pub(super) fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// A property of a node: the child of its list of properties.
pub(super) fn property<'a, 'i>(node: Node<'a, 'i>, list: &str, name: &str) -> Option<Node<'a, 'i>> {
    let list = node.children().find(|child| is(child, list))?;
    list.children().find(|child| is(child, name))
}

/// An attribute, in whatever name space.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    Some(
        attributes
            .find(|attribute| attribute.name() == name)?
            .value(),
    )
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f32> {
    let number = value(node, name)?.parse::<f32>().ok()?;
    (0.0..100_000.0).contains(&number).then_some(number)
}
