//! Furniture: page numbers and running titles, told from the text.
//!
//! Conservative, since a sheet's own title stands above its table much like a running title: a page number is the
//! outermost line of its page and nothing but a number; a running title stands in the outermost margin, far from the
//! rest, on most of at least three pages.

use std::collections::HashMap;

use super::{Block, Line};
use crate::geometry::Rect;

/// Page numbers stand in this outer part of the page's height.
const NUMBER_MARGIN: f32 = 0.12;

/// Running titles stand in this outer part of the page's height …
const TITLE_MARGIN: f32 = 0.06;

/// … and at least so many of their own heights away from everything else.
const TITLE_DISTANCE: f32 = 3.0;

/// Lines this near to each other on their pages, in points, stand at the same place.
const SAME_PLACE: f32 = 6.0;

/// A page as this stage sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    pub number: u32,
    pub height: f32,
}

/// Marks page numbers and running titles among the lines.
pub(super) fn mark(blocks: &mut [Block], pages: &[Sheet]) {
    let running = running_titles(blocks, pages);
    let mut pages = pages.iter();
    for page in blocks.chunk_by_mut(|a, b| number(a) == number(b)) {
        let sheet = page
            .first()
            .map(number)
            .and_then(|n| pages.find(|p| p.number == n));
        let Some(sheet) = sheet else { continue };
        for i in outermost(page) {
            let Some(Block::Line(line)) = page.get(i) else {
                continue;
            };
            let in_margin = margin(&line.bbox, sheet.height) <= NUMBER_MARGIN * sheet.height;
            if (in_margin && is_page_number(&line.text.squeezed()))
                || is_detached_title(page, i, sheet.height) && running.contains_key(&key(line))
            {
                turn_to_furniture(page, i);
            }
        }
    }
}

fn turn_to_furniture(page: &mut [Block], i: usize) {
    let Some(block) = page.get_mut(i) else { return };
    if let Block::Line(line) = block {
        *block = Block::Furniture(std::mem::take(line));
    }
}

fn number(block: &Block) -> u32 {
    match block {
        Block::Table(t) => t.page,
        Block::Line(l) | Block::Furniture(l) => l.page,
    }
}

fn bbox(block: &Block) -> &Rect {
    match block {
        Block::Table(t) => &t.bbox,
        Block::Line(l) | Block::Furniture(l) => &l.bbox,
    }
}

/// Distance of a box's middle from the page's nearer edge.
fn margin(bbox: &Rect, height: f32) -> f32 {
    let y = bbox.center().1;
    y.min(height - y)
}

/// Lines of a page that have nothing but lines of the same height above or below them.
fn outermost(page: &[Block]) -> Vec<usize> {
    let top = page
        .iter()
        .map(|b| bbox(b).y1)
        .fold(f32::INFINITY, f32::min);
    let bottom = page
        .iter()
        .map(|b| bbox(b).y0)
        .fold(f32::NEG_INFINITY, f32::max);
    let is_outermost = |b: &Block| bbox(b).y0 < top || bbox(b).y1 > bottom;
    let lines = page
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b, Block::Line(_)));
    lines
        .filter(|(_, b)| is_outermost(b))
        .map(|(i, _)| i)
        .collect()
}

fn is_detached_title(page: &[Block], i: usize, height: f32) -> bool {
    let Some(own) = page.get(i).map(bbox) else {
        return false;
    };
    let distance = TITLE_DISTANCE * own.height();
    let gap = |other: &Rect| (other.y0 - own.y1).max(own.y0 - other.y1);
    let is_level =
        |other: &Rect| gap(other) < 0.0 && margin(other, height) <= TITLE_MARGIN * height;
    margin(own, height) <= TITLE_MARGIN * height
        && page
            .iter()
            .map(bbox)
            .all(|other| is_level(other) || gap(other) >= distance)
}

/// Text without digits, and place: what a running title keeps from page to page.
type Key = (String, i32, i32);

fn key(line: &Line) -> Key {
    let text = line.text.squeezed();
    let letters = text.chars().filter(|c| !c.is_numeric()).collect();
    let bin = |v: f32| (v / SAME_PLACE).round() as i32;
    (letters, bin(line.bbox.x0), bin(line.bbox.y0))
}

/// Lines in the margins that come back on most pages.
fn running_titles(blocks: &[Block], pages: &[Sheet]) -> HashMap<Key, usize> {
    let heights: HashMap<u32, f32> = pages.iter().map(|p| (p.number, p.height)).collect();
    let mut seen: HashMap<Key, usize> = HashMap::new();
    for block in blocks {
        let Block::Line(line) = block else { continue };
        let height = heights.get(&line.page).copied().unwrap_or_default();
        if margin(&line.bbox, height) <= TITLE_MARGIN * height {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    seen.retain(|_, count| *count >= 3 && *count * 2 > pages.len());
    seen
}

/// `2`, `- 2 -`, `2/6`, `p. 2`, `2ページ`, `2 of 6`, `（２）`: digits with signs and page words around them only.
fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 7] = ["ページ", "頁", "page", "of", "p", "第", "全"];
    let mut rest = text.to_lowercase();
    for word in WORDS {
        rest = rest.replace(word, "/");
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn line(page: u32, text: &str, y: f32) -> Block {
        Block::Line(Line {
            page,
            text: Text::unplaced(text),
            bbox: Rect::new(100.0, y, 200.0, y + 10.0),
            size: 10.0,
            ..Line::default()
        })
    }

    fn marked(mut blocks: Vec<Block>, pages: u32) -> Vec<bool> {
        let pages: Vec<_> = (1..=pages)
            .map(|number| Sheet {
                number,
                height: 800.0,
            })
            .collect();
        mark(&mut blocks, &pages);
        blocks
            .iter()
            .map(|b| matches!(b, Block::Furniture(_)))
            .collect()
    }

    #[test]
    fn page_numbers_in_their_many_forms() {
        for s in [
            "2",
            "-2-",
            "－２－",
            "2/6",
            "2ページ",
            "p.2",
            "Page2of6",
            "（2）",
            "―12―",
            "第2頁",
        ] {
            assert!(is_page_number(s), "{s}");
        }
        for s in ["1位", "令和2", "12345", "2020年", "", "--", "①", "1-2-3"] {
            assert!(!is_page_number(s), "{s}");
        }
    }

    #[test]
    fn only_the_outermost_number_in_the_margin_is_one() {
        let blocks = vec![
            line(1, "2", 300.0),
            line(1, "本文", 400.0),
            line(1, "- 1 -", 770.0),
        ];
        assert_eq!(marked(blocks, 1), [false, false, true]);
    }

    #[test]
    fn a_running_title_far_from_the_text_is_furniture() {
        let page = |n| vec![line(n, "重点目標一覧 1", 20.0), line(n, "本文", 200.0)];
        assert_eq!(
            marked((1..=3).flat_map(page).collect(), 3),
            [true, false, true, false, true, false]
        );
    }

    #[test]
    fn a_sheet_title_above_its_table_stays() {
        let page = |n| {
            vec![
                line(n, "令和2年度 重点目標管理シート", 25.0),
                line(n, "本文", 40.0),
            ]
        };
        assert!(!marked((1..=5).flat_map(page).collect(), 5).contains(&true));
    }
}
