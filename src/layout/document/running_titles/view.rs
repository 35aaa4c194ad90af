//! A page in the orientation in which its margins are found.

use crate::content::Block;
use crate::extract::Direction;
use crate::geometry::Rect;
use crate::layout::glyphs::rotate;

/// Running titles are in this outer fraction of the page's height …
pub(crate) const TITLE_MARGIN: f32 = 0.06;

/// … and at least this many of their own heights away from everything else.
const TITLE_DISTANCE: f32 = 3.0;

/// A page as this stage sees it: its size, and the direction of most of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub direction: Direction,
}

/// A page in one orientation: boxes of its blocks, top and bottom edge.
pub(crate) struct View {
    boxes: Vec<Rect>,
    top: f32,
    bottom: f32,
}

impl Sheet {
    /// Upright, and in the direction of most of the text: a rotated form may have its number in either.
    pub(crate) fn directions(&self) -> impl Iterator<Item = Direction> + use<> {
        let turned = Some(self.direction).filter(|d| *d != Direction::Right);
        std::iter::once(Direction::Right).chain(turned)
    }

    pub(crate) fn view(&self, page: &[Block], direction: Direction) -> View {
        let paper = Rect::new(0.0, 0.0, self.width, self.height);
        let paper = rotate::rect(&paper, direction);
        View {
            boxes: page
                .iter()
                .map(|b| rotate::rect(&b.bbox(), direction))
                .collect(),
            top: paper.y0,
            bottom: paper.y1,
        }
    }
}

impl View {
    /// Blocks with only blocks of the same height above or below them.
    pub(crate) fn outermost(&self) -> Vec<usize> {
        let ends = self.boxes.iter().map(|b| b.y1);
        let top = ends.fold(f32::INFINITY, f32::min);
        let starts = self.boxes.iter().map(|b| b.y0);
        let bottom = starts.fold(f32::NEG_INFINITY, f32::max);
        let outer = |b: &Rect| b.y0 < top || b.y1 > bottom;
        let boxes = self.boxes.iter().enumerate();
        boxes.filter(|(_, b)| outer(b)).map(|(i, _)| i).collect()
    }

    /// Whether the centre of a block is in this outer fraction of the page's height.
    pub(crate) fn is_in_margin(&self, i: usize, part: f32) -> bool {
        self.boxes.get(i).is_some_and(|b| self.in_margin(b, part))
    }

    fn in_margin(&self, bbox: &Rect, part: f32) -> bool {
        let y = bbox.center().1;
        (y - self.top).min(self.bottom - y) <= part * (self.bottom - self.top)
    }

    /// Whether it and all blocks level with it are in this margin; a number next to a table is part of the table.
    pub(crate) fn is_in_margin_alone(&self, i: usize, part: f32) -> bool {
        let Some(own) = self.boxes.get(i) else {
            return false;
        };
        let is_level = |other: &&Rect| other.y0 < own.y1 && own.y0 < other.y1;
        let mut level = self.boxes.iter().filter(is_level);
        level.all(|other| self.in_margin(other, part))
    }

    /// Whether a block in the outermost margin is far from everything that is not level with it.
    pub(crate) fn is_detached(&self, i: usize) -> bool {
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
