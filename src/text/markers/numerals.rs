//! The numbers of markers, in every script and width, read and written with the same tables.

use crate::text::{Char, chars};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// 1, １
    Digits(Width),
    /// ア, ｱ
    Kana(Width),
    /// A single character that includes what encloses the number: ① ⑴ ⒈.
    Enclosed(Enclosed),
}

/// Half-width or full-width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Full,
    Half,
}

/// The enclosure of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enclosed {
    Circle,
    DarkCircle,
    DoubleCircle,
    SansCircle,
    DarkSansCircle,
    Parentheses,
    FullStop,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) script: Script,
    pub(super) no: u32,
    /// Where it ends.
    pub(super) end: usize,
}

/// First and last of each run of enclosed numbers in Unicode, and the number of the first.
const ENCLOSED: &[(Enclosed, char, char, u32)] = &[
    (Enclosed::Circle, '①', '⑳', 1),
    (Enclosed::Circle, '㉑', '㉟', 21),
    (Enclosed::Circle, '㊱', '㊿', 36),
    (Enclosed::DarkCircle, '❶', '❿', 1),
    (Enclosed::DarkCircle, '⓫', '⓴', 11),
    (Enclosed::DoubleCircle, '⓵', '⓾', 1),
    (Enclosed::SansCircle, '➀', '➉', 1),
    (Enclosed::DarkSansCircle, '➊', '➓', 1),
    (Enclosed::Parentheses, '⑴', '⒇', 1),
    (Enclosed::FullStop, '⒈', '⒛', 1),
];

/// Kana in the order in which lists use them, which is that of Unicode. Real lists end before ハ; ハ and ヘ are more likely
/// prose.
#[rustfmt::skip]
const KANA: [(Width, [char; 25]); 2] = [
    (Width::Full, [
        'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス',
        'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ',
    ]),
    (Width::Half, [
        'ｱ', 'ｲ', 'ｳ', 'ｴ', 'ｵ', 'ｶ', 'ｷ', 'ｸ', 'ｹ', 'ｺ', 'ｻ', 'ｼ', 'ｽ',
        'ｾ', 'ｿ', 'ﾀ', 'ﾁ', 'ﾂ', 'ﾃ', 'ﾄ', 'ﾅ', 'ﾆ', 'ﾇ', 'ﾈ', 'ﾉ',
    ]),
];

/// The most digits of a marker's number: longer numbers are quantities or years.
const MOST_DIGITS: usize = 2;

/// The enclosed number at `i`.
pub(super) fn enclosed(chars: &[Char], i: usize) -> Option<Numeral> {
    let c = chars.get(i)?.c;
    // most of a text lies outside of all runs
    if !('①'..='㊿').contains(&c) {
        return None;
    }
    let holds = |(_, first, last, _): &&(Enclosed, char, char, u32)| (*first..=*last).contains(&c);
    let (kind, first, _, no) = ENCLOSED.iter().find(holds)?;
    Some(Numeral {
        script: Script::Enclosed(*kind),
        no: u32::from(c) - u32::from(*first) + no,
        end: i + 1,
    })
}

/// The kana at `i` as a number.
pub(super) fn kana(chars: &[Char], i: usize) -> Option<Numeral> {
    let c = chars.get(i)?.c;
    if !chars::is_katakana(c) {
        return None;
    }
    let position =
        |(width, order): &(Width, [char; 25])| Some((*width, order.binary_search(&c).ok()?));
    let (width, position) = KANA.iter().find_map(position)?;
    Some(Numeral {
        script: Script::Kana(width),
        no: u32::try_from(position).ok()? + 1,
        end: i + 1,
    })
}

/// The number in plain digits, at most two, at `i`.
pub(super) fn digits(chars: &[Char], i: usize) -> Option<Numeral> {
    let first = chars.get(i)?.c;
    let (mut no, mut end) = (chars::digit(first)?, i + 1);
    while let Some(value) = chars.get(end).and_then(|ch| chars::digit(ch.c)) {
        if end - i == MOST_DIGITS {
            return None;
        }
        no = no * 10 + value;
        end += 1;
    }
    let width = match first.is_ascii() {
        true => Width::Half,
        false => Width::Full,
    };
    Some(Numeral {
        script: Script::Digits(width),
        no,
        end,
    })
}

impl Script {
    /// The number in this script; `None` if the script does not go that far.
    pub(super) fn write(self, no: u32) -> Option<String> {
        match self {
            Self::Digits(Width::Half) => Some(no.to_string()),
            Self::Digits(Width::Full) => {
                let wide = |digit: char| char::from_u32(u32::from(digit) + 0xFEE0);
                no.to_string().chars().map(wide).collect()
            }
            Self::Kana(width) => {
                let order = KANA.iter().find(|(of, _)| *of == width)?.1;
                let position = usize::try_from(no).ok()?.checked_sub(1)?;
                order.get(position).copied().map(String::from)
            }
            Self::Enclosed(kind) => {
                let c = |(_, first, last, from): &(Enclosed, char, char, u32)| {
                    let c = char::from_u32(u32::from(*first) + no.checked_sub(*from)?)?;
                    (c <= *last).then_some(c)
                };
                let runs = ENCLOSED.iter().filter(|run| run.0 == kind);
                runs.rev().find_map(c).map(String::from)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Text;

    #[test]
    fn every_number_is_read_as_it_is_written() {
        let kinds = ENCLOSED.iter().map(|run| Script::Enclosed(run.0));
        let widths = [Width::Full, Width::Half];
        let others = widths
            .iter()
            .flat_map(|w| [Script::Digits(*w), Script::Kana(*w)]);
        for script in kinds.chain(others) {
            let mut written = 0;
            for no in 1..=50 {
                let Some(text) = script.write(no) else {
                    continue;
                };
                let text = Text::unplaced(&text);
                let found = enclosed(text.chars(), 0)
                    .or_else(|| kana(text.chars(), 0))
                    .or_else(|| digits(text.chars(), 0));
                let end = text.len();
                assert_eq!(found, Some(Numeral { script, no, end }), "{text}");
                written += 1;
            }
            assert!(written >= 10, "{script:?}");
        }
    }

    #[test]
    fn a_script_ends_where_unicode_has_no_more() {
        let circle = Script::Enclosed(Enclosed::Circle);
        let parentheses = Script::Enclosed(Enclosed::Parentheses);
        assert_eq!(circle.write(21).as_deref(), Some("㉑"));
        assert_eq!(
            [circle.write(51), parentheses.write(21), circle.write(0)],
            [None, None, None]
        );
    }

    #[test]
    fn a_year_is_not_a_list_number() {
        assert_eq!(digits(Text::unplaced("2020").chars(), 0), None);
        assert_eq!(digits(Text::unplaced("(120)").chars(), 1), None);
    }
}
