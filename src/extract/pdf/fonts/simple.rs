//! Simple fonts: codes of one byte, whose characters are known by name.

use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;

use super::metrics::Widths;
use super::names::Names;
use super::program::UNITS_PER_EM;

/// The width of the cell of a glyph without a width.
pub(super) const UNKNOWN: f32 = UNITS_PER_EM / 2.0;

/// A font of Type 1, TrueType or Type 3. Without widths and names, its program tells them.
#[derive(Default)]
pub(super) struct Simple<'a> {
    widths: Option<Widths>,
    /// From the font's units to glyph space.
    scale: f32,
    names: Option<Names<'a>>,
    is_embedded_truetype: bool,
    is_type3: bool,
}

impl<'a> Simple<'a> {
    /// `None` if the font is of an unknown kind, or its widths cannot be.
    pub(super) fn new(font: &Dict<'a>, subtype: &[u8]) -> Option<Self> {
        let descriptor = font.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default();
        let has = |key: &[u8]| descriptor.contains_key(key);
        match subtype {
            b"Type3" => Self::type3(font),
            b"Type1" | b"MMType1" => Some(Self {
                widths: Widths::of(font, &descriptor).ok()?,
                scale: 1.0,
                names: (has(b"FontFile") || has(b"FontFile3")).then(|| Names::of_type1(font)),
                ..Self::default()
            }),
            b"TrueType" | b"OpenType" => Some(Self {
                widths: Widths::of(font, &descriptor).ok()?,
                scale: 1.0,
                names: has(b"FontFile2").then(|| Names::of_truetype(font)),
                is_embedded_truetype: has(b"FontFile2"),
                ..Self::default()
            }),
            _ => None,
        }
    }

    fn type3(font: &Dict<'a>) -> Option<Self> {
        let [scale, ..] = font
            .get::<[f64; 6]>(b"FontMatrix")
            .unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        Some(Self {
            widths: Some(Widths::of(font, font).ok()?.unwrap_or_default()),
            scale: scale as f32 * UNITS_PER_EM,
            names: Some(Names::of_type3(font)),
            is_type3: true,
            ..Self::default()
        })
    }

    /// The width of a code; `None` if only the program tells it.
    pub(super) fn width(&self, code: u32) -> Option<f32> {
        let widths = self.widths.as_ref()?;
        Some(widths.get(code) * self.scale)
    }

    /// The character of a code's name: `None` if only the program tells the name, `Some(None)` if it has no character.
    pub(super) fn named(&self, code: u32) -> Option<Option<BfString>> {
        self.names.as_ref()?.character(code)
    }

    pub(super) fn is_embedded_truetype(&self) -> bool {
        self.is_embedded_truetype
    }

    pub(super) fn is_type3(&self) -> bool {
        self.is_type3
    }
}
