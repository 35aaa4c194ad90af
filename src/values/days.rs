//! Which days a date expression means: with the fiscal year of the sheet and, at the end of a range, with its start.

use crate::values::date::Date;
use crate::values::moment::{Moment, Part, Year};
use crate::values::part::LAST;

/// The first and last day of a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Whether only the last day is meant.
    pub end_only: bool,
}

/// The days of a moment, read with the sheet's fiscal year and, at the end of a range, with the range's start.
pub(super) fn resolve(
    moment: &Moment,
    fiscal: Option<i32>,
    start: Option<(&Moment, Days)>,
) -> Option<Days> {
    let (start_date, end_date) = match moment.part {
        Part::Whole => whole_year(moment, fiscal, start)?,
        Part::Months { from, count } => {
            let year = fiscal_year(moment.year, fiscal, start)?;
            let first = month_of(year, from);
            let last = month_of(year, from + count - 1);
            (
                Date::new(first.0, first.1, 1)?,
                Date::end_of_month(last.0, last.1)?,
            )
        }
        Part::Days { month, from, to } => {
            let year = calendar_year(moment.year, month, fiscal, start)?;
            (Date::new(year, month, from)?, last_day(year, month, to)?)
        }
        Part::Day(day) => {
            let of = start?.1.start;
            let date = Date::new(of.year, of.month, day)?;
            (date, date)
        }
    };
    Some(Days {
        start: start_date,
        end: end_date,
        end_only: moment.end_only,
    })
}

fn whole_year(
    moment: &Moment,
    fiscal: Option<i32>,
    start: Option<(&Moment, Days)>,
) -> Option<(Date, Date)> {
    if let Year::Calendar(year) = moment.year {
        return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
    }
    let year = fiscal_year(moment.year, fiscal, start)?;
    Some((Date::new(year, 4, 1)?, Date::new(year + 1, 3, 31)?))
}

/// Calendar year and month of the month that comes so many months after April.
fn month_of(fiscal: i32, after_april: u32) -> (i32, u32) {
    if after_april < 9 {
        (fiscal, after_april + 4)
    } else {
        (fiscal + 1, after_april - 8)
    }
}

fn fiscal_year(year: Year, sheet: Option<i32>, start: Option<(&Moment, Days)>) -> Option<i32> {
    match year {
        Year::Fiscal { year, .. } => Some(year),
        Year::FiscalOfEra(number) => match start?.0.year {
            Year::Fiscal { base, .. } if base > 0 => Some(base + number),
            _ => None,
        },
        Year::FiscalFromNow(years) => sheet.map(|year| year + years),
        Year::Implied => sheet,
        Year::Unsaid => match start {
            Some((_, days)) => Some(days.start.year - i32::from(days.start.month < 4)),
            None => sheet,
        },
        Year::Calendar(_) | Year::Following => None,
    }
}

fn calendar_year(
    year: Year,
    month: u32,
    sheet: Option<i32>,
    start: Option<(&Moment, Days)>,
) -> Option<i32> {
    match (year, start) {
        (Year::Calendar(year), _) => Some(year),
        (Year::Following, Some((_, days))) => Some(days.start.year + 1),
        (Year::Following, None) => sheet.map(|year| year + 1),
        (Year::Unsaid, Some((first, days))) => {
            let year = days.start.year + i32::from(month < days.start.month);
            // 10月～5月 of one fiscal year runs backwards: it is not known which year is meant.
            let leaves = first.year == Year::Unsaid && year > days.start.year && month > 3;
            (!leaves).then_some(year)
        }
        _ => Some(fiscal_year(year, sheet, start)? + i32::from(month < 4)),
    }
}

/// The last day of a month that a part names, cut to the month.
fn last_day(year: i32, month: u32, to: u32) -> Option<Date> {
    if to >= LAST {
        return Date::end_of_month(year, month);
    }
    Date::new(year, month, to)
}
