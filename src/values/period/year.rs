//! The year of a date expression: 令和6年, R6., 2024年度, 令和6年（2024年）, 翌年度, 同年.

use crate::values::cursor::Cursor;
use crate::values::era::{WrittenYear, is_kanji, skip_gloss, written_year};
use crate::values::period::number::{number, number_after, shares};

/// The year of a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// None written.
    Unsaid,
    /// A calendar year.
    Calendar(i32),
    /// A fiscal year.
    Fiscal(i32),
    /// “7年” after 令和6年4月～: a calendar year of the preceding era.
    CalendarOfEra(i32),
    /// “6年度”: a fiscal year of the preceding era.
    FiscalOfEra(i32),
    /// The 年度 of 年度内: the sheet's fiscal year, and nothing without what follows.
    Implied,
    /// Relative to the sheet's fiscal year: 今年度 is 0, 来年度 is 1.
    FiscalFromNow(i32),
    /// Relative to the fiscal year mentioned before, or the sheet's: 同年度 is 0, 翌年度 is 1.
    FiscalAfter(i32),
    /// Relative to the calendar year of the sheet's April: 本年 is 0, 昨年 is -1.
    FromNow(i32),
    /// Relative to the calendar year mentioned before: 同年 is 0, 翌年 is 1.
    After(i32),
}

/// A year as written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The year.
    pub year: Year,
    /// The year before the first of its era, with which a later “6年度” is read; 0 without an era.
    pub base: i32,
    /// The separator between it and the month: the point of R3.1.
    pub joint: Option<char>,
}

const RELATIVE: &[(&str, Year)] = &[
    ("今年度", Year::FiscalFromNow(0)),
    ("本年度", Year::FiscalFromNow(0)),
    ("当該年度", Year::FiscalFromNow(0)),
    ("当年度", Year::FiscalFromNow(0)),
    ("次年度", Year::FiscalFromNow(1)),
    ("来年度", Year::FiscalFromNow(1)),
    ("再来年度", Year::FiscalFromNow(2)),
    ("一昨年度", Year::FiscalFromNow(-2)),
    ("昨年度", Year::FiscalFromNow(-1)),
    ("前年度", Year::FiscalAfter(-1)),
    ("同年度", Year::FiscalAfter(0)),
    ("翌年度", Year::FiscalAfter(1)),
    ("翌々年度", Year::FiscalAfter(2)),
    ("年度", Year::Implied),
    ("今年", Year::FromNow(0)),
    ("本年", Year::FromNow(0)),
    ("当年", Year::FromNow(0)),
    ("来年", Year::FromNow(1)),
    ("再来年", Year::FromNow(2)),
    ("昨年", Year::FromNow(-1)),
    ("一昨年", Year::FromNow(-2)),
    ("前年", Year::After(-1)),
    ("同年", Year::After(0)),
    ("翌年", Year::After(1)),
    ("翌々年", Year::After(2)),
];

/// Reads the year at the cursor, if any.
pub fn year(cursor: &mut Cursor) -> Option<Written> {
    let mut ahead = *cursor;
    // in 翌2023年7月 and 同令和6年 the word adds nothing to the year
    let leaning = ahead.eat_any(&["翌", "同"]).is_some();
    let found = written_year(&mut ahead).and_then(|found| explicit(&mut ahead, found));
    if let Some(found) = found {
        *cursor = ahead;
        return Some(found);
    }
    if leaning && let Some(month) = leaning_month(cursor) {
        return Some(month);
    }
    let year = of_era(cursor).or_else(|| relative(cursor))?;
    Some(Written {
        year,
        base: 0,
        joint: None,
    })
}

/// Reads what follows the number of an era or Western year: 年度, 年, or a point and a month.
fn explicit(cursor: &mut Cursor, written: WrittenYear) -> Option<Written> {
    let number = written.year;
    let found = |year, joint| {
        Some(Written {
            year,
            base: written.base,
            joint,
        })
    };
    let mut ahead = *cursor;
    if ahead.eat("年度") {
        let of_several = ahead.peek().is_some_and(|c| "目間".contains(c));
        skip_gloss(&mut ahead, number);
        *cursor = ahead;
        return found(Year::Fiscal(number), None).filter(|_| !of_several);
    }
    if shares(ahead, "年度") {
        return found(Year::Fiscal(number), None);
    }
    if eat_year(&mut ahead) {
        skip_gloss(&mut ahead, number);
        *cursor = ahead;
        return found(Year::Calendar(number), None);
    }
    if shares(ahead, "年") {
        return found(Year::Calendar(number), None);
    }
    if let Some(joint) = eat_joint(&mut ahead) {
        *cursor = ahead;
        return found(Year::Calendar(number), Some(joint));
    }
    // H25 alone is a fiscal year in these documents; 2020 alone may be any number
    found(Year::Fiscal(number), None).filter(|_| written.is_year_alone(cursor))
}

/// Skips 年, but not in 3年間, 2年目 or 1年生.
fn eat_year(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    let found = ahead.eat("年") && !ahead.peek().is_some_and(|c| "間目生".contains(c));
    if found {
        *cursor = ahead;
    }
    found
}

/// The point, slash or hyphen before a month.
fn eat_joint(cursor: &mut Cursor) -> Option<char> {
    let mut ahead = *cursor;
    let joint = ahead.peek().filter(|c| "./-".contains(*c))?;
    ahead.bump();
    number_after(&mut { ahead }, true)?;
    *cursor = ahead;
    Some(joint)
}

/// A month of the next or the same year: 翌3月, 同12月.
fn leaning_month(cursor: &mut Cursor) -> Option<Written> {
    let mut ahead = *cursor;
    let years = i32::from(ahead.eat_any(&["翌", "同"])? == "翌");
    if !month_follows(ahead) {
        return None;
    }
    *cursor = ahead;
    Some(Written {
        year: Year::After(years),
        base: 0,
        joint: None,
    })
}

/// 6年度, or 7年 before a month: the era is known only after another year.
fn of_era(cursor: &mut Cursor) -> Option<Year> {
    let mut ahead = *cursor;
    let year = i32::try_from(number(&mut ahead)?).ok()?;
    skip_gloss_of_any(&mut ahead);
    let fiscal = ahead.eat("年度") && !ahead.peek().is_some_and(|c| "目間".contains(c));
    let found = if fiscal {
        Year::FiscalOfEra(year)
    } else if eat_year(&mut ahead) && month_follows(ahead) {
        Year::CalendarOfEra(year)
    } else {
        return None;
    };
    *cursor = ahead;
    Some(found)
}

/// Skips the (2026) of 令和6（2024）～8（2026）年度; which year it glosses is known only once the era is.
fn skip_gloss_of_any(cursor: &mut Cursor) {
    let mut ahead = *cursor;
    if ahead.eat("(") && written_year(&mut ahead).is_some() && ahead.eat(")") {
        *cursor = ahead;
    }
}

fn month_follows(mut cursor: Cursor) -> bool {
    number_after(&mut cursor, true).is_some() && cursor.eat("月")
}

fn relative(cursor: &mut Cursor) -> Option<Year> {
    let within_word = cursor.previous().is_some_and(is_kanji);
    let (_, year) = RELATIVE
        .iter()
        .find(|(word, _)| !(*word == "年度" && within_word) && cursor.eat(word))?;
    Some(*year)
}
