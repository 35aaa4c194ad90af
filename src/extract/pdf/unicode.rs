//! Characters of glyphs whose font does not tell them.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;

/// What is known of a document's fonts beyond their ToUnicode maps.
pub(super) struct Fallback<'a> {
    _pdf: &'a Pdf,
}

impl<'a> Fallback<'a> {
    /// Nothing is looked up until a glyph asks.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self { _pdf: pdf }
    }

    /// The font of a run, all of whose glyphs have the same.
    pub(super) fn run(&mut self, _vertical: bool) -> RunFont {
        RunFont
    }
}

/// The font of one run.
pub(super) struct RunFont;

impl RunFont {
    /// The character of a glyph; U+FFFD where nothing tells it.
    pub(super) fn character(&mut self, _glyph: &Glyph<'_>) -> BfString {
        BfString::Char(char::REPLACEMENT_CHARACTER)
    }
}
