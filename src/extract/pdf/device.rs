//! Records what a page draws.
//!
//! Clips are kept as bounding boxes: text and rules that are not visible are not read. The geometry of glyphs is in
//! `glyphs`, that of lines in `rules`.

use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area};

use super::actual_text::{self, Span};
use super::content::text::{Mode, Run};
use super::content::{Device, Pen};
use super::cut_off::CutOff;
use super::glyphs::{self, Drawn};
use super::outlined::Outlined;
use super::paint::Shade;
use super::{Limits, fields, rules, spaces};
use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::{Glyph, Page};
use crate::geometry::Rect;

/// Below this opacity nothing is visible.
const INVISIBLE: f32 = 0.02;

/// Records what is drawn on one page.
pub(super) struct PageDevice {
    page: Page,
    limits: Limits,
    clips: Vec<Rect>,
    groups: Vec<f32>,
    spans: Vec<Span>,
    last_fill: Option<Drawn>,
    line: Vec<Glyph>,
    outlined: Outlined,
    cut_off: CutOff,
}

impl PageDevice {
    /// A device for an empty page of known size.
    pub(super) fn new(page: Page, limits: Limits) -> Self {
        let crop = Rect::new(0.0, 0.0, page.width, page.height);
        Self {
            page,
            limits,
            clips: vec![crop],
            groups: Vec::new(),
            spans: Vec::new(),
            last_fill: None,
            line: Vec::new(),
            outlined: Outlined::default(),
            cut_off: CutOff::default(),
        }
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

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    fn is_hidden(&self) -> bool {
        self.groups.iter().any(|&opacity| opacity < INVISIBLE)
    }
}

impl<'a> Device<'a> for PageDevice {
    fn glyphs(&mut self, run: &Run<'_, 'a>) {
        let drawn = Drawn::new(run);
        let repeats = run.mode == Mode::Stroke && drawn.is_some() && drawn == self.last_fill;
        self.last_fill = drawn.filter(|_| run.mode == Mode::Fill);
        if repeats || self.is_full() {
            return;
        }
        let visible = run.mode != Mode::Invisible
            && !self.is_hidden()
            && run.paint.alpha(run.colors) >= INVISIBLE;
        self.line.clear();
        glyphs::read_run(run, &mut self.line);
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

    fn path(&mut self, path: &BezPath, transform: Affine, shade: Shade, pen: Option<&Pen>) {
        if shade.alpha < INVISIBLE || self.is_hidden() || self.is_full() {
            return;
        }
        let clip = self.clip();
        if pen.is_none() && shade.luma < rules::WHITE {
            self.outlined.add(path, transform, &clip);
        }
        let mut sink = rules::Sink::new(&mut self.page, clip, shade.luma);
        match pen {
            None => sink.fill(path, transform),
            Some(pen) => sink.stroke(path, transform, pen),
        }
    }

    fn image(&mut self, transform: Affine) {
        if self.is_hidden() || self.is_full() {
            return;
        }
        let area = bounds(transform, Area::new(0.0, 0.0, 1.0, 1.0));
        let clip = self.clip();
        rules::Sink::new(&mut self.page, clip, 0.0).image(area);
    }

    fn push_clip(&mut self, area: Area) {
        self.clips.push(intersection(&self.clip(), &to_rect(area)));
    }

    fn pop_clip(&mut self) {
        // never pop the crop box, whatever a damaged file does
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_group(&mut self, opacity: f32) {
        self.groups.push(opacity);
    }

    fn pop_group(&mut self) {
        self.groups.pop();
    }

    fn begin_mark(&mut self, properties: Option<&Dict<'_>>) {
        let text = properties.and_then(actual_text::of);
        self.spans.push(Span::new(text, self.page.glyphs.len()));
    }

    fn end_mark(&mut self) {
        if let Some(span) = self.spans.pop() {
            span.apply(&mut self.page.glyphs);
        }
    }

    /// Nothing more is kept then, so that memory stays bounded.
    fn is_full(&self) -> bool {
        self.marks() > self.limits.max_marks
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
