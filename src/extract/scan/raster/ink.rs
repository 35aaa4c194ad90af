//! Ink: images of one bit, stored as a byte.

use super::{Area, transposed};

/// The pixels of an image that have ink: 1, else 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Ink {
    /// No ink.
    pub fn none(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            data: vec![0; width * height],
        }
    }

    /// Ink where these values are 1.
    pub(super) fn new(width: usize, height: usize, data: Vec<u8>) -> Self {
        Self {
            width,
            height,
            data,
        }
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// A row; empty where there is none.
    pub fn row(&self, y: usize) -> &[u8] {
        self.data
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// A row to write to; empty where there is none.
    pub fn row_mut(&mut self, y: usize) -> &mut [u8] {
        self.data
            .get_mut(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
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

    /// Rows become columns.
    pub fn transposed(&self) -> Self {
        Self {
            width: self.height,
            height: self.width,
            data: transposed(&self.data, self.width, self.height),
        }
    }

    /// Pixels with ink in a box.
    pub fn count(&self, area: Area) -> usize {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        (area.y0..area.y1.min(self.height))
            .filter_map(|y| self.row(y).get(from..to))
            .map(|run| run.iter().map(|&b| usize::from(b)).sum::<usize>())
            .sum()
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
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        for y in area.y0..area.y1.min(self.height) {
            if let Some(run) = self.row_mut(y).get_mut(from..to) {
                run.fill(0);
            }
        }
    }
}
