//! Painted shapes → [`Rule`]s and [`Fill`]s.
//!
//! - A stroked segment parallel to an axis is a rule, including segments of polylines and sides of rectangles. A dashed
//!   one is a rule over its whole extent.
//! - A thin filled rectangle is a rule along its longer side. A dot (thin and nearly square, as in a dotted border) is
//!   two rules, one along each axis, so that layout can join it in whichever direction the dots continue.
//! - A ring of two nested rectangles (a frame painted as one fill) is four rules.
//! - The straight sides of letters drawn as shapes are not rules.
//! - Any other fill is a [`Fill`], including a white one or a white rule: invisible elsewhere, it separates shaded
//!   areas.
//!
//! Everything is cut at the clip: spreadsheets draw long rules and clip them to cells.

use hayro_interpret::kurbo::{Affine, BezPath, Cap};

use super::content::Pen;
use super::device::intersection;
use super::shapes::{for_each_segment, is_lettering, outlines, ring};
use crate::extract::{Axis, Fill, Page, Rule};
use crate::geometry::Rect;

/// The thickest filled rectangle that is a rule, in points: double-weight borders are 2.25 pt.
pub(super) const THIN: f32 = 2.6;
/// The thickest stroke that is a rule, in points: more is a shaded band drawn with a wide pen.
const PEN: f32 = 8.0;
/// A rule is at least this many times as long as thick; otherwise it is a dot.
const SLENDER: f32 = 2.0;
/// How far a segment may deviate from its axis, in points: converters round to tenths. For a short segment, a piece of
/// a curve, at most [`STEEP`] of its length.
pub(super) const OFF_AXIS: f32 = 0.35;
/// See [`OFF_AXIS`].
const STEEP: f32 = 0.25;
/// The same for long segments, as a fraction of the length.
const SLOPE: f32 = 0.005;
/// Anything brighter is white.
pub(super) const WHITE: f32 = 0.97;
/// The clip halves a rule along its edge; this much outside, in points, is rounding.
const EDGE: f32 = 0.1;

/// Sorts the shapes of one paint into rules and fills.
pub(super) struct Sink<'a> {
    page: &'a mut Page,
    clip: Rect,
    luma: f32,
}

impl<'a> Sink<'a> {
    /// A sink for shapes of this brightness, clipped to this rectangle.
    pub(super) fn new(page: &'a mut Page, clip: Rect, luma: f32) -> Self {
        Self { page, clip, luma }
    }

    /// Adds a filled path.
    pub(super) fn fill(&mut self, path: &BezPath, transform: Affine) {
        let shapes = outlines(path, transform);
        if let [a, b] = shapes.as_slice()
            && let Some(sides) = ring(a, b)
        {
            let is_drawn = |side: &Rect| side.width() > 0.0 && side.height() > 0.0;
            let drawn = sides.into_iter().filter(is_drawn);
            drawn.for_each(|side| self.filled(&side, true));
            return;
        }
        let is_lettering = is_lettering(path, transform);
        for shape in shapes {
            self.filled(&shape.bbox, shape.is_polygon && !is_lettering);
        }
    }

    /// Adds a stroked path.
    pub(super) fn stroke(&mut self, path: &BezPath, transform: Affine, pen: &Pen) {
        if is_lettering(path, transform) {
            return;
        }
        let [a, b, c, d, ..] = transform.as_coeffs();
        // pen width across a horizontal and across a vertical segment
        let across = [a.hypot(c), b.hypot(d)].map(|scale| pen.width * scale as f32);
        let (wide, high) = (across[0], across[1]);
        for_each_segment(path, transform, |from, to| {
            let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
            let slack = |length: f32| OFF_AXIS.min(length * STEEP).max(length * SLOPE);
            if dx >= dy && dy <= slack(dx) {
                self.stroked(Axis::Horizontal, from, to, high, pen.cap);
            } else if dy > dx && dx <= slack(dy) {
                self.stroked(Axis::Vertical, from, to, wide, pen.cap);
            }
        });
    }

    /// Adds an image; a thin one is a rule (a dotted border painted as a strip of pixels).
    pub(super) fn image(&mut self, bbox: Rect) {
        if bbox.width().min(bbox.height()) <= THIN {
            self.filled(&bbox, true);
            return;
        }
        let seen = intersection(&bbox, &self.clip);
        if seen.width() > 0.0 && seen.height() > 0.0 {
            self.page.images.push(seen);
        }
    }

    fn stroked(&mut self, axis: Axis, from: (f32, f32), to: (f32, f32), width: f32, cap: Cap) {
        let cap = if cap == Cap::Butt { 0.0 } else { width / 2.0 };
        let half = width / 2.0;
        let bbox = Rect::new(from.0, from.1, to.0, to.1);
        let bbox = match axis {
            Axis::Horizontal => {
                let y = bbox.center().1;
                Rect::new(bbox.x0 - cap, y - half, bbox.x1 + cap, y + half)
            }
            Axis::Vertical => {
                let x = bbox.center().0;
                Rect::new(x - half, bbox.y0 - cap, x + half, bbox.y1 + cap)
            }
        };
        let length = bbox.width().max(bbox.height());
        if length <= 0.0 {
            return;
        }
        if width > PEN || (width > THIN && length < SLENDER * width) {
            self.shaded(&bbox);
        } else if length < SLENDER * width {
            self.filled(&bbox, true);
        } else {
            self.ruled(axis, &bbox);
        }
    }

    fn filled(&mut self, bbox: &Rect, is_polygon: bool) {
        let (w, h) = (bbox.width(), bbox.height());
        if !is_polygon || w.min(h) > THIN || w.max(h) <= 0.0 {
            self.shaded(bbox);
            return;
        }
        if w * SLENDER > h {
            self.ruled(Axis::Horizontal, bbox);
        }
        if h * SLENDER > w {
            self.ruled(Axis::Vertical, bbox);
        }
    }

    fn shaded(&mut self, bbox: &Rect) {
        let seen = intersection(bbox, &self.clip);
        if seen.width() > 0.0 && seen.height() > 0.0 {
            let luma = self.luma;
            self.page.fills.push(Fill { bbox: seen, luma });
        }
    }

    fn ruled(&mut self, axis: Axis, bbox: &Rect) {
        let clip = self.clip.grown(EDGE);
        let meets =
            bbox.x0 <= clip.x1 && bbox.x1 >= clip.x0 && bbox.y0 <= clip.y1 && bbox.y1 >= clip.y0;
        if !meets {
            return;
        }
        if self.luma > WHITE {
            self.shaded(bbox);
            return;
        }
        let seen = intersection(bbox, &clip);
        let (x, y) = bbox.center();
        let (pos, from, to, width) = match axis {
            Axis::Horizontal => (y, seen.x0, seen.x1, bbox.height()),
            Axis::Vertical => (x, seen.y0, seen.y1, bbox.width()),
        };
        if to > from {
            self.page.rules.push(Rule {
                axis,
                pos,
                from,
                to,
                width,
            });
        }
    }
}
