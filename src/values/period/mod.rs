//! Periods: the text of a period cell → first and last day.
//!
//! The text is read once, from left to right:
//! 1. `squeezed`: blanks are dropped, since they may occur anywhere;
//! 2. [`token`]: date expressions ([`moment`], made of [`year`] and [`part`]), the words that join or limit them
//!    ([`words`]), and the rest;
//! 3. [`interval`]: each expression, or two joined by ～, becomes an interval of days ([`days`]). Several intervals are
//!    one if one of them contains the others, or if one gives a start and the next an end; otherwise the text names
//!    several periods, and none is chosen.

mod days;
mod interval;
mod moment;
mod months;
mod number;
mod part;
mod time;
mod token;
mod words;
mod year;

use crate::values::cursor::Cursor;
use crate::values::date::Date;
use crate::values::fiscal_year::FiscalYear;
use crate::values::folded;
use interval::{Interval, the_period};
use token::tokens;

/// First and last day, ISO 8601; `None` if the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
}

/// Reads a period. `year` is the fiscal year of the sheet, which 通年 and 8月 refer to.
pub fn period(text: &str, year: Option<FiscalYear>) -> Period {
    let found = the_period(&tokens(&squeezed(text)), year.map(FiscalYear::year))
        .filter(Interval::is_ordered);
    let iso = |date: Option<Date>| date.map(|date| date.to_string());
    found.map_or_else(Period::default, |it| Period {
        start: iso(it.start),
        end: iso(it.end),
    })
}

/// Advances past a date expression, for readers that look for other numbers.
pub fn skip_date(cursor: &mut Cursor) -> bool {
    moment::moment(cursor).is_some()
}

/// Advances past a time of day, or two joined by ～.
pub fn skip_time(cursor: &mut Cursor) -> bool {
    time::skip_time(cursor)
}

/// The text folded and without blanks, except where two letters or digits would run together (`4 15`). A line feed is
/// dropped inside a date and at a range sign.
fn squeezed(text: &str) -> String {
    const OPEN_ENDED: &str = "年度月~-からより";
    let mut out = String::with_capacity(text.len());
    let mut blank = None;
    for c in text.trim().chars().map(in_dates) {
        if c == ' ' || c == '\n' {
            blank = blank.max(Some(c == '\n'));
            continue;
        }
        if let Some(feed) = blank.take() {
            let last = out.chars().next_back();
            let era = "令平昭大明西".contains(c);
            let touching = (c.is_ascii_alphanumeric() || era)
                && last.is_some_and(|l| l.is_ascii_alphanumeric());
            let broken = "~-".contains(c) || last.is_some_and(|l| OPEN_ENDED.contains(l));
            if feed && !broken {
                out.push('\n');
            } else if touching && !is_era_letter(&out) {
                out.push(' ');
            }
        }
        out.push(c);
    }
    out
}

/// Unifies brackets to round ones, and the points of dates.
fn in_dates(c: char) -> char {
    match folded(c) {
        '〔' | '[' | '【' | '〈' | '《' | '<' => '(',
        '〕' | ']' | '】' | '〉' | '》' | '>' => ')',
        '･' => '・',
        c => c,
    }
}

/// Whether the R of `R 6` is an era.
fn is_era_letter(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(|c| "RHSTM".contains(c))
        && !back.next().is_some_and(|c| c.is_ascii_alphanumeric())
}
