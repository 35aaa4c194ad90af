//! Arabic and Hebrew in reading order: a page shows their letters from right to left, so text that was read off by
//! position is reversed.

use unicode_bidi::{BidiInfo, Level};

use super::{Char, Text};

/// The line in reading order; `None` if it already is.
///
/// Unicode's algorithm converts from reading order to display order by reversing runs in place. Once the direction of
/// the line is known (that of most of its letters), the same steps convert back.
pub fn logical(line: &Text) -> Option<Text> {
    let chars = line.chars();
    let right = chars.iter().filter(|c| runs_left(c.c)).count();
    if right == 0 {
        return None;
    }
    let left = chars
        .iter()
        .filter(|c| c.c.is_alphabetic() && !runs_left(c.c))
        .count();
    let level = if right >= left {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let text: String = chars.iter().map(|c| c.c).collect();
    let info = BidiInfo::new(&text, Some(level));
    let paragraph = info.paragraphs.first()?;
    if paragraph.range.len() != text.len() {
        return None;
    }
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let number = |at: usize| starts.partition_point(|start| *start < at);
    let mut order: Vec<Char> = Vec::with_capacity(chars.len());
    for run in runs {
        let run_chars = chars.get(number(run.start)..number(run.end))?;
        match levels.get(run.start)?.is_rtl() {
            true => order.extend(run_chars.iter().rev().map(mirrored)),
            false => order.extend(run_chars),
        }
    }
    Some(order.into_iter().collect())
}

/// In a reversed line brackets face the other way: the page shows the shape, the text has the meaning.
fn mirrored(char: &Char) -> Char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»')];
    let of = |c: char| {
        PAIRS.iter().find_map(|(open, close)| match c {
            _ if c == *open => Some(*close),
            _ if c == *close => Some(*open),
            _ => None,
        })
    };
    Char {
        c: of(char.c).unwrap_or(char.c),
        ..*char
    }
}

/// Whether the character is written from right to left: Hebrew, Arabic and related scripts, with presentation forms.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(line: &str) -> String {
        let line = Text::unplaced(line);
        logical(&line).map_or_else(|| line.to_string(), |text| text.to_string())
    }

    #[test]
    fn words_run_from_right_to_left_and_numbers_do_not() {
        let turned = |text: &str| text.chars().rev().collect::<String>();
        for text in ["שלום", "שלום עולם", "السلام عليكم"] {
            assert_eq!(read(&turned(text)), text);
        }
        assert_eq!(read(&format!("({})", turned("שלום"))), "(שלום)");
        let page = format!("{} 2024 {}", turned("עולם"), turned("שלום"));
        assert_eq!(read(&page), "שלום 2024 עולם");
    }

    #[test]
    fn a_word_in_a_line_of_another_script_is_reversed_alone() {
        let turned: String = "שלום".chars().rev().collect();
        let page = format!("the word {turned} means peace");
        assert_eq!(read(&page), "the word שלום means peace");
        assert_eq!(read("目標 10件 abc"), "目標 10件 abc");
    }
}
