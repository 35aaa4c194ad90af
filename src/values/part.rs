//! The part of a year that a date expression names: 8月, 8月上旬, 8月29日, 上半期, 末.

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::moment::{Moment, Part, Year};
use crate::values::numeral;

/// A month as long as can be; cut to its length later.
pub(super) const LAST: u32 = 31;
/// What joins two numbers that share the unit behind the second: 4～5月, 6・12月.
const SHARING: &str = "～~-ー―・、,";

/// Reads the part behind a year; `dotted` if a point or slash joins them (R3.1).
pub(super) fn part(cursor: &mut Cursor, year: Year, dotted: bool) -> Option<Moment> {
    let of = |part, end_only| {
        Some(Moment {
            year,
            part,
            end_only,
        })
    };
    if let Some((part, end_only)) = days(cursor, dotted) {
        return of(part, end_only);
    }
    if dotted {
        return None;
    }
    if let Some(part) = months(cursor) {
        return of(part, cursor.eat_any(&["末日", "末"]).is_some());
    }
    match year {
        Year::Unsaid if eat_year_end(cursor) => Some(Moment {
            year: Year::FiscalFromNow(0),
            part: Part::Days {
                month: 12,
                from: 1,
                to: LAST,
            },
            end_only: true,
        }),
        Year::Unsaid | Year::Following => None,
        _ if eat_end(cursor) => of(Part::Whole, true),
        Year::Implied => None,
        _ => of(Part::Whole, false),
    }
}

/// 年内: to the end of December.
fn eat_year_end(cursor: &mut Cursor) -> bool {
    let within_word = cursor
        .previous()
        .is_some_and(|c| is_kanji(c) || c.is_ascii_digit());
    !within_word && cursor.eat("年内")
}

/// 末, 末日, 内, 中: the end alone.
fn eat_end(cursor: &mut Cursor) -> bool {
    cursor.eat_any(&["末日", "末"]).is_some()
        || eat_unless(cursor, "内", "部容外訳定示")
        || eat_unless(cursor, "中", "間旬期止心核央小長")
}

fn eat_unless(cursor: &mut Cursor, word: &str, followers: &str) -> bool {
    let mut ahead = *cursor;
    let found = ahead.eat(word) && !ahead.peek().is_some_and(|c| followers.contains(c));
    if found {
        *cursor = ahead;
    }
    found
}

/// 通年, 上半期, 第1四半期.
fn months(cursor: &mut Cursor) -> Option<Part> {
    let odd = |c: char| c.is_ascii_alphanumeric() || numeral::is_kanji(c);
    let half = |from| Part::Months { from, count: 6 };
    if cursor
        .eat_any(&[
            "通年",
            "年間を通じ",
            "年間を通し",
            "一年を通じ",
            "1年を通じ",
        ])
        .is_some()
    {
        return Some(Part::Whole);
    }
    if cursor.eat_any(&["上半期", "上期"]).is_some() {
        return Some(half(0));
    }
    if cursor.eat_any(&["下半期", "下期"]).is_some() {
        return Some(half(6));
    }
    if cursor.previous().is_some_and(odd) {
        return None;
    }
    let mut ahead = *cursor;
    ahead.eat("第");
    let quarter = number_after(&mut ahead, true).filter(|q| (1..=4).contains(q))?;
    ahead.eat("・");
    let named = ahead.eat("四半期") || ahead.eat("Q");
    if !named {
        return None;
    }
    *cursor = ahead;
    Some(Part::Months {
        from: (quarter - 1) * 3,
        count: 3,
    })
}

/// A month or days of it; whether only the last day is meant.
fn days(cursor: &mut Cursor, dotted: bool) -> Option<(Part, bool)> {
    let mut ahead = *cursor;
    let month = number_after(&mut ahead, dotted).filter(|m| (1..=12).contains(m))?;
    ahead.skip_spaces();
    let with_unit = ahead.eat("月");
    let found = if with_unit {
        within_month(&mut ahead, month)
    } else if shares(ahead, "月") {
        (whole(month), false)
    } else {
        without_unit(&mut ahead, month, dotted)?
    };
    *cursor = ahead;
    Some(found)
}

fn whole(month: u32) -> Part {
    Part::Days {
        month,
        from: 1,
        to: LAST,
    }
}

