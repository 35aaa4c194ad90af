//! What each operator does.

use hayro_interpret::hayro_syntax::content::ops::{Transform, TypedInstruction as Op};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Number, Object};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::kurbo::{Affine, Cap};

use super::{Device, Interpreter, TooMuch};

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    pub(super) fn operator(
        &mut self,
        operator: &Op<'_, '_>,
        resources: &Resources<'a>,
    ) -> Result<(), TooMuch> {
        match operator {
            Op::SaveState(_) => self.save(),
            Op::RestoreState(_) => self.restore(),
            Op::Transform(matrix) => self.state.to_page *= affine(matrix),
            Op::LineWidth(width) => self.state.pen.width = width.0.as_f32(),
            Op::LineCap(cap) => self.state.pen.cap = line_cap(cap.0),
            Op::SetGraphicsState(name) => {
                if let Some(state) = resources.get_ext_g_state(name.0) {
                    self.budget.parse(state.data().len())?;
                    self.graphics_state(&state);
                }
            }
            Op::XObject(name) => {
                if let Some(object) = resources.get_x_object(name.0) {
                    self.budget.parse(object.dict().data().len())?;
                    return self.object(&object, resources);
                }
            }
            Op::InlineImage(image) => self.image(image.0.dict()),
            Op::BeginMarkedContent(_) => {
                self.layers.open();
                self.device.begin_mark(None);
            }
            Op::BeginMarkedContentWithProperties(mark) => {
                return self.begin_mark(mark.1, resources);
            }
            Op::EndMarkedContent(_) => {
                self.layers.close();
                self.device.end_mark();
            }
            _ => {
                let _ = self.color_operator(operator, resources)
                    || self.path_operator(operator)
                    || self.text_operator(operator, resources);
                self.budget.spend(self.shared.colors.take_cost())?;
            }
        }
        Ok(())
    }

    /// Sets what a dictionary of graphics state parameters says, as far as it matters for reading.
    fn graphics_state(&mut self, state: &Dict<'a>) {
        if let Some(width) = state.get::<f32>(b"LW") {
            self.state.pen.width = width;
        }
        if let Some(cap) = state.get::<Number>(b"LC") {
            self.state.pen.cap = line_cap(cap);
        }
        if let Some(alpha) = state.get::<f32>(b"CA") {
            self.state.stroke.alpha = alpha;
        }
        if let Some(alpha) = state.get::<f32>(b"ca") {
            self.state.fill.alpha = alpha;
        }
        let font = state.get::<Array<'a>>(b"Font");
        if let Some((font, size)) = font.and_then(font_and_size) {
            self.state.text.size = size;
            self.state.text.font = Some(self.shared.fonts.direct(&font));
        }
    }

    fn text_operator(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) -> bool {
        match operator {
            Op::BeginText(_) => self.set_matrix(Affine::IDENTITY),
            Op::EndText(_) => self.end_text(),
            Op::SetTextMatrix(m) => {
                let matrix = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(Number::as_f64);
                self.set_matrix(Affine::new(matrix));
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.text.leading = -by.1.as_f64() as f32;
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.lead(),
            Op::TextFont(font) => {
                self.state.text.size = font.1.as_f32();
                self.state.text.font = Some(self.shared.fonts.named(&resources.fonts, font.0));
            }
            Op::CharacterSpacing(space) => self.state.text.character_space = space.0.as_f32(),
            Op::WordSpacing(space) => self.state.text.word_space = space.0.as_f32(),
            Op::HorizontalScaling(scale) => self.state.text.scale = scale.0.as_f32(),
            Op::TextLeading(leading) => self.state.text.leading = leading.0.as_f32(),
            Op::TextRise(rise) => self.state.text.rise = rise.0.as_f32(),
            Op::TextRenderingMode(mode) => self.state.text.mode = mode.0.as_i64(),
            Op::ShowText(text) => {
                self.need_font();
                self.show(text.0.as_bytes());
            }
            Op::ShowTexts(texts) => {
                self.need_font();
                self.show_spaced(texts.0);
            }
            Op::NextLineAndShowText(text) => {
                self.lead();
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                self.state.text.word_space = text.0.as_f32();
                self.state.text.character_space = text.1.as_f32();
                self.lead();
                self.show(text.2.as_bytes());
            }
            _ => return false,
        }
        true
    }

    /// Text before any font is set in Helvetica, as in other readers.
    fn need_font(&mut self) {
        if self.state.text.font.is_none() {
            self.state.text.font = Some(self.shared.fonts.substitute());
        }
    }
}

fn affine(matrix: &Transform) -> Affine {
    let Transform(a, b, c, d, e, f) = matrix;
    Affine::new([a, b, c, d, e, f].map(Number::as_f64))
}

fn line_cap(cap: Number) -> Cap {
    match cap.as_i64() {
        1 => Cap::Round,
        2 => Cap::Square,
        _ => Cap::Butt,
    }
}

fn font_and_size(entry: Array<'_>) -> Option<(Dict<'_>, f32)> {
    let mut entry = entry.iter::<Object<'_>>();
    let font = entry.next()?.into_dict()?;
    Some((font, entry.next()?.into_number()?.as_f32()))
}
