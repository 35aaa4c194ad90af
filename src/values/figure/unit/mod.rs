//! Units: what may follow a number and make it a figure.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::values::era::is_kanji;
use words::{COUNTERS, LATIN, SQUARE_WORDS, WORDS};

mod words;

/// The words by their first character: the unit after every number of a text is looked up here.
static WORDS_BY_FIRST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
    for word in WORDS {
        let words = word.chars().next().map(|c| by_first.entry(c).or_default());
        words.into_iter().for_each(|words| words.push(word));
    }
    by_first
});

/// The unit at the start of `text`, with anything it is divided or multiplied by: 件/月, ㎞/h, 人・日.
pub fn unit(text: &str) -> Option<&str> {
    let first = one(text).filter(|len| !is_ordinal(text, *len))?;
    let mut end = first;
    // as many factors as a physical unit has: kg/人・日
    const MOST: usize = 2;
    for _ in 0..MOST {
        end += further(text, end).unwrap_or(0);
    }
    text.get(..end)
}

fn one(text: &str) -> Option<usize> {
    word(text)
        .or_else(|| square(text))
        .or_else(|| latin(text))
        .or_else(|| counter(text))
}

/// The unit that the counted thing is divided (/) or multiplied (・) by.
fn further(text: &str, at: usize) -> Option<usize> {
    const TIMES: &[&str] = &["日", "年", "月", "週", "時", "分", "秒", "h", "s", "min"];
    const MULTIPLIED: &[&str] = &["日", "月", "年", "時間", "回", "km", "㎞", "キロ", "時"];
    let rest = text.get(at..)?;
    let joint = rest.chars().next().filter(|c| "/・".contains(*c))?;
    let behind = rest.get(joint.len_utf8()..)?;
    let time = |words: &[&str]| {
        let word = words.iter().find(|word| behind.starts_with(**word))?;
        ends_word(behind, word.len()).then_some(word.len())
    };
    let len = if joint == '/' {
        let whole = one(behind).filter(|len| ends_word(behind, *len));
        whole.or_else(|| time(TIMES))
    } else {
        const COUNTED: &[&str] = &["人", "台", "件", "t", "トン", "㌧", "隻"];
        let counted = text.get(..at)?;
        COUNTED
            .iter()
            .any(|word| counted.ends_with(word))
            .then(|| time(MULTIPLIED))
            .flatten()
    }?;
    Some(joint.len_utf8() + len)
}

/// Whether no kanji or letter follows a unit: 件/月, but not 件/月別 or 人・日常.
fn ends_word(text: &str, len: usize) -> bool {
    let after = text.get(len..).and_then(|rest| rest.chars().next());
    !after
        .is_some_and(|c| is_kanji(c) && !"以未程超増減余".contains(c) || c.is_ascii_alphanumeric())
}

/// A noun that ends in a counter: 89自主防災組織. A one-digit number may merely number the noun (1市民団体).
pub fn compound<'t>(text: &'t str, digits: &str) -> Option<&'t str> {
    const COUNTED: &[&str] = &[
        "組織",
        "団体",
        "機関",
        "施設",
        "事業所",
        "企業",
        "法人",
        "世帯",
        "自治会",
        "地区",
    ];
    const LONGEST: usize = 8;
    const NOT_FIRST: &str = "年月日時分秒階位次期号章節編条項番代級周度";
    let several =
        digits.chars().count() > 1 && digits.chars().all(|c| c.is_ascii_digit() || c == ',');
    let len: usize = text
        .chars()
        .take(LONGEST)
        .take_while(|c| is_kanji(*c))
        .map(char::len_utf8)
        .sum();
    let noun = text.get(..len)?;
    let counted = COUNTED.iter().any(|word| noun.ends_with(word));
    (several && counted && !noun.starts_with(|c| NOT_FIRST.contains(c))).then_some(noun)
}

/// The length of the longest of [`WORDS`] at the start of the text.
fn word(text: &str) -> Option<usize> {
    let words = WORDS_BY_FIRST.get(&text.chars().next()?)?;
    let fitting = words.iter().filter(|word| text.starts_with(**word));
    fitting.map(|word| word.len()).max()
}

