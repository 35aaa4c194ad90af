//! Figures and dates read together with their headings: units, years, the era of the sheet.

use std::sync::LazyLock;

use serde_json::Number;

use crate::label_regex::LabelRegex;
use crate::model::{FieldValue, Record};
use crate::profile::{ValueType, folded};
use crate::values::{FiscalYear, figures, period};

/// A unit in brackets, after 単位 or before it: （千円）, 単位：千円, 千円単位.
static UNIT: LazyLock<Option<LabelRegex>> = LazyLock::new(|| {
    LabelRegex::new(
        r"(?:単位[:は]?|[(\[〔])(?P<a>千円|百万円|十億円|億円|万円|円|人|人日|%|件|回|箇所|か所|ヶ所|日|時間|世帯|戸|台|冊|校|園|団体|m2|㎡|km|ha|t|kg)(?:[)\]〕]|$)|(?P<b>千円|百万円|億円|万円|円)単位",
    )
});

/// The facts about a sheet that its values are read with.
#[derive(Clone, Debug, Default)]
pub struct Context {
    year: Option<FiscalYear>,
}

impl Context {
    /// The context of a sheet of this fiscal year, as written.
    pub fn of(year: Option<&str>) -> Self {
        Self {
            year: year.and_then(FiscalYear::parse),
        }
    }

    /// Adds the dates or the number of a text next to it.
    pub fn typed(
        &self,
        record: &mut Record,
        key: &str,
        kind: ValueType,
        text: &str,
        unit: Option<&str>,
    ) {
        match kind {
            ValueType::Period => {
                let period = period(text, self.year);
                record.insert(format!("{key}_start"), date(period.start));
                record.insert(format!("{key}_end"), date(period.end));
            }
            ValueType::Number => {
                let (value, unit) =
                    number(text, unit).map_or((None, None), |(v, u)| (Some(v), Some(u)));
                record.insert(
                    format!("{key}_value"),
                    value.map_or(FieldValue::Null, FieldValue::Number),
                );
                record.insert(
                    format!("{key}_unit"),
                    unit.map_or(FieldValue::Null, FieldValue::Text),
                );
            }
            ValueType::Text | ValueType::Choice => {}
        }
    }

    /// The year that labels name, innermost first.
    pub fn year_of(&self, year: Option<&str>, labels: &[String]) -> Option<FiscalYear> {
        let own = year.and_then(|text| self.parse(text));
        own.or_else(|| labels.iter().rev().find_map(|label| self.parse(label)))
    }

    fn parse(&self, text: &str) -> Option<FiscalYear> {
        let text = folded(text);
        match self.year {
            Some(year) => FiscalYear::parse_near(&text, year),
            None => FiscalYear::parse(&text),
        }
    }
}

fn date(date: Option<String>) -> FieldValue {
    date.map_or(FieldValue::Null, FieldValue::Text)
}

/// The number of a text that is nothing else, with its own unit or the one given.
pub fn number(text: &str, unit: Option<&str>) -> Option<(Number, String)> {
    if is_parted(text) {
        return None;
    }
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = |text: &str| {
        let found = figures(text);
        match found.as_slice() {
            [one] if folded(&one.text) == folded(text) => {
                Some((one.value.clone(), one.unit.clone()))
            }
            _ => None,
        }
    };
    let plain = folded(&squeezed);
    let digits = plain.trim_start_matches(['△', '▲', '-', '−', '+']);
    let is_bare = !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if !is_bare {
        return whole(&squeezed);
    }
    if !is_grouped(digits) {
        return None;
    }
    let negative = digits.len() < plain.len() && !plain.starts_with('+');
    let with_unit = |unit: &str| {
        let (value, unit) = whole(&format!("{digits}{unit}"))?;
        Some((if negative { negated(&value)? } else { value }, unit))
    };
    unit.filter(|u| !u.is_empty())
        .and_then(with_unit)
        .or_else(|| {
            let value: Number = digits.replace(',', "").parse().ok().or_else(|| {
                digits
                    .replace(',', "")
                    .parse::<f64>()
                    .ok()
                    .and_then(Number::from_f64)
            })?;
            let value = if negative { negated(&value)? } else { value };
            Some((value, unit.unwrap_or_default().to_owned()))
        })
}

/// Whether there is white space between two digits: two numbers, as a line feed separates those of two cells.
fn is_parted(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_digit = |c: Option<char>| {
        c.is_some_and(|c| folded(&c.to_string()).chars().all(|c| c.is_ascii_digit()))
    };
    words.windows(2).any(|pair| match pair {
        [a, b] => is_digit(a.chars().last()) && is_digit(b.chars().next()),
        _ => false,
    })
}

/// Whether commas divide a number into groups of three digits.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_first = !whole.contains(',') || (1..=3).contains(&first.len());
    is_first && groups.all(|group| group.len() == 3)
}

fn negated(value: &Number) -> Option<Number> {
    match value.as_i64() {
        Some(value) => Some((-value).into()),
        None => format!("-{value}").parse().ok(),
    }
}

/// The unit that a heading or a note names.
pub fn unit_of(text: &str) -> Option<String> {
    let text = folded(text);
    let pattern = UNIT.as_ref()?;
    let group = |name| pattern.group(&text, name).flatten().map(str::to_owned);
    group("a").or_else(|| group("b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: Option<&str>) -> Option<String> {
        number(text, unit).map(|(value, unit)| format!("{value}{unit}"))
    }

    #[test]
    fn a_number_takes_the_unit_of_its_heading() {
        assert_eq!(read("5,690", Some("千円")), Some("5690000円".to_owned()));
        assert_eq!(
            read("△ 111,155", Some("千円")),
            Some("-111155000円".to_owned())
        );
        assert_eq!(read("10.5人", Some("千円")), Some("10.5人".to_owned()));
        assert_eq!(read("27", None), Some("27".to_owned()));
    }

    #[test]
    fn texts_other_than_a_single_number_have_no_value() {
        for text in [
            "",
            "450,000\n9",
            "4 5",
            "12,512（0）",
            "なし",
            "2.1.10",
            "4,95,080",
            "-",
        ] {
            assert_eq!(read(text, Some("円")), None, "{text}");
        }
    }

    #[test]
    fn headings_name_units() {
        let unit = |text| unit_of(text).unwrap_or_default();
        assert_eq!(unit("（４）事業費等(千円単位。千円未満は四捨五入)"), "千円");
        assert_eq!(unit("（単位：千円）"), "千円");
        assert_eq!(unit("事業費（千円）"), "千円");
        assert_eq!(unit("経費（一財）"), "");
    }

    #[test]
    fn a_year_without_an_era_has_the_sheets() {
        let context = Context::of(Some("令和7年度"));
        let start = |text: &str| context.year_of(None, &[text.to_owned()]).map(|y| y.start());
        assert_eq!(start("３年度"), Some("2021-04-01".to_owned()));
        assert_eq!(start("R6年度"), Some("2024-04-01".to_owned()));
        assert_eq!(start("差引"), None);
    }
}
