//! Small numbers inside date expressions: the 4 of 4月, the 二 of 二月.

use crate::values::cursor::Cursor;
use crate::values::era::written_year;
use crate::values::numeral;

/// What separates numbers that share the unit after the last: 4～5月, 6・12月.
const SHARING: &str = "~-ー―・、,";

/// The number at the cursor.
pub fn number(cursor: &mut Cursor) -> Option<u32> {
    number_after(cursor, false)
}

/// A number of one, two or four digits, or in kanji. After a letter, a digit or 第 it is part of something else, unless
/// the caller has read what precedes it.
pub fn number_after(cursor: &mut Cursor, joined: bool) -> Option<u32> {
    let mut ahead = *cursor;
    let before = ahead.previous();
    let odd = |c: char| c.is_ascii_alphanumeric() || "第./数".contains(c) || numeral::is_kanji(c);
    if !joined && before.is_some_and(odd) {
        return None;
    }
    let digits = ahead.eat_while(|c| c.is_ascii_digit());
    let written = if digits.is_empty() {
        ahead.eat_while(|c| "一二三四五六七八九十〇".contains(c))
    } else {
        digits
    };
    let value = numeral::small(written).filter(|_| digits.len() <= 2 || digits.len() == 4)?;
    *cursor = ahead;
    Some(value)
}

/// Whether the number just read shares the `unit` of the numbers after it. They may be glossed with a year in the other
/// calendar: 令和6（2024）～8（2026）年度, or be of the next year: 10～翌3月.
pub fn shares(mut cursor: Cursor, unit: &str) -> bool {
    const MONTHS: usize = 12;
    for _ in 0..MONTHS {
        let Some(joint) = cursor.peek().filter(|c| SHARING.contains(*c)) else {
            return false;
        };
        cursor.bump();
        cursor.eat_any(&["第", "翌年", "翌"]);
        if number_after(&mut cursor, true).is_none() {
            return false;
        }
        let mut gloss = cursor;
        if gloss.eat("(") && written_year(&mut gloss).is_some() && gloss.eat(")") {
            cursor = gloss;
        }
        if cursor.eat(unit) {
            return unit != "年" || !cursor.eat("度");
        }
        // 5-10-21 is a date, not a list of years
        if joint == '-' {
            return false;
        }
    }
    false
}
