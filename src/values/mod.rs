//! Values: what a text says of years, dates and quantities. Knows Japanese, and nothing of the form.
//!
//! - [`FiscalYear`]: 令和2年度 → 2020-04-01 to 2021-03-31;
//! - [`period()`]: 8月～1月 → its first and last day, within a fiscal year;
//! - [`figures()`]: 57組織, 11,721千円 → numbers with their units;
//! - [`period_under()`], [`figures_under()`]: the same of a cell whose headings say a year or a unit;
//! - [`refers_to()`]: 中間報告のとおり → which text it stands for.
//!
//! What is not understood gives nothing: no value is guessed. `docs/values.md` tells users what is read and what is not.

mod cursor;
mod date;
mod era;
mod figure;
mod fiscal_year;
mod numeral;
mod period;
mod reference;

pub use date::is_date;
pub use figure::{FigureValue, HeadingUnit, figures, figures_under};
pub use fiscal_year::FiscalYear;
pub use period::{Period, period, period_under};
pub use reference::refers_to;

/// Full-width ASCII as ASCII, any blank but a line feed as a space: for texts that were not normalised. One character
/// stays one character.
fn folded(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〜' => '~',
        '∼' | '〰' => '~',
        '−' | '–' | '‐' | '‑' | '‒' | '﹣' => '-',
        '￥' => '¥',
        c if c.is_whitespace() && c != '\n' => ' ',
        c => c,
    }
}
