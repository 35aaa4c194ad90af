//! What may precede a number and belongs to it: a sign, ¥.

use crate::values::era::is_kanji;
use crate::values::figure::source::Source;

/// Signs and words that make a number negative wherever they occur.
const NEGATIVE: &[&str] = &["マイナス", "氷点下", "△", "▲"];
/// Triangles that some use as a sign and others as a bullet.
const DOUBTFUL: [char; 4] = ['▼', '▽', '▾', '▿'];

/// How the sign of a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// None.
    Unsaid,
    /// △, ▲, マイナス, -.
    Minus,
    /// +.
    Plus,
    /// ±: up or down by the number.
    Both,
}

/// The start of a number.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The first byte, including the sign.
    pub start: usize,
    /// Its sign.
    pub sign: Sign,
    /// Whether blanks separate a triangle from the number: △ may be a mark of its own (○, △, ×).
    pub torn: bool,
    /// Whether ¥ precedes it.
    pub yen: bool,
    /// Whether 約 separates the sign from the number: △約1,250千円.
    pub about: bool,
}

/// Reads backwards from the first digit. `None` if a hyphen or ▼ could be a bullet as well as a sign.
pub fn head(source: &Source, at: usize) -> Option<Head> {
    let (unsigned, yen) = before_yen(source, at);
    let (start, sign, about) = match signed_about(source, unsigned) {
        Some(start) => (start, Sign::Minus, true),
        None => sign(source, unsigned).map(|(start, sign)| (start, sign, false))?,
    };
    let (start, yen_first) = before_yen(source, start);
    Some(Head {
        start,
        sign,
        torn: source.is_torn(at),
        yen: yen || yen_first,
        about,
    })
}

/// The start of the sign of △約1,250千円.
fn signed_about(source: &Source, at: usize) -> Option<usize> {
    let near = source.before(at).trim_end_matches(' ').strip_suffix("約")?;
    let sign = NEGATIVE.iter().find(|sign| near.ends_with(**sign))?;
    Some(near.len() - sign.len())
}

fn before_yen(source: &Source, at: usize) -> (usize, bool) {
    let yen = source.before(at).ends_with('¥');
    (if yen { at - '¥'.len_utf8() } else { at }, yen)
}

fn sign(source: &Source, at: usize) -> Option<(usize, Sign)> {
    let before = source.before(at);
    let near = before.trim_end_matches(' ');
    // more than two blanks separate columns: a mark in one, a number in the other
    let close = before.len() - near.len() <= 2;
    let sign = NEGATIVE.iter().find(|sign| close && near.ends_with(**sign));
    if let Some(sign) = sign {
        let start = near.len() - sign.len();
        // in ○ △ × the triangle is one of several marks
        let mark = before
            .get(..start)?
            .trim_end_matches(' ')
            .ends_with(['○', '◎', '×', '●']);
        return (!mark).then_some((start, Sign::Minus));
    }
    if near.ends_with(DOUBTFUL) {
        return None;
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

/// After a letter, digit or bracket a hyphen is not a sign; ー is one only if it does not prolong a vowel.
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

/// A hyphen followed by a blank is a sign inside a sentence (収支は - 1,250千円). At the start of a line it may be a bullet,
/// and after a number it joins.
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
