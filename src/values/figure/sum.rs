//! Numbers in two units: 12円50銭, 2割5分, 1時間30分, 1年6か月, 2時間半.

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::numeral::{Decimal, small};

/// A number with its continuation in a second unit.
pub struct Sum {
    /// The whole number.
    pub value: Decimal,
    /// The unit that it counts.
    pub unit: &'static str,
}

/// How months are counted.
pub(super) const MONTHS: &[&str] = &["か月", "カ月", "ヵ月", "ヶ月", "ケ月", "箇月"];

/// Reads what follows `value` and `unit` if it continues the number; advances the cursor.
pub fn sum(cursor: &mut Cursor, value: Decimal, unit: &str) -> Option<Sum> {
    let mut ahead = *cursor;
    let found = match unit {
        "円" => sen(&mut ahead, value),
        "銭" => value.shifted(2).map(|value| Sum { value, unit: "円" }),
        "割" => tenths(&mut ahead, value),
        "時間" => minutes(&mut ahead, value).or_else(|| half(&mut ahead, value, "時間")),
        _ => {
            let months = MONTHS.iter().find(|word| **word == unit)?;
            half(&mut ahead, value, months)
        }
    }?;
    *cursor = ahead;
    Some(found)
}

/// A number of years and months, in months: 1年6か月.
pub fn years_and_months(cursor: &mut Cursor, years: Decimal) -> Option<Sum> {
    const IN_A_YEAR: u32 = 12;
    let mut ahead = *cursor;
    let months = (ahead.eat("年").then(|| digits(&mut ahead, 2))?)?;
    let unit = ahead.eat_any(MONTHS)?;
    ahead.eat("間");
    *cursor = ahead;
    let value = years.times(IN_A_YEAR)?.plus(Decimal::whole(months))?;
    Some(Sum { value, unit })
}

/// Hundredths of a yen: 50銭.
fn sen(cursor: &mut Cursor, yen: Decimal) -> Option<Sum> {
    let sen = digits(cursor, 2).filter(|_| cursor.eat("銭"))?;
    let value = yen.plus(Decimal::whole(sen).shifted(2)?)?;
    Some(Sum { value, unit: "円" })
}

/// Tenths and hundredths of 割: 5分3厘.
fn tenths(cursor: &mut Cursor, value: Decimal) -> Option<Sum> {
    let tenths = digits(cursor, 1)?;
    if !cursor.eat("分") || cursor.peek() == Some('の') {
        return None;
    }
    let mut value = value.plus(Decimal::whole(tenths).shifted(1)?)?;
    let mut ahead = *cursor;
    if let Some(rin) = digits(&mut ahead, 1).filter(|_| ahead.eat("厘")) {
        *cursor = ahead;
        value = value.plus(Decimal::whole(rin).shifted(2)?)?;
    }
    Some(Sum { value, unit: "割" })
}

/// Hours and minutes, in minutes, since a third of an hour is not a finite decimal: 30分 after hours.
fn minutes(cursor: &mut Cursor, hours: Decimal) -> Option<Sum> {
    const IN_AN_HOUR: u32 = 60;
    let mut ahead = *cursor;
    let minutes = digits(&mut ahead, 2).filter(|n| *n < IN_AN_HOUR)?;
    if !ahead.eat("分") || ahead.peek() == Some('の') {
        return None;
    }
    ahead.eat("間");
    *cursor = ahead;
    let value = hours.times(IN_AN_HOUR)?.plus(Decimal::whole(minutes))?;
    Some(Sum { value, unit: "分" })
}

/// 半, but not in 半額 or 半数.
fn half(cursor: &mut Cursor, value: Decimal, unit: &'static str) -> Option<Sum> {
    const HALF: u32 = 5;
    if !cursor.eat("半") || cursor.peek().is_some_and(is_kanji) {
        return None;
    }
    let value = value.plus(Decimal::whole(HALF).shifted(1)?)?;
    Some(Sum { value, unit })
}

fn digits(cursor: &mut Cursor, most: usize) -> Option<u32> {
    let written = cursor.eat_while(|c| c.is_ascii_digit());
    small(written).filter(|_| written.len() <= most)
}
