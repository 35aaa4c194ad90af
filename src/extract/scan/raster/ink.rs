//! Ink: which pixels of an image have some.

use super::{Area, Raster};

/// The pixels of an image that have ink.
pub type Ink = Raster<bool>;

impl Ink {
    /// No ink.
    pub fn none(width: usize, height: usize) -> Self {
        Self::filled(width, height, false)
    }

    /// Each pixel as a square of this side.
    pub fn enlarged(&self, by: usize) -> Self {
        let by = by.max(1);
        let mut out = Self::none(self.width * by, self.height * by);
        for y in 0..out.height {
            let from = self.row(y / by).iter();
            let wide = from.flat_map(|&bit| std::iter::repeat_n(bit, by));
            out.row_mut(y)
                .iter_mut()
                .zip(wide)
                .for_each(|(to, bit)| *to = bit);
        }
        out
    }

    /// Pixels with ink in a box.
    pub fn count(&self, area: Area) -> usize {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        (area.y0..area.y1.min(self.height))
            .filter_map(|y| self.row(y).get(from..to))
            .map(|run| run.iter().filter(|&&ink| ink).count())
            .sum()
    }

    /// The ink of each row of a box, in pixels.
    pub fn rows(&self, area: Area) -> Vec<usize> {
        (area.y0..area.y1)
            .map(|y| {
                self.count(Area {
                    y0: y,
                    y1: y + 1,
                    ..area
                })
            })
            .collect()
    }

    /// Which columns of a box have ink.
    pub fn columns(&self, area: Area) -> Vec<bool> {
        let mut any = vec![false; area.width()];
        for y in area.y0..area.y1 {
            let row = self.row(y).get(area.x0..area.x1).unwrap_or_default();
            any.iter_mut().zip(row).for_each(|(a, b)| *a |= b);
        }
        any
    }

    /// The box of the ink in a box; `None` if there is none.
    pub fn tight(&self, area: Area) -> Option<Area> {
        let mut found: Option<Area> = None;
        for y in area.y0..area.y1 {
            let row = self.row(y).get(area.x0..area.x1).unwrap_or_default();
            let (Some(first), Some(last)) = (
                row.iter().position(|&inked| inked),
                row.iter().rposition(|&inked| inked),
            ) else {
                continue;
            };
            let strip = Area {
                x0: area.x0 + first,
                y0: y,
                x1: area.x0 + last + 1,
                y1: y + 1,
            };
            found = Some(found.map_or(strip, |found| found.union(&strip)));
        }
        found
    }

    /// Adds the ink of another picture of the same size in a box.
    pub fn copy(&mut self, from: &Self, area: Area) {
        let (left, right) = (area.x0.min(self.width), area.x1.min(self.width));
        for y in area.y0..area.y1.min(self.height) {
            let row = from.row(y).get(left..right).unwrap_or_default();
            if let Some(to) = self.row_mut(y).get_mut(left..right) {
                to.iter_mut().zip(row).for_each(|(to, bit)| *to |= bit);
            }
        }
    }

    /// Removes the ink in a box.
    pub fn clear(&mut self, area: Area) {
        self.fill(area, false);
    }
}
