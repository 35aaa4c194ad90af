//! What a text may be by its shape: a figure or date, a mark, a year, a sentence, a label.

use std::sync::LazyLock;

use crate::label_regex::LabelRegex;
use crate::profile::folded;

/// The longest label, including notes in small type below it.
const LONGEST_LABEL: usize = 70;
/// The longest label without other evidence.
const LONGEST_PLAIN_LABEL: usize = 24;

/// A fiscal or calendar year.
const YEAR: &str = r"(令和|平成|昭和|R|H|S)?(\d{1,4}|元)年(度)?";

static IN_TEXT: LazyLock<Option<regex::Regex>> = LazyLock::new(|| regex::Regex::new(YEAR).ok());
static ALONE: LazyLock<Option<LabelRegex>> =
    LazyLock::new(|| LabelRegex::new(&format!("^({YEAR}|R\\d+|H\\d+)$")));

/// Marks of choices, and signs for “none”.
const MARKS: &str = "○●◎〇◯■□☑☐☒✓✔レ△▲×✕-－―ー〃";
/// Letters of figures, dates and periods, besides digits.
const OF_FIGURES: &str = "0123456789０１２３４５６７８９,.，．・/%％‰()（）+-－△▲▼~～〜→⇒:：年度月日時分秒約第元令和平成昭和RHS円千百万億兆人件回箇所か月間名社戸台校園冊本枚点位倍㎡㎢㎞kKmMgGtTlLhaWwｈCO2ポイント末頃度以上下未満まで";

/// Whether it consists of marks.
pub fn is_mark(text: &str) -> bool {
    let few = (1..=2).contains(&text.chars().count());
    few && text.chars().all(|c| MARKS.contains(c))
}

/// Whether it is a figure, a date or a period.
pub fn is_figure(text: &str) -> bool {
    let digits = text.chars().any(|c| c.is_ascii_digit()) || text.contains('元');
    digits && text.chars().all(|c| OF_FIGURES.contains(c))
}

/// Whether it is only a year.
pub fn is_year(text: &str) -> bool {
    ALONE.as_ref().is_some_and(|alone| alone.is_match(text))
}

/// The text with every year in it masked: `R5年度実績` and `R6年度実績` are one.
pub fn without_years(text: &str) -> String {
    match IN_TEXT.as_ref() {
        Some(year) => year.replace_all(text, "\u{0}").into_owned(),
        None => text.to_owned(),
    }
}

/// A pattern for a label with years in it; `None` if it has none. With `named`, the first year is that of the values.
pub fn year_pattern(text: &str, named: bool) -> Option<String> {
    let year = IN_TEXT.as_ref()?;
    let mut pattern = String::from("^");
    let (mut end, mut any) = (0, false);
    for found in year.find_iter(text) {
        pattern += &regex::escape(text.get(end..found.start())?);
        pattern += match named && !any {
            true => r"(?P<year>\D{0,2}(\d{1,4}|元)年度?)",
            false => r"\D{0,2}(\d{1,4}|元)年度?",
        };
        (end, any) = (found.end(), true);
    }
    pattern += &regex::escape(text.get(end..)?);
    any.then(|| pattern + "$")
}

/// Whether a text that repeats in every document may be a label.
pub fn may_be_label(text: &str) -> bool {
    let length = text.chars().count();
    let opens_as_value = text.starts_with(['・', '□', '■', '☐', '☑', '※', '-', '→']);
    (1..=LONGEST_LABEL).contains(&length)
        && text.chars().any(char::is_alphabetic)
        && !opens_as_value
        && !is_sentence(text)
        && !is_figure(text)
        && !is_mark(text)
}

/// Whether a text looks like a label, if nothing else is known about it.
pub fn looks_like_label(text: &str) -> bool {
    let plain = text.split(['(', '※']).next().unwrap_or_default();
    let length = plain.chars().count();
    let bare = without_years(plain);
    may_be_label(text)
        && (1..=LONGEST_PLAIN_LABEL).contains(&length)
        && !bare.chars().skip(2).any(|c| c.is_ascii_digit())
        && !plain.contains(['、', '～', '~'])
        && !is_account(plain)
}

/// Whether it is a number of the budget's classification: 2款, 10項.
fn is_account(text: &str) -> bool {
    let named = text.strip_suffix(['款', '項', '目', '節']);
    named.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

fn is_sentence(text: &str) -> bool {
    text.contains('。')
        || text.ends_with("ます")
        || text.ends_with("する") && text.chars().count() > 20
}

/// A label without a note after or below it; the whole text if nothing else is left.
pub fn plain(text: &str) -> &str {
    let cut = text.find(['(', '※']).filter(|at| *at > 0);
    cut.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// A text in the form in which labels are compared.
pub fn compared(text: &str) -> String {
    folded(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_dates_and_marks_are_not_labels() {
        for text in [
            "5,690",
            "326,800(0)",
            "10.0人",
            "令和5年度~令和9年度",
            "R4年度",
            "3月",
            "100%",
            "○",
            "-",
            "02",
        ] {
            assert!(!may_be_label(text), "{text}");
        }
        for text in [
            "事業費A",
            "1事業概要(令和6年度)",
            "R5年度実績",
            "うち受益者負担B",
            "款",
            "NO.",
        ] {
            assert!(may_be_label(text), "{text}");
        }
    }

    #[test]
    fn years_in_a_label_become_a_pattern() {
        assert_eq!(without_years("R5年度実績"), without_years("R6年度実績"));
        assert_eq!(year_pattern("決算", true), None);
        let pattern = year_pattern("令和6年度事業名", false).unwrap_or_default();
        assert_eq!(pattern, r"^\D{0,2}(\d{1,4}|元)年度?事業名$");
        assert!(is_year("令和6年度") && is_year("5年度") && !is_year("R5年度実績"));
    }
}
