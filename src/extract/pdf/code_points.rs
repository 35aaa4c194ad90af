//! Characters beyond U+FFFF that a ToUnicode map gives as code points: `<20BB7>` for 𠮷 (reportlab 5.1), where UTF-16 is
//! required. An odd number of digits is padded with 0 (ISO 32000-2, 7.3.4.3), so hayro reads the three bytes as a blank
//! and U+BB70. UTF-16 never has five digits, so the code point is what is meant.

use std::cell::OnceCell;
use std::collections::HashSet;

use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Object, Stream};

/// The number of digits of such a code point, which covers up to U+FFFFF.
const DIGITS: usize = 5;

/// The code points in a document's maps.
pub(super) struct CodePoints<'a> {
    pdf: &'a Pdf,
    written: OnceCell<HashSet<u32>>,
}

impl<'a> CodePoints<'a> {
    /// An empty set, filled on first use.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            written: OnceCell::new(),
        }
    }

    /// The intended character if a map has its code point, otherwise what was read.
    pub(super) fn mend(&self, told: BfString) -> BfString {
        let BfString::String(text) = &told else {
            return told;
        };
        let meant = number(text)
            .filter(|number| self.written().contains(number))
            .and_then(char::from_u32);
        meant.map_or(told, BfString::Char)
    }

    fn written(&self) -> &HashSet<u32> {
        self.written.get_or_init(|| {
            let fonts = self
                .pdf
                .objects()
                .into_iter()
                .filter_map(|object| match object {
                    Object::Dict(dict) => map(&dict),
                    _ => None,
                });
            fonts.flat_map(|data| numbers(&data)).collect()
        })
    }
}

/// The code point whose digits, padded with 0, hayro reads as this text.
fn number(text: &str) -> Option<u32> {
    let mut characters = text.chars().map(u32::from);
    let (first, rest) = (characters.next()?, characters.next()?);
    let is_it = characters.next().is_none() && first <= 0xFF && rest & 0xF == 0;
    is_it.then_some(first << 12 | rest >> 4)
}

fn map(font: &Dict<'_>) -> Option<Vec<u8>> {
    let stream = font.get::<Stream<'_>>(b"ToUnicode")?;
    Some(stream.decoded_data().ok()?.into_owned())
}

/// All five-digit numbers in a map.
fn numbers(data: &[u8]) -> Vec<u32> {
    let number = |token: &[u8]| {
        let end = token.iter().position(|&b| b == b'>')?;
        let digits = token.get(..end).filter(|digits| digits.len() == DIGITS)?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    data.split(|&b| b == b'<').filter_map(number).collect()
}
