//! A page as one looks at it to find its margins.

use crate::content::Block;
use crate::extract::Direction;
use crate::geometry::Rect;
use crate::layout::glyphs::rotate;

/// Running titles stand in this outer part of the page's height …
pub(crate) const TITLE_MARGIN: f32 = 0.06;

/// … and at least so many of their own heights away from everything else.
const TITLE_DISTANCE: f32 = 3.0;

/// A page as this stage sees it: its size, and which way most of its text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub direction: Direction,
}

/// A page as one looks at it to find its margins: boxes of its blocks, top and bottom edge.
pub(crate) struct View {
    boxes: Vec<Rect>,
    top: f32,
    bottom: f32,
}

impl Sheet {
    /// Upright, and as most of the text runs: a turned form may bear its number either way.
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
    /// Blocks that have nothing but blocks of the same height above or below them.
    pub(crate) fn outermost(&self) -> Vec<usize> {
        let ends = self.boxes.iter().map(|b| b.y1);
        let top = ends.fold(f32::INFINITY, f32::min);
        let starts = self.boxes.iter().map(|b| b.y0);
        let bottom = starts.fold(f32::NEG_INFINITY, f32::max);
        let outer = |b: &Rect| b.y0 < top || b.y1 > bottom;
        let boxes = self.boxes.iter().enumerate();
        boxes.filter(|(_, b)| outer(b)).map(|(i, _)| i).collect()
    }

    /// Whether a block's middle is in this outer part of the page's height.
    pub(crate) fn is_in_margin(&self, i: usize, part: f32) -> bool {
        self.boxes.get(i).is_some_and(|b| self.in_margin(b, part))
    }

    fn in_margin(&self, bbox: &Rect, part: f32) -> bool {
        let y = bbox.center().1;
        (y - self.top).min(self.bottom - y) <= part * (self.bottom - self.top)
    }

    /// Whether a block in the outermost margin stands far from all that is not beside it.
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
