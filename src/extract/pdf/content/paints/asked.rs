//! Colours and shadings as hayro-interpret has them: a few operators are run on a device that notes what they paint.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::{Dict, Name};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, interpret,
};

use super::{Look, escaped};
use crate::extract::pdf::paint::luma;
use crate::guard::guarded;

/// hayro with what it remembers.
pub(super) struct Asked<'a> {
    xref: &'a XRef,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
}

impl<'a> Asked<'a> {
    pub(super) fn new(xref: &'a XRef) -> Self {
        Self {
            xref,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
        }
    }

    /// How fills appear after these operators.
    pub(super) fn look(&self, operators: &str, spaces: Dict<'a>, patterns: Dict<'a>) -> Look {
        let resources = Resources {
            color_spaces: spaces,
            patterns,
            ..Resources::new(Dict::empty())
        };
        let unit = Area::new(0.0, 0.0, 1.0, 1.0);
        let content = format!("{operators} 0 0 1 1 re f");
        let painted = || self.run(&content, &resources, Affine::IDENTITY, unit);
        // a function of a million samples ends hayro with a panic
        guarded(painted).map_or(Look::Pattern, |painted| {
            painted.map_or(Look::Nothing, |painted| painted.look)
        })
    }

    /// What a shading covers; `None` if it cannot be drawn.
    pub(super) fn shading(
        &self,
        name: &Name<'_>,
        shadings: Dict<'a>,
        to_page: Affine,
        area: Area,
    ) -> Option<Area> {
        let resources = Resources {
            shadings,
            ..Resources::new(Dict::empty())
        };
        let content = format!("/{} sh", escaped(name));
        let painted = guarded(|| self.run(&content, &resources, to_page, area));
        Some(painted??.area)
    }

    fn run(
        &self,
        content: &str,
        resources: &Resources<'a>,
        to_page: Affine,
        area: Area,
    ) -> Option<Painted> {
        let settings = self.settings.clone();
        let mut context = Context::new(to_page, area, &self.cache, self.xref, settings);
        let mut note = Note(None);
        interpret(
            TypedIter::new(content.as_bytes()),
            resources,
            &mut context,
            &mut note,
        );
        note.0
    }
}

/// The first fill.
struct Painted {
    look: Look,
    area: Area,
}

struct Note(Option<Painted>);

impl<'a> Device<'a> for Note {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        let look = match &props.paint {
            Paint::Pattern(_) => Look::Pattern,
            Paint::Color(color) => match color.to_rgba().components() {
                [.., 0.0] => Look::Nothing,
                [r, g, b, _] => Look::Luma(luma([r, g, b])),
            },
        };
        let area = props.transform.transform_rect_bbox(path.control_box());
        self.0.get_or_insert(Painted { look, area });
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
