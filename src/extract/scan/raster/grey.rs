//! Greyscale images.

use super::{Area, Ink, Raster};

/// A grey picture; 0 is black, 255 is white.
pub type Grey = Raster<u8>;

impl Grey {
    /// A white picture.
    pub fn white(width: usize, height: usize) -> Self {
        Self::filled(width, height, 255)
    }

    /// An image of these values; missing ones are white, excess ones ignored.
    pub fn new(width: usize, height: usize, mut data: Vec<u8>) -> Self {
        data.resize(width * height, 255);
        Self {
            width,
            height,
            data,
        }
    }

    /// All values, row after row.
    pub fn values(&self) -> &[u8] {
        &self.data
    }

    /// A value; white outside the picture.
    pub fn get(&self, x: usize, y: usize) -> u8 {
        if x >= self.width {
            return 255;
        }
        self.row(y).get(x).copied().unwrap_or(255)
    }

    /// The interpolated value at a point; pixel centres have integer coordinates.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let value = |dx: i32, dy: i32| self.at(left as i32 + dx, top as i32 + dy);
        let upper = value(0, 0) * (1.0 - fx) + value(1, 0) * fx;
        let lower = value(0, 1) * (1.0 - fx) + value(1, 1) * fx;
        upper * (1.0 - fy) + lower * fy
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        match (usize::try_from(x), usize::try_from(y)) {
            (Ok(x), Ok(y)) => f32::from(self.get(x, y)),
            _ => 255.0,
        }
    }

    /// The picture `by` times smaller: each pixel the mean of a square.
    pub fn shrunk(&self, by: usize) -> Self {
        let by = by.max(1);
        if by == 1 {
            return self.clone();
        }
        let (width, height) = (self.width / by, self.height / by);
        let mut out = Self::white(width, height);
        let mut sums = vec![0u32; width];
        for y in 0..height {
            sums.fill(0);
            for row in (y * by..(y + 1) * by).map(|y| self.row(y)) {
                for (sum, square) in sums.iter_mut().zip(row.chunks_exact(by)) {
                    *sum += square.iter().map(|&v| u32::from(v)).sum::<u32>();
                }
            }
            let count = (by * by) as u32;
            for (value, sum) in out.row_mut(y).iter_mut().zip(&sums) {
                *value = (sum / count) as u8;
            }
        }
        out
    }

    /// The picture `by` times larger, with values in between.
    pub fn enlarged(&self, by: usize) -> Self {
        let by = by.max(1);
        let mut out = Self::white(self.width * by, self.height * by);
        let at = |i: usize| (i as f32 + 0.5) / by as f32 - 0.5;
        for y in 0..out.height {
            for (x, value) in out.row_mut(y).iter_mut().enumerate() {
                *value = self.sample(at(x), at(y)).round() as u8;
            }
        }
        out
    }

    /// The image turned around its centre by an angle (radians, clockwise); what was outside is white.
    pub fn turned(&self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        let (cx, cy) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut out = Self::white(self.width, self.height);
        for y in 0..self.height {
            let dy = y as f32 - cy;
            let (x0, y0) = (cx - cx * cos + dy * sin, cy + cx * sin + dy * cos);
            for (x, value) in out.row_mut(y).iter_mut().enumerate() {
                let x = x as f32;
                *value = self.sample(x0 + x * cos, y0 - x * sin).round() as u8;
            }
        }
        out
    }

    /// The image turned clockwise by this many right angles.
    pub fn quarter_turned(&self, turns: u8) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if turns % 2 == 1 { (h, w) } else { (w, h) };
        let mut out = Self::white(width, height);
        for y in 0..height {
            for (x, value) in out.row_mut(y).iter_mut().enumerate() {
                *value = match turns % 4 {
                    0 => self.get(x, y),
                    1 => self.get(y, h - 1 - x),
                    2 => self.get(w - 1 - x, h - 1 - y),
                    _ => self.get(w - 1 - y, x),
                };
            }
        }
        out
    }

    /// Black becomes white, and white black.
    pub fn inverted(&self) -> Self {
        Self {
            data: self.data.iter().map(|value| 255 - value).collect(),
            ..*self
        }
    }

    /// Makes a box white; it may extend beyond the image.
    pub fn whiten(&mut self, area: Area) {
        self.fill(area, 255);
    }

    /// The pixels darker than a level.
    pub fn ink(&self, level: u8) -> Ink {
        Ink {
            width: self.width,
            height: self.height,
            data: self.data.iter().map(|&value| value < level).collect(),
        }
    }
}
