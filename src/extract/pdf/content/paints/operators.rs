//! The operators that set colours, and shadings.

use hayro_interpret::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Number};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::kurbo::{Affine, Shape};

use super::super::{Device, Interpreter};
use super::{Color, Space};
use crate::extract::pdf::paint::PATTERN;

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    pub(in crate::extract::pdf::content) fn color_operator(
        &mut self,
        operator: &Op<'_, '_>,
        resources: &Resources<'a>,
    ) -> bool {
        let (fill, stroke) = (&mut self.state.fill, &mut self.state.stroke);
        let rgb = |r: &Number, g: &Number, b: &Number| Color::Rgb([r, g, b].map(|c| c.as_f32()));
        let cmyk = |components: [&Number; 4]| {
            let space = Space::new(b"DeviceCMYK", &Dict::empty());
            Color::other(space, components.map(Number::as_f32).to_vec())
        };
        match operator {
            Op::NonStrokeColorDeviceGray(c) => fill.color = Color::Grey(c.0.as_f32()),
            Op::StrokeColorDeviceGray(c) => stroke.color = Color::Grey(c.0.as_f32()),
            Op::NonStrokeColorDeviceRgb(c) => fill.color = rgb(&c.0, &c.1, &c.2),
            Op::StrokeColorDeviceRgb(c) => stroke.color = rgb(&c.0, &c.1, &c.2),
            Op::NonStrokeColorCmyk(c) => fill.color = cmyk([&c.0, &c.1, &c.2, &c.3]),
            Op::StrokeColorCmyk(c) => stroke.color = cmyk([&c.0, &c.1, &c.2, &c.3]),
            Op::ColorSpaceNonStroke(space) => fill.set_space(space.0, resources),
            Op::ColorSpaceStroke(space) => stroke.set_space(space.0, resources),
            Op::NonStrokeColor(c) => fill.set_components(&c.0),
            Op::StrokeColor(c) => stroke.set_components(&c.0),
            Op::NonStrokeColorNamed(c) => match c.1 {
                Some(pattern) => fill.set_pattern(&c.0, pattern, resources),
                None => fill.set_components(&c.0),
            },
            Op::StrokeColorNamed(c) => match c.1 {
                Some(pattern) => stroke.set_pattern(&c.0, pattern, resources),
                None => stroke.set_components(&c.0),
            },
            Op::Shading(name) => self.shading(name.0, resources),
            _ => return false,
        }
        true
    }

    /// Fills the clip with a shading.
    fn shading(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        if !self.layers.is_shown() {
            return;
        }
        let (to_page, area) = (self.state.to_page, self.state.area);
        let asked = &self.shared.colors.asked;
        if let Some(area) = asked.shading(name, resources.shadings.clone(), to_page, area) {
            let path = area.to_path(0.1);
            self.device.path(&path, Affine::IDENTITY, PATTERN, None);
        }
    }
}
