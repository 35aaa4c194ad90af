//! A page's images, drawn onto one greyscale image from which a scan is read.
//!
//! Scanners cut pages into strips, put black masks over a coloured background and rotate images by /Rotate: all are
//! drawn with their transforms, in order. The result has the resolution of the finest large image, within limits. A
//! reddish pixel is as bright as its red channel, so that a seal and its blurred edge vanish and black letters below them
//! remain.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData,
    SoftMask,
};

use super::{Pages, paint};
use crate::extract::scan::Picture;
use crate::extract::scan::raster::Grey;

/// The most pixels per point, 400 dpi: finer scans show nothing more.
const FINEST: f32 = 400.0 / 72.0;

/// The most pixels of a page: A2 at 400 dpi.
const MOST_PIXELS: f32 = 64e6;

/// The most bytes of one decoded image.
const MOST_BYTES: u64 = 1 << 30;

impl Pages<'_> {
    /// The images of the page with this zero-based index as one; `None` if it has no readable image.
    pub fn picture(&mut self, index: usize) -> Option<Picture> {
        let page = self.reader.pdf.pages().get(index)?;
        let mut survey = Survey::default();
        self.reader
            .draw(page, &mut survey, &self.cache, &self.settings);
        let (width, height) = page.render_dimensions();
        let most = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
        let scale = survey.scale?.min(FINEST).min(most);
        let mut canvas = Canvas {
            grey: Grey::white(
                (width * scale).round() as usize,
                (height * scale).round() as usize,
            ),
            scale,
            any: false,
            hidden: Vec::new(),
        };
        self.reader
            .draw(page, &mut canvas, &self.cache, &self.settings);
        canvas.any.then_some(Picture {
            grey: canvas.grey,
            scale,
        })
    }
}

/// Pixels per point along both axes of an image.
fn resolution(transform: Affine) -> (f32, f32) {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let size = |x: f64, y: f64| (1.0 / x.hypot(y).max(1e-6)) as f32;
    (size(a, b), size(c, d))
}

/// Finds the resolution of a page's images.
#[derive(Default)]
struct Survey {
    scale: Option<f32>,
    largest: f64,
}

impl<'a> Device<'a> for Survey {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (x, y) = resolution(props.transform);
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let area = pixels / f64::from(x * y);
        if area > self.largest / 2.0 {
            self.largest = self.largest.max(area);
            self.scale = Some(self.scale.map_or(x.max(y), |s| s.max(x.max(y))));
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

/// Draws images, and nothing else.
struct Canvas {
    grey: Grey,
    scale: f32,
    any: bool,
    hidden: Vec<bool>,
}

/// An image's pixels: brightness and opacity of each.
struct Pixels {
    luma: Grey,
    alpha: Option<Grey>,
}

impl Canvas {
    fn draw(&mut self, pixels: &Pixels, transform: Affine) {
        let to_canvas = Affine::scale(f64::from(self.scale)) * transform;
        let (fine_x, fine_y) = resolution(to_canvas);
        let by = fine_x.min(fine_y).round().max(1.0) as usize;
        let (luma, alpha) = (
            pixels.luma.shrunk(by),
            pixels.alpha.as_ref().map(|a| a.shrunk(by)),
        );
        let to_image = (to_canvas * Affine::scale(by as f64)).inverse();
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let (w, h) = (pixels.luma.width() as f64, pixels.luma.height() as f64);
        let corners = corners.map(|(x, y)| to_canvas * Point::new(x * w, y * h));
        let range = |values: [f64; 4], most: usize| {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min).floor();
            let high = values
                .iter()
                .copied()
                .fold(f64::NEG_INFINITY, f64::max)
                .ceil();
            (low.max(0.0) as usize).min(most)..(high.max(0.0) as usize).min(most)
        };
        let columns = range(corners.map(|p| p.x), self.grey.width());
        for y in range(corners.map(|p| p.y), self.grey.height()) {
            let row = self.grey.row_mut(y);
            for x in columns.clone() {
                let Some(to) = row.get_mut(x) else { continue };
                let at = to_image * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                if let Some(value) = seen(&luma, alpha.as_ref(), at, *to) {
                    *to = value;
                }
            }
        }
        self.any = true;
    }

    fn raster(&mut self, data: ImageData, alpha: Option<LumaData>, transform: Affine) {
        let (sx, sy) = data.scale_factors();
        let luma = match data {
            ImageData::Luma(luma) => {
                Grey::new(luma.width as usize, luma.height as usize, luma.data)
            }
            ImageData::Rgb(rgb) => {
                let values = rgb.data.chunks_exact(3).map(brightness).collect();
                Grey::new(rgb.width as usize, rgb.height as usize, values)
            }
        };
        let size = (luma.width(), luma.height());
        let alpha = alpha
            .map(|a| Grey::new(a.width as usize, a.height as usize, a.data))
            .map(|a| stretched(a, size));
        let transform = transform * Affine::scale_non_uniform(f64::from(sx), f64::from(sy));
        self.draw(&Pixels { luma, alpha }, transform);
    }

    fn stencil(&mut self, mask: LumaData, shade: f32, transform: Affine) {
        let (sx, sy) = mask.scale_factors;
        let (width, height) = (mask.width as usize, mask.height as usize);
        let shade = (shade.clamp(0.0, 1.0) * 255.0) as u8;
        let luma = Grey::new(width, height, vec![shade; width * height]);
        let alpha = Some(Grey::new(width, height, mask.data));
        let transform = transform * Affine::scale_non_uniform(f64::from(sx), f64::from(sy));
        self.draw(&Pixels { luma, alpha }, transform);
    }
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

fn brightness(rgb: &[u8]) -> u8 {
    let &[r, g, b] = rgb else { return 255 };
    // a seal's own red channel is darker than paper; what sets it apart from the others makes up for that
    if r > g && r > b {
        return r.saturating_add(r - g.max(b));
    }
    ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8
}

impl<'a> Device<'a> for Canvas {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let bytes = u64::from(image.width()) * u64::from(image.height()) * 4;
        if bytes > MOST_BYTES || self.hidden.contains(&true) {
            return;
        }
        match image {
            Image::Raster(raster) => {
                raster.with_rgba(
                    |data, alpha| self.raster(data, alpha, props.transform),
                    None,
                );
            }
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| self.stencil(mask, paint::shade(paint).luma, props.transform),
                None,
            ),
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        /// Pixels below this opacity are invisible.
        const INVISIBLE: f32 = 0.02;
        self.hidden.push(opacity < INVISIBLE);
    }

    fn pop_transparency_group(&mut self) {
        self.hidden.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
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
