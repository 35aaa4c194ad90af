//! Expressions with numbers that are not figures: dates, times, ordinals, codes, fractions, rough numbers, and the
//! bases of rates. The reader of figures skips them as a whole.

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::figure::number::{Numeral, digits_len};
use crate::values::figure::rate;
use crate::values::figure::source::Source;
use crate::values::figure::sum::MONTHS;
use crate::values::figure::unit::counts_behind_letters;
use crate::values::numeral;
use crate::values::period::{skip_date, skip_time};

/// Letters and words that introduce a code, page number or version.
const BEFORE_CODES: &[&str] = &["No.", "Ver.", "ver.", "Vol.", "vol.", "〒", "№", "#", "℡"];

/// The end of an expression that starts at this byte and is not a figure.
pub fn end(source: &Source, at: usize) -> Option<usize> {
    let c = source.behind(at).chars().next()?;
    let digit = c.is_ascii_digit();
    match c {
        _ if digit || numeral::is_kanji(c) => number(source, at),
        '第' => date(source, at).or_else(|| ordinal(source, at)),
        '数' => several(source, at),
        '〒' | '№' | '#' | '℡' => code(source, at),
        '午' => date(source, at),
        _ if c.is_ascii_alphabetic() => date(source, at).or_else(|| letters(source, at)),
        _ if is_kanji(c) || "㋿㍻㍼㍽㍾".contains(c) => date(source, at),
        _ => None,
    }
}

/// A date or a time of day: 令和2年9月末, R3.1, 8月29日, 4～5月, 10:00～11:30.
fn date(source: &Source, at: usize) -> Option<usize> {
    let mut cursor = Cursor::at(source.folded(), at);
    let found = skip_date(&mut cursor) || skip_time(&mut cursor);
    found.then(|| cursor.position())
}

fn number(source: &Source, at: usize) -> Option<usize> {
    let numeral = Numeral::at(source, at)?;
    date(source, at)
        .or_else(|| fraction(source, &numeral))
        .or_else(|| chain(source, &numeral))
        .or_else(|| rough(source, &numeral))
        .or_else(|| children(source, &numeral))
        .or_else(|| rate::base(source, at))
        .or_else(|| rate::one_in(source, &numeral))
        .or_else(|| rate::how_often(source, &numeral))
        .or_else(|| all_day(source, &numeral))
}

/// The numbers of an ordinal: 第2, 第1～3, 第1・2. What they number is an ordinary word.
fn ordinal(source: &Source, at: usize) -> Option<usize> {
    let mut end = Numeral::at(source, at + "第".len())?.end;
    loop {
        let joint = source.behind(end).chars().next();
        let joint = joint.filter(|c| "~・-、,".contains(*c));
        let next = joint.and_then(|c| Numeral::at(source, end + c.len_utf8()));
        match next {
            Some(next) => end = next.end,
            None => return Some(end),
        }
    }
}

/// An indefinite number: 数十件, 約数10件. Not アクセス数10件, where 数 belongs to the noun; 数20 never means “some”.
fn several(source: &Source, at: usize) -> Option<usize> {
    let numeral = Numeral::at(source, at + "数".len())?;
    let digits = numeral.written(source).trim_start_matches('1');
    let round = digits
        .chars()
        .all(|c| "0,".contains(c) || numeral::is_scale(c));
    let noun = source.last_before(at).is_some_and(|c| {
        (is_kanji(c) && c != '約') || c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ヺ' | 'ー')
    });
    let is_some = round && (numeral.kanji || !noun);
    is_some.then_some(numeral.end)
}

/// 3分の1, 三分の一.
fn fraction(source: &Source, numeral: &Numeral) -> Option<usize> {
    let rest = source.behind(numeral.end);
    let joint = ["分の", "分ノ"]
        .iter()
        .find(|joint| rest.starts_with(**joint))?;
    Some(Numeral::at(source, numeral.end + joint.len())?.end)
}

/// A telephone number, version, 1/2, 3-2-1: more digits after a point, comma, colon or slash, or two hyphens.
fn chain(source: &Source, numeral: &Numeral) -> Option<usize> {
    if numeral.kanji {
        return None;
    }
    let mut end = numeral.end;
    let (mut joints, mut hyphens) = (0, 0);
    loop {
        let mut rest = source.behind(end).chars();
        let joint = rest.next().filter(|c| ".,:/-".contains(*c));
        let more = joint.is_some() && rest.next().is_some_and(|c| c.is_ascii_digit());
        if !more {
            break;
        }
        hyphens += usize::from(joint == Some('-'));
        joints += 1;
        let digits = source.behind(end + 1);
        end += 1 + digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
    }
    let written = numeral.written(source);
    let leading_zero = written.len() > 1 && written.starts_with('0') && !written.contains('.');
    let is_code = joints > hyphens || hyphens > 1 || (hyphens == 1 && leading_zero);
    is_code.then_some(end)
}

