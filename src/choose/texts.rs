//! The texts of a document that could be labels or titles.

use crate::content::{Block, Content, Line};
use crate::profile::folded;
use crate::segment::fields::label_text;

/// Calls `see` with each text that could be a label or title, in the form in which labels are compared.
pub fn each(content: &Content, mut see: impl FnMut(&str)) {
    for block in &content.blocks {
        match block {
            Block::Line(line) | Block::Furniture(line) => {
                if let Some(text) = label_text(std::slice::from_ref(line)) {
                    of_line(&folded(&text), &mut see);
                }
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    of_cell(&cell.lines, &mut see);
                }
            }
        }
    }
}

/// The line, and words followed by a colon.
fn of_line(text: &str, see: &mut impl FnMut(&str)) {
    see(text);
    if let Some((label, _)) = text.split_once(':') {
        see(label);
    }
}

/// The cell's text, the same without a note in brackets, and its first line, which may have a note in small type below.
fn of_cell(lines: &[Line], see: &mut impl FnMut(&str)) {
    let Some(text) = label_text(lines) else {
        return;
    };
    let text = folded(&text);
    see(&text);
    if let Some((label, _)) = text.split_once('(').filter(|(label, _)| !label.is_empty()) {
        see(label);
    }
    if let [first, _, ..] = lines {
        see(&folded(&first.text.squeezed()));
    }
}
