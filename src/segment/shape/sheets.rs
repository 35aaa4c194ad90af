//! Where one sheet ends and the next begins.

use super::super::{Lines, squeezed};
use super::scope;
use crate::content::{Block, Line};
use crate::profile::{Names, PageLine, Per, Profile, Role, folded};
use crate::text::Place;

/// A document split into the blocks of its sheets.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// The blocks of each sheet.
    pub sheets: Vec<Vec<Block>>,
    /// Lines on pages before the first title.
    pub before: Lines,
    /// Page numbers and running titles.
    pub furniture: Lines,
}

/// Splits at titles, at pages or not at all, as the profile says.
pub fn cut(blocks: Vec<Block>, profile: &Profile, names: &Names, places: &[Place]) -> Cut {
    let mut cut = Cut::default();
    let mut kept = Vec::new();
    for block in blocks {
        match block {
            Block::Furniture(line) if !is_named(&line, profile, names) => cut.furniture.push(line),
            Block::Furniture(line) => kept.push(Block::Line(line)),
            block => kept.push(block),
        }
    }
    let rule = profile.sheet.clone().unwrap_or_default();
    match rule.per {
        Per::Document => cut.sheets.push(kept),
        Per::Page => cut.sheets = by(kept, |before, block| before.page() != block.page()),
        Per::Title => {
            let chunks = by_title(kept, profile);
            cut.sheets = joined(chunks, profile, names, places);
        }
    }
    cut
}

/// Whether a running title is a title or label of the form.
fn is_named(line: &Line, profile: &Profile, names: &Names) -> bool {
    let text = line.text.to_string();
    let is_title = matches!(profile.labels.page_line(&text), PageLine::SheetTitle(_));
    let words = text.split_whitespace().map(folded);
    let whole = folded(&text);
    is_title || names.is_label(&whole) || words.into_iter().any(|word| names.is_label(&word))
}

fn by(blocks: Vec<Block>, begins: impl Fn(&Block, &Block) -> bool) -> Vec<Vec<Block>> {
    let mut chunks: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        match chunks.last_mut() {
            Some(chunk) if chunk.last().is_none_or(|before| !begins(before, &block)) => {
                chunk.push(block);
            }
            _ => chunks.push(vec![block]),
        }
    }
    chunks
}

/// Starts a chunk at each title, including what is above it on its page.
fn by_title(blocks: Vec<Block>, profile: &Profile) -> Vec<(Option<String>, Vec<Block>)> {
    let mut chunks: Vec<(Option<String>, Vec<Block>)> = Vec::new();
    for block in blocks {
        let Some(title) = title(&block, profile) else {
            match chunks.last_mut() {
                Some((_, chunk)) => chunk.push(block),
                None => chunks.push((None, vec![block])),
            }
            continue;
        };
        let page = block.page();
        let mut above = Vec::new();
        if let Some((before, chunk)) = chunks.last_mut() {
            let has_title = |b: &Block| title_of(b, profile).is_some();
            let first = chunk.iter().position(|b| b.page() == page);
            if let Some(first) = first.filter(|first| !chunk.iter().skip(*first).any(has_title)) {
                above = chunk.split_off(first);
            }
            if chunk.is_empty() && before.is_none() {
                chunks.pop();
            }
        }
        above.push(block);
        chunks.push((Some(title), above));
    }
    chunks
}

fn title(block: &Block, profile: &Profile) -> Option<String> {
    title_of(block, profile)
}

/// The title in a line, or in a cell of a table's first row.
fn title_of(block: &Block, profile: &Profile) -> Option<String> {
    let is_title = |text: &str| matches!(profile.labels.page_line(text), PageLine::SheetTitle(_));
    match block {
        Block::Line(line) => {
            let text = line.text.squeezed();
            is_title(&text).then_some(text)
        }
        Block::Table(table) => {
            let first = table.cells.iter().take_while(|cell| cell.row == 0);
            let mut texts = first.map(|cell| squeezed(&cell.lines));
            texts.find(|text| !text.is_empty() && is_title(text))
        }
        Block::Furniture(_) => None,
    }
}

/// Joins the chunks of one sheet: a title above the same identifying values, or above none, continues the sheet.
fn joined(
    chunks: Vec<(Option<String>, Vec<Block>)>,
    profile: &Profile,
    names: &Names,
    places: &[Place],
) -> Vec<Vec<Block>> {
    if chunks.len() < 2 {
        return chunks.into_iter().map(|(_, blocks)| blocks).collect();
    }
    let keys = identity(profile);
    let mut sheets: Vec<Vec<Block>> = Vec::new();
    let mut last: (Option<String>, Vec<String>) = (None, Vec::new());
    for (title, blocks) in chunks {
        let own = match keys.is_empty() {
            true => Vec::new(),
            false => scope::identity(blocks.clone(), &keys, profile, names, places),
        };
        let is_same = match keys.is_empty() {
            true => title.is_some() && title == last.0,
            false => {
                last.0.is_some() && own.iter().zip(&last.1).all(|(a, b)| a.is_empty() || a == b)
            }
        };
        match sheets.last_mut() {
            Some(sheet) if is_same => sheet.extend(blocks),
            _ => {
                sheets.push(blocks);
                last = (title, own);
            }
        }
    }
    sheets
}

/// Indexes of the fields that identify a sheet; the goal if the profile names none.
fn identity(profile: &Profile) -> Vec<usize> {
    let keys = profile.sheet.iter().flat_map(|sheet| &sheet.identity);
    let number = |key: &String| profile.fields.iter().position(|f| f.key == *key);
    let named: Vec<usize> = keys.filter_map(number).collect();
    let goal = || {
        profile
            .fields
            .iter()
            .position(|f| f.role == Some(Role::Goal))
    };
    match named.is_empty() {
        true => goal().into_iter().collect(),
        false => named,
    }
}
