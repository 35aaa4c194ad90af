//! 全国地方公共団体コード: the local governments of Japan by code and name.
//!
//! The list is `data/municipalities.tsv` (`list`). [`parse`] reads a municipality as a user writes it, [`verify`]
//! checks a code by its check digit only, and [`named_in`] finds the municipalities that a text names.

use crate::model::Municipality;

mod list;
mod named;

pub use list::{Entry, Kind, all, by_code};
pub use named::named_in;

/// The weights of the digits before the check digit.
const WEIGHTS: [u32; 5] = [6, 5, 4, 3, 2];
/// The most municipalities that a message lists: 26 names are shared by several, 北区 by eleven.
const MOST_SHOWN: usize = 6;

/// The check digit for the first five digits of a code; `None` if they are not five digits.
pub fn check_digit(digits: &str) -> Option<u32> {
    let digits: Vec<u32> = digits
        .chars()
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()?;
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    Some((11 - sum % 11) % 10)
}

/// The name of the prefecture that a code belongs to.
pub fn prefecture(code: &str) -> Option<&'static str> {
    let number = code.get(..2)?;
    let is_it = |entry: &Entry| entry.kind() == Kind::Prefecture && entry.code.starts_with(number);
    all().find(is_it).map(|entry| entry.name)
}

/// Checks a code by its length and check digit. Codes that are no longer in use pass.
///
/// # Errors
///
/// What is wrong with it.
pub fn verify(code: &str) -> Result<(), String> {
    let (digits, last) = code
        .split_at_checked(WEIGHTS.len())
        .filter(|(_, last)| last.len() == 1)
        .ok_or("a code has six digits, for example 202037")?;
    let want = check_digit(digits).ok_or("a code has six digits, for example 202037")?;
    if last.parse() == Ok(want) {
        return Ok(());
    }
    Err(format!(
        "the check digit of {code} is wrong: {digits} needs {want}"
    ))
}

/// Parses a municipality: a name (`上田市`), a name with prefecture (`長野県上田市`), a code (`202037`), or
/// `CODE:NAME[:PREFECTURE]` for a former municipality, which is not in the list.
///
/// # Errors
///
/// What is wrong; for an ambiguous name, the candidates.
pub fn parse(text: &str) -> Result<Municipality, String> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return of_code(text);
    }
    let found = list::by_name(text);
    match found.as_slice() {
        [one] => Ok(one.municipality()),
        [] => Err(unknown(text)),
        several => Err(format!(
            "{} municipalities are called {text}: {}; give the code, or the name with its prefecture",
            several.len(),
            listed(several)
        )),
    }
}

fn of_code(text: &str) -> Result<Municipality, String> {
    let mut parts = text.splitn(3, ':').map(str::trim);
    let code = parts.next().unwrap_or_default();
    verify(code)?;
    let (name, of) = (parts.next().unwrap_or_default(), parts.next());
    let known = by_code(code);
    if let Some(known) = known.filter(|known| name.is_empty() || known.is_called(name)) {
        return Ok(known.municipality());
    }
    match known {
        Some(known) => Err(format!("{code} is {}, not {name}", known.full_name())),
        None if name.is_empty() => Err(format!(
            "no municipality has the code {code} today; for a former municipality give CODE:NAME"
        )),
        None => Ok(Municipality {
            code: code.to_owned(),
            name: name.to_owned(),
            prefecture: match of.or_else(|| prefecture(code)) {
                Some(of) => of.to_owned(),
                None => {
                    return Err(format!(
                        "the first two digits of {code} are not a prefecture's"
                    ));
                }
            },
        }),
    }
}

fn unknown(text: &str) -> String {
    let near = list::like(text);
    let hint = match near.is_empty() {
        true => "; give its name as officially written, with its prefecture, or its six-digit code"
            .to_owned(),
        false => format!("; did you mean {}?", listed(&near)),
    };
    format!("no municipality is called {text}{hint}")
}

fn listed(entries: &[Entry]) -> String {
    let shown = entries.iter().take(MOST_SHOWN);
    let shown: Vec<String> = shown
        .map(|entry| format!("{} ({})", entry.full_name(), entry.code))
        .collect();
    match entries.len().checked_sub(MOST_SHOWN) {
        None | Some(0) => shown.join(", "),
        Some(more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn parsed(text: &str) -> String {
        let m = parse(text).unwrap();
        format!("{} {} {}", m.code, m.prefecture, m.name)
    }

    #[test]
    fn check_digits_of_published_codes() {
        // Ueda, Nagano City, Nagano Prefecture, Sapporo, Chiyoda; Maruko, now part of Ueda
        for code in ["202037", "202011", "200000", "011002", "131016", "203475"] {
            assert!(verify(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_an_error() {
        assert_eq!(
            parse("202036").unwrap_err(),
            "the check digit of 202036 is wrong: 20203 needs 7"
        );
    }

    #[test]
    fn an_unknown_municipality_is_an_error() {
        for text in [
            "",
            "20203",
            "2020370",
            "20203x",
            "２０２０３７",
            "上田",
            "月面市",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_municipality_is_found_by_code_and_by_name() {
        let ueda = "202037 長野県 上田市";
        for text in [
            "202037",
            "上田市",
            "長野県上田市",
            " 長野県 上田市 ",
            "202037:上田市:長野県",
        ] {
            assert_eq!(parsed(text), ueda, "{text}");
        }
        assert_eq!(parsed("長野県小県郡長和町"), "203505 長野県 長和町");
        assert_eq!(parsed("長野県"), "200000 長野県 長野県");
        assert_eq!(parsed("札幌市北区"), "011029 北海道 札幌市北区");
        assert_eq!(parsed("龍ヶ崎市"), "082082 茨城県 龍ケ崎市");
    }

    #[test]
    fn an_ambiguous_name_lists_the_candidates() {
        assert_eq!(
            parse("府中市").unwrap_err(),
            "2 municipalities are called 府中市: 東京都府中市 (132063), 広島県府中市 (342084); give the code, or the name with its prefecture"
        );
        assert_eq!(parsed("広島県府中市"), "342084 広島県 府中市");
        let north = parse("北区").unwrap_err();
        assert!(
            north.contains("東京都北区 (131172)") && north.contains("more"),
            "{north}"
        );
    }

    #[test]
    fn a_name_without_its_suffix_gets_a_suggestion() {
        let told = parse("上田").unwrap_err();
        assert!(
            told.ends_with("did you mean 長野県上田市 (202037)?"),
            "{told}"
        );
    }

    #[test]
    fn a_former_code_needs_a_name() {
        assert!(parse("203475").unwrap_err().contains("CODE:NAME"));
        assert_eq!(parsed("203475:丸子町"), "203475 長野県 丸子町");
        assert_eq!(
            parse("202037:佐久市").unwrap_err(),
            "202037 is 長野県上田市, not 佐久市"
        );
    }
}
