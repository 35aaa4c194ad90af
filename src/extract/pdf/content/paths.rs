//! Paths: built, then filled, stroked or made a clip.

use hayro_interpret::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_interpret::hayro_syntax::object::Number;
use hayro_interpret::kurbo::{BezPath, Cap, PathEl, Point, Rect as Area, Shape};

use super::{Device, Interpreter, Pen};

/// How exactly kurbo approximates curves; rectangles have none.
const EXACT: f64 = 0.1;
/// Coordinates that differ by less are the same, as in hayro.
const SAME: f64 = 1.0 / 256.0;
/// What a line to its own start is lengthened by, so that it has a direction.
const DOT: f64 = 0.0001;

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    pub(super) fn path_operator(&mut self, operator: &Op<'_, '_>) -> bool {
        match operator {
            Op::RectPath(r) => self.rectangle(point(r.0, r.1), point(r.2, r.3)),
            Op::MoveTo(to) => self.move_to(point(to.0, to.1)),
            Op::LineTo(to) => self.line_to(point(to.0, to.1)),
            Op::CubicTo(c) => self.curve_to(
                Some(point(c.0, c.1)),
                Some(point(c.2, c.3)),
                point(c.4, c.5),
            ),
            Op::CubicStartTo(c) => self.curve_to(None, Some(point(c.0, c.1)), point(c.2, c.3)),
            Op::CubicEndTo(c) => self.curve_to(Some(point(c.0, c.1)), None, point(c.2, c.3)),
            Op::ClosePath(_) => self.close(),
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::EndPath(_) => self.end_path(),
            Op::StrokePath(_) => self.paint_path(false, true),
            Op::FillPathEvenOdd(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_) => self.paint_path(true, false),
            Op::FillAndStrokeEvenOdd(_) | Op::FillAndStrokeNonZero(_) => {
                self.paint_path(true, true);
            }
            Op::CloseAndStrokePath(_) => {
                self.close();
                self.paint_path(false, true);
            }
            Op::CloseFillAndStrokeEvenOdd(_) | Op::CloseFillAndStrokeNonZero(_) => {
                self.close();
                self.paint_path(true, true);
            }
            _ => return false,
        }
        true
    }

    fn rectangle(&mut self, at: Point, size: Point) {
        let area = Area::new(at.x, at.y, at.x + size.x, at.y + size.y);
        self.path.extend(area.path_elements(EXACT));
        (self.at, self.start) = (at, at);
    }

    fn move_to(&mut self, to: Point) {
        self.path.move_to(to);
        (self.at, self.start) = (to, to);
    }

    fn line_to(&mut self, to: Point) {
        if self.path.elements().is_empty() {
            return;
        }
        let dot = if to == self.at { DOT } else { 0.0 };
        self.path.line_to(Point::new(to.x + dot, to.y));
        self.at = to;
    }

    /// A curve; a missing control point is the end it belongs to.
    fn curve_to(&mut self, first: Option<Point>, second: Option<Point>, to: Point) {
        if self.path.elements().is_empty() {
            return;
        }
        let (first, second) = (first.unwrap_or(self.at), second.unwrap_or(to));
        self.path.curve_to(first, second, to);
        self.at = to;
    }

    fn close(&mut self) {
        let last = self.path.elements().last();
        if last.is_some_and(|last| *last != PathEl::ClosePath) {
            self.path.close_path();
            self.at = self.start;
        }
    }

    fn paint_path(&mut self, fills: bool, strokes: bool) {
        let path = std::mem::take(&mut self.path);
        if self.layers.is_shown() && !path.elements().is_empty() {
            let rectangle = as_rectangle(&path).map(|area| area.to_path(EXACT));
            let drawn = rectangle.as_ref().unwrap_or(&path);
            if fills {
                self.fill(drawn);
            }
            if strokes {
                let shade = self.state.stroke.shade(&self.shared.colors);
                let (transform, pen) = (self.state.to_page, self.state.pen);
                self.device.path(drawn, transform, shade, Some(&pen));
            }
        }
        self.path = path;
        self.end_path();
    }

    /// Fills a path. One without width or height becomes a hairline, as in hayro and other readers.
    fn fill(&mut self, path: &BezPath) {
        let shade = self.state.fill.shade(&self.shared.colors);
        let transform = self.state.to_page;
        let [a, b, c, d, ..] = transform.as_coeffs();
        let (across, down) = (a.hypot(b), c.hypot(d));
        let area = path.control_box();
        let is_flat = |side: f64, scale: f64| f64::from((side * scale) as f32) <= SAME;
        if !is_flat(area.width(), across) && !is_flat(area.height(), down) {
            self.device.path(path, transform, shade, None);
            return;
        }
        let mut hairline = BezPath::new();
        hairline.move_to((area.x0, area.y0));
        hairline.line_to((area.x1, area.y1));
        let scale = across.max(down) as f32;
        let pen = Pen {
            width: if scale > 0.0 { 1.0 / scale } else { 0.001 },
            cap: Cap::Butt,
        };
        self.device.path(&hairline, transform, shade, Some(&pen));
    }

    fn end_path(&mut self) {
        if std::mem::take(&mut self.clips) && !self.path.elements().is_empty() {
            let path = self.state.to_page * std::mem::take(&mut self.path);
            self.clip(&path);
        }
        self.path.truncate(0);
    }

    /// Clips what follows to a path in page space.
    pub(super) fn clip(&mut self, path: &BezPath) {
        let area = as_rectangle(path).unwrap_or_else(|| path.bounding_box());
        self.device.push_clip(area);
        self.state.clips += 1;
        self.state.area = self.state.area.intersect(area);
    }
}

fn point(x: Number, y: Number) -> Point {
    Point::new(x.as_f64(), y.as_f64())
}

/// The rectangle that a path is.
fn as_rectangle(path: &BezPath) -> Option<Area> {
    use PathEl::{ClosePath, LineTo, MoveTo};
    let same = |a: f64, b: f64| (a - b).abs() <= SAME;
    let points = match *path.elements() {
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), ClosePath] => [a, b, c, d],
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(e)]
            if same(a.x, e.x) && same(a.y, e.y) =>
        {
            [a, b, c, d]
        }
        _ => return None,
    };
    let [a, b, c, d] = points;
    let is_level = |from: Point, to: Point| same(from.y, to.y) && !same(from.x, to.x);
    let is_upright = |from: Point, to: Point| same(from.x, to.x) && !same(from.y, to.y);
    let is_rectangle = match is_level(a, b) {
        true => is_upright(b, c) && is_level(c, d) && is_upright(d, a),
        false => is_upright(a, b) && is_level(b, c) && is_upright(c, d) && is_level(d, a),
    };
    is_rectangle.then(|| path.control_box())
}
