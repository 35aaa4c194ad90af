//! Protects cells that Excel would change when it opens a CSV file.
//!
//! Excel reads `(1)` as -1, `8月29日` and `1/2` as dates, `10%` as 0.1, `12:30` as a time, `令和4年4月1日` as a date, and cuts
//! long codes to 15 digits; a leading `'` it displays. A formula that consists of a text, `="(1)"`, is displayed as
//! that text.

use std::borrow::Cow;

use super::harmless;

/// The longest text that a formula may hold. No longer text is read as a number or date.
const LONGEST: usize = 255;

/// Words that may stand next to digits in what Excel reads as a number, date or time: exponents, hours, eras, months.
const WORDS: &[&str] = &[
    "e", "am", "pm", "r", "h", "s", "t", "m", "jan", "feb", "mar", "apr", "may", "jun", "jul",
    "aug", "sep", "oct", "nov", "dec", "令和", "平成", "昭和", "大正", "明治", "元年", "年", "月",
    "日", "時", "分", "秒", "円",
];

/// Texts that Excel reads as Booleans.
const TRUTHS: [&str; 2] = ["true", "false"];

/// The text as a cell that Excel displays unchanged.
pub(super) fn kept(text: Cow<'_, str>) -> Cow<'_, str> {
    match is_changed(&text) {
        true => Cow::Owned(format!("=\"{text}\"")),
        false => harmless(text),
    }
}

/// Whether Excel might change the text. Errs towards yes: a protected text is displayed the same.
fn is_changed(text: &str) -> bool {
    if text.len() > LONGEST || text.contains('"') {
        return false;
    }
    let lower = text.trim().to_lowercase();
    if TRUTHS.contains(&lower.as_str()) {
        return true;
    }
    let has_digit = lower.chars().any(|c| c.is_ascii_digit()) || lower.contains("元年");
    has_digit && is_made_of_parts(&lower)
}

/// Whether the text consists only of digits, signs and the words of numbers and dates.
fn is_made_of_parts(lower: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || " 　()+-/.:,%¥￥$\\".contains(c);
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        if is_sign(first) {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        // the longest match: `m` is a prefix of `mar`
        let words = WORDS.iter().filter_map(|word| rest.strip_prefix(word));
        match words.min_by_key(|rest| rest.len()) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_excel_would_change_are_protected() {
        for text in [
            "(1)",
            "8月29日",
            "1/2",
            "1-2",
            "3-1",
            "10%",
            "12:30",
            "007",
            "1e5",
            "令和4年4月1日",
            "R4.4.1",
            "1,234",
            "5-Mar",
            "¥500",
            "TRUE",
            "-5",
            "1234567890123456",
            "令和元年5月1日",
        ] {
            assert_eq!(kept(text.into()), format!("=\"{text}\""));
        }
    }

    #[test]
    fn other_texts_are_written_as_they_are() {
        for text in ["通年", "8月末", "3回", "(1)の後", "", "a \"1\"", "1\n2"] {
            assert_eq!(kept(text.into()), text);
        }
        assert_eq!(kept("=1+A1".into()), "'=1+A1");
    }
}
