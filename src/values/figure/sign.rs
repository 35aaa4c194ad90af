//! What may stand before a number and belongs to it: a sign, ¥.

use crate::values::era::is_kanji;
use crate::values::figure::source::Source;

/// Signs and words that turn a number negative, wherever they stand.
const NEGATIVE: &[&str] = &["マイナス", "氷点下", "△", "▲"];

/// How a number's sign is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// None.
    Unsaid,
    /// △, ▲, マイナス, -.
    Minus,
    /// +.
    Plus,
    /// ±: as far up as down.
    Both,
}

/// The beginning of a number.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The first byte, of the sign where there is one.
    pub start: usize,
    /// Its sign.
    pub sign: Sign,
    /// Whether a blank stood between a triangle and the number: △ may be a mark of its own (○, △, ×).
    pub torn: bool,
    /// Whether ¥ stands before it.
    pub yen: bool,
}

/// Reads back from a number's first digit. `None` where a hyphen may as well open a list as be a sign.
pub fn head(source: &Source, at: usize) -> Option<Head> {
    let (start, yen) = before_yen(source, at);
    let (start, sign) = sign(source, start)?;
    let (start, yen_first) = before_yen(source, start);
    Some(Head {
        start,
        sign,
        torn: source.is_torn(at),
        yen: yen || yen_first,
    })
}

fn before_yen(source: &Source, at: usize) -> (usize, bool) {
    let yen = source.before(at).ends_with('¥');
    (if yen { at - '¥'.len_utf8() } else { at }, yen)
}

fn sign(source: &Source, at: usize) -> Option<(usize, Sign)> {
    let before = source.before(at);
    let near = before.trim_end_matches(' ');
    // More than two blanks part columns: a mark in the one, a number in the other.
    let close = before.len() - near.len() <= 2;
    let sign = NEGATIVE.iter().find(|sign| close && near.ends_with(**sign));
    if let Some(sign) = sign {
        let start = near.len() - sign.len();
        // ○ △ ×: a mark among marks.
        let mark = before
            .get(..start)?
            .trim_end_matches(' ')
            .ends_with(['○', '◎', '×', '●']);
        return (!mark).then_some((start, Sign::Minus));
    }
    match before.chars().next_back() {
        Some('±') => Some((at - '±'.len_utf8(), Sign::Both)),
        Some('+') => Some(plus(source, at)),
        Some(c @ ('-' | 'ー')) => Some(hyphen(source, at, c)),
        Some(' ') => hyphen_apart(source, at),
        _ => Some((at, Sign::Unsaid)),
    }
}

fn plus(source: &Source, at: usize) -> (usize, Sign) {
    let start = at - 1;
    let adds = |c: char| c.is_ascii_alphanumeric() || c == ')';
    if source.last_before(start).is_some_and(adds) {
        return (at, Sign::Unsaid);
    }
    (start, Sign::Plus)
}

/// A hyphen after a letter, a digit or a bracket is no sign, and ー is one only where it lengthens no vowel.
fn hyphen(source: &Source, at: usize, c: char) -> (usize, Sign) {
    let start = at - c.len_utf8();
    let kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー');
    let stuck = |c: char| c.is_ascii_alphanumeric() || ")%‰".contains(c);
    let before = source.last_before(start);
    let lengthens =
        matches!(before, Some('ァ'..='ヺ' | 'ー')) || (c == 'ー' && before.is_some_and(kana));
    let joins = c == 'ー' && before.is_some_and(|c| is_kanji(c) && c != '比');
    if lengthens || joins || before.is_some_and(stuck) {
        return (at, Sign::Unsaid);
    }
    (start, Sign::Minus)
}

/// 収支は - 1,250千円: a hyphen with a blank behind it is a sign inside a sentence; at the start of a line it may open
/// a list, and behind a number it joins.
fn hyphen_apart(source: &Source, at: usize) -> Option<(usize, Sign)> {
    let Some(before) = source.before(at).trim_end_matches(' ').strip_suffix('-') else {
        return Some((at, Sign::Unsaid));
    };
    let start = before.len();
    match before.trim_end_matches(' ').chars().next_back() {
        None | Some('\n') => None,
        Some('ぁ'..='ゖ' | ':' | '(' | '比' | '減' | '差') => Some((start, Sign::Minus)),
        _ => Some((at, Sign::Unsaid)),
    }
}
