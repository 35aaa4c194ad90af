//! Cells that Excel makes something else of when it opens a CSV file, written so that it keeps them.
//!
//! It takes `(1)` for -1, `8月29日` and `1/2` for days, `10%` for 0.1, `12:30` for a time, `令和4年4月1日` for a day, and cuts
//! long codes to 15 digits; a leading `'` it shows. The formula of a text alone, `="(1)"`, it shows as that text.

use std::borrow::Cow;

use super::harmless;

/// A formula holds no longer text; nothing so long is read as a number or a day.
const LONGEST: usize = 255;

/// Letters beside digits in what Excel reads as a number, a day or a time: exponents, hours, eras, months.
const WORDS: &[&str] = &[
    "e", "am", "pm", "r", "h", "s", "t", "m", "jan", "feb", "mar", "apr", "may", "jun", "jul",
    "aug", "sep", "oct", "nov", "dec", "令和", "平成", "昭和", "大正", "明治", "元年", "年", "月",
    "日", "時", "分", "秒", "円",
];

/// Texts that Excel reads as truth values.
const TRUTHS: [&str; 2] = ["true", "false"];

/// The text as a cell that Excel shows as it is.
pub(super) fn kept(text: Cow<'_, str>) -> Cow<'_, str> {
    match is_changed(&text) {
        true => Cow::Owned(format!("=\"{text}\"")),
        false => harmless(text),
    }
}

/// Whether Excel might make something else of it. Rather too often than not: what it would keep it shows the same.
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

/// Whether it is made of digits, signs and the words of numbers and days alone.
fn is_made_of_parts(lower: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || " 　()+-/.:,%¥￥$\\".contains(c);
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        if is_sign(first) {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        // the longest that fits: `m` begins `mar`
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
    fn what_excel_would_change_is_kept() {
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
    fn what_excel_keeps_is_written_as_it_is() {
        for text in ["通年", "8月末", "3回", "(1)の後", "", "a \"1\"", "1\n2"] {
            assert_eq!(kept(text.into()), text);
        }
        assert_eq!(kept("=1+A1".into()), "'=1+A1");
    }
}
