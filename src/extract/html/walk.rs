//! The walk through a page.

use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::{Element, Node};

use super::super::flow::Flow;
use super::table::{Growing, flattened};
use crate::content::Content;
use crate::error::Error;
use crate::options::Limits;
use crate::text::chars::is_cjk;

type NodeRef<'p> = ego_tree::NodeRef<'p, Node>;

/// Elements whose text is not displayed.
const UNSEEN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "title", "rt", "rp", "select", "textarea",
    "iframe", "object", "svg",
];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "form",
    "fieldset",
    "center",
    "address",
    "figure",
    "figcaption",
    "caption",
    "details",
    "summary",
];

/// Tables in tables beyond this are not looked at for what they are for.
const DEEP: usize = 6;

/// The walk, and what it has met so far.
pub(super) struct Walk {
    flow: Flow,
    /// Tables that are open, outermost first; none for those that only lay out the page.
    tables: Vec<Option<Growing>>,
    /// Text outside tables that does not end yet.
    text: String,
    /// Lists that are open: the next number, none where points have dots.
    lists: Vec<Option<u32>>,
    hidden: usize,
    preformatted: usize,
}

impl Walk {
    /// Before anything was met.
    pub fn new(limits: Limits) -> Self {
        Self {
            flow: Flow::new(limits),
            tables: Vec::new(),
            text: String::new(),
            lists: Vec::new(),
            hidden: 0,
            preformatted: 0,
        }
    }

    /// Walks from the first element to the last.
    pub fn through(&mut self, page: &Html) -> Result<(), Error> {
        let mut skipped = None;
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => {
                    if let Some(element) = node.value().as_element()
                        && self.is_skipped(element, node)
                    {
                        skipped = Some(node.id());
                        continue;
                    }
                    self.open(node)?;
                }
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() => self.close(node)?,
                _ => {}
            }
        }
        self.end_line();
        Ok(())
    }

    /// What was read, and how many parts with text are hidden.
    pub fn finish(self) -> (Content, usize) {
        (self.flow.finish(), self.hidden)
    }

    fn is_skipped(&mut self, element: &Element, node: NodeRef<'_>) -> bool {
        if UNSEEN.contains(&element.name()) {
            return true;
        }
        let style = element.attr("style").unwrap_or_default();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let is_hidden =
            element.attr("hidden").is_some() || style.to_ascii_lowercase().contains("display:none");
        if is_hidden && letters(node) > 0 {
            self.hidden += 1;
        }
        is_hidden
    }

    fn open(&mut self, node: NodeRef<'_>) -> Result<(), Error> {
        match node.value() {
            Node::Text(text) => self.say(text),
            Node::Element(element) => match element.name() {
                "br" => self.push("\n"),
                "table" => {
                    if self.table().is_none() {
                        self.end_line();
                    }
                    let is_layout = self.tables.len() < DEEP && is_layout(node);
                    self.tables.push((!is_layout).then(Growing::default));
                }
                "col" => self.in_table(|table| table.column(element)),
                "tr" => self.in_table(Growing::row),
                "td" | "th" => self.in_table(|table| table.cell(element)),
                "ol" => self.lists.push(Some(start(element))),
                "ul" => self.lists.push(None),
                "li" => {
                    self.end_line();
                    self.point();
                }
                "pre" => self.preformatted += 1,
                name if BLOCKS.contains(&name) => self.end_line(),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, node: NodeRef<'_>) -> Result<(), Error> {
        let Some(element) = node.value().as_element() else {
            return Ok(());
        };
        match element.name() {
            "table" => self.end_table()?,
            "td" | "th" => {
                self.end_line();
                self.in_table(Growing::end_cell);
            }
            "ol" | "ul" => {
                self.lists.pop();
                self.end_line();
            }
            "pre" => {
                self.preformatted -= 1;
                self.end_line();
            }
            name if BLOCKS.contains(&name) || name == "tr" => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Growing)) {
        if let Some(Some(table)) = self.tables.last_mut() {
            change(table);
        }
    }

    /// The innermost table that is one.
    fn table(&mut self) -> Option<&mut Growing> {
        self.tables.iter_mut().rev().flatten().next()
    }

    fn end_table(&mut self) -> Result<(), Error> {
        let Some(Some(table)) = self.tables.pop() else {
            self.end_line();
            return Ok(());
        };
        let table = table.finish();
        if self.table().is_none() {
            return self.flow.table(table);
        }
        self.end_line();
        self.push(&flattened(table));
        self.end_line();
        Ok(())
    }

    /// Where text goes: into the open cell, or between tables.
    fn target(&mut self) -> &mut String {
        let tables = self.tables.iter_mut().rev().flatten();
        let cell = tables.take(1).find_map(|table| table.open.as_mut());
        cell.map_or(&mut self.text, |cell| &mut cell.text)
    }

    fn push(&mut self, text: &str) {
        self.target().push_str(text);
    }

    /// Adds text with its blanks as browsers show them: a run of them is one, and none at a line's end or between two
    /// characters that need none.
    fn say(&mut self, text: &str) {
        let keeps = self.preformatted > 0;
        let target = self.target();
        let mut blank: Option<bool> = None;
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') && !keeps;
            if is_blank {
                blank = Some(blank.unwrap_or(false) || matches!(c, '\n' | '\r'));
                continue;
            }
            if let Some(is_source_line) = blank.take() {
                let before = target.chars().last();
                let is_apart = before.is_some_and(|before| {
                    let is_none_needed = is_source_line && is_cjk(before) && is_cjk(c);
                    !before.is_whitespace() && !is_none_needed
                });
                if is_apart {
                    target.push(' ');
                }
            }
            target.push(c);
        }
        if blank.is_some() && target.chars().last().is_some_and(|c| !c.is_whitespace()) {
            target.push(' ');
        }
    }

    /// Ends the line: in a cell the next one follows, outside it is a paragraph.
    fn end_line(&mut self) {
        if self.table().is_some_and(|table| table.open.is_some()) {
            let cell = self.target();
            cell.truncate(cell.trim_end_matches(' ').len());
            if !cell.is_empty() && !cell.ends_with('\n') {
                cell.push('\n');
            }
            return;
        }
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.flow.paragraph(text.trim());
        }
    }

    /// The number or the dot of a list's point.
    fn point(&mut self) {
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "・".to_owned(),
        };
        self.push(&mark);
    }
}

fn start(list: &Element) -> u32 {
    let start = list
        .attr("start")
        .and_then(|start| start.trim().parse().ok());
    start.unwrap_or(1)
}

/// Whether a table only lays out the page: most of its text stands in tables within it.
fn is_layout(table: NodeRef<'_>) -> bool {
    let nested = table.descendants().skip(1).filter(|node| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == "table")
    });
    let mut inner = 0;
    let mut seen = Vec::new();
    for node in nested {
        let is_within = node.ancestors().any(|up| seen.contains(&up.id()));
        if !is_within {
            inner += letters(node);
            seen.push(node.id());
        }
    }
    inner > 0 && inner * 2 > letters(table)
}

/// How many letters stand in a part of the page.
fn letters(node: NodeRef<'_>) -> usize {
    let texts = node.descendants().filter_map(|node| node.value().as_text());
    texts
        .flat_map(|text| text.chars())
        .filter(|c| !c.is_whitespace())
        .count()
}
