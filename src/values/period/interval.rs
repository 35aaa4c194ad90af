//! From tokens to intervals of days, and from several intervals to one.

use crate::values::date::Date;
use crate::values::period::days::{Days, Known, resolve};
use crate::values::period::moment::Moment;
use crate::values::period::token::Token;

/// Days from `start` to `end`, which is open if `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

impl Interval {
    fn both(days: Days) -> Self {
        Self {
            start: Some(days.start),
            end: Some(days.end),
        }
    }

    fn until(days: Days) -> Self {
        Self {
            start: None,
            end: Some(days.end),
        }
    }

    fn since(days: Days) -> Self {
        Self {
            start: Some(if days.end_only { days.end } else { days.start }),
            end: None,
        }
    }

    /// Whether it does not end before it starts.
    pub fn is_ordered(&self) -> bool {
        self.start
            .zip(self.end)
            .is_none_or(|(start, end)| start <= end)
    }

    /// The smallest interval that contains both.
    fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.zip(other.start).map(|(a, b)| a.min(b)),
            end: self.end.zip(other.end).map(|(a, b)| a.max(b)),
        }
    }

    fn holds(self, other: Self) -> bool {
        self.hull(other) == self
    }
}

/// The single period that a text means; `None` if any part of it is not understood, or if there are several.
///
/// Text in brackets only explains what is outside: 通年（6月は強化月間） is the whole year, 3月（令和2年度） is March.
pub fn the_period(tokens: &[Token], fiscal: Option<i32>) -> Option<Interval> {
    let (outside, inside) = Reader::new(fiscal).intervals(tokens)?;
    let Some(period) = the_one(&outside) else {
        return the_one(&inside).filter(|_| outside.is_empty());
    };
    let explains = |of: &Interval| period.holds(*of) || of.holds(period) || is_inside(*of, period);
    inside.iter().all(explains).then_some(period)
}

/// Whether every day of the one is within the other: 年度内（10月に報告）.
fn is_inside(inner: Interval, outer: Interval) -> bool {
    let within = |day: Date| {
        outer.start.is_none_or(|start| start <= day) && outer.end.is_none_or(|end| day <= end)
    };
    inner.start.into_iter().chain(inner.end).all(within)
}

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

/// The length of a remark in brackets that holds no date: 10月（予定）～.
fn aside(tokens: &[Token]) -> usize {
    match tokens {
        [Token::Open, Token::Word | Token::Noun, Token::Close, ..] => 3,
        _ => 0,
    }
}

/// Whether a moment ends a range: after ～, or between から and まで. 窓口から3月に has another から.
fn ends_range(before: Option<&Token>, after: &[Token]) -> bool {
    match before {
        Some(Token::To(true)) => true,
        Some(Token::To(false)) => after.first() == Some(&Token::Until),
        _ => false,
    }
}

/// Reads intervals from left to right.
struct Reader {
    fiscal: Option<i32>,
    /// The last moment whose days are known.
    last: Option<(Moment, Days)>,
}

impl Reader {
    fn new(fiscal: Option<i32>) -> Self {
        Self { fiscal, last: None }
    }

    /// The intervals of the text: those outside brackets, and those inside.
    fn intervals(&mut self, tokens: &[Token]) -> Option<(Vec<Interval>, Vec<Interval>)> {
        let (mut outside, mut inside) = (Vec::new(), Vec::new());
        let (mut rest, mut before, mut depth) = (tokens, None, 0_u32);
        let mut unread = false;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                Token::Open => depth += 1,
                Token::Close => depth = depth.saturating_sub(1),
                // まで limits something that is not understood: （議会の議決を得るまで）
                Token::Until => return None,
                // the range begins with something that is not understood: 年度当初～9月, 契約日から3月まで
                Token::Moment(_) if unread && ends_range(before, after) => return None,
                Token::Moment(moment) => {
                    let (interval, taken) = self.interval(before, moment, after)?;
                    let list = if depth == 0 {
                        &mut outside
                    } else {
                        &mut inside
                    };
                    list.push(interval);
                    rest = after.get(taken..).unwrap_or_default();
                }
                Token::To(_) => {
                    unread = matches!(
                        before,
                        Some(
                            Token::Word
                                | Token::Noun
                                | Token::TimeWord
                                | Token::Vague
                                | Token::Digit
                                | Token::Close
                        )
                    );
                }
                _ => {}
            }
            before = Some(first);
        }
        Some((outside, inside))
    }

    /// The interval of a moment and of what follows it, and how many of the following tokens it used.
    fn interval(
        &mut self,
        before: Option<&Token>,
        moment: &Moment,
        after: &[Token],
    ) -> Option<(Interval, usize)> {
        let noun = usize::from(after.first() == Some(&Token::Noun));
        let aside = noun + aside(after.get(noun..).unwrap_or_default());
        let behind = after.get(aside..).unwrap_or_default();
        let (interval, taken) = match behind {
            _ if before == Some(&Token::Vague) => return None,
            [Token::Vague, ..] => return None,
            [Token::To(_), Token::Moment(last), further @ ..] => {
                let (interval, taken) = self.range(moment, last, further)?;
                (interval, 2 + taken)
            }
            [Token::Hyphen, Token::Moment(last), further @ ..] if aside == 0 => {
                let (interval, taken) = self.range(moment, last, further)?;
                (interval, 2 + taken)
            }
            [
                Token::To(_),
                Token::Digit | Token::TimeWord | Token::Vague,
                ..,
            ] => return None,
            [Token::To(_) | Token::Since, ..] => (Interval::since(self.days(moment)?), 1),
            [Token::Until, ..] => (Interval::until(self.days(moment)?), 1),
            _ => {
                let days = self.days(moment)?;
                let ends = moment.end_only || matches!(before, Some(Token::To(true) | Token::Due));
                let interval = if ends {
                    Interval::until(days)
                } else {
                    Interval::both(days)
                };
                return Some((interval, 0));
            }
        };
        Some((interval, aside + taken))
    }

    /// The range between two moments, and how many tokens after the second it used.
    fn range(
        &mut self,
        first: &Moment,
        last: &Moment,
        further: &[Token],
    ) -> Option<(Interval, usize)> {
        let noun = usize::from(further.first() == Some(&Token::Noun));
        let taken = match further.get(noun..).unwrap_or_default() {
            [Token::Vague, ..] => return None,
            [Token::Until, ..] => noun + 1,
            _ => 0,
        };
        let start = self.days(first)?;
        let end = resolve(
            last,
            Known {
                fiscal: self.fiscal,
                before: Some((first, start)),
                in_range: true,
            },
        )?;
        self.last = Some((*last, end));
        let range = Interval {
            start: Interval::since(start).start,
            end: Some(end.end),
        };
        range.is_ordered().then_some((range, taken))
    }

    fn days(&mut self, moment: &Moment) -> Option<Days> {
        let days = resolve(
            moment,
            Known {
                fiscal: self.fiscal,
                before: self.last.as_ref().map(|(moment, days)| (moment, *days)),
                in_range: false,
            },
        )?;
        self.last = Some((*moment, days));
        Some(days)
    }
}
