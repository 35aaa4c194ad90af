//! The number after a range sign or an arrow, whose unit and scale may count for the number before it as well.

use crate::values::figure::number::{Numeral, digits_len};
use crate::values::figure::qualifier;
use crate::values::figure::source::Source;
use crate::values::figure::tail::{ARROWS, NOT_BARE, SIGNS, TO, strip_any};
use crate::values::figure::unit::unit;
use crate::values::numeral;

/// The number that a range sign or arrow leads to.
pub struct Next<'s> {
    written: &'s str,
    /// Its unit; empty after an arrow between bare numbers.
    pub unit: Option<String>,
    /// Whether it is at least the number before it.
    ascends: bool,
}

impl<'s> Next<'s> {
    /// After a range sign or an arrow that follows a number.
    pub fn behind(source: &'s Source, numeral: &Numeral) -> Option<Self> {
        let rest = source.behind(numeral.end).trim_start_matches(' ');
        let arrow = strip_any(rest, ARROWS);
        let next = arrow
            .or_else(|| strip_any(rest, TO))?
            .trim_start_matches(' ');
        let next = strip_any(next, qualifier::BEFORE).unwrap_or(next);
        let next = strip_any(next, SIGNS).unwrap_or(next);
        let len = digits_len(next);
        let after = next.get(len..).filter(|_| len > 0)?.trim_start_matches(' ');
        let none = arrow.is_some() && !after.starts_with(|c| NOT_BARE.contains(c));
        Some(Self {
            written: next.get(..len)?,
            unit: unit(after)
                .map(str::to_owned)
                .or_else(|| none.then(String::new)),
            ascends: arrow.is_none() && !rest.starts_with('±'),
        })
    }

    /// The power of ten by which its scale multiplies the number before it: 2～3万人 is 20,000 to 30,000. `None` if
    /// that is unclear: 8,000→1万人, 2～3万5千人.
    pub fn scale_of(&self, first: &str) -> Option<u32> {
        let Some(digits) = self.written.find(numeral::is_scale) else {
            return Some(0);
        };
        if first.contains(numeral::is_scale) {
            return Some(0);
        }
        let (count, scales) = self.written.split_at_checked(digits)?;
        let power = numeral::power(scales).filter(|_| self.ascends)?;
        let value = |digits| numeral::parse(digits)?.number()?.as_f64();
        // 800～1万人 is not 8,000,000 to 10,000
        Some(if value(first)? <= value(count)? {
            power
        } else {
            0
        })
    }
}
