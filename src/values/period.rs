//! Periods: the text of a period's cell → its first and last day.
//!
//! 1. The text is cut into date expressions ([`moment`](super::moment)), the words that join or limit them (～, から,
//!    まで), and other words.
//! 2. Each expression, or two with a ～ between them, becomes an interval of days.
//! 3. Several intervals are one if one of them holds the others, or if one gives a start and the next an end; else the
//!    text names several periods, and none is chosen.

use crate::values::cursor::Cursor;
use crate::values::date::Date;
use crate::values::days::{Days, resolve};
use crate::values::era::FiscalYear;
use crate::values::folded;
use crate::values::moment::{Moment, Part, day_alone, moment};

/// First and last day, ISO 8601; `None` where the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
}

/// Reads a period. `year` is the fiscal year of the sheet, by which 通年 and 8月 are read.
pub fn period(text: &str, year: Option<FiscalYear>) -> Period {
    let text: String = text.chars().map(folded).collect();
    let found = intervals(&tokens(&text), year.map(FiscalYear::year))
        .and_then(|all| the_one(&all))
        .filter(Interval::is_ordered);
    let iso = |date: Option<Date>| date.map(|date| date.to_string());
    found.map_or_else(Period::default, |it| Period {
        start: iso(it.start),
        end: iso(it.end),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Moment(Moment),
    /// ～, から: a range, or open at the end. `true` if it may also open the text (～9月).
    To(bool),
    /// A hyphen: a range only between two moments.
    Hyphen,
    Until,
    Since,
    /// 頃, 当初, を除く: what stands before it is not meant as written.
    Vague,
    /// A comma or line feed.
    Stop,
    Word(char),
}

/// Words after a moment, the longer before those that they begin with.
const WORDS: &[(Token, &[&str])] = &[
    (
        Token::Until,
        &[
            "まで",
            "迄",
            "を目途",
            "を目処",
            "をめど",
            "目途",
            "目処",
            "期限",
            "締切",
        ],
    ),
    (
        Token::Since,
        &["以降", "以後", "開始", "運用開始", "供用開始", "着手"],
    ),
    (
        Token::Vague,
        &[
            "頃",
            "ころ",
            "ごろ",
            "前後",
            "以前",
            "当初",
            "初め",
            "はじめ",
            "初頭",
            "前半",
            "後半",
            "を除",
            "以外",
            "春",
            "夏",
            "秋",
            "冬",
            "比",
        ],
    ),
    (Token::To(true), &["～", "~"]),
    (Token::To(false), &["から", "より"]),
    (Token::Hyphen, &["-", "ー", "―", "—"]),
    (Token::Stop, &["\n", "、", ",", "・", "及び", "並びに"]),
];

fn tokens(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut found: Vec<Token> = Vec::new();
    while let Some(c) = cursor.peek() {
        if let Some(moment) = moment(&mut cursor).or_else(|| further_day(&mut cursor, &found)) {
            found.push(Token::Moment(moment));
        } else if let Some(token) = word(&mut cursor, &found) {
            found.push(token);
        } else {
            cursor.bump();
            if c != ' ' && !matches!(found.last(), Some(Token::Word(_))) {
                found.push(Token::Word(c));
            }
        }
    }
    found
}

fn further_day(cursor: &mut Cursor, found: &[Token]) -> Option<Moment> {
    let (last, earlier) = found.split_last()?;
    let joined = matches!(last, Token::To(_) | Token::Hyphen | Token::Stop);
    let is_day = |part| {
        matches!(part, Part::Day(_)) || matches!(part, Part::Days { from, to, .. } if from == to)
    };
    match earlier.last() {
        Some(Token::Moment(m)) if joined && is_day(m.part) => day_alone(cursor),
        _ => None,
    }
}

/// まで, 頃 and the like count right behind a moment; ～ and commas everywhere.
fn word(cursor: &mut Cursor, found: &[Token]) -> Option<Token> {
    let behind_moment = matches!(found.last(), Some(Token::Moment(_)));
    let (token, _) = WORDS.iter().find(|(token, words)| {
        let anywhere = matches!(token, Token::To(_) | Token::Hyphen | Token::Stop);
        (anywhere || behind_moment) && cursor.eat_any(words).is_some()
    })?;
    Some(*token)
}

/// Days from `start` to `end`; open where `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Interval {
    start: Option<Date>,
    end: Option<Date>,
}

impl Interval {
    fn is_ordered(&self) -> bool {
        self.start
            .zip(self.end)
            .is_none_or(|(start, end)| start <= end)
    }

    /// The least interval that holds both.
    fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.zip(other.start).map(|(a, b)| a.min(b)),
            end: self.end.zip(other.end).map(|(a, b)| a.max(b)),
        }
    }
}

/// Every interval of the text; `None` if any part of it is not understood.
fn intervals(tokens: &[Token], fiscal: Option<i32>) -> Option<Vec<Interval>> {
    let mut found = Vec::new();
    let mut rest = tokens;
    let mut before = None;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if let Token::Moment(moment) = first {
            let (interval, taken) = interval(before, moment, after, fiscal)?;
            found.push(interval);
            rest = after.get(taken..).unwrap_or_default();
        }
        before = Some(first);
    }
    Some(found)
}

/// The interval of a moment and of what stands behind it, and the number of tokens behind it that this used.
fn interval(
    before: Option<&Token>,
    moment: &Moment,
    after: &[Token],
    fiscal: Option<i32>,
) -> Option<(Interval, usize)> {
    match after {
        [Token::Vague, ..] => None,
        [
            Token::To(_) | Token::Hyphen,
            Token::Moment(_),
            Token::Vague,
            ..,
        ] => None,
        [
            Token::To(_) | Token::Hyphen,
            Token::Moment(last),
            Token::Until,
            ..,
        ] => Some((range(moment, last, fiscal)?, 3)),
        [Token::To(_) | Token::Hyphen, Token::Moment(last), ..] => {
            Some((range(moment, last, fiscal)?, 2))
        }
        [Token::To(_), Token::Word(c), ..] if c.is_ascii_digit() => None,
        [Token::To(_) | Token::Since, ..] => Some((since(resolve(moment, fiscal, None)?), 1)),
        [Token::Until, ..] => Some((until(resolve(moment, fiscal, None)?), 1)),
        _ => {
            let days = resolve(moment, fiscal, None)?;
            let ends = moment.end_only || before == Some(&Token::To(true));
            Some((if ends { until(days) } else { both(days) }, 0))
        }
    }
}

fn both(days: Days) -> Interval {
    Interval {
        start: Some(days.start),
        end: Some(days.end),
    }
}

fn until(days: Days) -> Interval {
    Interval {
        start: None,
        end: Some(days.end),
    }
}

fn since(days: Days) -> Interval {
    Interval {
        start: Some(if days.end_only { days.end } else { days.start }),
        end: None,
    }
}

fn range(first: &Moment, last: &Moment, fiscal: Option<i32>) -> Option<Interval> {
    let start = resolve(first, fiscal, None);
    let end = resolve(last, fiscal, start.map(|days| (first, days)))?;
    let range = Interval {
        start: start.and_then(|days| since(days).start),
        end: Some(end.end),
    };
    range.is_ordered().then_some(range)
}

/// The one period that several intervals come to.
fn the_one(all: &[Interval]) -> Option<Interval> {
    if let [first, second] = all
        && (first.end, second.start) == (None, None)
    {
        return Some(Interval {
            start: first.start,
            end: second.end,
        });
    }
    let hull = all.iter().copied().reduce(Interval::hull)?;
    all.contains(&hull).then_some(hull)
}
