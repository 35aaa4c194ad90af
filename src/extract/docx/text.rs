//! The text of a paragraph, run by run.

use roxmltree::Node;

use super::body::{is, property, value};
use crate::extract::pdf::symbol;

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph<'a, 'i> {
    /// Its text, cut where a page begins.
    pub pages: Vec<String>,
    /// The contents of the text boxes anchored to it.
    pub boxes: Vec<Node<'a, 'i>>,
    /// Whether it begins a page.
    pub begins_page: bool,
    /// Whether the next one does, as it ends a section.
    pub ends_section: bool,
    /// How many texts in it are hidden.
    pub hidden: usize,
}

/// A tab, as it looks: a wide space.
const TAB: char = '\u{3000}';

/// Reads a paragraph; `marker` is the number that Word puts before it.
pub(super) fn of<'a, 'i>(node: Node<'a, 'i>, marker: Option<&str>) -> Paragraph<'a, 'i> {
    let section = property(node, "pPr", "sectPr");
    let kind = section.and_then(|section| section.children().find(|child| is(child, "type")));
    let goes_on = kind.is_some_and(|kind| value(kind, "val") == Some("continuous"));
    let mut paragraph = Paragraph {
        begins_page: property(node, "pPr", "pageBreakBefore").is_some_and(is_on),
        ends_section: section.is_some() && !goes_on,
        ..Paragraph::default()
    };
    let mut text = marker.unwrap_or_default().to_owned();
    // the tree is walked through without recursion: files may nest as deep as they like
    let mut stack: Vec<Node<'a, 'i>> = node.children().rev().collect();
    while let Some(node) = stack.pop() {
        match node.tag_name().name() {
            "t" => text.push_str(node.text().unwrap_or_default()),
            "tab" | "ptab" => text.push(TAB),
            "br" if value(node, "type") == Some("page") => {
                paragraph.pages.push(std::mem::take(&mut text));
            }
            "br" | "cr" if value(node, "type") != Some("column") => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.extend(symbol_of(node)),
            "txbxContent" => paragraph.boxes.push(node),
            "r" if property(node, "rPr", "vanish").is_some_and(is_on) => {
                let is_text = node.children().any(|child| is(&child, "t"));
                paragraph.hidden += usize::from(is_text);
            }
            // what is deleted, how words are read, how fields are computed, and what older programs show instead
            "del" | "moveFrom" | "rt" | "instrText" | "delText" | "Fallback" | "pPr" | "rPr" => {}
            _ => stack.extend(node.children().rev()),
        }
    }
    paragraph.pages.push(text);
    paragraph
}

/// Whether a property that can be switched off is on.
fn is_on(property: Node<'_, '_>) -> bool {
    !matches!(value(property, "val"), Some("0" | "false" | "off"))
}

/// A character of a symbol font.
fn symbol_of(node: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(value(node, "char")?, 16).ok()?;
    let font = value(node, "font").unwrap_or_default();
    symbol(font, code)
}
