//! Numerals: 1,246, 23.7, 4億5,000万, 二十三 → exact decimal numbers.

use serde_json::Number;

/// An exact decimal number: `mantissa` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    places: u32,
}

impl Decimal {
    const ZERO: Self = Self {
        mantissa: 0,
        places: 0,
    };
    const ONE: Self = Self {
        mantissa: 1,
        places: 0,
    };

    /// The number written with digits, a decimal point and commas.
    fn from_digits(digits: &str) -> Option<Self> {
        let plain = digits.replace(',', "");
        let places = plain.split_once('.').map_or(0, |(_, frac)| frac.len());
        Some(Self {
            mantissa: plain.replace('.', "").parse().ok()?,
            places: u32::try_from(places).ok()?,
        })
    }

    /// The number times 10 to the `power`.
    pub fn scaled(self, power: u32) -> Option<Self> {
        let factor = 10_i128.checked_pow(power.saturating_sub(self.places))?;
        Some(Self {
            mantissa: self.mantissa.checked_mul(factor)?,
            places: self.places.saturating_sub(power),
        })
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let aligned = |d: Self| {
            let factor = 10_i128.checked_pow(places - d.places)?;
            d.mantissa.checked_mul(factor)
        };
        Some(Self {
            mantissa: aligned(self)?.checked_add(aligned(other)?)?,
            places,
        })
    }

    /// A whole number.
    pub fn whole(number: u32) -> Self {
        Self {
            mantissa: number.into(),
            places: 0,
        }
    }

    /// The number divided by 10 to the `places`.
    pub fn shifted(self, places: u32) -> Option<Self> {
        let places = self.places.checked_add(places)?;
        Some(Self { places, ..self })
    }

    /// The number times a whole number.
    pub fn times(self, factor: u32) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(factor.into())?;
        Some(Self { mantissa, ..self })
    }

    /// The number with its sign changed.
    pub fn negated(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            ..self
        }
    }

    /// As JSON: an integer if no decimal point is written, otherwise parsed from the decimal text, so that 23.7 is
    /// 23.7.
    pub fn number(self) -> Option<Number> {
        if self.places == 0 {
            return i64::try_from(self.mantissa).ok().map(Number::from);
        }
        let width = self.places as usize + 1;
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs());
        let (whole, frac) = digits.split_at_checked(digits.len() - self.places as usize)?;
        let sign = if self.mantissa < 0 { "-" } else { "" };
        Number::from_f64(format!("{sign}{whole}.{frac}").parse().ok()?)
    }
}

/// Reads a numeral in digits, kanji or both.
pub fn parse(text: &str) -> Option<Decimal> {
    let (mut total, mut section) = (Decimal::ZERO, Decimal::ZERO);
    let mut current: Option<Decimal> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        if c.is_ascii_digit() {
            taken = rest
                .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
                .unwrap_or(rest.len());
            current = Some(Decimal::from_digits(rest.get(..taken)?)?);
        } else if let Some(digit) = kanji_digit(c) {
            current = Some(current.unwrap_or(Decimal::ZERO).scaled(1)?.plus(digit)?);
        } else if let Some(power) = small_power(c) {
            section = section.plus(current.take().unwrap_or(Decimal::ONE).scaled(power)?)?;
        } else {
            let power = large_power(c)?;
            let below = section.plus(current.take().unwrap_or(Decimal::ZERO))?;
            let count = if below == Decimal::ZERO {
                Decimal::ONE
            } else {
                below
            };
            total = total.plus(count.scaled(power)?)?;
            section = Decimal::ZERO;
        }
        rest = rest.get(taken..)?;
    }
    total.plus(section)?.plus(current.unwrap_or(Decimal::ZERO))
}

/// A small integer for years, months and days: 12, 十二; 元 is 1.
pub fn small(text: &str) -> Option<u32> {
    if text == "元" {
        return Some(1);
    }
    let number = parse(text).filter(|_| !text.is_empty())?.number()?;
    u32::try_from(number.as_u64()?).ok()
}

/// The power of ten of a text that consists of scales: 千 is 3, 百万 is 6.
pub fn power(scales: &str) -> Option<u32> {
    scales.chars().try_fold(0, |power, c| {
        Some(power + small_power(c).or_else(|| large_power(c))?)
    })
}

/// Whether these kanji mean “two or three”, “five or six”: 二三, 五六.
pub fn is_rough(kanji: &str) -> bool {
    let digits: Option<Vec<Decimal>> = kanji.chars().map(kanji_digit).collect();
    let next = |a: &Decimal, b: &Decimal| a.plus(Decimal::ONE) == Some(*b);
    matches!(digits.as_deref(), Some([a, b]) if next(a, b))
}

fn kanji_digit(c: char) -> Option<Decimal> {
    let mantissa = match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(Decimal {
        mantissa,
        places: 0,
    })
}

fn small_power(c: char) -> Option<u32> {
    match c {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        _ => None,
    }
}

fn large_power(c: char) -> Option<u32> {
    match c {
        '万' => Some(4),
        '億' => Some(8),
        '兆' => Some(12),
        _ => None,
    }
}

/// Whether it is a kanji used in numbers.
pub fn is_kanji(c: char) -> bool {
    kanji_digit(c).is_some() || is_scale(c)
}

/// Whether it multiplies the number before it: 千, 万.
pub fn is_scale(c: char) -> bool {
    small_power(c).or_else(|| large_power(c)).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn numerals_are_exact() {
        let cases = [
            ("1,246", "1246"),
            ("23.7", "23.7"),
            ("9.0", "9.0"),
            ("0.05", "0.05"),
            ("0.0", "0.0"),
            ("11,721千", "11721000"),
            ("11百万", "11000000"),
            ("4億5,000万", "450000000"),
            ("1兆2億3", "1000200000003"),
            ("2.5万", "25000"),
            ("1.25百", "125"),
            ("二十三", "23"),
            ("二三", "23"),
            ("二〇二〇", "2020"),
            ("千二百", "1200"),
            ("三万五千", "35000"),
            ("百", "100"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).unwrap().number().unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_number_out_of_range_is_none() {
        assert_eq!(parse(&"9".repeat(60)), None);
        assert_eq!(
            parse("99999999999999999999").and_then(Decimal::number),
            None
        );
    }
}
