//! Text: strings → glyphs with their places.

use std::rc::Rc;

use hayro_interpret::hayro_syntax::object::{Array, Object};
use hayro_interpret::kurbo::{Affine, BezPath};

use super::paints::Paint;
use super::{Colors, Device, Interpreter};
use crate::extract::pdf::fonts::Font;
use crate::extract::pdf::glyphs::UNITS_PER_EM;

/// A run with more glyphs is an attack on memory.
const MOST: usize = 2_000_000;

/// The glyphs of one operator.
pub(in crate::extract::pdf) struct Run<'r, 'a> {
    pub(in crate::extract::pdf) font: &'r Font<'a>,
    pub(in crate::extract::pdf) glyphs: &'r [Placed],
    /// From user space to page space.
    pub(in crate::extract::pdf) to_page: Affine,
    pub(in crate::extract::pdf) mode: Mode,
    pub(in crate::extract::pdf) paint: &'r Paint<'a>,
    pub(in crate::extract::pdf) colors: &'r Colors<'a>,
}

/// A glyph and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract::pdf) struct Placed {
    pub(in crate::extract::pdf) code: u32,
    /// The number of the code in its font.
    pub(in crate::extract::pdf) number: usize,
    /// From glyph space to user space.
    pub(in crate::extract::pdf) place: Affine,
}

/// How glyphs are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::pdf) enum Mode {
    Fill,
    Stroke,
    Invisible,
}

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    pub(super) fn set_matrix(&mut self, matrix: Affine) {
        self.state.text.matrix = matrix;
        self.state.text.line = matrix;
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set_matrix(self.state.text.line * Affine::translate((x, y)));
    }

    /// Begins a new line, as far below as the leading says.
    pub(super) fn lead(&mut self) {
        self.next_line(0.0, -f64::from(self.state.text.leading));
    }

    /// Shows a string.
    pub(super) fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.text.font.clone() else {
            return;
        };
        self.place(&font, bytes);
        self.draw_run(&font);
    }

    /// Shows strings with adjustments between them.
    pub(super) fn show_spaced(&mut self, texts: &Array<'_>) {
        let Some(font) = self.state.text.font.clone() else {
            return;
        };
        for part in texts.iter::<Object<'_>>() {
            match part {
                Object::Number(by) => self.adjust(&font, by.as_f32()),
                Object::String(text) => self.place(&font, text.as_bytes()),
                _ => {}
            }
        }
        self.draw_run(&font);
    }

    /// Adds the glyphs of a string to the run. A substitute stands for the letters of ASCII only.
    fn place(&mut self, font: &Rc<Font<'a>>, bytes: &[u8]) {
        let is_shown = self.layers.is_shown() && (!font.is_substitute() || bytes.is_ascii());
        let text = &self.state.text;
        let scale = f64::from(text.scale / 100.0);
        let size = f64::from(text.size) / UNITS_PER_EM;
        let to_text = Affine::new([size * scale, 0.0, 0.0, size, 0.0, f64::from(text.rise)]);
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = font.next_code(rest);
            rest = rest.get(length..).unwrap_or_default();
            let number = font.number(code);
            let (advance, shift) = font.metrics(number);
            if is_shown && self.run.len() < MOST {
                let mut place = self.state.text.matrix * to_text;
                if font.is_vertical() {
                    place *= Affine::translate(shift);
                }
                self.run.push(Placed {
                    code,
                    number,
                    place,
                });
            }
            let is_blank = code == 0x20 && length == 1;
            self.advance(font, advance, is_blank);
        }
    }

    /// Moves on by the width of a glyph, in the precision of hayro.
    fn advance(&mut self, font: &Font<'a>, advance: f32, is_blank: bool) {
        let text = &mut self.state.text;
        let word_space = if is_blank { text.word_space } else { 0.0 };
        let by = advance / UNITS_PER_EM as f32 * text.size + text.character_space + word_space;
        let by = match font.is_vertical() {
            true => (0.0, f64::from(by)),
            false => (f64::from(by * (text.scale / 100.0)), 0.0),
        };
        text.matrix *= Affine::translate(by);
    }

    fn adjust(&mut self, font: &Font<'a>, by: f32) {
        let text = &mut self.state.text;
        let scale = match font.is_vertical() {
            true => 1.0,
            false => text.scale / 100.0,
        };
        let by = f64::from(-by / UNITS_PER_EM as f32 * text.size * scale);
        text.matrix *= match font.is_vertical() {
            true => Affine::translate((0.0, by)),
            false => Affine::translate((by, 0.0)),
        };
    }

    /// Draws the run as the rendering mode says (ISO 32000-2, table 104).
    fn draw_run(&mut self, font: &Rc<Font<'a>>) {
        let run = std::mem::take(&mut self.run);
        if !run.is_empty() {
            let modes: &[Mode] = match self.state.text.mode {
                1 | 5 => &[Mode::Stroke],
                2 | 6 => &[Mode::Fill, Mode::Stroke],
                3 | 7 => &[Mode::Invisible],
                _ => &[Mode::Fill],
            };
            for mode in modes {
                self.device.glyphs(&Run {
                    font,
                    glyphs: &run,
                    to_page: self.state.to_page,
                    mode: *mode,
                    paint: match mode {
                        Mode::Stroke => &self.state.stroke,
                        Mode::Fill | Mode::Invisible => &self.state.fill,
                    },
                    colors: &self.shared.colors,
                });
            }
            if (4..=7).contains(&self.state.text.mode) {
                let outlines = run
                    .iter()
                    .map(|glyph| glyph.place * font.outline(glyph.code));
                let outlines: Vec<BezPath> = outlines.collect();
                let clip = &mut self.state.text.clip;
                outlines.iter().for_each(|outline| clip.extend(outline));
            }
        }
        self.run = run;
        self.run.clear();
    }

    /// Makes the outlines of text that was shown for it a clip.
    pub(super) fn end_text(&mut self) {
        let clip = std::mem::take(&mut self.state.text.clip);
        if clip.segments().next().is_some() {
            let clip = self.state.to_page * clip;
            self.clip(&clip);
        }
    }
}
