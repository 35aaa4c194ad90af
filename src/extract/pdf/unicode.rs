//! The characters of glyphs, including fonts that do not define them by a ToUnicode map or glyph names.
//!
//! In this order: the symbols of a symbol font ([`symbols`](super::symbols)); what the font defines (repaired by
//! [`code_points`](super::code_points) and [`pairs`](super::pairs)); the character collection of a composite font
//! ([`cid_fonts`](super::cid_fonts)); the character map of an embedded TrueType program, inverted; a space for a glyph
//! without ink; otherwise U+FFFD. Results are cached by font and code: a page uses the same few hundred again and
//! again.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, OutlineFontData, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use skrifa::{FontRef, MetadataProvider};

use super::cid_fonts::CidFonts;
use super::code_points::CodePoints;
use super::findings::is_private;
use super::glyphs::is_told;
use super::pairs;
use super::symbols::SymbolFont;

/// What is known about a document's fonts beyond what hayro reports.
pub(super) struct Fallback<'a> {
    cid_fonts: CidFonts<'a>,
    code_points: CodePoints<'a>,
    numbers: HashMap<FontKey, usize>,
    fonts: Vec<Font>,
    any_unfound: bool,
}

/// hayro gives fonts no identity; program, name and writing mode together distinguish them.
type FontKey = (u128, Option<String>, bool);

struct Font {
    cid_font: Option<usize>,
    by_glyph: HashMap<u32, char>,
    by_code: HashMap<u32, BfString>,
}

impl<'a> Fallback<'a> {
    /// An empty cache, filled on demand.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self {
            cid_fonts: CidFonts::new(pdf),
            code_points: CodePoints::new(pdf),
            numbers: HashMap::new(),
            fonts: Vec::new(),
            any_unfound: false,
        }
    }

    /// Whether a requested font is not among the document's composite fonts, or cannot be distinguished from others.
    pub(super) fn any_unfound(&self) -> bool {
        self.any_unfound
    }

    /// The font of a run of this many glyphs, which share it.
    pub(super) fn run(&mut self, vertical: bool, glyphs: usize) -> RunFont<'_, 'a> {
        RunFont {
            fallback: self,
            vertical,
            is_short: glyphs <= BULLET,
            number: None,
            symbols: None,
        }
    }

    fn number(&mut self, data: OutlineFontData, vertical: bool) -> usize {
        let key = (data.cache_key, data.postscript_name.clone(), vertical);
        *self.numbers.entry(key).or_insert_with(|| {
            let cid_font = self.cid_fonts.find(&data, vertical);
            self.any_unfound |= cid_font.is_none();
            self.fonts.push(Font {
                cid_font,
                by_glyph: reversed(&data),
                by_code: HashMap::new(),
            });
            self.fonts.len() - 1
        })
    }
}

/// The font of one run, looked up for the first glyph that needs it.
pub(super) struct RunFont<'f, 'a> {
    fallback: &'f mut Fallback<'a>,
    vertical: bool,
    is_short: bool,
    number: Option<usize>,
    /// The symbol font, once looked up, if it is one.
    symbols: Option<Option<SymbolFont>>,
}

/// A bullet or check mark is a run of its own, with a blank or two after it. Looking up the font names of longer runs
/// would cost more than reading them.
const BULLET: usize = 3;

impl RunFont<'_, '_> {
    /// The character of a glyph, which may be the last of its run; U+FFFD if unknown.
    pub(super) fn character(&mut self, glyph: &Glyph<'_>, is_last: bool) -> BfString {
        let told = glyph.as_unicode();
        if self.may_be_sign(told.as_ref())
            && let Some(sign) = self.sign(told.as_ref(), glyph)
        {
            return BfString::Char(sign);
        }
        told.map(|told| pairs::mend(self.fallback.code_points.mend(told)))
            .filter(is_told)
            .unwrap_or_else(|| match is_last && self.is_line_end(glyph) {
                true => BfString::Char(' '),
                false => self.untold(glyph),
            })
    }

