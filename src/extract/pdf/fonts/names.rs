//! Names of glyphs in simple fonts, and their characters.
//!
//! The tables (encodings, Adobe's glyph list) are those of hayro-font, which gives them only for fonts: of the encoding
//! of a font with a program it is given a font without one, of Type 3, so that no program has to be opened.

use std::cell::OnceCell;
use std::fmt::Write;

use hayro_font::{FontCache, FontGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Array, Dict, FromBytes, Name, Object};

use super::program::{resolve_cmap, resolve_font};
use crate::extract::pdf::content::paints::escaped;

/// The characters of a font's encoding.
pub(super) struct Names<'a> {
    font: Dict<'a>,
    base: Base,
    characters: OnceCell<Vec<Encoded>>,
}

/// What a code without an entry in /Differences means.
enum Base {
    /// The name in this encoding.
    Encoding(&'static str),
    /// What the program says.
    Program,
}

#[derive(Clone, PartialEq)]
enum Encoded {
    As(Option<BfString>),
    ByProgram,
}

const ENCODINGS: [&str; 4] = [
    "WinAnsiEncoding",
    "MacRomanEncoding",
    "MacExpertEncoding",
    "StandardEncoding",
];

impl<'a> Names<'a> {
    /// The names in an embedded font of Type 1.
    pub(super) fn of_type1(font: &Dict<'a>) -> Self {
        Self::new(font, Base::Program)
    }

    /// The names in an embedded TrueType font.
    pub(super) fn of_truetype(font: &Dict<'a>) -> Self {
        Self::new(font, Base::Encoding("StandardEncoding"))
    }

    /// The names in a font of Type 3.
    pub(super) fn of_type3(font: &Dict<'a>) -> Self {
        Self::new(font, Base::Encoding(""))
    }

    fn new(font: &Dict<'a>, otherwise: Base) -> Self {
        Self {
            font: font.clone(),
            base: base(font).map_or(otherwise, Base::Encoding),
            characters: OnceCell::new(),
        }
    }

    /// The character of a code: `None` if only the program tells the name, `Some(None)` if it has no character.
    pub(super) fn character(&self, code: u32) -> Option<Option<BfString>> {
        let characters = self.characters.get_or_init(|| self.read());
        match characters.get(code as usize)? {
            Encoded::As(character) => Some(character.clone()),
            Encoded::ByProgram => None,
        }
    }

    fn read(&self) -> Vec<Encoded> {
        let name = self.font.get::<Name<'_>>(b"BaseFont");
        let has_own_names =
            name.is_some_and(|name| name.as_str().to_ascii_lowercase().contains("dingbats"));
        if has_own_names {
            return vec![Encoded::ByProgram; 256];
        }
        let differences = differences(&self.font);
        let encoding = match self.base {
            Base::Encoding(encoding) => encoding,
            Base::Program => "",
        };
        let mut text = format!("<</Subtype/Type3/Encoding<</BaseEncoding/{encoding}/Differences[");
        for (code, name) in &differences {
            // writing to a String cannot fail
            let _ = write!(text, "{code}/{} ", escaped(name));
        }
        text.push_str("]>>>>");
        let dict = Dict::from_bytes(text.as_bytes()).unwrap_or_default();
        let font = FontCache::new().font(&dict, &resolve_font(), &resolve_cmap());
        let character = |code| {
            let font = font.as_ref()?;
            match font.glyph(font.map_code(code), code) {
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
                FontGlyph::Outline(_) => None,
            }
        };
        let is_named = |code: u32| {
            matches!(self.base, Base::Encoding(_))
                || differences
                    .iter()
                    .any(|(named, _)| *named == i64::from(code))
        };
        (0..=255)
            .map(|code| match is_named(code) {
                true => Encoded::As(character(code)),
                false => Encoded::ByProgram,
            })
            .collect()
    }
}

fn base(font: &Dict<'_>) -> Option<&'static str> {
    let name = match font.get::<Dict<'_>>(b"Encoding") {
        Some(encoding) => encoding.get::<Name<'_>>(b"BaseEncoding"),
        None => font.get::<Name<'_>>(b"Encoding"),
    }?;
    ENCODINGS.into_iter().find(|known| *known == name.as_str())
}

/// The codes and names in /Differences.
fn differences(font: &Dict<'_>) -> Vec<(i64, Vec<u8>)> {
    let encoding = font.get::<Dict<'_>>(b"Encoding");
    let entries = encoding.and_then(|encoding| encoding.get::<Array<'_>>(b"Differences"));
    let mut all = Vec::new();
    let mut code = 0;
    for entry in entries
        .iter()
        .flat_map(|entries| entries.iter::<Object<'_>>())
    {
        match entry {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if (0..=255).contains(&code) {
                    all.push((code, name.as_ref().to_vec()));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    all
}
