//! Figures and dates read together with their headings: units, years, the era of the sheet.

use crate::model::{FieldValue, Record};
use crate::profile::{ValueType, folded};
use crate::values::{FiscalYear, HeadingUnit, figure_under, period};

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

    /// The context of a cell whose column has this year, or labels that name one.
    pub fn under(&self, year: Option<&str>, labels: &[String]) -> Self {
        Self {
            year: self.year_of(year, labels).or(self.year),
        }
    }

    /// Adds the dates or the number of a text next to it.
    pub fn typed(
        &self,
        record: &mut Record,
        key: &str,
        kind: ValueType,
        text: &str,
        unit: Option<&HeadingUnit>,
    ) {
        match kind {
            ValueType::Period => {
                let period = period(text, self.year);
                record.insert(format!("{key}_start"), date(period.start));
                record.insert(format!("{key}_end"), date(period.end));
            }
            ValueType::Number => {
                let (value, unit) = match figure_under(text, unit) {
                    Some(figure) => (
                        FieldValue::Number(figure.value),
                        FieldValue::Text(figure.unit),
                    ),
                    None => (FieldValue::Null, FieldValue::Null),
                };
                record.insert(format!("{key}_value"), value);
                record.insert(format!("{key}_unit"), unit);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_an_era_has_the_sheets() {
        let context = Context::of(Some("令和7年度"));
        let start = |text: &str| context.year_of(None, &[text.to_owned()]).map(|y| y.start());
        assert_eq!(start("３年度"), Some("2021-04-01".to_owned()));
        assert_eq!(start("R6年度"), Some("2024-04-01".to_owned()));
        assert_eq!(start("差引"), None);
    }

    #[test]
    fn a_period_has_the_year_of_its_column() {
        let context = Context::of(Some("令和7年度"));
        let start = |labels: &[&str]| {
            let labels: Vec<String> = labels.iter().map(|&l| l.to_owned()).collect();
            let mut record = Record::new();
            let context = context.under(None, &labels);
            context.typed(&mut record, "term", ValueType::Period, "4月", None);
            record.shift_remove("term_start")
        };
        let day = |text: &str| Some(FieldValue::Text(text.to_owned()));
        assert_eq!(start(&["令和6年度", "実施時期"]), day("2024-04-01"));
        assert_eq!(start(&["実施時期"]), day("2025-04-01"));
    }
}
