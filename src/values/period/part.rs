//! The part of a year that a date expression names: 8月, 8月上旬, 8月29日, 上半期, 末.

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::period::moment::{Moment, Part};
use crate::values::period::months::months;
use crate::values::period::number::{number_after, shares};
use crate::values::period::year::{Written, Year};

/// The longest month; cut to the real length later.
pub const LAST: u32 = 31;
/// Kanji that form another word with 中: 8月中間報告, 4月中止.
const NOT_BEHIND_WITHIN: &str = "間旬期止心核央小長学古国";

/// Kanji that may precede a date with a slash (期限9/30); after others it is a fraction (国1/2).
const BEFORE_SLASHED: &str = "限切期日間納時降予定";

/// Reads the part after a year.
pub fn part(cursor: &mut Cursor, written: &Written) -> Option<Moment> {
    let of = |part, joint, end_only| {
        Some(Moment {
            year: written.year,
            base: written.base,
            joint,
            part,
            end_only,
        })
    };
    if let Some(found) = days(cursor, written.joint) {
        return of(found.part, found.joint, found.end_only);
    }
    if written.joint.is_some() {
        return of(Part::Unknown, written.joint, false);
    }
    if let Some(part) = months(cursor) {
        return of(part, None, cursor.eat_any(&["末日", "末"]).is_some());
    }
    if written.year == Year::Unsaid {
        return leaning_month(cursor)
            .and_then(|(part, end_only)| of(part, None, end_only))
            .or_else(|| calendar_year_end(cursor));
    }
    whole_year(cursor, written.year).and_then(|end_only| of(Part::Whole, None, end_only))
}

/// Whether a year without a month is meant as a whole and, if so, whether only its end.
fn whole_year(cursor: &mut Cursor, year: Year) -> Option<bool> {
    let fiscal = !matches!(
        year,
        Year::After(_) | Year::FromNow(_) | Year::CalendarOfEra(_)
    );
    match year {
        Year::Unsaid => None,
        _ if fiscal && eat_end(cursor) => Some(true),
        Year::Implied => None,
        // 前年度と同様: past years are mentioned for many reasons; they are a period only at the start of one
        Year::FiscalAfter(-1) | Year::FiscalFromNow(..0) => {
            let starts = ["から", "より", "~", "以降"];
            (starts.iter().any(|word| cursor.rest().starts_with(word))).then_some(false)
        }
        _ => fiscal.then_some(false),
    }
}

/// To the end of December: 年内, 年末.
fn calendar_year_end(cursor: &mut Cursor) -> Option<Moment> {
    let inside = |c: char| is_kanji(c) || c.is_ascii_digit();
    if cursor.previous().is_some_and(inside) {
        return None;
    }
    let found = cursor.eat("年内") || eat_unless(cursor, "年末", is_kanji);
    found.then_some(Moment {
        year: Year::FiscalFromNow(0),
        base: 0,
        joint: None,
        part: Part::month(12),
        end_only: true,
    })
}

/// Skips 末, 末日, 内, 中, which mean the end only.
fn eat_end(cursor: &mut Cursor) -> bool {
    cursor.eat_any(&["末日", "末"]).is_some()
        || eat_unless(cursor, "内", |c| "部容外訳定示".contains(c))
        || eat_unless(cursor, "中", |c| NOT_BEHIND_WITHIN.contains(c))
}

/// Advances past a word, unless the next character makes it another word.
pub fn eat_unless(cursor: &mut Cursor, word: &str, other_word: impl Fn(char) -> bool) -> bool {
    let mut ahead = *cursor;
    let found = ahead.eat(word) && !ahead.peek().is_some_and(other_word);
    if found {
        *cursor = ahead;
    }
    found
}

/// A month that refers to the one before: 同月28日, 翌月末.
fn leaning_month(cursor: &mut Cursor) -> Option<(Part, bool)> {
    let mut ahead = *cursor;
    let months = match ahead.eat_any(&["同月", "翌月", "翌々月"])? {
        "同月" => 0,
        "翌月" => 1,
        _ => 2,
    };
    let Within { from, to, end_only } = within_month(&mut ahead);
    *cursor = ahead;
    Some((Part::DaysAfter { months, from, to }, end_only))
}

/// Days of a month, and what separates its numbers.
struct InYear {
    part: Part,
    joint: Option<char>,
    end_only: bool,
}

