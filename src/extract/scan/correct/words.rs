//! Kanji that Japanese does not write so, and words that cannot be.

use super::Line;

/// Forms of kanji that other countries write, or that Japan wrote before 1946 → today's.
const FORMS: &[(char, char)] = &[
    ('决', '決'),
    ('齡', '齢'),
    ('關', '関'),
    ('單', '単'),
    ('寫', '写'),
    ('对', '対'),
    ('會', '会'),
    ('縣', '県'),
    ('區', '区'),
    ('圖', '図'),
    ('學', '学'),
    ('實', '実'),
    ('數', '数'),
    ('發', '発'),
    ('體', '体'),
    ('點', '点'),
    ('當', '当'),
    ('廣', '広'),
    ('應', '応'),
    ('拔', '抜'),
    ('步', '歩'),
    ('每', '毎'),
    ('况', '況'),
    ('收', '収'),
    ('查', '査'),
    ('值', '値'),
    ('强', '強'),
    ('效', '効'),
    ('勞', '労'),
    ('參', '参'),
    ('戶', '戸'),
    ('絕', '絶'),
    ('產', '産'),
    ('說', '説'),
    ('稅', '税'),
];

/// What a scan makes of a word, and the word: only what is no word itself.
const WORDS: &[(&str, &str)] = &[
    ("進抄", "進捗"),
    ("進渉", "進捗"),
    ("進歩状況", "進捗状況"),
    ("進歩度", "進捗度"),
    ("令利", "令和"),
    ("合和", "令和"),
    ("今和", "令和"),
    ("中請", "申請"),
    ("休制", "体制"),
    ("団休", "団体"),
    ("実熊", "実態"),
    ("状熊", "状態"),
    ("期木", "期末"),
    ("年度木", "年度末"),
    ("月木", "月末"),
    ("支授", "支援"),
    ("評佃", "評価"),
    ("整傭", "整備"),
    ("設僃", "設備"),
    ("目慓", "目標"),
    ("上囲", "上回"),
];

/// Counters before which 万, read as 方 or 刀, stands behind a digit.
const BEHIND: &[char] = &['円', '人', '件', '千'];

/// Today's forms of kanji.
pub(super) fn modern(line: &mut Line) {
    for letter in &mut line.letters {
        if let Some((_, now)) = FORMS.iter().find(|(old, _)| *old == letter.c) {
            letter.correct(*now);
        }
    }
}

/// Words instead of what cannot be one.
pub(super) fn known(line: &mut Line) {
    for (wrong, right) in WORDS {
        replace(line, wrong, right);
    }
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        let is_counted = before.is_some_and(char::is_ascii_digit)
            && chars.get(i + 1).is_some_and(|c| BEHIND.contains(c));
        if is_counted && matches!(letter.c, '方' | '刀' | '力') {
            letter.correct('万');
        }
    }
}

fn replace(line: &mut Line, wrong: &str, right: &str) {
    let (wrong, right): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    let starts: Vec<usize> = chars
        .windows(wrong.len())
        .enumerate()
        .filter(|(_, window)| *window == wrong)
        .map(|(i, _)| i)
        .collect();
    for start in starts {
        for (letter, c) in line.letters.iter_mut().skip(start).zip(&right) {
            letter.correct(*c);
        }
    }
}
