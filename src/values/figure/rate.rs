//! The bases of rates: 1人1日当たり, 1件につき, 100人に1人. Their numbers are not figures.

use crate::values::figure::number::{Numeral, digits_len};
use crate::values::figure::source::Source;
use crate::values::figure::unit::of_rate;

/// The base of a rate, after which the rate itself follows: 1人1日当たり, 人口10万人当たり, 1件につき, 1日平均, 1人1日.
pub fn base(source: &Source, at: usize) -> Option<usize> {
    const PER: &[&str] = &[
        "当たり",
        "当り",
        "あたり",
        "につき",
        "毎に",
        "ごとに",
        "ごとの",
    ];
    const MOST: usize = 3;
    let mut end = at;
    for of in 1..=MOST {
        let (one, behind, unit) = counted(source, end)?;
        let rest = source.behind(behind);
        let near = rest.trim_start_matches(' ');
        let rates = one && (strip_yearly(near).is_some_and(begins_number) || begins_money(near));
        if rates || (of > 1 && one && is_time(unit) && begins_number(near)) {
            return Some(behind);
        }
        if let Some(per) = PER.iter().find(|word| near.starts_with(**word)) {
            let per = behind + rest.len() - near.len() + per.len();
            return Some(further_time(source, per).unwrap_or(per));
        }
        end = behind + rest.len() - near.len() + usize::from(near.starts_with('・')) * "・".len();
    }
    None
}

/// A number and its unit: whether the number is one, the byte after the unit, and the unit.
fn counted<'s>(source: &'s Source, at: usize) -> Option<(bool, usize, &'s str)> {
    let numeral = Numeral::at(source, at)?;
    let rest = source.behind(numeral.end);
    let unit = rest.get(..base_unit(rest)?)?;
    let one = matches!(numeral.written(source), "1" | "一");
    Some((one, numeral.end + unit.len(), unit))
}

/// The 1か月 of 1世帯当たり1か月12㎥.
fn further_time(source: &Source, at: usize) -> Option<usize> {
    let (one, behind, unit) = counted(source, at)?;
    (one && is_time(unit) && begins_number(source.behind(behind))).then_some(behind)
}

fn is_time(unit: &str) -> bool {
    unit.starts_with(['日', '年', '週', '時', '分', '泊']) || unit.ends_with('月')
}

/// The 1,000円 of 1人1,000円.
fn begins_money(text: &str) -> bool {
    let len = digits_len(text);
    len > 0 && text.get(len..).is_some_and(|rest| rest.starts_with('円'))
}

/// 1日平均267人, 1人年間640kg, 1団体上限50,000円.
fn strip_yearly(text: &str) -> Option<&str> {
    const WORDS: &[&str] = &["平均", "年間", "上限", "最大"];
    WORDS.iter().find_map(|word| text.strip_prefix(*word))
}

fn begins_number(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '約']);
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// How often: 3年に1回. 3日に1回 may as well be once on the third.
pub fn how_often(source: &Source, numeral: &Numeral) -> Option<usize> {
    const TIMES: &[&str] = &["年に", "か月に", "カ月に", "ヶ月に", "週に", "週間に"];
    let rest = source.behind(numeral.end);
    let time = TIMES.iter().find(|time| rest.starts_with(**time))?;
    let times = Numeral::at(source, numeral.end + time.len())?;
    let behind = source.behind(times.end);
    behind.starts_with(['回', '度']).then_some(times.end)
}

/// A proportion: 100人に1人, like 100分の1.
pub fn one_in(source: &Source, numeral: &Numeral) -> Option<usize> {
    let rest = source.behind(numeral.end);
    let unit = rest.get(..of_rate(rest)?)?;
    let second = numeral.end + unit.len() + "に".len();
    let one = Numeral::at(source, second)?;
    let joined = source.between(numeral.end, second).ends_with('に');
    let same = joined && source.behind(one.end).starts_with(unit);
    same.then_some(one.end + unit.len())
}

/// The length of the unit of a base, which may be a time: 日, 年, か月.
fn base_unit(rest: &str) -> Option<usize> {
    const TIMES: &[&str] = &["日", "年", "月", "週", "分"];
    let time = TIMES.iter().find(|word| rest.starts_with(**word));
    of_rate(rest).or_else(|| time.map(|word| word.len()))
}
