//! A date expression as written, after folding: 令和2年4月1日, 8月上旬, 年度末, 上半期. The days it means depend on the fiscal year
//! of the sheet and on the expression before it ([`days`](super::days)).

use crate::values::cursor::Cursor;
use crate::values::period::number::{number_after, shares};
use crate::values::period::part::{LAST, eat_day, eat_unless, part, stands_alone, third};
use crate::values::period::time::skip_weekday_and_time;
use crate::values::period::year::{Written, Year, year};

/// A date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year as written.
    pub year: Year,
    /// The year before the first of its era; 0 without an era.
    pub base: i32,
    /// The separator of its numbers: the point of R3.1, the slash of 4/1.
    pub joint: Option<char>,
    /// The part of the year.
    pub part: Part,
    /// Whether only its last day is meant: 末, 年度内.
    pub end_only: bool,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole year.
    Whole,
    /// `count` months, starting `from` months after April.
    Months {
        /// Months after April.
        from: u32,
        /// The number of months.
        count: u32,
    },
    /// A month, or days of it; 31 stands for its last day.
    Days {
        /// Month, 1 to 12.
        month: u32,
        /// First day.
        from: u32,
        /// Last day; beyond the end of the month if the whole month is meant.
        to: u32,
    },
    /// Days of a month relative to the previously mentioned one: 同月 is 0, 翌月 is 1.
    DaysAfter {
        /// Months after that one.
        months: u32,
        /// First day.
        from: u32,
        /// Last day.
        to: u32,
    },
    /// The start of a date that is not understood as a whole: R4.13, R4.1.2.3.
    Unknown,
}

impl Part {
    /// A whole month.
    pub fn month(month: u32) -> Self {
        Self::Days {
            month,
            from: 1,
            to: LAST,
        }
    }

    fn day(month: u32, day: u32) -> Self {
        Self::Days {
            month,
            from: day,
            to: day,
        }
    }

    fn is_day(self) -> bool {
        matches!(self, Self::Days { from, to, .. } | Self::DaysAfter { from, to, .. } if from == to)
    }
}

/// Whether a date expression can start with the character: numbers, eras and their signs, and the first kanji of 通年,
/// 上半期, 翌年 …. Called for every character of a text.
#[rustfmt::skip]
fn begins(c: char) -> bool {
    matches!(c, '0'..='9' | '令' | '平' | '昭' | '大' | '明' | '㋿' | '㍻' | '㍼' | '㍽' | '㍾' | 'R' | 'H' | 'S' | 'T' | 'M'
        | '西' | '第' | 'Q' | '通' | '年' | '上' | '下' | '同' | '翌' | '今' | '本' | '当' | '次' | '来' | '再' | '昨' | '前'
        | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Reads the expression at the cursor, if any.
pub fn moment(cursor: &mut Cursor) -> Option<Moment> {
    if !cursor.peek().is_some_and(begins) {
        return None;
    }
    let mut ahead = *cursor;
    let unsaid = Written {
        year: Year::Unsaid,
        base: 0,
        joint: None,
    };
    let written = year(&mut ahead).unwrap_or(unsaid);
    if written.year != Year::Unsaid {
        ahead.eat("の");
    }
    let found = part(&mut ahead, &written)?;
    skip_behind(&mut ahead, &found);
    *cursor = ahead;
    Some(found)
}

/// The end of a range, which may depend on its start: 31日, 10.31, 12, 中旬, 末.
pub fn second_end(cursor: &mut Cursor, first: &Moment) -> Option<Moment> {
    let mut ahead = *cursor;
    let found = chain(&mut ahead, first)
        .or_else(|| moment(&mut ahead))
        .or_else(|| in_same_month(&mut ahead, first))?;
    skip_behind(&mut ahead, &found);
    *cursor = ahead;
    Some(found)
}

fn skip_behind(cursor: &mut Cursor, moment: &Moment) {
    if moment.part.is_day() {
        skip_weekday_and_time(cursor);
    }
}

/// Numbers separated like those of the start, from the smallest unit up: R4.10.1～10.31, R4.10～12, R4.10～5.3.
fn chain(cursor: &mut Cursor, first: &Moment) -> Option<Moment> {
    let joint = first.joint?;
    let mut ahead = *cursor;
    let numbers = joined_numbers(&mut ahead, joint)?;
    let to_day = first.part.is_day();
    let Part::Days { month, .. } = first.part else {
        return None;
    };
    let era = |year: u32| i32::try_from(year).ok().map(Year::CalendarOfEra);
    let (year, part) = match (numbers.as_slice(), to_day) {
        ([day], true) => (first.year, Part::day(month, *day)),
        ([month, day], true) => (Year::Unsaid, Part::day(*month, *day)),
        ([year, month, day], true) => (era(*year)?, Part::day(*month, *day)),
        ([month], false) => (Year::Unsaid, Part::month(*month)),
        ([year, month], false) => (era(*year)?, Part::month(*month)),
        _ => return None,
    };
    if !stands_alone(&ahead, true) {
        return None;
    }
    eat_unless(&mut ahead, "日", |c| c == '曜');
    *cursor = ahead;
    Some(Moment {
        year,
        part,
        ..*first
    })
}

/// Up to three numbers of one or two digits with this separator.
fn joined_numbers(cursor: &mut Cursor, joint: char) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    loop {
        numbers.push(number_after(cursor, true).filter(|n| *n <= 99)?);
        let mut ahead = *cursor;
        let more = ahead.peek() == Some(joint)
            && ahead.bump().is_some()
            && ahead.peek().is_some_and(|c| c.is_ascii_digit());
        if !more {
            return Some(numbers);
        }
        if numbers.len() == 3 {
            return None;
        }
        *cursor = ahead;
    }
}

/// A part of the month that the start of the range names: 31日, 中旬, 末.
fn in_same_month(cursor: &mut Cursor, first: &Moment) -> Option<Moment> {
    let mut ahead = *cursor;
    let whole = matches!(
        first.part,
        Part::Days {
            from: 1,
            to: LAST,
            ..
        }
    );
    let of = |from, to, end_only| {
        let part = match first.part {
            Part::Days { month, .. } => Part::Days { month, from, to },
            Part::DaysAfter { months, .. } => Part::DaysAfter { months, from, to },
            _ => return None,
        };
        Some(Moment {
            part,
            end_only,
            ..*first
        })
    };
    ahead.eat("同");
    let found = if let Some(day) = number_after(&mut ahead, true) {
        let is_day = eat_day(&mut ahead) || shares(ahead, "日");
        of(day, day, false).filter(|_| is_day && first.part.is_day())
    } else if let Some((from, to)) = third(&mut ahead) {
        of(from, to, false).filter(|_| !whole)
    } else if ahead.eat_any(&["末日", "月末", "末"]).is_some() {
        of(1, LAST, true).filter(|_| !whole)
    } else {
        None
    };
    if found.is_some() {
        *cursor = ahead;
    }
    found
}
