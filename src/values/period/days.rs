//! The days that a date expression means, given the fiscal year of the sheet and the expression before it.

use crate::values::date::Date;
use crate::values::period::moment::{Moment, Part};
use crate::values::period::part::LAST;
use crate::values::period::year::Year;

/// The first and last day of a moment.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Whether only the last day is meant.
    pub end_only: bool,
}

/// The context in which a moment is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'m> {
    /// The fiscal year of the sheet, or of the heading.
    pub fiscal: Option<i32>,
    /// The preceding moment in the text, which 同年 and 翌月 refer to.
    pub before: Option<(&'m Moment, Days)>,
    /// Whether that moment starts the range that this one ends; then months without a year refer to it as well.
    pub in_range: bool,
}

impl<'m> Known<'m> {
    fn start(&self) -> Option<(&'m Moment, Days)> {
        self.before.filter(|_| self.in_range)
    }
}

/// The days of a moment; `None` if they are not known.
pub fn resolve(moment: &Moment, known: Known<'_>) -> Option<Days> {
    let (start, end) = match moment.part {
        Part::Unknown => return None,
        Part::Whole => whole_year(moment.year, known)?,
        Part::Months { from, count } => {
            let year = fiscal_year(moment.year, known)?;
            let first = month_of(year, from);
            let last = month_of(year, from + count - 1);
            (
                Date::new(first.0, first.1, 1)?,
                Date::end_of_month(last.0, last.1)?,
            )
        }
        Part::Days { month, from, to } => {
            let year = calendar_year(moment.year, month, known)?;
            (Date::new(year, month, from)?, last_day(year, month, to)?)
        }
        Part::DaysAfter { months, from, to } => {
            let of = known.before?.1.start;
            let month = of.month - 1 + months;
            let (year, month) = (of.year + i32::from(month >= 12), month % 12 + 1);
            (Date::new(year, month, from)?, last_day(year, month, to)?)
        }
    };
    Some(Days {
        start,
        end,
        end_only: moment.end_only,
    })
}

fn whole_year(year: Year, known: Known<'_>) -> Option<(Date, Date)> {
    if let Year::Calendar(year) = year {
        return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
    }
    let year = fiscal_year(year, known)?;
    Some((Date::new(year, 4, 1)?, Date::new(year + 1, 3, 31)?))
}

/// Calendar year and month of the month `after_april` months after April.
fn month_of(fiscal: i32, after_april: u32) -> (i32, u32) {
    if after_april < 9 {
        (fiscal, after_april + 4)
    } else {
        (fiscal + 1, after_april - 8)
    }
}

fn fiscal_year_of(date: Date) -> i32 {
    date.year - i32::from(date.month < 4)
}

fn fiscal_year(year: Year, known: Known<'_>) -> Option<i32> {
    match year {
        Year::Fiscal(year) => Some(year),
        Year::FiscalOfEra(number) => year_of_era(number, known),
        Year::FiscalFromNow(years) => known.fiscal.map(|year| year + years),
        Year::FiscalAfter(0) => known.before.map(|(_, days)| fiscal_year_of(days.start)),
        Year::FiscalAfter(years) => {
            let before = known.before.map(|(_, days)| fiscal_year_of(days.start));
            before.or(known.fiscal).map(|year| year + years)
        }
        Year::Implied => known.fiscal,
        Year::Unsaid => match known.start() {
            Some((_, days)) => Some(fiscal_year_of(days.start)),
            None => known.fiscal,
        },
        Year::Calendar(_) | Year::CalendarOfEra(_) | Year::FromNow(_) | Year::After(_) => None,
    }
}

/// 7年 after 令和6年 is of the same era; 25 after 2024 is of the same century.
fn year_of_era(number: i32, known: Known<'_>) -> Option<i32> {
    const CENTURY: i32 = 100;
    let (first, days) = known.start()?;
    match first.year {
        _ if first.base > 0 => Some(first.base + number),
        Year::Calendar(_) | Year::Fiscal(_) => {
            Some(days.start.year - days.start.year % CENTURY + number)
        }
        _ => None,
    }
}

fn calendar_year(year: Year, month: u32, known: Known<'_>) -> Option<i32> {
    match year {
        Year::Calendar(year) => Some(year),
        Year::CalendarOfEra(number) => year_of_era(number, known),
        Year::FromNow(years @ 1..) => known.fiscal.map(|year| year + years),
        // 本年2月, 昨年2月: it is unknown whether the calendar or the fiscal year is meant
        Year::FromNow(years) => known.fiscal.map(|year| year + years).filter(|_| month > 3),
        Year::After(years) => match known.before {
            Some((_, days)) => Some(days.start.year + years),
            None if years > 0 => known.fiscal.map(|year| year + years),
            None => None,
        },
        Year::Unsaid => match known.start() {
            Some(start) => year_behind(start, month),
            None => known.fiscal.map(|year| year + i32::from(month < 4)),
        },
        _ => Some(fiscal_year(year, known)? + i32::from(month < 4)),
    }
}

/// The year of a month that ends a range: the first such month after its start.
fn year_behind((first, days): (&Moment, Days), month: u32) -> Option<i32> {
    let year = days.start.year + i32::from(month < days.start.month);
    // 10月～5月 within one fiscal year runs backwards, so the year is unknown
    let leaves = first.year == Year::Unsaid && year > days.start.year && month > 3;
    (!leaves).then_some(year)
}

/// The last day of a month that a part names, cut to the month.
fn last_day(year: i32, month: u32, to: u32) -> Option<Date> {
    if to >= LAST {
        return Date::end_of_month(year, month);
    }
    Date::new(year, month, to)
}
