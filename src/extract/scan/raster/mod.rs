//! Images in memory.

mod grey;
mod ink;

pub use grey::Grey;
pub use ink::Ink;

/// A box in pixels, without its right and lower edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x0: usize,
    /// Upper edge.
    pub y0: usize,
    /// The column after the last.
    pub x1: usize,
    /// The row after the last.
    pub y1: usize,
}

impl Area {
    /// Width in pixels.
    pub fn width(&self) -> usize {
        self.x1.saturating_sub(self.x0)
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.y1.saturating_sub(self.y0)
    }

    /// The box around both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// Pixels, row after row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raster<T> {
    width: usize,
    height: usize,
    data: Vec<T>,
}

impl<T: Copy + Default> Raster<T> {
    /// An image that has this value everywhere.
    fn filled(width: usize, height: usize, value: T) -> Self {
        Self {
            width,
            height,
            data: vec![value; width * height],
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
    pub fn row(&self, y: usize) -> &[T] {
        self.data
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// A row to write to; empty where there is none.
    pub fn row_mut(&mut self, y: usize) -> &mut [T] {
        self.data
            .get_mut(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// Gives the pixels of a box, which may extend beyond the image, one value.
    fn fill(&mut self, area: Area, value: T) {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        for y in area.y0..area.y1.min(self.height) {
            if let Some(run) = self.row_mut(y).get_mut(from..to) {
                run.fill(value);
            }
        }
    }

    /// Rows become columns.
    pub fn transposed(&self) -> Self {
        /// Squares of this side stay in the processor's cache.
        const TILE: usize = 64;
        let (width, height) = (self.width, self.height);
        let mut out = Self::filled(height, width, T::default());
        for (ty, tx) in tiles(height, width, TILE) {
            for y in ty..(ty + TILE).min(height) {
                for x in tx..(tx + TILE).min(width) {
                    let from = self.data.get(y * width + x);
                    if let Some((to, &from)) = out.data.get_mut(x * height + y).zip(from) {
                        *to = from;
                    }
                }
            }
        }
        out
    }
}

fn tiles(height: usize, width: usize, side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..height)
        .step_by(side)
        .flat_map(move |y| (0..width).step_by(side).map(move |x| (y, x)))
}

/// Runs of ink in a row, as half-open ranges; those separated by at most `gap` pixels are one.
pub fn runs(row: &[bool], gap: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = row
        .get(at..)
        .and_then(|rest| rest.iter().position(|&ink| ink))
    {
        let start = at + start;
        let rest = row.get(start..).unwrap_or_default();
        let end = start + rest.iter().position(|&ink| !ink).unwrap_or(rest.len());
        match out.last_mut() {
            Some(last) if start - last.1 <= gap => last.1 = end,
            _ => out.push((start, end)),
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Grey {
        Grey::new(3, 2, vec![0, 10, 20, 30, 40, 50])
    }

    #[test]
    fn quarter_turns_go_clockwise() {
        let picture = picture();
        assert_eq!(picture.quarter_turned(1).values(), [30, 0, 40, 10, 50, 20]);
        let around = picture.quarter_turned(1).quarter_turned(3);
        assert_eq!(around, picture);
        assert_eq!(picture.quarter_turned(2).values(), [50, 40, 30, 20, 10, 0]);
    }

    #[test]
    fn a_shrunk_picture_has_the_means() {
        let picture = Grey::new(2, 2, vec![0, 100, 100, 200]);
        assert_eq!(picture.shrunk(2).values(), [100]);
    }

    #[test]
    fn transposed_twice_is_the_same() {
        let ink = picture().ink(25);
        assert_eq!(ink.transposed().transposed(), ink);
        assert_eq!(ink.transposed().row(0), [true, false]);
    }

    #[test]
    fn small_gaps_are_closed() {
        let row = [1, 1, 0, 1, 0, 0, 0, 1].map(|bit| bit == 1);
        assert_eq!(runs(&row, 1), [(0, 4), (7, 8)]);
        assert_eq!(runs(&row, 0), [(0, 2), (3, 4), (7, 8)]);
    }
}
