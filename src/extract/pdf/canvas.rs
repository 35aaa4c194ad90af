//! What the images of a page are drawn on: its brightness, in which red is white, and how red it is.

use hayro_interpret::kurbo::{Affine, Point};
use hayro_interpret::{ImageData, LumaData};

use crate::extract::scan::Picture;
use crate::extract::scan::raster::Grey;

pub(super) struct Canvas {
    grey: Grey,
    /// The redder, the darker; `None` until an image has red.
    red: Option<Grey>,
    scale: f32,
    any: bool,
}

/// An image's pixels: brightness, redness (the redder, the darker) and opacity of each.
struct Pixels {
    luma: Grey,
    red: Option<Grey>,
    alpha: Option<Grey>,
}

impl Canvas {
    /// A white page of this size in points.
    pub fn new((width, height): (f32, f32), scale: f32) -> Self {
        let pixels = |points: f32| (points * scale).round() as usize;
        Self {
            grey: Grey::white(pixels(width), pixels(height)),
            red: None,
            scale,
            any: false,
        }
    }

    /// What was drawn, if anything was.
    pub fn picture(self) -> Option<Picture> {
        self.any.then_some(Picture {
            grey: self.grey,
            red: self.red,
            scale: self.scale,
            incomplete: 0,
        })
    }

    pub fn raster(&mut self, data: ImageData, alpha: Option<LumaData>, transform: Affine) {
        let (sx, sy) = data.scale_factors();
        let (luma, red) = match data {
            ImageData::Luma(luma) => {
                let size = (luma.width as usize, luma.height as usize);
                (Grey::new(size.0, size.1, luma.data), None)
            }
            ImageData::Rgb(rgb) => {
                let (width, height) = (rgb.width as usize, rgb.height as usize);
                let values = |of: fn(&[u8]) -> u8| {
                    Grey::new(width, height, rgb.data.chunks_exact(3).map(of).collect())
                };
                let is_red = rgb.data.chunks_exact(3).any(|rgb| redness(rgb) >= RED);
                (
                    values(brightness),
                    is_red.then(|| values(|rgb| 255 - redness(rgb))),
                )
            }
        };
        let size = (luma.width(), luma.height());
        let alpha = alpha
            .map(|a| Grey::new(a.width as usize, a.height as usize, a.data))
            .map(|a| stretched(a, size));
        let transform = transform * Affine::scale_non_uniform(f64::from(sx), f64::from(sy));
        self.draw(&Pixels { luma, red, alpha }, transform);
    }

    pub fn stencil(&mut self, mask: LumaData, shade: f32, transform: Affine) {
        let (sx, sy) = mask.scale_factors;
        let (width, height) = (mask.width as usize, mask.height as usize);
        let shade = (shade.clamp(0.0, 1.0) * 255.0) as u8;
        let luma = Grey::new(width, height, vec![shade; width * height]);
        let alpha = Some(Grey::new(width, height, mask.data));
        let transform = transform * Affine::scale_non_uniform(f64::from(sx), f64::from(sy));
        let red = None;
        self.draw(&Pixels { luma, red, alpha }, transform);
    }

    fn draw(&mut self, pixels: &Pixels, transform: Affine) {
        let to_canvas = Affine::scale(f64::from(self.scale)) * transform;
        let (fine_x, fine_y) = resolution(to_canvas);
        let by = fine_x.min(fine_y).round().max(1.0) as usize;
        let to_canvas = to_canvas * Affine::scale(by as f64);
        let luma = pixels.luma.shrunk(by);
        let alpha = pixels.alpha.as_ref().map(|alpha| alpha.shrunk(by));
        put(&mut self.grey, &luma, alpha.as_ref(), to_canvas);
        if pixels.red.is_some() || self.red.is_some() {
            let red = match &pixels.red {
                Some(red) => red.shrunk(by),
                None => Grey::white(luma.width(), luma.height()),
            };
            let white = || Grey::white(self.grey.width(), self.grey.height());
            put(
                self.red.get_or_insert_with(white),
                &red,
                alpha.as_ref(),
                to_canvas,
            );
        }
        self.any = true;
    }
}

