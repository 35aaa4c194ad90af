//! Half-width kana → full-width, and kana with a separate voicing mark → one character.

use unicode_normalization::char::compose as canonical;

use crate::normalize::table::merged;
use crate::text::{Char, Text};

/// U+FF61 to U+FF9F in order; voicing marks become combining characters, so that one rule composes them all.
const FULL: [char; 63] = [
    '。',
    '「',
    '」',
    '、',
    '・',
    'ヲ',
    'ァ',
    'ィ',
    'ゥ',
    'ェ',
    'ォ',
    'ャ',
    'ュ',
    'ョ',
    'ッ',
    'ー',
    'ア',
    'イ',
    'ウ',
    'エ',
    'オ',
    'カ',
    'キ',
    'ク',
    'ケ',
    'コ',
    'サ',
    'シ',
    'ス',
    'セ',
    'ソ',
    'タ',
    'チ',
    'ツ',
    'テ',
    'ト',
    'ナ',
    'ニ',
    'ヌ',
    'ネ',
    'ノ',
    'ハ',
    'ヒ',
    'フ',
    'ヘ',
    'ホ',
    'マ',
    'ミ',
    'ム',
    'メ',
    'モ',
    'ヤ',
    'ユ',
    'ヨ',
    'ラ',
    'リ',
    'ル',
    'レ',
    'ロ',
    'ワ',
    'ン',
    VOICED,
    SEMI_VOICED,
];
const VOICED: char = '\u{3099}';
const SEMI_VOICED: char = '\u{309A}';

/// The full-width form of a half-width kana, bracket or voicing mark.
pub fn full_width(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0xFF61)?;
    FULL.get(index as usize).copied()
}

/// Composes each kana with a combining mark after it, if their places are consecutive; a mark that cannot combine
/// becomes a separate ゛ or ゜. A ゛ that was drawn as a character of its own is not a combining mark and stays.
pub fn compose(t: Text) -> Text {
    let mut out: Vec<Char> = Vec::with_capacity(t.len());
    for ch in t.0 {
        let Some(alone) = standing_alone(ch.c) else {
            out.push(ch);
            continue;
        };
        match out.last_mut().and_then(|last| joined(last, &ch)) {
            Some(whole) => {
                out.pop();
                out.push(whole);
            }
            None => out.push(Char { c: alone, ..ch }),
        }
    }
    Text(out)
}

fn joined(base: &Char, mark: &Char) -> Option<Char> {
    merged(base, mark, canonical(base.c, mark.c)?)
}

fn standing_alone(mark: char) -> Option<char> {
    match mark {
        VOICED => Some('゛'),
        SEMI_VOICED => Some('゜'),
        _ => None,
    }
}
