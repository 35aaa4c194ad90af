//! Furniture: page numbers and running titles, told from the text.
//!
//! Conservative, since a sheet's own title stands above its table much like a running title: a page number is the
//! outermost line of its page and nothing but a number; a running title stands in the outermost margin, far from the
//! rest, on most of at least three pages.

use std::collections::HashMap;

use super::{Block, Line, turn};
use crate::extract::Direction;
use crate::geometry::Rect;

/// Page numbers stand in this outer part of the page's height.
const NUMBER_MARGIN: f32 = 0.12;

/// Running titles stand in this outer part of the page's height …
const TITLE_MARGIN: f32 = 0.06;

/// … and at least so many of their own heights away from everything else.
const TITLE_DISTANCE: f32 = 3.0;

/// Lines this near to each other on their pages, in points, stand at the same place.
const SAME_PLACE: f32 = 6.0;

/// A page as this stage sees it: its size, and which way most of its text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub direction: Direction,
}

/// A page as one looks at it to find its margins: boxes of its blocks, top and bottom edge.
struct View {
    boxes: Vec<Rect>,
    top: f32,
    bottom: f32,
}

impl Sheet {
    /// Upright, and as most of the text runs: a turned form may bear its number either way.
    fn directions(&self) -> impl Iterator<Item = Direction> + use<> {
        let turned = Some(self.direction).filter(|d| *d != Direction::Right);
        std::iter::once(Direction::Right).chain(turned)
    }

    fn view(&self, page: &[Block], direction: Direction) -> View {
        let paper = Rect::new(0.0, 0.0, self.width, self.height);
        let paper = turn::rect(&paper, direction);
        View {
            boxes: page
                .iter()
                .map(|b| turn::rect(bbox(b), direction))
                .collect(),
            top: paper.y0,
            bottom: paper.y1,
        }
    }
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
        let in_margin = view.is_in_margin(i, NUMBER_MARGIN);
        if (in_margin && is_page_number(&line.text.squeezed()))
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

impl View {
    /// Blocks that have nothing but blocks of the same height above or below them.
    fn outermost(&self) -> Vec<usize> {
        let ends = self.boxes.iter().map(|b| b.y1);
        let top = ends.fold(f32::INFINITY, f32::min);
        let starts = self.boxes.iter().map(|b| b.y0);
        let bottom = starts.fold(f32::NEG_INFINITY, f32::max);
        let outer = |b: &Rect| b.y0 < top || b.y1 > bottom;
        let boxes = self.boxes.iter().enumerate();
        boxes.filter(|(_, b)| outer(b)).map(|(i, _)| i).collect()
    }

    /// Whether a block's middle is in this outer part of the page's height.
    fn is_in_margin(&self, i: usize, part: f32) -> bool {
        self.boxes.get(i).is_some_and(|b| self.in_margin(b, part))
    }

    fn in_margin(&self, bbox: &Rect, part: f32) -> bool {
        let y = bbox.center().1;
        (y - self.top).min(self.bottom - y) <= part * (self.bottom - self.top)
    }

    /// Whether a block in the outermost margin stands far from all that is not beside it.
    fn is_detached(&self, i: usize) -> bool {
        let Some(own) = self.boxes.get(i) else {
            return false;
        };
        let distance = TITLE_DISTANCE * own.height();
        let gap = |other: &Rect| (other.y0 - own.y1).max(own.y0 - other.y1);
        let is_level = |other: &Rect| gap(other) < 0.0 && self.in_margin(other, TITLE_MARGIN);
        let others = || self.boxes.iter();
        self.in_margin(own, TITLE_MARGIN) && others().all(|o| is_level(o) || gap(o) >= distance)
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

/// Lines in the margins that come back on most pages.
fn running_titles(blocks: &[Block], pages: &[Sheet]) -> HashMap<Key, usize> {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    let mut pages_left = pages.iter();
    for page in blocks.chunk_by(|a, b| number(a) == number(b)) {
        let first = page.first().map(number);
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
                width: 600.0,
                height: 800.0,
                ..Sheet::default()
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
    fn a_turned_page_has_its_number_at_the_side() {
        let beside = |x: f32, text: &str| {
            Block::Line(Line {
                page: 1,
                text: Text::unplaced(text),
                bbox: Rect::new(x, 100.0, x + 10.0, 200.0),
                ..Line::default()
            })
        };
        let mut blocks = vec![beside(300.0, "本文"), beside(20.0, "- 1 -")];
        let sheet = Sheet {
            number: 1,
            width: 600.0,
            height: 800.0,
            direction: Direction::Down,
        };
        mark(&mut blocks, &[sheet]);
        assert!(matches!(
            blocks.as_slice(),
            [Block::Line(_), Block::Furniture(_)]
        ));
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
