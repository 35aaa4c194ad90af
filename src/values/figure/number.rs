//! Finds the extent of numbers in a text.

use crate::values::figure::source::Source;
use crate::values::numeral;

/// A number in a text, as a byte range of the folded text.
#[derive(Clone, Copy, Debug)]
pub struct Numeral {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Whether it is written in kanji only.
    pub kanji: bool,
}

impl Numeral {
    /// The run that begins at a byte: digits with separators and kanji scales, or kanji numerals.
    pub fn at(source: &Source, start: usize) -> Option<Self> {
        let rest = source.behind(start);
        let digits = digits_len(rest);
        let kanji = digits == 0;
        let len = if kanji { kanji_len(rest) } else { digits };
        (len > 0).then_some(Self {
            start,
            end: start + len,
            kanji,
        })
    }

    /// Its characters in the folded text.
    pub fn written<'s>(&self, source: &'s Source) -> &'s str {
        source.between(self.start, self.end)
    }

    /// Whether it is short enough to number the word after it: 1, 12, but not 1,246 or 1.5.
    pub fn is_short(&self, source: &Source) -> bool {
        let written = self.written(source);
        written.len() <= 2 && written.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The length of a number in digits: 1,246 or 23.7, or with scales 4億5,000万, 11,721千.
pub fn digits_len(text: &str) -> usize {
    let mut len = plain_len(text);
    loop {
        let rest = text.get(len..).unwrap_or_default();
        let scales = rest.find(|c| !numeral::is_scale(c)).unwrap_or(rest.len());
        if scales == 0 || len == 0 {
            return len;
        }
        len += scales;
        len += plain_len(text.get(len..).unwrap_or_default());
    }
}

/// The length of digits, followed by comma-separated groups of three and a decimal part.
fn plain_len(text: &str) -> usize {
    let digits = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    };
    let behind = |at: usize, c: char| text.get(at..).is_some_and(|rest| rest.starts_with(c));
    let first = digits(0);
    let mut len = first;
    while (1..=3).contains(&first) && behind(len, ',') && digits(len + 1) == 3 {
        len += 4;
    }
    let decimal = len > 0 && behind(len, '.');
    match digits(len + 1) {
        n if decimal && n > 0 => len + 1 + n,
        _ => len,
    }
}

fn kanji_len(text: &str) -> usize {
    text.find(|c| !numeral::is_kanji(c)).unwrap_or(text.len())
}
