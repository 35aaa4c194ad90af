//! A page's images, drawn onto one greyscale image from which a scan is read.
//!
//! Scanners cut pages into strips, put black masks over a coloured background and rotate images by /Rotate: all are
//! drawn with their transforms, in order. The result has the resolution of the finest large image, within limits. A
//! reddish pixel is brightened, so that a seal and its blurred edge vanish and black letters below them remain; how red
//! it is goes into an image of its own.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    SoftMask,
};

use super::canvas::{Canvas, resolution};
use super::image_data::{self, State};
use super::{Pages, paint};
use crate::extract::scan::Picture;
use crate::guard::guarded;

/// The most pixels per point, 400 dpi: finer scans show nothing more.
const FINEST: f32 = 400.0 / 72.0;

/// The most pixels of a page: A2 at 400 dpi.
const MOST_PIXELS: f32 = 64e6;

impl Pages<'_> {
    /// The images of the page with this zero-based index as one; `None` if it has no readable image.
    pub fn picture(&mut self, index: usize) -> Option<Picture> {
        let page = self.reader.pdf.pages().get(index)?;
        let cache = InterpreterCache::new();
        let mut survey = Survey::default();
        self.reader.draw(page, &mut survey, &cache);
        let (width, height) = page.render_dimensions();
        let most = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
        let scale = survey.scale?.min(FINEST).min(most);
        let mut drawing = Drawing {
            canvas: Canvas::new((width, height), scale),
            hidden: Vec::new(),
            incomplete: 0,
        };
        self.reader.draw(page, &mut drawing, &cache);
        let picture = drawing.canvas.picture()?;
        Some(Picture {
            incomplete: drawing.incomplete,
            ..picture
        })
    }
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
struct Drawing {
    canvas: Canvas,
    /// For each open group, whether it is invisible.
    hidden: Vec<bool>,
    /// How many images could not be decoded, or not to their end.
    incomplete: usize,
}

impl Drawing {
    /// Decodes and draws an image; whether it can be decoded.
    fn draw(&mut self, image: &Image<'_, '_>, transform: Affine) -> bool {
        let mut is_drawn = false;
        match image {
            Image::Raster(raster) => {
                let draw = |data, alpha| {
                    self.canvas.raster(data, alpha, transform);
                    is_drawn = true;
                };
                raster.with_rgba(draw, None);
            }
            Image::Stencil(stencil) => {
                let draw = |mask, paint: &_| {
                    let shade = paint::shade(paint).luma;
                    self.canvas.stencil(mask, shade, transform);
                    is_drawn = true;
                };
                stencil.with_stencil(draw, None);
            }
        }
        is_drawn
    }
}

impl<'a> Device<'a> for Drawing {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.hidden.contains(&true) {
            return;
        }
        let size = (image.width(), image.height());
        let state = match &image {
            Image::Raster(raster) => image_data::state(raster.stream(), size),
            Image::Stencil(stencil) => image_data::state(stencil.stream(), size),
        };
        let mut draw = || guarded(|| self.draw(&image, props.transform)) == Some(true);
        let is_drawn = state != State::TooLarge && draw();
        if !is_drawn || state == State::Incomplete {
            self.incomplete += 1;
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