/// A month, or days of it.
fn days(cursor: &mut Cursor, joint: Option<char>) -> Option<InYear> {
    let mut ahead = *cursor;
    let before = cursor.previous();
    let month = number_after(&mut ahead, joint.is_some()).filter(|m| (1..=12).contains(m))?;
    let found = if ahead.eat("月") {
        let Within { from, to, end_only } = within_month(&mut ahead);
        let part = Part::Days { month, from, to };
        InYear {
            part,
            joint: None,
            end_only,
        }
    } else if shares(ahead, "月") {
        InYear {
            part: Part::month(month),
            joint: None,
            end_only: false,
        }
    } else if joint.is_none() && before.is_some_and(|c| is_kanji(c) && !BEFORE_SLASHED.contains(c))
    {
        return None;
    } else {
        without_unit(&mut ahead, month, joint)?
    };
    *cursor = ahead;
    Some(found)
}

/// Days of a month.
struct Within {
    from: u32,
    to: u32,
    end_only: bool,
}

/// Reads what can follow 8月: 末, 上旬, （上旬）, 29日, 中.
fn within_month(cursor: &mut Cursor) -> Within {
    let days = |from, to, end_only| Within { from, to, end_only };
    let mut ahead = *cursor;
    ahead.eat("の");
    if ahead.eat_any(&["末日", "月末", "末"]).is_some() {
        *cursor = ahead;
        return days(1, LAST, true);
    }
    let bracket = ahead.eat("(");
    if let Some((from, to)) = third(&mut ahead)
        && (!bracket || ahead.eat(")"))
    {
        *cursor = ahead;
        return days(from, to, false);
    }
    let mut ahead = *cursor;
    if let Some(day) = number_after(&mut ahead, true)
        && (eat_day(&mut ahead) || shares(ahead, "日"))
    {
        *cursor = ahead;
        return days(day, day, false);
    }
    eat_unless(cursor, "中", |c| NOT_BEHIND_WITHIN.contains(c));
    days(1, LAST, false)
}

/// R3.1, R3.1末, R3.1.15, 4/1.
fn without_unit(cursor: &mut Cursor, month: u32, joint: Option<char>) -> Option<InYear> {
    let mut ahead = *cursor;
    let second = ahead
        .peek()
        .filter(|c| joint.map_or(*c == '/', |joint| *c == joint));
    if let Some(second) = second {
        ahead.bump();
        if let Some(day) = number_after(&mut ahead, true) {
            eat_last_point(&mut ahead);
            let is_date = (1..=LAST).contains(&day) && stands_alone(&ahead, joint.is_some());
            eat_unless(&mut ahead, "日", |c| c == '曜');
            *cursor = ahead;
            return is_date.then_some(InYear {
                part: Part::Days {
                    month,
                    from: day,
                    to: day,
                },
                joint: Some(second),
                end_only: false,
            });
        }
    }
    let joint = joint.filter(|_| !cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric()))?;
    eat_last_point(cursor);
    let Within { from, to, end_only } = within_month(cursor);
    let part = Part::Days { month, from, to };
    Some(InYear {
        part,
        joint: Some(joint),
        end_only,
    })
}

/// The point after the last number of R4. 7. 1.
fn eat_last_point(cursor: &mut Cursor) {
    eat_unless(cursor, ".", |c| c.is_ascii_alphanumeric());
}

/// Whether this is a date: 1/2 only if the text ends there or continues as after a date (1/2以内 is a half); after a year
/// anything may follow except more of the same.
pub fn stands_alone(cursor: &Cursor, behind_year: bool) -> bool {
    const BEHIND: &[&str] = &[
        "以降", "以後", "締", "〆", "必着", "期限", "開催", "実施", "開始", "予定", "施行", "頃",
        "迄",
    ];
    let rest = cursor.rest();
    let goes_on = |c: char| "~-ー()、,・まかよに日\n。".contains(c);
    match cursor.peek() {
        None => true,
        Some(c) if behind_year => !(c.is_ascii_alphanumeric() || "./件人円%".contains(c)),
        Some(c) => goes_on(c) || BEHIND.iter().any(|word| rest.starts_with(word)),
    }
}

/// A third of a month as first and last day: 上旬, 中旬, 下旬, 初旬, 中下旬, 上～中旬.
pub fn third(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let mut ahead = *cursor;
    let written = ahead.eat_while(|c| "上中下初・~".contains(c));
    let bounds = |c| match c {
        '上' | '初' => Some((1, 10)),
        '中' => Some((11, 20)),
        '下' => Some((21, LAST)),
        _ => None,
    };
    let first = written.chars().next().and_then(bounds)?;
    let last = written.chars().next_back().and_then(bounds)?;
    if !ahead.eat("旬") {
        return None;
    }
    *cursor = ahead;
    Some((first.0, last.1))
}

/// 日, but not in 3日間.
pub fn eat_day(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    let ordinal = |rest: &str| rest.starts_with('目') && !rest.starts_with("目標");
    let counts = |rest: &str| rest.starts_with('間') || ordinal(rest);
    let found = ahead.eat("日") && !counts(ahead.rest());
    if found {
        *cursor = ahead;
    }
    found
}
