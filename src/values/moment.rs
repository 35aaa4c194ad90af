//! One date expression as written, after folding: 令和2年4月1日, 8月上旬, 年度末, 上半期. Which days it means depends on the fiscal year
//! and, in a range, on the expression before it ([`period`](super::period)).

use crate::values::cursor::Cursor;
use crate::values::era::{is_kanji, written_year};
use crate::values::part::{eat_day, number, number_after, part, shares};

/// A date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year as written.
    pub year: Year,
    /// Which part of the year.
    pub part: Part,
    /// Whether only its last day is meant: 末, 年度内.
    pub end_only: bool,
}

/// The year of a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// None written.
    Unsaid,
    /// A calendar year.
    Calendar(i32),
    /// A fiscal year; `base` is the year before its era's first, by which a later “6年度” is read.
    Fiscal {
        /// The calendar year of its April.
        year: i32,
        /// 2018 for 令和.
        base: i32,
    },
    /// “6年度”: a fiscal year of the era before.
    FiscalOfEra(i32),
    /// 年度 as it opens 年度内: the sheet's fiscal year, and nothing without what follows.
    Implied,
    /// The sheet's fiscal year and so many more: 今年度 is 0, 翌年度 is 1.
    FiscalFromNow(i32),
    /// The calendar year after: 翌年.
    Following,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// So many months, from this one of the fiscal year (April is 0).
    Months {
        /// Months after April.
        from: u32,
        /// How many.
        count: u32,
    },
    /// A month, or the days of it from the first to the second (31: the last).
    Days {
        /// Month, 1 to 12.
        month: u32,
        /// First day.
        from: u32,
        /// Last day; past the month's end where the whole month is meant.
        to: u32,
    },
    /// A day of the month spoken of before.
    Day(u32),
}

const RELATIVE: &[(&str, Year)] = &[
    ("今年度", Year::FiscalFromNow(0)),
    ("本年度", Year::FiscalFromNow(0)),
    ("当該年度", Year::FiscalFromNow(0)),
    ("当年度", Year::FiscalFromNow(0)),
    ("翌年度", Year::FiscalFromNow(1)),
    ("次年度", Year::FiscalFromNow(1)),
    ("来年度", Year::FiscalFromNow(1)),
    ("年度", Year::Implied),
    ("翌年", Year::Following),
    ("来年", Year::Following),
    ("翌", Year::Following),
];

/// Reads the expression at the cursor, if one begins there.
pub fn moment(cursor: &mut Cursor) -> Option<Moment> {
    let mut ahead = *cursor;
    let (year, dotted) = year(&mut ahead).unwrap_or((Year::Unsaid, false));
    if year != Year::Unsaid {
        ahead.skip_spaces();
        ahead.eat("の");
        ahead.skip_spaces();
    }
    let found = part(&mut ahead, year, dotted)?;
    *cursor = ahead;
    Some(found)
}

/// A day of the month before: the 31日 of 8月29日～31日.
pub fn day_alone(cursor: &mut Cursor) -> Option<Moment> {
    let mut ahead = *cursor;
    let day = number(&mut ahead)?;
    if !(eat_day(&mut ahead) || shares(ahead, "日")) {
        return None;
    }
    *cursor = ahead;
    Some(Moment {
        year: Year::Unsaid,
        part: Part::Day(day),
        end_only: false,
    })
}

/// The year, and whether a point joins the month to it (R3.1).
fn year(cursor: &mut Cursor) -> Option<(Year, bool)> {
    let mut ahead = *cursor;
    if let Some(written) = written_year(&mut ahead) {
        let year = written.year;
        let fiscal = Year::Fiscal {
            year,
            base: written.base,
        };
        *cursor = ahead;
        ahead.skip_spaces();
        let found = if ahead.eat("年度") || shares(ahead, "年度") {
            (fiscal, false)
        } else if eat_year(&mut ahead) || shares(ahead, "年") {
            (Year::Calendar(year), false)
        } else if eat_joint(&mut ahead) {
            (Year::Calendar(year), true)
        } else {
            // H25 without more is a fiscal year in such documents; 2020 without more may be any number.
            return written.era.then_some((fiscal, false));
        };
        *cursor = ahead;
        return Some(found);
    }
    fiscal_of_era(cursor)
        .or_else(|| relative(cursor))
        .map(|year| (year, false))
}

/// 年, but not in 3年間 or 2年目.
fn eat_year(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    let found = ahead.eat("年") && !ahead.peek().is_some_and(|c| "間目".contains(c));
    if found {
        *cursor = ahead;
    }
    found
}

/// The point, slash or hyphen before a month.
fn eat_joint(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    let found =
        ahead.eat_any(&[".", "/", "-"]).is_some() && number_after(&mut { ahead }, true).is_some();
    if found {
        *cursor = ahead;
    }
    found
}

fn fiscal_of_era(cursor: &mut Cursor) -> Option<Year> {
    let mut ahead = *cursor;
    let year = number(&mut ahead)?;
    ahead.skip_spaces();
    if !ahead.eat("年度") {
        return None;
    }
    *cursor = ahead;
    Some(Year::FiscalOfEra(i32::try_from(year).ok()?))
}

fn relative(cursor: &mut Cursor) -> Option<Year> {
    let within_word = cursor.previous().is_some_and(is_kanji);
    let (_, year) = RELATIVE
        .iter()
        .find(|(word, _)| !(*word == "年度" && within_word) && cursor.eat(word))?;
    Some(*year)
}
