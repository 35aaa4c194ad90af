//! The figure of a cell whose heading gives the unit: 15 under （千円） is 15,000円.

use crate::values::figure::sign::{Head, Sign, head};
use crate::values::figure::source::Source;
use crate::values::figure::unit::unit;
use crate::values::figure::{FigureValue, Numeral, figures};
use crate::values::numeral::{self, Decimal, is_scale};
use crate::values::{folded, squeezed};

/// The unit that a heading gives for the numbers below or next to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadingUnit {
    /// The unit: 円 for 千円.
    unit: String,
    /// The power of ten to multiply each number by: 3 for 千円.
    power: u32,
}

impl HeadingUnit {
    /// Reads a text that consists of a unit, perhaps after 単位: 千円, 単位：人.
    pub fn parse(text: &str) -> Option<Self> {
        let text = squeezed(text);
        let text = text.strip_prefix("単位").unwrap_or(&text);
        let text = text.trim_start_matches([':', '/', 'は']);
        let scales = text.find(|c| !is_scale(c))?;
        let (scale, rest) = text.split_at_checked(scales)?;
        let found = unit(rest).filter(|unit| unit.len() == rest.len());
        let days = (scales == 0 && matches!(rest, "日" | "年" | "月" | "時間")).then_some(rest);
        Some(Self {
            unit: found.or(days)?.to_owned(),
            power: numeral::power(scale)?,
        })
    }

    /// Finds the unit in a heading: 事業費（千円）, （単位：百万円）, 達成率 [%], 単位 人, 千円単位. Alone, only money and shares count (千円, %),
    /// since other units are nouns as well (団体, 施設). A heading with several units gives none.
    pub fn find(heading: &str) -> Option<Self> {
        let text = squeezed(heading);
        let is_no_noun = |found: &Self| matches!(found.unit.as_str(), "円" | "%");
        let mut named: Vec<Self> = bracketed(&text).filter_map(Self::parse).collect();
        named.extend(Self::parse(&text).filter(is_no_noun));
        if let Some((before, behind)) = text.split_once("単位") {
            named.extend(money_at_the_end(before));
            named.extend(Self::parse(behind));
        }
        named.dedup();
        <[Self; 1]>::try_from(named).ok().map(|[unit]| unit)
    }

    /// A unit as a profile or a column of units names it. One that is unknown here counts as it is written.
    pub fn named(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self {
            unit: text.to_owned(),
            power: 0,
        })
    }
}

/// The texts in brackets of any kind.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    const OPEN: [char; 4] = ['(', '[', '〔', '【'];
    const CLOSE: [char; 4] = [')', ']', '〕', '】'];
    text.split(OPEN)
        .skip(1)
        .filter_map(|part| part.split_once(CLOSE))
        .map(|(inside, _)| inside)
}

/// The 千円 at the end of 事業費等(千円.
fn money_at_the_end(text: &str) -> Option<HeadingUnit> {
    let scales = text.strip_suffix('円')?;
    let start = scales.trim_end_matches(is_scale).len();
    HeadingUnit::parse(text.get(start..)?)
}

/// The figure of a cell that has nothing else. A bare number takes the unit of its heading; a unit of its own takes
/// precedence. 約, 以上 and other words around the number leave it without a value: here there is no place for them.
pub fn figure_under(cell: &str, heading: Option<&HeadingUnit>) -> Option<FigureValue> {
    if is_parted(cell) {
        return None;
    }
    let cell = squeezed(cell);
    bare(&cell, heading).or_else(|| {
        let [figure] = <[FigureValue; 1]>::try_from(figures(&cell)).ok()?;
        (figure.text == cell).then_some(figure)
    })
}

/// Whether a blank separates two digits: two numbers, as a line feed separates those of two cells.
fn is_parted(cell: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| folded(c).is_ascii_digit());
    let mut words = cell.split_whitespace();
    let Some(mut before) = words.next() else {
        return false;
    };
    words.any(|word| {
        let parted = is_digit(before.chars().next_back()) && is_digit(word.chars().next());
        before = word;
        parted
    })
}

/// A number without a unit: 1,234, △5, 0.5.
fn bare(cell: &str, heading: Option<&HeadingUnit>) -> Option<FigureValue> {
    let source = Source::new(cell);
    let start = cell.find(|c: char| c.is_ascii_digit())?;
    let numeral = Numeral::at(&source, start)?;
    let head = head_of_cell(&source, start)?;
    let is_whole = head.start == 0 && numeral.end == cell.len();
    if !is_whole || head.yen || cell.contains(is_scale) {
        return None;
    }
    let unit = heading.cloned().unwrap_or_default();
    let value = numeral::parse(numeral.written(&source))?.scaled(unit.power)?;
    let value = match head.sign {
        Sign::Minus => Decimal::negated(value),
        Sign::Unsaid | Sign::Plus => value,
        Sign::Both => return None,
    };
    Some(FigureValue {
        text: cell.to_owned(),
        value: value.number()?,
        unit: unit.unit,
        qualifier: None,
    })
}

/// The sign of a number that its cell begins with, where a hyphen does not start a list: －5 is negative.
fn head_of_cell(source: &Source, at: usize) -> Option<Head> {
    if source.before(at) == "-" {
        return Some(Head {
            start: 0,
            sign: Sign::Minus,
            torn: false,
            yen: false,
            about: false,
        });
    }
    head(source, at)
}
