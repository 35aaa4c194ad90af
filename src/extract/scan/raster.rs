//! Pictures in memory: grey values, and ink as bits that are bytes.

/// A grey picture, row after row; 0 is black, 255 is white.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Grey {
    /// A white picture.
    pub fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            data: vec![255; width * height],
        }
    }

    /// A picture of these values; what is missing is white, what is too much is left out.
    pub fn new(width: usize, height: usize, mut data: Vec<u8>) -> Self {
        data.resize(width * height, 255);
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

    /// The value at a point between pixels, whose middles have whole numbers.
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

    /// The picture turned by an angle (radians, clockwise) around its middle; what comes in from outside is white.
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

    /// The picture turned clockwise by so many right angles.
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

    /// Makes a box white; its edges are cut to the picture's.
    pub fn whiten(&mut self, area: Area) {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        for y in area.y0..area.y1.min(self.height) {
            if let Some(run) = self.row_mut(y).get_mut(from..to) {
                run.fill(255);
            }
        }
    }

    /// Where it is darker than a level.
    pub fn ink(&self, level: u8) -> Ink {
        let data = self.data.iter().map(|&v| u8::from(v < level)).collect();
        Ink {
            width: self.width,
            height: self.height,
            data,
        }
    }
}

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

/// Where a picture has ink: 1, else 0.
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
        /// Squares of this side stay in the processor's cache.
        const TILE: usize = 64;
        let mut out = Self::none(self.height, self.width);
        for (ty, tx) in tiles(self.height, self.width, TILE) {
            for y in ty..(ty + TILE).min(self.height) {
                let row = self.row(y);
                for x in tx..(tx + TILE).min(self.width) {
                    let bit = row.get(x).copied().unwrap_or_default();
                    if let Some(to) = out.data.get_mut(x * self.height + y) {
                        *to = bit;
                    }
                }
            }
        }
        out
    }

    /// Pixels with ink in a box.
    pub fn count(&self, area: Area) -> usize {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        (area.y0..area.y1.min(self.height))
            .filter_map(|y| self.row(y).get(from..to))
            .map(|run| run.iter().map(|&b| usize::from(b)).sum::<usize>())
            .sum()
    }

    /// Takes the ink of a box away.
    pub fn clear(&mut self, area: Area) {
        let (from, to) = (area.x0.min(self.width), area.x1.min(self.width));
        for y in area.y0..area.y1.min(self.height) {
            if let Some(run) = self.row_mut(y).get_mut(from..to) {
                run.fill(0);
            }
        }
    }
}

fn tiles(height: usize, width: usize, side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..height)
        .step_by(side)
        .flat_map(move |y| (0..width).step_by(side).map(move |x| (y, x)))
}

/// Runs of ink in a row, as half-open ranges; those parted by no more than `gap` pixels are one.
pub fn runs(row: &[u8], gap: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = row
        .get(at..)
        .and_then(|rest| rest.iter().position(|&b| b != 0))
    {
        let start = at + start;
        let rest = row.get(start..).unwrap_or_default();
        let end = start + rest.iter().position(|&b| b == 0).unwrap_or(rest.len());
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
        assert_eq!(ink.transposed().row(0), [1, 0]);
    }

    #[test]
    fn small_gaps_are_closed() {
        let row = [1, 1, 0, 1, 0, 0, 0, 1];
        assert_eq!(runs(&row, 1), [(0, 4), (7, 8)]);
        assert_eq!(runs(&row, 0), [(0, 2), (3, 4), (7, 8)]);
    }
}
