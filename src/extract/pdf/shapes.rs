//! Paths → straight pieces in page space: the outlines of fills, the segments of strokes.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use super::rules::{OFF_AXIS, THIN};
use crate::geometry::Rect;

/// The largest letter drawn as a shape, in points, as in a title. Boxes with rounded corners are larger.
const LETTER: f32 = 24.0;

/// A closed outline of a filled path.
pub(super) struct Outline {
    /// The bounding box.
    pub(super) bbox: Rect,
    /// Whether it has few, straight sides.
    pub(super) is_polygon: bool,
    is_rect: bool,
}

/// Splits a path into its outlines, in page space. A table may be hundreds of rectangles in one path.
pub(super) fn outlines(path: &BezPath, transform: Affine) -> Vec<Outline> {
    let mut found = Vec::new();
    let mut points: Vec<Point> = Vec::with_capacity(8);
    let mut curved = false;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                found.extend(outline(&points, curved));
                points.clear();
                curved = false;
                points.push(transform * p);
            }
            PathEl::LineTo(p) => points.push(transform * p),
            PathEl::QuadTo(a, p) => {
                points.extend([transform * a, transform * p]);
                curved = true;
            }
            PathEl::CurveTo(a, b, p) => {
                points.extend([transform * a, transform * b, transform * p]);
                curved = true;
            }
            PathEl::ClosePath => {}
        }
    }
    found.extend(outline(&points, curved));
    found
}

fn outline(points: &[Point], curved: bool) -> Option<Outline> {
    let bbox = points
        .iter()
        .filter(|p| p.is_finite())
        .map(|p| Rect::new(p.x as f32, p.y as f32, p.x as f32, p.y as f32))
        .reduce(|a, b| a.union(&b))
        .filter(|_| points.len() > 1)?;
    // mitred corners are cut off, so that a thin border has up to six points
    let is_polygon = !curved && points.len() <= 7;
    let near = |v: f64, edge: f32| (v as f32 - edge).abs() <= OFF_AXIS;
    let is_rect = is_polygon
        && points.iter().all(|p| {
            (near(p.x, bbox.x0) || near(p.x, bbox.x1)) && (near(p.y, bbox.y0) || near(p.y, bbox.y1))
        });
    Some(Outline {
        bbox,
        is_polygon,
        is_rect,
    })
}

/// The four sides of a thin frame between two nested rectangles.
pub(super) fn ring(a: &Outline, b: &Outline) -> Option<[Rect; 4]> {
    let (outer, inner) = if a.bbox.width() >= b.bbox.width() {
        (a, b)
    } else {
        (b, a)
    };
    let (o, i) = (&outer.bbox, &inner.bbox);
    let gaps = [i.x0 - o.x0, i.y0 - o.y0, o.x1 - i.x1, o.y1 - i.y1];
    let is_thin = gaps.iter().all(|gap| (0.0..=THIN).contains(gap));
    let is_frame = is_thin && gaps.iter().any(|&gap| gap > 0.0);
    (outer.is_rect && inner.is_rect && is_frame).then(|| {
        [
            Rect::new(o.x0, o.y0, o.x1, i.y0),
            Rect::new(o.x0, i.y1, o.x1, o.y1),
            Rect::new(o.x0, o.y0, i.x0, o.y1),
            Rect::new(i.x1, o.y0, o.x1, o.y1),
        ]
    })
}

/// Whether a path is lettering or other small figures rather than borders: it has curves, and each outline would fit
/// into a letter of a title. Programs that fake bold by stroking outlines produce it.
pub(super) fn is_lettering(path: &BezPath, transform: Affine) -> bool {
    let is_curve = |e: &PathEl| matches!(e, PathEl::QuadTo(..) | PathEl::CurveTo(..));
    let fits = |shape: &Outline| shape.bbox.width().max(shape.bbox.height()) <= LETTER;
    path.elements().iter().any(is_curve) && outlines(path, transform).iter().all(fits)
}

/// Calls back with both ends of each straight segment, in page space.
pub(super) fn for_each_segment(
    path: &BezPath,
    transform: Affine,
    mut each: impl FnMut((f32, f32), (f32, f32)),
) {
    let mut start = Point::ZERO;
    let mut at = Point::ZERO;
    let mut segment = |from: Point, to: Point| {
        if from.is_finite() && to.is_finite() {
            each((from.x as f32, from.y as f32), (to.x as f32, to.y as f32));
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                start = transform * p;
                at = start;
            }
            PathEl::LineTo(p) => {
                let to = transform * p;
                segment(at, to);
                at = to;
            }
            PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => at = transform * p,
            PathEl::ClosePath => {
                if at != start {
                    segment(at, start);
                }
                at = start;
            }
        }
    }
}
