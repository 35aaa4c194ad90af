//! Pairs of a label that the profile does not know and its value, behind a complete pair.

use super::super::{Field, squeezed};
use crate::content::Cell;

/// In a text without rules, the longest text of a cell that counts as an unknown label.
const LONGEST_UNKNOWN_LABEL: usize = 8;

/// A line continues through a rule if the gap between its pieces is at most this many font sizes: cells have padding.
const RUNS_ON: f32 = 0.2;

/// Splits off `label, value` pairs after a complete value in the same row: fields that the profile does not know. In a
/// text without rules the transcription may also have split a value over cells, so there the labels have to look like
/// labels.
pub(super) fn pairs_behind_value(values: &mut Vec<Cell>, ruled: bool) -> Vec<Field> {
    let own = own_cells(values);
    let one_row = values
        .windows(2)
        .all(|w| matches!(w, [a, b] if a.row == b.row));
    let labels = || values.iter().skip(own).step_by(2);
    let are_labels = match ruled {
        true => labels().all(|label| is_word(label) && !stands_twice(label, values)),
        false => labels().all(looks_like_label),
    };
    let rest = values.len().saturating_sub(own);
    if !one_row || !are_labels || rest == 0 || !rest.is_multiple_of(2) {
        return Vec::new();
    }
    let mut rest = values.split_off(own).into_iter();
    let mut pairs = Vec::new();
    while let (Some(label), Some(value)) = (rest.next(), rest.next()) {
        pairs.push(Field {
            known: None,
            part: None,
            label: label.lines,
            value: value.lines,
        });
    }
    pairs
}

/// The number of cells that the value itself fills: its line may continue into an empty cell, through the rule between
/// them.
fn own_cells(values: &[Cell]) -> usize {
    let runs_on = |a: &Cell, b: &Cell| match (a.lines.as_slice(), b.lines.as_slice()) {
        // lines of a text have no position
        ([a], [b]) => a.size > 0.0 && a.bbox.grown(RUNS_ON * a.size).overlaps(&b.bbox),
        _ => false,
    };
    let pairs = values.windows(2);
    1 + pairs
        .take_while(|pair| matches!(pair, [a, b] if runs_on(a, b)))
        .count()
}

/// Whether a cell is not a number, with or without unit: 5,690, 10人, H25.
fn is_word(cell: &Cell) -> bool {
    let text = squeezed(&cell.lines);
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    text.chars().any(char::is_alphabetic) && digits * 2 < text.chars().count()
}

/// Whether a row has the cell's text in another cell, too: 直営, 直営, 委託 are values.
fn stands_twice(cell: &Cell, values: &[Cell]) -> bool {
    let text = squeezed(&cell.lines);
    values
        .iter()
        .filter(|other| squeezed(&other.lines) == text)
        .count()
        > 1
}

/// Whether the text is a few letters without marks: 担当課, 連絡先.
fn looks_like_label(cell: &Cell) -> bool {
    let text = squeezed(&cell.lines);
    text.chars().count() <= LONGEST_UNKNOWN_LABEL && text.chars().all(char::is_alphabetic)
}