/// Pixels per point along both axes of an image.
pub(super) fn resolution(transform: Affine) -> (f32, f32) {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let size = |x: f64, y: f64| (1.0 / x.hypot(y).max(1e-6)) as f32;
    (size(a, b), size(c, d))
}

/// Draws an image over what is on the page.
fn put(page: &mut Grey, image: &Grey, alpha: Option<&Grey>, to_page: Affine) {
    let to_image = to_page.inverse();
    let (w, h) = (image.width() as f64, image.height() as f64);
    let corners = [(0.0, 0.0), (w, 0.0), (0.0, h), (w, h)];
    let corners = corners.map(|(x, y)| to_page * Point::new(x, y));
    let columns = range(corners.map(|p| p.x), page.width());
    for y in range(corners.map(|p| p.y), page.height()) {
        let row = page.row_mut(y).iter_mut().enumerate();
        for (x, to) in row.skip(columns.start).take(columns.len()) {
            let at = to_image * Point::new(x as f64 + 0.5, y as f64 + 0.5);
            if let Some(value) = seen(image, alpha, at, *to) {
                *to = value;
            }
        }
    }
}

/// The pixels between these places, of `count`.
fn range(places: [f64; 4], count: usize) -> std::ops::Range<usize> {
    let low = places.iter().copied().fold(f64::INFINITY, f64::min);
    let high = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let pixel = |at: f64| (at.max(0.0) as usize).min(count);
    pixel(low.floor())..pixel(high.ceil())
}

/// The brightness at a point of an image drawn over a background; `None` outside the image.
fn seen(luma: &Grey, alpha: Option<&Grey>, at: Point, below: u8) -> Option<u8> {
    let (width, height) = (luma.width() as f64, luma.height() as f64);
    if at.x < 0.0 || at.y < 0.0 || at.x >= width || at.y >= height {
        return None;
    }
    // clamped to the image, since outside is white
    let x = (at.x - 0.5).clamp(0.0, width - 1.0) as f32;
    let y = (at.y - 0.5).clamp(0.0, height - 1.0) as f32;
    let value = luma.sample(x, y);
    let cover = alpha.map_or(1.0, |a| a.sample(x, y) / 255.0);
    Some((value * cover + f32::from(below) * (1.0 - cover)).round() as u8)
}

/// A mask, scaled to the size of its image.
fn stretched(mask: Grey, (width, height): (usize, usize)) -> Grey {
    if (mask.width(), mask.height()) == (width, height) || mask.width() == 0 || mask.height() == 0 {
        return mask;
    }
    let values = (0..width * height).map(|i| {
        let (x, y) = (i % width.max(1), i / width.max(1));
        mask.get(x * mask.width() / width, y * mask.height() / height)
    });
    Grey::new(width, height, values.collect())
}

/// Images in which nothing is as red as this are grey or brown.
const RED: u8 = 40;

/// How far the red channel exceeds both others.
fn redness(rgb: &[u8]) -> u8 {
    let &[r, g, b] = rgb else { return 0 };
    r.saturating_sub(g.max(b))
}

fn brightness(rgb: &[u8]) -> u8 {
    let &[r, g, b] = rgb else { return 255 };
    match redness(rgb) {
        0 => ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8,
        // a seal's own red channel is darker than paper; what sets it apart from the others makes up for that
        redness => r.saturating_add(redness),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_is_as_bright_as_paper() {
        assert_eq!(brightness(&[230, 40, 50]), 255);
        assert_eq!(brightness(&[170, 60, 70]), 255);
        // letters under a seal stay dark
        assert_eq!(brightness(&[70, 40, 45]), 95);
        assert_eq!(brightness(&[40, 40, 50]), 41);
        assert_eq!(brightness(&[30, 60, 200]), 66);
    }
}
