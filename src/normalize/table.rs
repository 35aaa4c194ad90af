//! Context-free replacement of characters; invisible characters are removed.

use crate::normalize::{kana, radicals};
use crate::text::chars::{half_width, is_invisible};
use crate::text::{Char, Text};

/// Maps each character. The place of a removed one goes to its neighbour.
pub fn apply(t: &Text) -> Text {
    let mut out: Vec<Char> = Vec::with_capacity(t.len());
    let mut orphans: Vec<Char> = Vec::new();
    for ch in t.chars() {
        match replacement(ch.c) {
            Some(c) => {
                let mut mapped = Char { c, ..*ch };
                while let Some(orphan) = orphans.pop() {
                    mapped = merged(&orphan, &mapped, c).unwrap_or(mapped);
                }
                out.push(mapped);
            }
            None => match out.last_mut() {
                Some(last) => *last = merged(last, ch, last.c).unwrap_or(*last),
                None => orphans.push(*ch),
            },
        }
    }
    Text(out)
}

/// A character `c` in place of two whose places are consecutive (or that have none).
pub fn merged(first: &Char, second: &Char, c: char) -> Option<Char> {
    if first.at == Char::NOWHERE || second.at == Char::NOWHERE {
        return (first.at == second.at).then(|| Char::inserted(c));
    }
    let len = first.len.checked_add(second.len)?;
    let at = first.at;
    (first.places().end == second.places().start).then_some(Char { c, at, len })
}

/// What replaces a character; none removes it.
fn replacement(c: char) -> Option<char> {
    match c {
        _ if is_plain(c) => Some(c),
        _ if is_invisible(c) => None,
        _ => Some(mapped(c)),
    }
}

fn mapped(c: char) -> char {
    let mapped = ascii(c)
        .or_else(|| space(c))
        .or_else(|| twin(c))
        .or_else(|| kana::full_width(c))
        .or_else(|| radicals::kanji(c));
    mapped.unwrap_or(c)
}

/// Whether the character is left as it is, like most of any text.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿')
}

/// Full-width ASCII → ASCII. Brackets and sentence punctuation stay full-width as usual in Japanese text; comma, point
/// and hyphen depend on their neighbours ([`context`](super::context)).
fn ascii(c: char) -> Option<char> {
    const WIDE_IN_JAPANESE: &str = "！（），－．：；？［］｛｝～";
    half_width(c).filter(|_| !WIDE_IN_JAPANESE.contains(c))
}

/// Every kind of blank → a space. Hangul fillers and the empty Braille cell look blank, too.
fn space(c: char) -> Option<char> {
    let blank = matches!(
        c,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
    );
    (blank || (c.is_whitespace() && c != '\n')).then_some(' ')
}

/// Code points that Japanese fonts draw alike, or that the two Shift_JIS tables decode differently. The second of each
/// pair is the one that CP932 encodes, so that text survives a round trip through Excel.
fn twin(c: char) -> Option<char> {
    Some(match c {
        '\u{301C}' | '\u{223C}' => '～',
        '\u{2014}' => '―',
        '\u{2016}' => '∥',
        '\u{2212}' | '\u{FE63}' => '－',
        '\u{2011}' => '\u{2010}',
        '\u{2012}' => '–',
        // Source Han Sans and Noto Sans CJK share one glyph for each of these pairs, and a PDF's ToUnicode map may name
        // the wrong one
        '\u{2027}' => '・',
        '\u{22EF}' => '…',
        '\u{2035}' => '`',
        '\u{2215}' => '/',
        '\u{2780}'..='\u{2789}' => char::from_u32(u32::from(c) - 0x2780 + 0x2460)?,
        '\u{278A}'..='\u{2793}' => char::from_u32(u32::from(c) - 0x278A + 0x2776)?,
        '\u{2329}' => '〈',
        '\u{232A}' => '〉',
        '\u{02BB}' => '‘',
        '\u{02BC}' => '’',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_stay_as_they_are() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_plain(c)) {
            assert!(!is_invisible(c) && mapped(c) == c, "{c}");
        }
    }
}
