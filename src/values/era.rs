//! Years: the eras (元号), the Western calendar, and fiscal years.

use crate::values::cursor::Cursor;
use crate::values::numeral;

/// The names and signs of each modern era, with the year before its first. The letters are those used on forms.
const ERAS: &[(&str, i32)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("㋿", 2018),
    ("㍻", 1988),
    ("㍼", 1925),
    ("㍽", 1911),
    ("㍾", 1867),
    ("R", 2018),
    ("H", 1988),
    ("S", 1925),
    ("T", 1911),
    ("M", 1867),
    ("令", 2018),
    ("平", 1988),
    ("昭", 1925),
];

/// First days of the eras since calendars are solar: year, month, day; name, letter.
#[cfg(feature = "originals")]
const BEGINNINGS: &[((i32, u32, u32), &str, char)] = &[
    ((2019, 5, 1), "令和", 'R'),
    ((1989, 1, 8), "平成", 'H'),
    ((1926, 12, 25), "昭和", 'S'),
    ((1912, 7, 30), "大正", 'T'),
    ((1868, 1, 1), "明治", 'M'),
];

/// The era of a day.
#[cfg(feature = "originals")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Era {
    /// Its name: 令和.
    pub name: &'static str,
    /// Its letter: R.
    pub letter: char,
    /// Which year of it.
    pub year: i32,
}

/// The era of a day, from 1868 on.
#[cfg(feature = "originals")]
pub(crate) fn era_of(year: i32, month: u32, day: u32) -> Option<Era> {
    let began = |beginning: &&((i32, u32, u32), _, _)| beginning.0 <= (year, month, day);
    let ((first, ..), name, letter) = BEGINNINGS.iter().find(began)?;
    Some(Era {
        name,
        letter: *letter,
        year: year - first + 1,
    })
}

/// Western years that a form may mention; another four-digit number is not a year.
const WESTERN: std::ops::RangeInclusive<i32> = 1868..=2199;

/// A year as written, without the 年 after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenYear {
    /// The year; years after the end of an era (平成33年) are counted on.
    pub year: i32,
    /// The year before the first of its era; 0 for the Western calendar.
    pub base: i32,
    /// Where it begins.
    pub start: usize,
    /// Whether that is the start of the text.
    pub from_start: bool,
    /// Whether the era is a letter, which may mean something else (S1, T4).
    letter: bool,
}

impl WrittenYear {
    /// Whether it is a year although neither 年 nor a date follows: R2 or 令和2, but not 2020, R2D2 or T4.
    pub fn is_year_alone(&self, behind: &Cursor) -> bool {
        let base = |name: &str| {
            ERAS.iter()
                .find(|(era, _)| *era == name)
                .map(|(_, base)| *base)
        };
        let rare = self.letter && [base("T"), base("M")].contains(&Some(self.base));
        let goes_on = |c: char| {
            let word = self.letter && matches!(c, 'ァ'..='ヺ' | 'ー');
            word || c.is_ascii_alphanumeric() || "./%号".contains(c)
        };
        self.base > 0 && !rare && !behind.peek().is_some_and(goes_on)
    }
}

/// Reads 令和2, R2, 令和二, ㍻元, 2020, 令和2（2020）.
pub(super) fn written_year(cursor: &mut Cursor) -> Option<WrittenYear> {
    cursor.peek().filter(|c| may_begin_year(*c))?;
    let before = cursor.previous();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || "第.,".contains(c)) {
        return None;
    }
    let start = cursor.position();
    let mut ahead = *cursor;
    ahead.eat("西暦");
    let letter = ahead.peek().is_some_and(|c| c.is_ascii_alphabetic());
    let (number, base) = match era_base(&mut ahead) {
        Some(base) => (era_number(&mut ahead)?, base),
        None => (western(&mut ahead)?, 0),
    };
    let year = base + number;
    skip_gloss(&mut ahead, year);
    *cursor = ahead;
    Some(WrittenYear {
        year,
        base,
        start,
        from_start: before.is_none(),
        letter,
    })
}

/// Whether a written year may begin with a character; most of a text needs no closer look.
fn may_begin_year(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '西' | '令' | '平' | '昭' | '大' | '明' | '㋿' | '㍻' | '㍼' | '㍽' | '㍾'
    ) || matches!(c, 'R' | 'H' | 'S' | 'T' | 'M')
        || matches!(
            c,
            '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九'
        )
}

/// The era at the cursor. 平 and 昭 count only if no kanji precedes them (水平30).
fn era_base(cursor: &mut Cursor) -> Option<i32> {
    let after_kanji = cursor.previous().is_some_and(is_kanji);
    let (_, base) = ERAS
        .iter()
        .find(|(name, _)| !(after_kanji && "令平昭".contains(name)) && cursor.eat(name))?;
    Some(*base)
}

/// The western years that a year of an era may be, if nothing says which era.
pub(super) fn years_of_eras(number: i32) -> impl Iterator<Item = i32> {
    let named = ERAS.iter().filter(|(name, _)| name.chars().count() == 2);
    named.map(move |(_, base)| base + number)
}

pub(super) fn era_number(cursor: &mut Cursor) -> Option<i32> {
    cursor.skip_spaces();
    let written = if cursor.eat("元") {
        "元"
    } else if cursor.peek()?.is_ascii_digit() {
        cursor.eat_while(|c| c.is_ascii_digit())
    } else {
        cursor.eat_while(|c| "一二三四五六七八九十".contains(c))
    };
    let number = numeral::small(written).filter(|n| (1..=99).contains(n))?;
    i32::try_from(number).ok()
}

fn western(cursor: &mut Cursor) -> Option<i32> {
    let digits = cursor.eat_while(|c| c.is_ascii_digit());
    let year = if digits.is_empty() {
        kanji_year(cursor)?
    } else {
        digits.parse().ok().filter(|_| digits.len() == 4)?
    };
    let year = i32::try_from(year).ok()?;
    WESTERN.contains(&year).then_some(year)
}

/// A year as four kanji digits: 二〇二〇.
fn kanji_year(cursor: &mut Cursor) -> Option<u32> {
    let is_digit = |c: &char| "〇一二三四五六七八九".contains(*c);
    if cursor.previous().is_some_and(numeral::is_kanji) {
        return None;
    }
    let written = cursor.rest();
    let digits = written.chars().take(5).take_while(is_digit).count();
    let len = written
        .char_indices()
        .nth(4)
        .map_or(written.len(), |(at, _)| at);
    let year = written.get(..len).filter(|_| digits == 4)?;
    cursor.eat(year);
    numeral::small(year)
}

/// Skips the same year in the other calendar: 令和2（2020）年度, 令和2年（2020年）, 令和2年/2020年.
pub(super) fn skip_gloss(cursor: &mut Cursor, year: i32) {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let bracket = ahead.eat("(");
    if !bracket && !ahead.eat("/") {
        return;
    }
    ahead.eat("西暦");
    let other = match era_base(&mut ahead) {
        Some(base) => era_number(&mut ahead).map(|number| base + number),
        None => western(&mut ahead),
    };
    ahead.eat_any(&["年度", "年"]);
    if other == Some(year) && (!bracket || ahead.eat(")")) {
        *cursor = ahead;
    }
}

/// Whether it is a kanji, including 々.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '々' | '㐀'..='䶿')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_era_may_begin_a_year() {
        let firsts = ERAS.iter().filter_map(|(name, _)| name.chars().next());
        assert!(firsts.into_iter().all(may_begin_year));
    }
}
