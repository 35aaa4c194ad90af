//! Values: what municipal documents write about years, dates and quantities, and what is read from it.
//!
//! - `tables`: the tables of cases next to this file, and those of `docs/values.md`;
//! - `spellings`: a value in any spelling is read as that value;
//! - `hostile`: nothing panics, spans are inside the text, long texts take linear time.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod hostile;
mod spellings;
mod tables;

use juten::values::{FigureValue, FiscalYear, Period, period};

/// A period as two dates; `-` means none.
fn dates(text: &str, year: Option<i32>) -> (String, String) {
    let Period { start, end } = period(text, year.map(FiscalYear::new));
    let or_dash = |date: Option<String>| date.unwrap_or_else(|| "-".to_owned());
    (or_dash(start), or_dash(end))
}

/// A figure as `text=value unit qualifier`.
fn shown(figure: &FigureValue) -> String {
    let qualifier = figure.qualifier.as_deref().unwrap_or_default();
    let line = format!(
        "{}={} {} {qualifier}",
        figure.text, figure.value, figure.unit
    );
    line.trim_end().to_owned()
}

fn all_shown(figures: &[FigureValue]) -> String {
    let shown: Vec<String> = figures.iter().map(shown).collect();
    shown.join("|")
}

/// Pseudo-random numbers, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % n
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn is(&mut self) -> bool {
        self.below(2) == 0
    }
}