/// What can follow 8月: 末, 上旬, 29日, 中.
fn within_month(cursor: &mut Cursor, month: u32) -> (Part, bool) {
    let days = |from, to| Part::Days { month, from, to };
    let mut ahead = *cursor;
    ahead.skip_spaces();
    if ahead.eat_any(&["末日", "末"]).is_some() {
        *cursor = ahead;
        return (whole(month), true);
    }
    if let Some((from, to)) = third(&mut ahead) {
        *cursor = ahead;
        return (days(from, to), false);
    }
    if let Some(day) = number(&mut ahead)
        && (eat_day(&mut ahead) || shares(ahead, "日"))
    {
        *cursor = ahead;
        return (days(day, day), false);
    }
    eat_unless(cursor, "中", "間旬期止心核央小長");
    (whole(month), false)
}

/// R3.1, R3.1末, R3.1.15, 4/1.
fn without_unit(cursor: &mut Cursor, month: u32, dotted: bool) -> Option<(Part, bool)> {
    let mut ahead = *cursor;
    let joint = ahead.eat_any(if dotted { &[".", "/", "-"] } else { &["/"] });
    let day = joint.and_then(|_| number_after(&mut ahead, true));
    match day {
        Some(day) if (1..=LAST).contains(&day) && stands_alone(&ahead, dotted) => {
            *cursor = ahead;
            cursor.eat("日");
            skip_weekday(cursor);
            let part = Part::Days {
                month,
                from: day,
                to: day,
            };
            Some((part, false))
        }
        _ => dotted.then(|| within_month(cursor, month)),
    }
}

/// 1/2 is a date only where the text ends, or goes on as behind a date: 1/2以内 is a half.
fn stands_alone(cursor: &Cursor, dotted: bool) -> bool {
    let goes_on = |c: char| "～~-ー(（)、,・まかよに日 \n".contains(c);
    cursor
        .peek()
        .is_none_or(|c| goes_on(c) || (dotted && c != '/'))
}

/// 上旬, 中旬, 下旬, 初旬, 中下旬 → first and last day.
fn third(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let written = cursor.eat_while(|c| "上中下初・～".contains(c));
    let bounds = |c| match c {
        '上' | '初' => Some((1, 10)),
        '中' => Some((11, 20)),
        '下' => Some((21, LAST)),
        _ => None,
    };
    let first = written.chars().next().and_then(bounds)?;
    let last = written.chars().next_back().and_then(bounds)?;
    cursor.eat("旬").then_some((first.0, last.1))
}

/// 日 with its day of the week, but not in 3日間.
pub(super) fn eat_day(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let found = ahead.eat("日") && ahead.peek() != Some('間');
    if found {
        *cursor = ahead;
        skip_weekday(cursor);
    }
    found
}

fn skip_weekday(cursor: &mut Cursor) {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let inside = |c| "月火水木金土日曜祝・、,".contains(c);
    if ahead.eat("(") && !ahead.eat_while(inside).is_empty() && ahead.eat(")") {
        *cursor = ahead;
    }
}

/// Whether the number just read shares the `unit` of the numbers behind it.
pub(super) fn shares(mut cursor: Cursor, unit: &str) -> bool {
    const MONTHS: usize = 12;
    for _ in 0..MONTHS {
        cursor.skip_spaces();
        if !cursor.peek().is_some_and(|c| SHARING.contains(c)) {
            return false;
        }
        cursor.bump();
        cursor.skip_spaces();
        if number_after(&mut cursor, true).is_none() {
            return false;
        }
        cursor.skip_spaces();
        if cursor.eat(unit) {
            return unit != "年" || !cursor.eat("度");
        }
    }
    false
}

pub(super) fn number(cursor: &mut Cursor) -> Option<u32> {
    number_after(cursor, false)
}

/// A number of one or two digits, or of kanji. After a letter, a digit or 第 it is part of something else, unless the
/// caller has read what stands before it.
pub(super) fn number_after(cursor: &mut Cursor, joined: bool) -> Option<u32> {
    let mut ahead = *cursor;
    let before = ahead.previous();
    let odd = |c: char| c.is_ascii_alphanumeric() || "第.,/数".contains(c) || numeral::is_kanji(c);
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
