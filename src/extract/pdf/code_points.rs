//! Characters beyond U+FFFF that a ToUnicode map gives as code points: `<20BB7>` for 𠮷 (reportlab 5.1), where UTF-16 is
//! required. An odd number of digits is padded with 0 (ISO 32000-2, 7.3.4.3), so hayro reads the three bytes as a blank
//! and U+BB70. UTF-16 never has five digits, so the code point is what is meant.

use std::collections::HashSet;

use hayro_interpret::hayro_cmap::BfString;

/// The number of digits of such a code point, which covers up to U+FFFFF.
const DIGITS: usize = 5;

/// The intended character if a map has its code point, otherwise what was read. The numbers in the map are asked for only
/// if the text looks like one.
pub(super) fn mend<'m>(told: BfString, written: impl FnOnce() -> &'m HashSet<u32>) -> BfString {
    let BfString::String(text) = &told else {
        return told;
    };
    let meant = number(text)
        .filter(|number| written().contains(number))
        .and_then(char::from_u32);
    meant.map_or(told, BfString::Char)
}

/// The code point whose digits, padded with 0, hayro reads as this text.
fn number(text: &str) -> Option<u32> {
    let mut characters = text.chars().map(u32::from);
    let (first, rest) = (characters.next()?, characters.next()?);
    let is_it = characters.next().is_none() && first <= 0xFF && rest & 0xF == 0;
    is_it.then_some(first << 12 | rest >> 4)
}

/// All five-digit numbers in a map.
pub(super) fn numbers(data: &[u8]) -> HashSet<u32> {
    let number = |token: &[u8]| {
        let end = token.iter().position(|&b| b == b'>')?;
        let digits = token.get(..end).filter(|digits| digits.len() == DIGITS)?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    data.split(|&b| b == b'<').filter_map(number).collect()
}
