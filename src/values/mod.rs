//! Values: years, dates and quantities in a text. This stage knows Japanese but nothing about the form.
//!
//! - [`FiscalYear`]: 令和2年度 → 2020-04-01 to 2021-03-31;
//! - [`period()`]: 8月～1月 → its first and last day, within a fiscal year;
//! - [`figures()`]: 57組織, 11,721千円 → numbers with their units;
//! - [`figure_under()`]: the number of a cell whose heading gives the unit;
//! - [`refers_to()`]: 中間報告のとおり → the text it refers to.
//!
//! What is not understood has no value: nothing is guessed. `docs/values.md` tells users what is read and what is not.

mod cursor;
mod date;
mod era;
mod figure;
mod fiscal_year;
mod numeral;
mod period;
mod reference;

pub use date::is_date;
#[cfg(feature = "originals")]
pub(crate) use era::era_of;
pub use figure::{FigureValue, HeadingUnit, figure_under, figures};
pub use fiscal_year::FiscalYear;
pub use period::{Period, period};
pub use reference::refers_to;

/// Folds full-width ASCII to ASCII, any blank but a line feed to a space, and what looks like the sign △ to it, for
/// texts that were not normalised. One character remains one character.
fn folded(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〜' => '~',
        '∼' | '〰' => '~',
        '−' | '–' | '‐' | '‑' | '‒' | '﹣' => '-',
        '￥' => '¥',
        '⊿' | '∆' | 'Δ' | '▵' => '△',
        '▴' => '▲',
        c if c.is_whitespace() && c != '\n' => ' ',
        c => c,
    }
}

/// A text folded and without blanks.
fn squeezed(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_whitespace());
    seen.map(folded).collect()
}
