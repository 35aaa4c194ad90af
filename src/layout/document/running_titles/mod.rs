//! Page furniture: page numbers and running titles.
//!
//! Conservative, since a sheet's own title is above its table much like a running title: a page number is the outermost
//! line of its page and nothing but a number; a running title is in the outermost margin, far from everything else, on
//! most of at least three pages.

use std::collections::HashMap;

use crate::content::{Block, Line};
use crate::text::chars::digit;
use view::{TITLE_MARGIN, View};

pub(crate) use view::Sheet;

#[cfg(test)]
mod tests;
mod view;

/// Page numbers are in this outer fraction of the page's height.
const NUMBER_MARGIN: f32 = 0.12;

/// Lines are at the same place of their pages if they differ by no more than this, in points.
const SAME_PLACE: f32 = 6.0;

/// Marks page numbers and running titles among the lines.
pub(crate) fn mark(blocks: &mut [Block], pages: &[Sheet]) {
    let running = running_titles(blocks, pages);
    let mut pages = pages.iter();
    for page in blocks.chunk_by_mut(|a, b| a.page() == b.page()) {
        let sheet = page
            .first()
            .map(Block::page)
            .and_then(|n| pages.find(|p| p.number == n));
        let Some(sheet) = sheet else { continue };
        for direction in sheet.directions() {
            mark_page(page, &sheet.view(page, direction), &running);
        }
    }
}

fn mark_page(page: &mut [Block], view: &View, running: &HashMap<Key, usize>) {
    for i in view.outermost() {
        let Some(Block::Line(line)) = page.get(i) else {
            continue;
        };
        let is_number = || is_page_number(&line.text.squeezed());
        if (view.is_in_margin_alone(i, NUMBER_MARGIN) && is_number())
            || (view.is_detached(i) && running.contains_key(&key(line)))
        {
            turn_to_furniture(page, i);
        }
    }
}

fn turn_to_furniture(page: &mut [Block], i: usize) {
    let Some(block) = page.get_mut(i) else { return };
    if let Block::Line(line) = block {
        *block = Block::Furniture(std::mem::take(line));
    }
}

/// Text without digits, and place: what a running title keeps from page to page.
type Key = (String, i32, i32);

fn key(line: &Line) -> Key {
    let text = line.text.squeezed();
    let letters = text.chars().filter(|c| !c.is_numeric()).collect();
    let bin = |v: f32| (v / SAME_PLACE).round() as i32;
    (letters, bin(line.bbox.x0), bin(line.bbox.y0))
}

/// Lines in the margins that repeat on most pages.
fn running_titles(blocks: &[Block], pages: &[Sheet]) -> HashMap<Key, usize> {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    let mut pages_left = pages.iter();
    for page in blocks.chunk_by(|a, b| a.page() == b.page()) {
        let first = page.first().map(Block::page);
        let Some(sheet) = first.and_then(|n| pages_left.find(|p| p.number == n)) else {
            continue;
        };
        let views: Vec<View> = sheet.directions().map(|d| sheet.view(page, d)).collect();
        for (i, block) in page.iter().enumerate() {
            if let Block::Line(line) = block
                && views.iter().any(|view| view.is_in_margin(i, TITLE_MARGIN))
            {
                *seen.entry(key(line)).or_default() += 1;
            }
        }
    }
    seen.retain(|_, count| *count >= 3 && *count * 2 > pages.len());
    seen
}

/// Whether it is only digits with signs and page words around them: `2`, `- 2 -`, `2/6`, `p. 2`, `2ページ`, `2 of 6`,
/// `（２）`.
fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 7] = ["ページ", "頁", "page", "of", "p", "第", "全"];
    let mut rest = text.to_lowercase();
    for word in WORDS {
        rest = rest.replace(word, "/");
    }
    let is_digit = |c: char| digit(c).is_some();
    let is_sign = |c: char| "-－‐‑–—―ー−/／.．()（）[]|~・<>〈〉".contains(c);
    let numbers: Vec<&str> = rest
        .split(is_sign)
        .filter(|part| !part.is_empty())
        .collect();
    matches!(numbers.len(), 1 | 2)
        && numbers
            .iter()
            .all(|n| n.chars().count() <= 4 && n.chars().all(is_digit))
}
