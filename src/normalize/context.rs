//! Characters whose reading depends on their neighbours: dashes, prolonged sound marks, points and commas.

use crate::text::{Char, Text};

/// Rewrites each such character by the characters beside it, left to right.
pub fn apply(t: Text) -> Text {
    let mut chars = t.0;
    for i in 0..chars.len() {
        let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).map(|ch: &Char| ch.c);
        let (before, after) = (at(i.checked_sub(1)), at(i.checked_add(1)));
        if let Some(ch) = chars.get_mut(i) {
            ch.c = read(before, ch.c, after);
        }
    }
    Text(chars)
}

fn read(before: Option<char>, c: char, after: Option<char>) -> char {
    match c {
        '，' if both(before, after, |c| c.is_ascii_digit()) => ',',
        '．' if both(before, after, |c| c.is_ascii_alphanumeric()) => '.',
        // 0268ー22ー4100: a sound cannot be prolonged after a digit.
        'ー' if both(before, after, |c| c.is_ascii_alphanumeric()) => '-',
        '－' | '\u{2010}' | '\u{2012}' | '\u{2013}' => short_dash(before, c, after),
        '―' | '─' | '━' => long_dash(before, c, after),
        _ => c,
    }
}

/// A hyphen or minus: ー after katakana (データ－), `-` beside ASCII (Wi－Fi, －3.5); else it stays, for
/// a lone － in a cell means “none”.
fn short_dash(before: Option<char>, c: char, after: Option<char>) -> char {
    let ascii = |c: char| c.is_ascii_alphanumeric();
    if after.is_some_and(ascii) || before.is_some_and(ascii) {
        '-'
    } else if before.is_some_and(is_katakana) && !after.is_some_and(|c| is_dash(c) || c == ' ') {
        'ー'
    } else {
        c
    }
}

/// A Japanese dash stays, also ―― and ―副題―; one that stands where only a sound can be prolonged (センタ―は) is ー.
fn long_dash(before: Option<char>, c: char, after: Option<char>) -> char {
    let goes_on = |c: char| is_katakana(c) || is_hiragana(c) || "、。）」』・".contains(c);
    let in_word = before.is_some_and(|c| is_katakana(c) && c != 'ー');
    if in_word && after.is_none_or(goes_on) {
        'ー'
    } else {
        c
    }
}

fn both(before: Option<char>, after: Option<char>, is: impl Fn(char) -> bool) -> bool {
    before.is_some_and(&is) && after.is_some_and(&is)
}

fn is_dash(c: char) -> bool {
    "－‐–‒―─━-".contains(c)
}

/// Katakana and the mark that prolongs it; not the middle dot.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ㇰ'..='ㇿ')
}

/// Hiragana.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}
