//! Running titles too close to the sheets for layout to recognise: lines of no form that repeat at the same height,
//! outermost, from page to page.

use std::collections::HashMap;

use super::Lines;
use crate::content::{Block, Line};

/// Lines are at the same height of their pages if they differ by no more than this, in points; as in layout.
const SAME_HEIGHT: f32 = 6.0;

/// The least number of pages that a line has to be on; a department has one or two.
const FEWEST_PAGES: usize = 2;

/// The vertical extent of each page's text: bottom of the first block, top of the last.
pub struct Ends(HashMap<u32, (f32, f32)>);

impl Ends {
    /// Measures the pages.
    pub fn of(blocks: &[Block]) -> Self {
        let mut ends = HashMap::new();
        for block in blocks {
            let (page, bbox) = match block {
                Block::Table(table) => (table.page, table.bbox),
                Block::Line(line) => (line.page, line.bbox),
                Block::Furniture(_) => continue,
            };
            let end = ends
                .entry(page)
                .or_insert((f32::INFINITY, f32::NEG_INFINITY));
            *end = (end.0.min(bbox.y1), end.1.max(bbox.y0));
        }
        Self(ends)
    }

    fn outermost(&self, line: &Line) -> bool {
        let end = self.0.get(&line.page);
        end.is_some_and(|(top, bottom)| line.bbox.y0 < *top || line.bbox.y1 > *bottom)
    }
}

/// Takes the running titles out of the lines that belong to no form; `furniture` are those that layout recognised.
pub fn take(loose: &mut Lines, furniture: &[Line], ends: &Ends) -> Lines {
    let mut alike: HashMap<String, Vec<&Line>> = HashMap::new();
    let outermost = loose.iter().filter(|line| ends.outermost(line));
    for line in outermost.chain(furniture) {
        alike.entry(letters(line)).or_default().push(line);
    }
    let comes_back = |line: &Line| {
        let others = alike.get(&letters(line)).into_iter().flatten();
        let pages = others
            .filter(|other| same_height(line, other))
            .map(|other| other.page);
        let mut pages: Vec<u32> = pages.collect();
        pages.sort_unstable();
        pages.dedup();
        pages.len() >= FEWEST_PAGES
    };
    let running: Vec<bool> = loose
        .iter()
        .map(|line| ends.outermost(line) && comes_back(line))
        .collect();
    let mut flags = running.into_iter();
    loose
        .extract_if(.., |_| flags.next().unwrap_or_default())
        .collect()
}

/// What stays the same from page to page; if two pages are printed on one, it is there twice.
fn letters(line: &Line) -> String {
    let text = line.text.squeezed();
    let letters: Vec<char> = text.chars().filter(|c| !c.is_numeric()).collect();
    let once = match letters.split_at(letters.len() / 2) {
        (left, right) if left == right => left,
        _ => &letters,
    };
    once.iter().collect()
}

/// Whether two lines are at one height; pages of different widths have their titles at different x.
fn same_height(a: &Line, b: &Line) -> bool {
    (a.bbox.y0 - b.bbox.y0).abs() < SAME_HEIGHT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::text::Text;

    fn line(page: u32, text: &str, y: f32) -> Line {
        Line {
            page,
            text: Text::unplaced(text),
            bbox: Rect::new(0.0, y, 100.0, y + 10.0),
            ..Line::default()
        }
    }

    /// Pages with a body, a line above it and a line below it.
    fn running(above: [&str; 2], below: [&str; 2], middle: f32) -> usize {
        let page = |n: u32, above: &str, below: &str| {
            vec![
                line(n, above, 10.0),
                line(n, "本文", middle),
                line(n, below, 500.0),
            ]
        };
        let mut loose = page(1, above[0], below[0]);
        loose.extend(page(2, above[1], below[1]));
        let blocks: Vec<Block> = loose.iter().cloned().map(Block::Line).collect();
        take(&mut loose, &[], &Ends::of(&blocks)).len()
    }

    #[test]
    fn what_comes_back_at_an_end_of_the_page_is_a_running_title() {
        assert_eq!(
            running(["環境部", "環境部"], ["作成 1", "作成 2"], 100.0),
            4
        );
    }

    #[test]
    fn two_pages_printed_on_one_have_it_twice() {
        let twice = ["環境部 環境部", "環境部"];
        assert_eq!(running(twice, ["作成 1", "作成 2"], 100.0), 4);
    }

    #[test]
    fn other_text_stays() {
        assert_eq!(running(["甲", "乙"], ["備考 あり", "備考 なし"], 100.0), 0);
    }
}
