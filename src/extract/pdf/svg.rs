//! Pages as images for the report of an inspection.
//!
//! An image has the page's own coordinates, rotated and cropped as in [`Page`](crate::extract::Page), with one unit per
//! point. Letters are outlines, so that no font is needed. Fonts that are not embedded have no outlines (hayro brings
//! only Latin ones): their letters are added as text for the viewer's fonts, each in its box. A page whose images are
//! too large, or that cannot be drawn, is drawn with grey frames instead.

mod photographs;

use std::fmt::Write;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{BezPath, Rect as Area};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    SoftMask,
};
use hayro_svg::{RenderCache, SvgRenderSettings};

use self::photographs::Photograph;
use super::content::text::{Mode, Run};
use super::contents::Contents;
use super::device::bounds;
use super::{Pages, Reader, content, glyphs, settings};
use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;
use crate::guard::guarded;

/// The most image pixels of a page. The SVG embeds them, and takes fifteen times as many bytes while it is made. An A3
/// sheet scanned at 300 dpi has 17 million.
const MOST_PIXELS: u64 = 24_000_000;

/// The end of an SVG.
const END: &str = "</svg>";

/// The baseline below the top of the em, in ems.
const ASCENT: f32 = 0.88;

impl Reader {
    /// The pages as images, for use by one thread.
    pub fn pictures(&self) -> Pictures<'_> {
        Pictures {
            pages: self.pages(),
            images: InterpreterCache::new(),
            cache: RenderCache::new(),
        }
    }
}

/// The pages of a PDF as images, with what they share.
pub struct Pictures<'a> {
    pages: Pages<'a>,
    images: InterpreterCache<'a>,
    cache: RenderCache<'a>,
}

impl Pictures<'_> {
    /// Draws the page with this zero-based index as SVG; a missing page is empty.
    pub fn draw(&mut self, index: usize) -> String {
        let Pages { reader, shared, .. } = &self.pages;
        let Some(page) = reader.page(index) else {
            return String::new();
        };
        let mut survey = Survey::default();
        reader.draw(page, &mut survey, &self.images);
        let frames = || frames(page.render_dimensions(), &survey.images);
        if survey.pixels > MOST_PIXELS {
            return frames();
        }
        let paper = SvgRenderSettings::default();
        let picture = || hayro_svg::convert(page, &self.cache, &settings(), &paper);
        let Some(picture) = guarded(picture) else {
            return frames();
        };
        let mut picture = photographs::put(picture, &survey.photographs);
        let mut letters = Letters::default();
        // a page that draws too much has its letters up to there
        let _ = content::draw(page, &Contents::of(page).data(), shared, &mut letters);
        add_text(&mut picture, &letters.found);
        picture
    }
}

/// Finds the letters without outlines, with their brightness.
#[derive(Default)]
struct Letters {
    run: Vec<Glyph>,
    found: Vec<(Glyph, f32)>,
}

impl<'a> content::Device<'a> for Letters {
    fn glyphs(&mut self, run: &Run<'_, 'a>) {
        let shade = run.paint.shade(run.colors);
        if run.mode != Mode::Fill || shade.alpha < 0.5 {
            return;
        }
        self.run.clear();
        let lacks_shape = |code| run.font.outline(code).elements().is_empty();
        glyphs::read_some(run, |glyph| lacks_shape(glyph.code), &mut self.run);
        let letters = self.run.iter().filter(|glyph| is_letter(glyph.c));
        self.found.extend(letters.map(|glyph| (*glyph, shade.luma)));
    }
}

/// Finds the size of a page's images.
#[derive(Default)]
struct Survey {
    pixels: u64,
    images: Vec<Rect>,
    photographs: Vec<Photograph>,
}

impl<'a> Device<'a> for Survey {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (image.width(), image.height());
        self.photographs.push(Photograph::of(&image));
        self.pixels = self
            .pixels
            .saturating_add(u64::from(width) * u64::from(height));
        let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
        self.images.push(bounds(props.transform, area));
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

/// A page with too many pixels, as grey frames in place of its images.
fn frames((width, height): (f32, f32), images: &[Rect]) -> String {
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">"
    );
    for image in images {
        // writing to a String cannot fail
        let _ = write!(
            picture,
            "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"#ccc\"/>",
            image.x0,
            image.y0,
            image.width(),
            image.height()
        );
    }
    picture.push_str(END);
    picture
}

/// Whether a character is visible and allowed in XML.
fn is_letter(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Adds letters as text before the end of an SVG.
fn add_text(picture: &mut String, letters: &[(Glyph, f32)]) {
    if letters.is_empty() || !picture.trim_end().ends_with(END) {
        return;
    }
    picture.truncate(picture.trim_end().len() - END.len());
    picture.push_str("<g font-family=\"serif\" text-anchor=\"middle\">");
    for (glyph, luma) in letters {
        add_letter(picture, glyph, *luma);
    }
    picture.push_str("</g>");
    picture.push_str(END);
}

/// Adds a letter centred in its box, rotated as drawn.
fn add_letter(picture: &mut String, glyph: &Glyph, luma: f32) {
    let (x, y) = glyph.bbox.center();
    let grey = (luma * 255.0) as u8;
    let turn = match glyph.direction {
        Direction::Right | Direction::Vertical | Direction::Slanted => 0,
        Direction::Down => 90,
        Direction::Left => 180,
        Direction::Up => 270,
    };
    // from the middle of the em to the baseline
    let down = (ASCENT - 0.5) * glyph.size;
    // writing to a String cannot fail
    let _ = write!(
        picture,
        "<text transform=\"translate({x:.2} {y:.2}) rotate({turn})\" y=\"{down:.2}\" font-size=\"{:.2}\" \
         fill=\"rgb({grey},{grey},{grey})\">&#{};</text>",
        glyph.size,
        u32::from(glyph.c),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_centred_in_its_box() {
        let glyph = Glyph {
            c: '<',
            bbox: Rect::new(10.0, 20.0, 20.0, 30.0),
            origin: (10.0, 28.8),
            size: 10.0,
            direction: Direction::Right,
            visible: true,
        };
        let mut picture = "<svg>\n</svg>\n".to_owned();
        add_text(&mut picture, &[(glyph, 0.0)]);
        let want = "<text transform=\"translate(15.00 25.00) rotate(0)\" y=\"3.80\" font-size=\"10.00\" \
                    fill=\"rgb(0,0,0)\">&#60;</text>";
        assert!(picture.contains(want), "{picture}");
        assert!(picture.ends_with("</g></svg>"));
    }

    #[test]
    fn a_page_of_huge_images_is_frames() {
        let picture = frames((100.0, 50.0), &[Rect::new(1.0, 2.0, 31.0, 42.0)]);
        let frame = "<rect x=\"1.00\" y=\"2.00\" width=\"30.00\" height=\"40.00\"";
        assert!(picture.contains(frame), "{picture}");
        assert!(picture.ends_with(END));
    }
}
