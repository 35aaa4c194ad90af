//! Characters whose reading depends on their neighbours: dashes, prolonged sound marks, points and commas.

use crate::text::chars::{is_hiragana, is_katakana};
use crate::text::{Char, Text};

/// Rewrites each such character according to its neighbours, left to right.
pub fn apply(t: Text) -> Text {
    let mut chars = t.0;
    for i in 0..chars.len() {
        let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).map(|ch: &Char| ch.c);
        let beside = || (at(i.checked_sub(1)), at(i.checked_add(1)));
        let read = at(Some(i)).and_then(|c| read(c, beside));
        if let (Some(ch), Some(read)) = (chars.get_mut(i), read) {
            ch.c = read;
        }
    }
    Text(chars)
}

/// The reading of a character between these neighbours, if it depends on them.
fn read(c: char, beside: impl Fn() -> (Option<char>, Option<char>)) -> Option<char> {
    let between = |is: fn(&char) -> bool, other| {
        let (before, after) = beside();
        let is_between = before.is_some_and(|c| is(&c)) && after.is_some_and(|c| is(&c));
        is_between.then_some(other)
    };
    match c {
        '，' => between(char::is_ascii_digit, ','),
        '．' => between(char::is_ascii_alphanumeric, '.'),
        // 0268ー22ー4100: a digit cannot be prolonged
        'ー' => between(char::is_ascii_alphanumeric, '-'),
        '－' | '\u{2010}' | '\u{2012}' | '\u{2013}' => Some(short_dash(c, beside())),
        '―' | '─' | '━' => Some(long_dash(c, beside())),
        _ => None,
    }
}

/// A hyphen or minus: ー after katakana (データ－), `-` next to ASCII (Wi－Fi, －3.5); otherwise unchanged, since － alone in a
/// cell means “none”.
fn short_dash(c: char, (before, after): (Option<char>, Option<char>)) -> char {
    let ascii = |c: char| c.is_ascii_alphanumeric();
    if after.is_some_and(ascii) || before.is_some_and(ascii) {
        '-'
    } else if before.is_some_and(is_katakana) && !after.is_some_and(|c| is_dash(c) || c == ' ') {
        'ー'
    } else {
        c
    }
}

/// A Japanese dash stays, as do ―― and ―副題―; where it can only be a prolonged sound mark (センタ―は) it becomes ー.
fn long_dash(c: char, (before, after): (Option<char>, Option<char>)) -> char {
    let goes_on = |c: char| is_katakana(c) || is_hiragana(c) || "、。）」』・".contains(c);
    let in_word = before.is_some_and(|c| is_katakana(c) && c != 'ー');
    if in_word && after.is_none_or(goes_on) {
        'ー'
    } else {
        c
    }
}

fn is_dash(c: char) -> bool {
    "－‐–‒―─━-".contains(c)
}