/// Two or three: 2、3件, 2、3万人, 二三件.
fn rough(source: &Source, numeral: &Numeral) -> Option<usize> {
    if numeral.kanji && numeral::is_rough(numeral.written(source)) {
        return Some(numeral.end);
    }
    let joint = source.behind(numeral.end).chars().next();
    let joint = joint.filter(|c| "、・".contains(*c))?;
    let next = Numeral::at(source, numeral.end + joint.len_utf8())?;
    let value = |n: &Numeral| numeral::small(n.written(source).trim_end_matches(numeral::is_scale));
    let rough = value(numeral)?.checked_add(1)? == value(&next)?;
    rough.then_some(next.end)
}

/// A class or an age group: 1年2組, 1歳6か月児健診, 0歳～5歳児.
fn children(source: &Source, numeral: &Numeral) -> Option<usize> {
    let after = |word: &str| {
        let start = numeral.end + word.len();
        let number = Numeral::at(source, start)?;
        source
            .between(numeral.end, start)
            .ends_with(word)
            .then_some(number.end)
    };
    let ends_with = |end: usize, word: &str| {
        source
            .behind(end)
            .starts_with(word)
            .then_some(end + word.len())
    };
    let months = |end: usize| {
        let behind = MONTHS.iter().find_map(|word| ends_with(end, word))?;
        ends_with(behind, "児")
    };
    let class = || after("年").and_then(|end| ends_with(end, "組"));
    let ages = || after("歳~").and_then(|end| ends_with(end, "歳児"));
    class()
        .or_else(|| after("歳").and_then(months))
        .or_else(ages)
}

/// Round the clock: 24時間対応, 24時間365日.
fn all_day(source: &Source, numeral: &Numeral) -> Option<usize> {
    const WORDS: &[&str] = &[
        "対応",
        "体制",
        "態勢",
        "営業",
        "受付",
        "監視",
        "稼働",
        "利用",
        "年中",
        "相談",
        "換気",
        "運転",
        "開放",
        "いつでも",
        "無人",
        "サービス",
        "電話",
        "入場",
        "見守",
    ];
    let rest = source.behind(numeral.end).strip_prefix("時間")?;
    let end = numeral.end + "時間".len();
    if numeral.written(source) != "24" {
        return None;
    }
    let near = rest.trim_start_matches(['・', '、', ' ']);
    if near.starts_with("365日") {
        return Some(end + rest.len() - near.len() + "365日".len());
    }
    WORDS
        .iter()
        .any(|word| rest.starts_with(word))
        .then_some(end)
}

/// No.5, 〒386-8601.
fn code(source: &Source, at: usize) -> Option<usize> {
    let rest = source.behind(at);
    let word = BEFORE_CODES.iter().find(|word| rest.starts_with(**word))?;
    let start = at + word.len();
    let after = source.behind(start);
    let blank = usize::from(after.starts_with(' '));
    Some(start + blank + code_len(after.get(blank..)?)?)
}

/// The length of the digits, letters and separators of a code that begins with a digit.
fn code_len(text: &str) -> Option<usize> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let inside = |c: char| c.is_ascii_alphanumeric() || "-./".contains(c);
    digits.then(|| text.find(|c| !inside(c)).unwrap_or(text.len()))
}

/// A word in letters with the digits right after it: A4, COVID19, PM2.5. The digits of ICT12校 are a figure.
fn letters(source: &Source, at: usize) -> Option<usize> {
    if let Some(end) = code(source, at) {
        return Some(end);
    }
    let rest = source.behind(at);
    let len = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let behind = rest.get(len..).unwrap_or_default();
    let joint = behind
        .chars()
        .next()
        .filter(|c| "-.".contains(*c))
        .map_or(0, char::len_utf8);
    let Some(code) = code_len(behind.get(joint..).unwrap_or_default()) else {
        return Some(at + len);
    };
    let digits = digits_len(behind);
    let counted = behind.get(digits..).unwrap_or_default();
    let counts = len > 1 && joint == 0 && digits > 0 && counts_behind_letters(counted);
    Some(at + len + if counts { 0 } else { joint + code })
}
