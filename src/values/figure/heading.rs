//! Figures in a cell whose heading gives the unit: 15 under （千円） is 15,000円.

use crate::values::figure::qualifier;
use crate::values::figure::sign::{Head, Sign, head};
use crate::values::figure::source::Source;
use crate::values::figure::unit::unit;
use crate::values::figure::{FigureValue, Numeral, figures};
use crate::values::numeral::{self, is_scale};

/// The unit that a heading gives for the numbers below or next to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingUnit {
    /// The unit: 円 for 千円.
    unit: String,
    /// The power of ten to multiply each number by: 3 for 千円.
    power: u32,
}

impl HeadingUnit {
    /// Reads 千円, 事業費（千円）, （単位：百万円）, 参加者数（人）, 達成率 [%], 単位 人: a unit in brackets, after 単位, or as the whole text. A
    /// heading with several units gives none.
    pub fn parse(heading: &str) -> Option<Self> {
        let source = Source::new(heading);
        let text = source.folded().replace([' ', '\n'], "");
        let mut named: Vec<Self> = bracketed(&text).filter_map(Self::of).collect();
        named.extend(Self::of(&text));
        named.extend(text.split_once("単位").and_then(|(_, rest)| Self::of(rest)));
        named.dedup();
        <[Self; 1]>::try_from(named).ok().map(|[unit]| unit)
    }

    /// Reads a text that consists of a unit, perhaps after 単位.
    fn of(text: &str) -> Option<Self> {
        let text = text.strip_prefix("単位").unwrap_or(text);
        let text = text.trim_start_matches([':', '/']);
        let scales = text.find(|c| !is_scale(c))?;
        let (scale, rest) = text.split_at_checked(scales)?;
        let found = unit(rest).filter(|unit| unit.len() == rest.len());
        let days = (scales == 0 && matches!(rest, "日" | "年" | "月" | "時間")).then_some(rest);
        Some(Self {
            unit: found.or(days)?.to_owned(),
            power: numeral::power(scale)?,
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

/// The figures of a cell whose heading gives the unit. It applies to lines that consist of a number; a number with its
/// own unit keeps it.
pub fn figures_under(text: &str, heading: Option<&HeadingUnit>) -> Vec<FigureValue> {
    let Some(heading) = heading else {
        return figures(text);
    };
    let lines = text.lines().map(|line| number_alone(line, heading));
    match lines.collect::<Option<Vec<_>>>() {
        Some(found) => found,
        None => figures(text),
    }
}

/// The sign of a cell that has only a number, where a hyphen does not start a list: － 5 is negative.
fn head_alone(source: &Source, at: usize) -> Option<Head> {
    if source.before(at).trim() == "-" {
        return Some(Head {
            start: 0,
            sign: Sign::Minus,
            torn: true,
            yen: false,
        });
    }
    head(source, at)
}

/// A line that is a number without a unit, perhaps with 約 or 以上.
fn number_alone(line: &str, heading: &HeadingUnit) -> Option<FigureValue> {
    let source = Source::new(line.trim());
    let start = source.folded().find(|c: char| c.is_ascii_digit())?;
    let numeral = Numeral::at(&source, start)?;
    let head = head_alone(&source, start).filter(|head| !head.yen)?;
    let words = qualifier::before(source.before(head.start));
    let before: String = source.before(head.start).split_whitespace().collect();
    let rest = source.behind(numeral.end).trim();
    let behind = qualifier::plain(rest).filter(|word| word.len() == rest.len());
    if before != words.concat() || !(rest.is_empty() || behind.is_some()) {
        return None;
    }
    let value = numeral::parse(numeral.written(&source))?.scaled(heading.power)?;
    let value = if head.sign == Sign::Minus {
        value.negated()
    } else {
        value
    };
    let both = (head.sign == Sign::Both).then_some("±");
    let words: Vec<&str> = words.into_iter().chain(both).chain(behind).collect();
    Some(FigureValue {
        text: source.original(head.start, numeral.end)?.to_owned(),
        value: value.number()?,
        unit: heading.unit.clone(),
        qualifier: (!words.is_empty()).then(|| words.join(" ")),
    })
}