/// A unit in a single character: ㎡, ㌧, ㌫.
fn square(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let named = matches!(first, '㌀'..='㍗') && !SQUARE_WORDS.contains(first);
    let lettered = matches!(first, '㍱'..='㍺' | '㎀'..='㏟') && !SQUARE_WORDS.contains(first);
    // ㌔㍍, ㍉㌘: a prefix and its unit
    let second = text
        .chars()
        .nth(1)
        .filter(|c| "㌔㌢㍉㍃㍋".contains(first) && matches!(c, '㌀'..='㍗'));
    // ㎾h counts energy, ㎾ power
    let hours =
        second.is_none() && "㎺㎻㎼㎽㎾㎿".contains(first) && text.chars().nth(1) == Some('h');
    let len = first.len_utf8() + second.map_or(usize::from(hours), char::len_utf8);
    let other = text
        .get(len..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    ((named || lettered) && !other).then_some(len)
}

fn latin(text: &str) -> Option<usize> {
    let ends = |len: &usize| {
        let after = text.get(*len..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    let fitting = LATIN.iter().filter(|word| text.starts_with(**word));
    fitting.map(|word| word.len()).filter(ends).max()
}

fn counter(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let (_, not_before) = COUNTERS.iter().find(|(c, _)| *c == first)?;
    let other_word = next.is_some_and(|c| not_before.contains(c));
    (!other_word).then_some(first.len_utf8())
}

/// The unit at the start of `text` that a rate refers to, whatever follows: the 人 of 1人当たり.
pub fn of_rate(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let counter = COUNTERS.iter().any(|(c, _)| *c == first);
    one(text).or_else(|| counter.then_some(first.len_utf8()))
}

/// Exceptions: 2回目 is an ordinal, 5点満点 a scale, 3歳児 and 4か月児健診 are names, 1人当たり is the base of a rate.
fn is_ordinal(text: &str, unit: usize) -> bool {
    const NOT_COUNTED: &[&str] = &[
        "目",
        "満点",
        "児",
        "生",
        "当たり",
        "当り",
        "あたり",
        "につき",
        "ひとり",
        "一人",
    ];
    let rest = text.get(unit..).unwrap_or_default();
    NOT_COUNTED.iter().any(|word| rest.starts_with(word))
}

/// Counters that may follow a single kanji numeral: elsewhere 一部, 一人ひとり and 二次 are words.
pub fn counts_kanji(unit: &str) -> bool {
    const SAFE: &[&str] = &[
        "件", "回", "か所", "カ所", "箇所", "ヶ所", "地区", "団体", "校", "組織", "世帯", "施設",
        "品目", "円", "名",
    ];
    SAFE.contains(&unit)
}

/// Whether the text begins with a counter that makes digits directly after letters a number: ICT12校, SNS200件.
pub fn counts_behind_letters(text: &str) -> bool {
    const SAFE: &[&str] = &[
        "件",
        "人",
        "校",
        "回",
        "名",
        "社",
        "か所",
        "カ所",
        "ヶ所",
        "箇所",
        "団体",
        "台",
        "世帯",
        "施設",
        "枚",
        "冊",
        "部",
        "店舗",
        "事業所",
        "%",
        "円",
        "基",
        "戸",
        "棟",
    ];
    unit(text).is_some_and(|unit| SAFE.contains(&unit))
}

/// Whether a space may separate number and unit: not before a counter that could start a word of prose (1 市民満足度).
pub fn stands_apart(unit: &str) -> bool {
    const APART: &[&str] = &[
        "件", "人", "回", "円", "名", "社", "校", "台", "部", "世帯", "冊", "枚", "個", "戸", "棟",
        "本", "組", "点", "頭", "羽", "匹", "日間", "週間", "時間", "年間", "箇所", "箇月",
    ];
    APART.contains(&unit) || !unit.chars().all(is_kanji)
}
