//! Reads content streams: what a page draws, in order, on a [`Device`].
//!
//! A stream is split into operators by hayro-syntax. What damaged files mean follows hayro-interpret 0.9: an operator
//! without its operands is skipped, a `Q` too many is ignored, a path whose operands are missing ends the stream.
//!
//! Not drawn, as nothing in them is read: the procedures of Type 3 glyphs, the cells of patterns, soft masks.

use hayro_interpret::TransformExt;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::{Page as Source, Resources};
use hayro_interpret::kurbo::{Affine, BezPath, Cap, Point, Rect as Area};

use self::budget::Budget;
use self::layers::Layers;
use self::state::State;
use self::text::Run;
use super::fonts::Fonts;
use super::paint::Shade;

mod budget;
mod layers;
mod marks;
mod objects;
mod operators;
pub(super) mod paints;
mod paths;
mod state;
pub(super) mod text;

pub(super) use layers::Hidden;
pub(super) use paints::Colors;

/// How deep forms may be nested, as in hayro. What is deeper is not drawn.
const DEPTH: usize = 50;

/// What a page is drawn on, in page space.
pub(super) trait Device<'a> {
    /// Draws the glyphs of one operator.
    fn glyphs(&mut self, run: &Run<'_, 'a>);
    /// Fills a path, or strokes it with a pen.
    fn path(&mut self, _path: &BezPath, _transform: Affine, _shade: Shade, _pen: Option<&Pen>) {}
    /// Draws an image, which fills the unit square of this transform.
    fn image(&mut self, _transform: Affine) {}
    /// What follows is visible only in this area, until the clip is removed.
    fn push_clip(&mut self, _area: Area) {}
    fn pop_clip(&mut self) {}
    /// What follows is drawn with this opacity, until the group ends.
    fn push_group(&mut self, _opacity: f32) {}
    fn pop_group(&mut self) {}
    /// What follows is marked, until the mark ends.
    fn begin_mark(&mut self, _properties: Option<&Dict<'_>>) {}
    fn end_mark(&mut self) {}
    /// Whether it takes nothing more, so that reading can end.
    fn is_full(&self) -> bool {
        false
    }
}

/// What strokes are drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pen {
    /// In user space.
    pub(super) width: f32,
    pub(super) cap: Cap,
}

/// What the pages of a file share.
pub(super) struct Shared<'a> {
    pub(super) fonts: Fonts<'a>,
    pub(super) colors: Colors<'a>,
    pub(super) hidden: Hidden,
}

/// The contents draw more than any page.
#[derive(Debug)]
pub(super) struct TooMuch;

/// Draws a page with these decoded contents, and its annotations.
pub(super) fn draw<'a>(
    page: &Source<'a>,
    contents: &[u8],
    shared: &Shared<'a>,
    device: &mut impl Device<'a>,
) -> Result<(), TooMuch> {
    let (width, height) = page.render_dimensions();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    let to_page = page.initial_transform(true).to_kurbo();
    let mut interpreter = Interpreter {
        device,
        shared,
        state: State::new(to_page, area),
        saved: Vec::new(),
        unsaved: 0,
        path: BezPath::new(),
        at: Point::ZERO,
        start: Point::ZERO,
        clips: false,
        layers: Layers::default(),
        run: Vec::new(),
        depth: 0,
        budget: Budget::default(),
    };
    interpreter.stream(contents, page.resources())?;
    interpreter.annotations(page)
}

struct Interpreter<'r, 'a, D> {
    device: &'r mut D,
    shared: &'r Shared<'a>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// The number of states above the most that are saved.
    unsaved: usize,
    path: BezPath,
    /// The current point, and the start of the subpath.
    at: Point,
    start: Point,
    /// Whether the current path becomes a clip.
    clips: bool,
    layers: Layers,
    /// The glyphs of the operator that is being read.
    run: Vec<text::Placed>,
    depth: usize,
    budget: Budget,
}

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    /// Draws a stream; the graphics state afterwards is that before it.
    fn stream(&mut self, data: &[u8], resources: &Resources<'a>) -> Result<(), TooMuch> {
        self.budget.take(data.len())?;
        let states = self.states();
        self.save();
        let mut operators = TypedIter::new(data);
        while let Some(operator) = operators.next() {
            self.operator(&operator, resources)?;
            if self.device.is_full() {
                break;
            }
        }
        // neither a path nor a clip goes on in another stream
        self.path.truncate(0);
        self.clips = false;
        while self.states() > states {
            self.restore();
        }
        Ok(())
    }
}
