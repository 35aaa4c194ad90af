//! Whether only spaces separate the columns of a text, as in the output of `pdftotext -layout` and in plain-text exports.
//! Which spaces separate columns cannot be known, so such lines are not read as tables, but reported.

use crate::diagnostics::{Code, Diagnostic};

/// The fewest spaces between columns; one is a space, two stand after a full stop.
const GAP: usize = 3;
/// The fewest lines with such gaps, and the share of lines of text that they are: a letter has a few.
const FEWEST: usize = 5;
const SHARE: usize = 4;

/// A warning if the text is laid out.
pub(super) fn warning(text: &str) -> Option<Diagnostic> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let wide = lines().filter(|line| has_gap(line)).count();
    let message = format!(
        "in {wide} lines, only spaces separate the columns, which were not distinguished (`pdftotext -layout` writes such \
         text); give the PDF itself"
    );
    (wide >= FEWEST && wide * SHARE >= lines().count())
        .then(|| Diagnostic::new(Code::LaidOut, message))
}

/// Whether a line without tabs has texts that a wide gap parts.
fn has_gap(line: &str) -> bool {
    let mut blanks = 0;
    let mut chars = line.trim().chars();
    !line.contains('\t')
        && chars.any(|c| {
            blanks = match c {
                ' ' => blanks + 1,
                '\u{3000}' => blanks + 2,
                _ => 0,
            };
            blanks >= GAP
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_separated_by_spaces_are_reported() {
        let table = "品名        数量      単価\nりんご       3個     120円\n".repeat(4);
        assert!(warning(&table).is_some_and(|told| told.message.contains("8 lines")));
    }

    #[test]
    fn tabs_and_prose_are_not() {
        assert_eq!(warning(&"品名\t   数量\n".repeat(9)), None);
        let letter = format!(
            "拝啓\n{}敬具\n      令和6年      市長\n",
            "本文である。\n".repeat(9)
        );
        assert_eq!(warning(&letter), None);
        assert_eq!(warning(&"   字下げした文である。\n".repeat(9)), None);
    }
}
