//! The device that hayro draws a page on, which records instead of painting.
//!
//! Clips are kept as bounding boxes: text and rules that are not visible are not read. The geometry of glyphs is in
//! `glyphs`, that of lines in `rules`.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::actual_text::{self, Span};
use super::cut_off::CutOff;
use super::glyphs::{self, Drawn};
use super::outlined::Outlined;
use super::unicode::Fallback;
use super::{Limits, fields, paint, rules, spaces};
use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::{Glyph, Page};
use crate::geometry::Rect;

/// Below this opacity nothing is visible.
const INVISIBLE: f32 = 0.02;

/// Records what is drawn on one page.
pub(super) struct PageDevice<'p, 'a> {
    page: Page,
    fallback: &'p mut Fallback<'a>,
    limits: Limits,
    clips: Vec<Rect>,
    groups: Vec<f32>,
    spans: Vec<Span>,
    last_fill: Option<Drawn>,
    line: Vec<Glyph>,
    outlined: Outlined,
    cut_off: CutOff,
    any_zero: bool,
}

impl<'p, 'a> PageDevice<'p, 'a> {
    /// A device for an empty page of known size.
    pub(super) fn new(page: Page, fallback: &'p mut Fallback<'a>, limits: Limits) -> Self {
        let crop = Rect::new(0.0, 0.0, page.width, page.height);
        Self {
            page,
            fallback,
            limits,
            clips: vec![crop],
            groups: Vec::new(),
            spans: Vec::new(),
            last_fill: None,
            line: Vec::new(),
            outlined: Outlined::default(),
            cut_off: CutOff::default(),
            any_zero: false,
        }
    }

    /// Whether a glyph has code 0, which hayro reports for codes that a CMap does not have; real text has none.
    pub(super) fn any_zero(&self) -> bool {
        self.any_zero
    }

    /// The number of characters that a clip cuts off.
    pub(super) fn cut_off(&self) -> usize {
        self.cut_off.count(&self.page.glyphs)
    }

    /// Adds form fields and notes that the file leaves to the viewer to draw, on top of everything else.
    pub(super) fn add_fields(&mut self, source: &Source<'_>) {
        let clip = self.clips.first().copied().unwrap_or_default();
        let glyphs = fields::read(source, self.limits.max_marks);
        let glyphs = glyphs.into_iter();
        self.page
            .glyphs
            .extend(glyphs.filter(|glyph| glyphs::is_inside(&clip, glyph)));
    }

    /// The page, or an error if it was over the limit.
    pub(super) fn finish(mut self) -> Result<Page, Error> {
        let marks = self.marks();
        if marks > self.limits.max_marks {
            let message = format!(
                "page {} draws more than {} objects, which no form does; remove it from the PDF",
                self.page.number, self.limits.max_marks
            );
            return Err(Error::new(Code::TooMuch, message));
        }
        spaces::remove(&mut self.page.glyphs);
        let outlined = self.outlined.characters(&self.page.glyphs);
        self.page.glyphs.extend(outlined);
        Ok(self.page)
    }

    fn marks(&self) -> usize {
        let page = &self.page;
        page.glyphs.len() + page.rules.len() + page.fills.len() + page.images.len()
    }

    /// Whether the limit is reached. Nothing more is kept then, so that memory stays bounded.
    fn is_full(&self) -> bool {
        self.marks() > self.limits.max_marks
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    fn is_hidden(&self) -> bool {
        self.groups.iter().any(|&opacity| opacity < INVISIBLE)
    }

    fn push_clip_area(&mut self, area: Area) {
        self.clips.push(intersection(&self.clip(), &to_rect(area)));
    }

    fn draw_shape(&mut self, path: &BezPath, props: &DrawProps<'a>, mode: &DrawMode) {
        let shade = paint::shade(&props.paint);
        if shade.alpha < INVISIBLE || self.is_hidden() || self.is_full() {
            return;
        }
        let clip = self.clip();
        let is_filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        if is_filled && shade.luma < rules::WHITE {
            self.outlined.add(path, props.transform, &clip);
        }
        let mut sink = rules::Sink::new(&mut self.page, clip, shade.luma);
        match mode {
            DrawMode::Fill(_) => sink.fill(path, props.transform),
            DrawMode::Stroke(stroke) => sink.stroke(path, props.transform, stroke),
            DrawMode::FillAndStroke(_, stroke) => {
                sink.fill(path, props.transform);
                sink.stroke(path, props.transform, stroke);
            }
            DrawMode::Invisible => {}
        }
    }
}

impl<'a> Device<'a> for PageDevice<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_shape(path, &props, mode);
    }

    fn draw_rect(&mut self, rect: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_shape(&rect.to_path(0.1), &props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.any_zero |= run.glyphs().iter().any(|glyph| glyph.char_code() == 0);
        let drawn = Drawn::new(run, props.transform);
        let repeats =
            matches!(mode, DrawMode::Stroke(_)) && drawn.is_some() && drawn == self.last_fill;
        self.last_fill = drawn.filter(|_| matches!(mode, DrawMode::Fill(_)));
        if repeats || self.is_full() {
            return;
        }
        let visible = !matches!(mode, DrawMode::Invisible)
            && !self.is_hidden()
            && paint::shade(&props.paint).alpha >= INVISIBLE;
        self.line.clear();
        glyphs::read_run(run, props.transform, self.fallback, &mut self.line);
        let clip = self.clip();
        let page = self.clips.first().copied().unwrap_or_default();
        for glyph in &self.line {
            let is_inside = glyphs::is_inside(&clip, glyph);
            if visible && glyphs::is_inside(&page, glyph) {
                self.cut_off.next(glyph, is_inside);
            }
            if is_inside {
                self.page.glyphs.push(Glyph {
                    visible,
                    bbox: glyphs::seen_box(&clip, glyph),
                    ..*glyph
                });
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.is_hidden() || self.is_full() {
            return;
        }
        let pixels = Area::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let clip = self.clip();
        rules::Sink::new(&mut self.page, clip, 0.0).image(bounds(props.transform, pixels));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip_area(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Area) {
        self.push_clip_area(*rect);
    }

    fn pop_clip(&mut self) {
        // never pop the crop box, whatever a damaged file does
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.groups.push(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(actual_text::of);
        self.spans.push(Span::new(text, self.page.glyphs.len()));
    }

    fn end_marked_content(&mut self) {
        if let Some(span) = self.spans.pop() {
            span.apply(&mut self.page.glyphs);
        }
    }
}

/// The bounding box of a transformed rectangle.
pub(super) fn bounds(transform: Affine, area: Area) -> Rect {
    to_rect(transform.transform_rect_bbox(area))
}

fn to_rect(area: Area) -> Rect {
    let [x0, y0, x1, y1] = [area.x0, area.y0, area.x1, area.y1].map(|v| v as f32);
    Rect::new(x0, y0, x1, y1)
}

/// The intersection of two boxes; empty if they do not meet.
pub(super) fn intersection(a: &Rect, b: &Rect) -> Rect {
    let (x0, y0) = (a.x0.max(b.x0), a.y0.max(b.y0));
    Rect {
        x0,
        y0,
        x1: a.x1.min(b.x1).max(x0),
        y1: a.y1.min(b.y1).max(y0),
    }
}
