//! Months below each other in a narrow cell (`当初`, `9月`, `12月`): each begins an entry, though the cell has no room for two
//! of them side by side, as if one had wrapped into the next.

use crate::content::Line;

/// An entry has no more letters.
const LONGEST: usize = 8;

/// So few letters stand before a month that no other follows.
const SHORTEST: usize = 4;

/// What goes on: 翌年, 3月~, 9月及び. A month behind it belongs to it.
const GOES_ON: &str = "年度月日末毎翌同前来今昨約の、,・~〜～-ー―及びとらり（(：:";

/// Whether a line of such a cell begins an entry.
pub fn opens_entry(line: &Line) -> bool {
    month(&line.text.squeezed()).is_some()
}

/// Whether the lines of a cell are entries: two that begin with a month, or a word and a month.
pub fn are_entries(lines: &[Line]) -> bool {
    if lines.len() < 2 || lines.len() > 12 {
        return false;
    }
    let texts: Vec<String> = lines.iter().map(|line| line.text.squeezed()).collect();
    let is_short = |text: &String| (1..=LONGEST).contains(&text.chars().count());
    let (Some((last, before)), true) = (texts.split_last(), texts.iter().all(is_short)) else {
        return false;
    };
    let months = texts.iter().filter(|text| month(text).is_some()).count();
    let goes_on = |text: &String| {
        let is_month = month(text).is_some_and(|rest| rest.is_empty());
        !is_month && text.ends_with(|c| GOES_ON.contains(c))
    };
    let is_word = |text: &String| text.chars().count() <= SHORTEST && text.chars().all(is_kanji);
    let is_pair = || texts.len() == 2 && before.iter().all(is_word);
    let ends_whole = month(last).is_some();
    !before.iter().any(goes_on) && (months > 1 || (months == 1 && ends_whole && is_pair()))
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '々')
}

/// What follows the month with which a text begins.
fn month(text: &str) -> Option<&str> {
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .collect();
    let rest = text.strip_prefix(digits.as_str())?.strip_prefix('月')?;
    (1..=2).contains(&digits.chars().count()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn are(lines: &[&str]) -> bool {
        let line = |text: &&str| Line {
            text: Text::unplaced(text),
            ..Line::default()
        };
        are_entries(&lines.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn months_below_each_other_are_entries() {
        assert!(are(&["当初", "9月", "12月"]));
        assert!(are(&["11月専決", "12月"]));
        assert!(are(&["補正", "３月"]));
    }

    #[test]
    fn what_goes_on_into_a_month_is_none() {
        for lines in [
            &["令和5年", "9月", "30日"][..],
            &["4月~", "6月"],
            &["翌年", "3月"],
            &["10月、", "11月"],
            &["12月", "専決"],
            &["9月議会で補正したもの", "12月"],
            &["1,000", "200"],
            &["ア イ", "12月"],
        ] {
            assert!(!are(lines), "{lines:?}");
        }
    }
}
