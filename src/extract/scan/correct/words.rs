//! Words that cannot be.

use super::Line;

/// What a scan makes of a word, and the word: only what is no word itself.
const WORDS: &[(&str, &str)] = &[
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
    ("維待", "維持"),
    ("待続", "持続"),
    ("推准", "推進"),
    ("促准", "促進"),
    ("准捗", "進捗"),
];

/// 捗 is not in the model's dictionary; it occurs in 進捗 alone, and comes as one of these.
const LIKE_PROGRESS: &str = "抄渉拶挫抜排捌掃涉陟抛挑搜授拷";

/// What follows 進捗, and not 進歩.
const BEHIND_PROGRESS: &str = "状度管率";

/// Counters before which 万, read as 方 or 刀, follows a digit.
const BEHIND: &[char] = &['円', '人', '件', '千'];

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

/// 進捗 by what its second character is read as.
pub(super) fn progress(line: &mut Line) {
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    let mut before = ' ';
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let is_managed = chars
            .get(i + 1)
            .is_some_and(|&c| BEHIND_PROGRESS.contains(c));
        if before == '進' && (LIKE_PROGRESS.contains(letter.c) || letter.c == '歩' && is_managed)
        {
            letter.correct('捗');
        }
        before = letter.c;
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
