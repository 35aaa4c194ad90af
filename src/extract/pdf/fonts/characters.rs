//! The characters of codes.
//!
//! In this order: the symbols of a symbol font ([`symbols`](crate::extract::pdf::symbols)); what the ToUnicode map or
//! the name of the glyph says (repaired by [`code_points`](crate::extract::pdf::code_points) and
//! [`pairs`](crate::extract::pdf::pairs)); the readable entries of a map with errors; the code itself, if the CMap's codes
//! are characters; the character collection, CID → character by `Adobe-*-UCS2`; the character map of an embedded
//! TrueType program, inverted; a space for a glyph without ink; otherwise U+FFFD.

use hayro_interpret::hayro_cmap::BfString;

use super::composite::Composite;
use super::simple::Simple;
use super::{Font, Kind};
use crate::extract::pdf::cmaps::gaps;
use crate::extract::pdf::findings::is_private;
use crate::extract::pdf::glyphs::is_told;

/// Codes of simple fonts come as Latin characters, a few of Windows-1252 as others below this one.
const LATIN_ENDS: char = '\u{2123}';
/// Codes up to this one are blanks and control codes in simple fonts.
const BLANK: u32 = 0x20;

/// What a code stands for.
pub(in crate::extract::pdf) struct Character {
    pub(in crate::extract::pdf) text: BfString,
    /// What it is in a short run instead: a bullet or check mark is a run of its own, with a blank or two after it.
    pub(in crate::extract::pdf) sign: Option<char>,
    /// Whether it is a line end as the last of its run: Excel prints line ends inside a cell as glyph 0 (seen in
    /// budgets of several cities). Elsewhere in a run glyph 0 is a lost character.
    pub(in crate::extract::pdf) ends_line: bool,
}

impl Font<'_> {
    pub(super) fn character(&self, code: u32) -> Character {
        let told = self.told.text(code);
        // as in other readers, an entry for U+0000 is none
        let told = told.filter(|told| *told != BfString::Char('\0'));
        let told = told.or_else(|| self.named(code));
        let sign = self
            .symbols
            .and_then(|font| font.meant(told.as_ref(), code));
        let is_sign = match &told {
            None => true,
            Some(BfString::Char(c)) => is_private(*c),
            Some(BfString::String(_)) => false,
        };
        if let Some(sign) = sign.filter(|_| is_sign) {
            return Character {
                text: BfString::Char(sign),
                sign: None,
                ends_line: false,
            };
        }
        let may_be_sign = matches!(told, Some(BfString::Char(c)) if c < LATIN_ENDS);
        let told = told.filter(is_told);
        let ends_line = told.is_none() && code == 0 && self.draws_by_number();
        Character {
            text: told.unwrap_or_else(|| self.untold(code)),
            sign: sign.filter(|_| may_be_sign),
            ends_line,
        }
    }

    /// The character of the glyph's name in a simple font.
    fn named(&self, code: u32) -> Option<BfString> {
        match &self.kind {
            Kind::Simple(simple) => {
                let named = simple.named(code);
                named.unwrap_or_else(|| self.program.named(code))
            }
            Kind::Composite(_) => None,
        }
    }

    fn draws_by_number(&self) -> bool {
        match &self.kind {
            Kind::Simple(_) => false,
            Kind::Composite(composite) => composite.draws_by_number(),
        }
    }

    fn untold(&self, code: u32) -> BfString {
        let found = match &self.kind {
            Kind::Simple(simple) => self.of_simple(simple, code),
            Kind::Composite(composite) => self.of_composite(composite, code),
        };
        found.unwrap_or_else(|| BfString::Char(self.unknown(code)))
    }

    fn of_simple(&self, simple: &Simple<'_>, code: u32) -> Option<BfString> {
        let c = match simple.is_type3() {
            true => Some(char::REPLACEMENT_CHARACTER),
            false => self
                .program
                .mapped(code)
                .filter(|_| simple.is_embedded_truetype()),
        };
        c.map(BfString::Char)
    }

    fn of_composite(&self, composite: &Composite<'_>, code: u32) -> Option<BfString> {
        let encoded = || composite.encoded(code).map(BfString::Char).filter(is_told);
        let as_code = || gaps::character(code).filter(|_| self.told.is_identity());
        let last = || match composite.is_embedded() {
            true => self.program.mapped(code).or_else(as_code),
            false => as_code().or(Some(char::REPLACEMENT_CHARACTER)),
        };
        self.told
            .entry(code)
            .or_else(encoded)
            .or_else(|| composite.collected(code))
            .or_else(|| last().map(BfString::Char))
    }

    /// An unknown glyph: a blank only if the font has it and it leaves no ink.
    fn unknown(&self, code: u32) -> char {
        let has_ink = !self.program.outline(code).elements().is_empty();
        let is_missing = code > BLANK && self.program.lacks(code);
        match has_ink || is_missing {
            true => char::REPLACEMENT_CHARACTER,
            false => ' ',
        }
    }
}
