//! Calendar dates, as far as periods need them.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The last day of a month.
    pub fn end_of_month(year: i32, month: u32) -> Option<Self> {
        Self::new(year, month, days_in(year, month))
    }
}

/// Whether the text is an existing date, written `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|p| p.len() == digits)?;
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| part.parse::<u32>().ok())?
    };
    let date = (number(4), number(2), number(2));
    let (Some(year), Some(month), Some(day)) = date else {
        return false;
    };
    i32::try_from(year).is_ok_and(|year| Date::new(year, month, day).is_some())
}

fn days_in(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn february_has_29_days_in_leap_years() {
        let last = |year| Date::end_of_month(year, 2).map(|d| d.day);
        assert_eq!(
            [2019, 2020, 2000, 1900].map(last),
            [28, 29, 29, 28].map(Some)
        );
        assert_eq!(Date::new(2021, 2, 29), None);
        assert_eq!(Date::new(2021, 13, 1), None);
    }
}