    /// Whether the last glyph of a run is a line feed: Excel prints line ends inside a cell as glyph 0 (seen in budgets
    /// of several cities). Elsewhere in a run glyph 0 is a lost character.
    fn is_line_end(&mut self, glyph: &Glyph<'_>) -> bool {
        let Glyph::Outline(glyph) = glyph else {
            return false;
        };
        if glyph.char_code() != 0 || glyph.glyph_id().to_u32() != 0 {
            return false;
        }
        let number = self.number(glyph);
        let font = number.and_then(|number| self.fallback.fonts.get(number));
        let cid_font = font.and_then(|font| font.cid_font);
        cid_font.is_some_and(|number| self.fallback.cid_fonts.draws_by_number(number))
    }

    /// Whether the font's name should be looked up: the glyph has no text, or a code.
    fn may_be_sign(&self, told: Option<&BfString>) -> bool {
        match told {
            None => true,
            Some(BfString::Char(c)) => is_private(*c) || (self.is_short && *c < LATIN_ENDS),
            Some(BfString::String(_)) => false,
        }
    }

    fn sign(&mut self, told: Option<&BfString>, glyph: &Glyph<'_>) -> Option<char> {
        let Glyph::Outline(glyph) = glyph else {
            return None;
        };
        let name = || glyph.font_data()?.postscript_name;
        let font = *self
            .symbols
            .get_or_insert_with(|| SymbolFont::named(name()?.as_str()));
        font?.meant(told, glyph.char_code())
    }

    fn untold(&mut self, glyph: &Glyph<'_>) -> BfString {
        let Glyph::Outline(glyph) = glyph else {
            return BfString::Char(char::REPLACEMENT_CHARACTER);
        };
        let Some(number) = self.number(glyph) else {
            return unknown(glyph);
        };
        let fallback = &mut *self.fallback;
        let Some(font) = fallback.fonts.get_mut(number) else {
            return unknown(glyph);
        };
        let code = glyph.char_code();
        if let Some(known) = font.by_code.get(&code) {
            return known.clone();
        }
        let by_glyph = font.by_glyph.get(&glyph.glyph_id().to_u32());
        let found = font
            .cid_font
            .and_then(|number| fallback.cid_fonts.character(number, code))
            .or_else(|| by_glyph.copied().map(BfString::Char))
            .or_else(|| {
                let number = font.cid_font?;
                let code = fallback.cid_fonts.as_code(number, code);
                let missing = !fallback.cid_fonts.is_embedded(number);
                code.or(missing.then_some(char::REPLACEMENT_CHARACTER))
                    .map(BfString::Char)
            })
            .unwrap_or_else(|| unknown(glyph));
        font.by_code.insert(code, found.clone());
        found
    }

    fn number(&mut self, glyph: &OutlineGlyph) -> Option<usize> {
        if self.number.is_none() {
            let data = glyph.font_data()?;
            self.number = Some(self.fallback.number(data, self.vertical));
        }
        self.number
    }
}

/// Codes of simple fonts come as Latin characters, a few of Windows-1252 as others below this one.
const LATIN_ENDS: char = '\u{2123}';
/// Codes up to this one are blanks and control codes in simple fonts.
const BLANK: u32 = 0x20;

/// An unknown glyph: a blank only if the font has it and it leaves no ink.
fn unknown(glyph: &OutlineGlyph) -> BfString {
    let has_ink = !glyph.outline().elements().is_empty();
    let is_missing = glyph.glyph_id().to_u32() == 0 && glyph.char_code() > BLANK;
    BfString::Char(if has_ink || is_missing {
        char::REPLACEMENT_CHARACTER
    } else {
        ' '
    })
}

/// The map from glyph to character: the program's own character map, inverted. Of several characters the first one
/// counts, since maps are ordered by code point and compatibility forms come late.
fn reversed(data: &OutlineFontData) -> HashMap<u32, char> {
    let bytes = (*data.data).as_ref();
    let Ok(font) = FontRef::new(bytes) else {
        return HashMap::new();
    };
    let mut map = HashMap::new();
    for (code, glyph) in font.charmap().mappings() {
        if let Some(c) = char::from_u32(code).filter(|&c| !is_private(c)) {
            map.entry(glyph.to_u32()).or_insert(c);
        }
    }
    map
}
