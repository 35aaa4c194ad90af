//! Characters that look alike, by their neighbours and their size.

use super::{Letter, Line};

/// Katakana, kanji and strokes that look alike: the first is used among katakana, the second elsewhere.
const ALIKE: &[(char, char)] = &[
    ('ー', '一'),
    ('ロ', '口'),
    ('エ', '工'),
    ('ニ', '二'),
    ('カ', '力'),
    ('タ', '夕'),
    ('ト', '卜'),
    ('ハ', '八'),
    ('オ', '才'),
    ('チ', '千'),
    ('ア', '了'),
];

/// Before these 口 is no ロ, whatever follows: 窓口サービス.
const BEFORE_MOUTH: &str = "窓人入出河戸糸火";

/// Next to these 了 is no ア, whatever stands on the other side: 完了スケジュール.
const BEFORE_END: &str = "完終修満未議校";
const AFTER_END: &str = "承解知";

/// Not numerals: alone in brackets they are the katakana of a list, (エ) and (オ).
const LISTED: &str = "工才力夕卜了口";

/// Kana that have a small form.
const SMALL: &[(char, char)] = &[
    ('つ', 'っ'),
    ('や', 'ゃ'),
    ('ゆ', 'ゅ'),
    ('よ', 'ょ'),
    ('ツ', 'ッ'),
    ('ヤ', 'ャ'),
    ('ユ', 'ュ'),
    ('ヨ', 'ョ'),
    ('ァ', 'ァ'),
    ('イ', 'ィ'),
    ('ウ', 'ゥ'),
    ('エ', 'ェ'),
    ('オ', 'ォ'),
];

/// A kana smaller than the first of these in both directions, in ems, is a small one, one larger than the second a full
/// one; in between it stays as read.
const SMALLER: f32 = 0.66;
const LARGER: f32 = 0.84;

/// With more confidence than this, size and neighbours change nothing.
const SURE: f32 = 0.98;

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '々')
}

/// Look-alikes between two katakana, or between characters of which none is katakana.
pub(super) fn by_neighbours(line: &mut Line) {
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let Some(&(kana, other)) = ALIKE.iter().find(|(a, b)| letter.c == *a || letter.c == *b)
        else {
            continue;
        };
        let before = i.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(i + 1).copied();
        let is_kana = |c: Option<char>| c.is_some_and(|c| is_katakana(c) || c == 'ー');
        let in_word = is_kana(before) && is_kana(after)
            || is_kana(before) && kana == 'ー'
            || is_kana(before) && letter.c == other && !after.is_some_and(is_kanji);
        let is_word = other == '口' && before.is_some_and(|c| BEFORE_MOUTH.contains(c))
            || other == '了'
                && (before.is_some_and(|c| BEFORE_END.contains(c))
                    || after.is_some_and(|c| AFTER_END.contains(c)));
        let is_lone = other == '了' && (!before.is_some_and(is_kanji) || is_kana(after));
        let is_listed = LISTED.contains(other) && is_in_brackets(before, after);
        let between_kanji = [before, after].into_iter().all(|c| c.is_some_and(is_kanji));
        let is_number = kana == 'ー' && !is_kana(before) && after.is_some_and(is_kanji);
        let is_none = kana == 'ー' && !is_before_long(before)
            || (between_kanji || is_number) && letter.confidence < SURE;
        if is_word {
            letter.correct(other);
        } else if in_word || is_lone || is_listed {
            letter.correct(kana);
        } else if letter.c == kana && is_none {
            letter.correct(other);
        }
    }
}

fn is_in_brackets(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('(' | '（')) && matches!(after, Some(')' | '）'))
}

/// Whether a long vowel mark may follow: after kana, and after Latin letters in brand names.
fn is_before_long(before: Option<char>) -> bool {
    before.is_some_and(|c| {
        is_katakana(c) || matches!(c, '\u{3041}'..='\u{3096}' | 'ー' | 'A'..='Z' | 'a'..='z')
    })
}

/// Small and full kana by the size of their ink.
pub(super) fn by_size(line: &mut Line) {
    let em = line.em;
    for letter in &mut line.letters {
        let Some(&(full, small)) = SMALL.iter().find(|(a, b)| letter.c == *a || letter.c == *b)
        else {
            continue;
        };
        let side = size(letter) / em;
        if letter.c == full
            && full != 'ァ'
            && side > 0.2
            && side < SMALLER
            && letter.confidence < SURE
        {
            letter.correct(small);
        } else if letter.c == small && side > LARGER && side < 1.3 && letter.confidence < SURE {
            letter.correct(full);
        }
    }
}

fn size(letter: &Letter) -> f32 {
    letter.ink.width().max(letter.ink.height()) as f32
}
