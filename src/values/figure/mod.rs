//! Figures: numbers with their units, as written and as numbers.
//!
//! The text is read once, from left to right. At each place
//! 1. an expression that has numbers but is not a figure is skipped as a whole ([`aside`]): quotations, dates,
//!    ordinals, codes, fractions, bases of rates;
//! 2. otherwise a number ([`number`]) is read with its sign ([`sign`]) if it is followed by a unit, or by ～ or ⇒ and a
//!    number with a unit ([`tail`]); a bare number counts only with a thousands separator, with ▲, or next to ⇒;
//! 3. a second unit may continue the number ([`sum`]), and 約, 延べ, 以上, 未満 around it become its [`qualifier`].
//!
//! A missing figure is acceptable, a wrong one is not: in doubt there is none.

mod aside;
mod heading;
mod next;
mod number;
mod qualifier;
mod rate;
mod sign;
mod source;
mod sum;
mod tail;
mod unit;

pub use heading::{HeadingUnit, figure_under};

use serde_json::Number;

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::numeral::{self, Decimal};
use number::Numeral;
use sign::{Head, Sign, head};
use source::Source;
use sum::{sum, years_and_months};
use tail::{Tail, is_joined, tail};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureValue {
    /// As written, with sign and unit: 11,721千円.
    pub text: String,
    /// The number: 11721000.
    pub value: Number,
    /// The unit: 円; empty for a bare number.
    pub unit: String,
    /// 約, 延べ, 以上, 未満 and the like; two are separated by a space.
    pub qualifier: Option<String>,
}

/// Every figure of the text, in order.
pub fn figures(text: &str) -> Vec<FigureValue> {
    let source = Source::new(text);
    let mut found = Vec::new();
    let mut last: Option<Numeral> = None;
    let mut at = 0;
    while let Some(c) = source.behind(at).chars().next() {
        if let Some(end) = source.quotation_end(at).or_else(|| aside::end(&source, at)) {
            at = end.max(at + c.len_utf8());
            last = None;
        } else if let Some(numeral) = Numeral::at(&source, at) {
            let joined = last.is_some_and(|last| is_joined(&source, &last, &numeral));
            at = numeral.end;
            last = Some(numeral);
            if let Some((figure, end)) = figure(&source, &numeral, joined) {
                found.push(figure);
                at = end;
            }
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// The figure at a number, and the byte after it.
fn figure(source: &Source, numeral: &Numeral, joined: bool) -> Option<(FigureValue, usize)> {
    if is_part(source, numeral) {
        return None;
    }
    let head = head(source, numeral.start)?;
    let value = numeral::parse(numeral.written(source))?;
    let (value, tail) = whole(source, numeral, &head, value, joined)?;
    let negative = head.sign == Sign::Minus;
    let value = if negative { value.negated() } else { value };
    let figure = FigureValue {
        text: source.original(head.start, tail.end)?.to_owned(),
        value: value.number()?,
        qualifier: qualifiers(source, &head, &tail),
        unit: tail.unit,
    };
    Some((figure, tail.end))
}

/// Whether the number is part of something longer: 1 250人 and 1、250人 may be 1,250 people.
fn is_part(source: &Source, numeral: &Numeral) -> bool {
    let before = source.before(numeral.start);
    let last = before.chars().next_back();
    let touches = |c: char| c.is_ascii_digit() || ".,/〒№#".contains(c);
    let sum = before.strip_suffix(['+', '×', '*', '÷']);
    let reckons = sum.is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit()));
    let group = || {
        let earlier = before.strip_suffix([' ', '、']);
        let digits = earlier.is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit()));
        let written = numeral.written(source);
        let three = written
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(written.len())
            == 3;
        digits && three
    };
    let inside_word = numeral.kanji && last.is_some_and(is_kanji);
    last.is_some_and(touches) || inside_word || reckons || group()
}

/// The number, including everything after it that belongs to its value.
fn whole(
    source: &Source,
    numeral: &Numeral,
    head: &Head,
    value: Decimal,
    joined: bool,
) -> Option<(Decimal, Tail)> {
    let mut cursor = Cursor::at(source.folded(), numeral.end);
    if let Some(sum) = years_and_months(&mut cursor, value) {
        return Some((sum.value, Tail::new(cursor.position(), sum.unit)));
    }
    let tail = tail(source, numeral, head, joined)?;
    let value = value.scaled(tail.scale)?;
    let mut cursor = Cursor::at(source.folded(), tail.end);
    Some(match sum(&mut cursor, value, &tail.unit) {
        Some(sum) => {
            let unit = sum.unit.to_owned();
            (
                sum.value,
                Tail {
                    end: cursor.position(),
                    unit,
                    ..tail
                },
            )
        }
        None => (value, tail),
    })
}

fn qualifiers(source: &Source, head: &Head, tail: &Tail) -> Option<String> {
    let mut words = qualifier::before(source.before(head.start));
    words.extend(head.about.then_some("約"));
    words.extend((head.sign == Sign::Both).then_some("±"));
    words.extend(tail.remainder);
    let figure = source.between(head.start, tail.end);
    words.extend(qualifier::behind(figure, source.behind(tail.end)));
    (!words.is_empty()).then(|| words.join(" "))
}
