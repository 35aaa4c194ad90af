//! Tables whose columns only spaces separate, as in the output of `pdftotext -layout` and in plain-text exports.
//!
//! 1. `lines` measures each line: a Japanese character is as wide as a Latin letter (`pdftotext`) or twice as wide.
//! 2. `rows` finds where rows begin, and `columns` where the columns of a row begin.
//! 3. `table` makes rows that follow one another a table. A line wrapped if the next word would have made it longer than
//!    all lines of its column.
//!
//! A text is read only if it decides each of its rows: cells that are centred in their rows, or rows that could as well
//! be one, leave the whole text as lines, which is reported with the first line in doubt. What is likely but not
//! certain is reported too (`doubts`).

use std::collections::BTreeSet;

use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};

use lines::{Laid, Measure};
use rows::Undecided;

mod columns;
mod doubts;
mod lines;
mod rows;
mod table;
#[cfg(test)]
mod tests;

/// The fewest spaces between columns in most of their lines; one is a space, two stand after a full stop.
const WIDE: usize = 3;
/// The fewest lines with such gaps, and the share of lines of text that they are: a letter has a few.
const FEWEST: usize = 5;
const SHARE: usize = 4;

/// The most characters of a line: pages have no longer ones.
const LONGEST: usize = 1_000;

/// Begins a page.
const FORM_FEED: char = '\u{C}';

/// What a laid-out text is read as; none for other texts. If its cells are in doubt, only a diagnostic.
pub(super) fn read(text: &str) -> Option<(Option<Content>, Vec<Diagnostic>)> {
    let lines: Vec<&str> = super::rows::lines(text).collect();
    let written = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let wide = lines.iter().filter(|line| has_wide_gap(line)).count();
    let is_long = |line: &&str| line.chars().nth(LONGEST).is_some();
    if wide < FEWEST || wide * SHARE < written || lines.iter().any(is_long) {
        return None;
    }
    let (letters, columns) = (
        pages(&lines, Measure::Letters),
        pages(&lines, Measure::Columns),
    );
    let pages = match alignment(&columns) > alignment(&letters) {
        true => columns,
        false => letters,
    };
    Some(match rows::of(pages) {
        Ok(pages) => {
            let (content, told) = table::content(pages);
            (Some(content), told)
        }
        Err(undecided) => (None, vec![undecided.diagnostic(wide)]),
    })
}

/// The lines of each page, measured.
fn pages(lines: &[&str], measure: Measure) -> Vec<Vec<Laid>> {
    let mut pages = vec![Vec::new()];
    for (line, number) in lines.iter().zip(1..) {
        let mut first = 1;
        for (i, part) in line.split(FORM_FEED).enumerate() {
            if i > 0 {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(Laid::of(part, (number, first), measure));
            }
            first += part.chars().count() as u32 + 1;
        }
    }
    pages
}

/// How many texts begin or end in the same column as one before. Measured wrongly, a text lines up badly.
fn alignment(pages: &[Vec<Laid>]) -> usize {
    let repeated = |page: &Vec<Laid>| {
        let gaps = page
            .iter()
            .flat_map(|line| line.gaps())
            .map(|gap| gap.columns);
        let (ends, starts): (Vec<usize>, Vec<usize>) = gaps.map(|gap| (gap.start, gap.end)).unzip();
        let different = |columns: &[usize]| columns.iter().collect::<BTreeSet<_>>().len();
        ends.len() - different(&ends) + starts.len() - different(&starts)
    };
    pages.iter().map(repeated).sum()
}

/// Whether a line without tabs has texts that a wide gap parts.
fn has_wide_gap(line: &str) -> bool {
    let mut blanks = 0;
    let mut chars = line.trim().chars();
    !line.contains('\t')
        && chars.any(|c| {
            blanks = match c {
                ' ' => blanks + 1,
                '\u{3000}' => blanks + 2,
                _ => 0,
            };
            blanks >= WIDE
        })
}

impl Undecided {
    fn diagnostic(&self, lines: usize) -> Diagnostic {
        let Self { line, why } = self;
        let message = format!(
            "in {lines} lines, only spaces separate the columns, and they do not determine every cell (line {line}: {why}), \
             so no cells were read (`pdftotext -layout` writes such text); give the PDF itself"
        );
        Diagnostic::new(Code::LaidOut, message)
    }
}
