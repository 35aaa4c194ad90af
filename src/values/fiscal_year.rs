//! Fiscal years (年度).

use std::ops::Range;

use crate::values::cursor::Cursor;
use crate::values::era::{WrittenYear, era_number, skip_gloss, written_year, years_of_eras};
use crate::values::folded;

/// The longest word before a year without an era, as in 目標値6年度.
const LONGEST_PREFIX: usize = 4;

/// A fiscal year of Japanese public bodies, April to March, identified by the year it starts in: 令和2年度 is 2020.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year that starts in April of `year`.
    pub fn new(year: i32) -> Self {
        Self(year)
    }

    /// Reads the first fiscal year in a text: 令和2年度, 令和元年度, 平成31年度, ㍻30年度, R2年度, 2020年度, 令和2（2020）年度; also R2, H30 and
    /// 令和2年 if that is the whole text.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().map(folded).collect();
        first(&text, |cursor, written| {
            let whole = written.from_start && cursor.rest().is_empty();
            cursor.skip_spaces();
            cursor.eat("年度") || whole || (written.from_start && cursor.rest() == "年")
        })
        .map(|(year, _)| year)
    }

    /// Reads a fiscal year next to another one: without an era (6年度, 元年度) it is of the era that makes it the nearest.
    pub fn parse_near(text: &str, other: Self) -> Option<Self> {
        Self::parse(text).or_else(|| {
            let text: String = text.trim().chars().map(folded).collect();
            let years = without_era(&text)?.map(Self);
            years.min_by_key(|own| own.0.abs_diff(other.0))
        })
    }

    /// Finds the fiscal year in a title, and its bytes: 様式（令和4年度） → 令和4年度. R4 and 令和4年 without 年度 count at the start
    /// or end of the title, or in brackets.
    pub fn find(title: &str) -> Option<(Self, Range<usize>)> {
        let text: String = title.chars().map(folded).collect();
        let (year, found) = first(&text, |cursor, written| {
            let start = written.start;
            let before = text
                .get(..start)
                .and_then(|before| before.chars().next_back());
            cursor.skip_spaces();
            if cursor.eat("年度") {
                skip_gloss(cursor, written.year);
                return true;
            }
            let opens = before.is_none_or(|c| "([【〔 ".contains(c));
            let alone = written.is_year_alone(cursor);
            let named = cursor.eat("年");
            let next = cursor.peek();
            // 令和4年9月 is a date, 令和4～6年度 more than a year
            let goes_on =
                next.is_some_and(|c| "~-ー―・、,".contains(c) || (named && c.is_ascii_digit()));
            let closes = next.is_none_or(|c| ")]】〕 ".contains(c));
            alone && !goes_on && (opens || closes)
        })?;
        let bytes = |at: usize| {
            let chars = text.get(..at)?.chars().count();
            let place = title.char_indices().nth(chars).map(|(at, _)| at);
            Some(place.unwrap_or(title.len()))
        };
        let found = bytes(found.start)?..bytes(found.end)?;
        let trimmed = title.get(found.clone())?.trim_end().len();
        Some((year, found.start..found.start + trimmed))
    }

    /// The calendar year of its April.
    pub fn year(self) -> i32 {
        self.0
    }

    /// First day, ISO 8601.
    pub fn start(self) -> String {
        format!("{:04}-04-01", self.0)
    }

    /// Last day, ISO 8601.
    pub fn end(self) -> String {
        format!("{:04}-03-31", self.0 + 1)
    }
}

/// What years a folded text may mean that begins with one of no named era, after a word at most: 6年度, 目標値6年度.
fn without_era(text: &str) -> Option<impl Iterator<Item = i32>> {
    let mut cursor = Cursor::new(text);
    for _ in 0..LONGEST_PREFIX {
        if cursor
            .peek()
            .is_some_and(|c| c.is_ascii_digit() || c == '元')
        {
            break;
        }
        cursor.bump();
    }
    let number = era_number(&mut cursor)?;
    cursor.eat("年度").then(|| years_of_eras(number))
}

/// The first written year of a folded text that `counts` accepts, and its bytes; `counts` moves the cursor to its end.
fn first(
    text: &str,
    counts: impl Fn(&mut Cursor, &WrittenYear) -> bool,
) -> Option<(FiscalYear, Range<usize>)> {
    let mut cursor = Cursor::new(text);
    while cursor.peek().is_some() {
        let Some(written) = written_year(&mut cursor) else {
            cursor.bump();
            continue;
        };
        if counts(&mut cursor, &written) {
            return Some((FiscalYear(written.year), written.start..cursor.position()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_an_era_is_the_nearest() {
        let cases = [
            ("6年度", 2024, Some(2024)),
            ("目標値３年度", 2025, Some(2021)),
            ("30年度", 2019, Some(2018)),
            ("元年度", 2018, Some(2019)),
            ("63年度", 1989, Some(1988)),
            ("H30年度", 2019, Some(2018)),
            ("差引", 2024, None),
            ("6年", 2024, None),
            ("100年度", 2024, None),
        ];
        for (text, near, expected) in cases {
            let found = FiscalYear::parse_near(text, FiscalYear::new(near));
            assert_eq!(found.map(FiscalYear::year), expected, "{text}");
        }
    }

    #[test]
    fn the_year_may_be_anywhere_in_a_title() {
        let cases = [
            ("令和4年度 管理シート", Some("令和4年度")),
            ("管理シート 令和４年度", Some("令和４年度")),
            ("管理シート（令和 4 年度）", Some("令和 4 年度")),
            ("【令和4年度】管理シート", Some("令和4年度")),
            (
                "管理シート(令和4年度(2022年度))",
                Some("令和4年度(2022年度)"),
            ),
            ("2022（R4）年度管理シート", Some("2022（R4）年度")),
            ("Ｒ４　管理シート", Some("Ｒ４")),
            ("管理シート（R4）", Some("R4")),
            ("管理シート（令和4年）", Some("令和4年")),
            ("管理シートR4版", None),
            ("管理シート（令和4年9月現在）", None),
            ("令和4年9月30日 管理シート", None),
            ("管理シート（令和4～6年度）", None),
            ("第4期管理シート", None),
            ("管理シート（2022）", None),
            ("", None),
        ];
        for (title, expected) in cases {
            let found = FiscalYear::find(title);
            assert_eq!(
                found.as_ref().and_then(|(_, at)| title.get(at.clone())),
                expected
            );
            assert!(found.is_none_or(|(year, _)| year.year() == 2022), "{title}");
        }
    }
}
