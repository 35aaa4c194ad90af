//! Cells next to a label that one joined text would no longer distinguish: numbers with empty cells between them, and what
//! may be a further label with its value.

use super::super::super::{is_number, squeezed};
use super::super::Doubt;
use super::super::canvas::Piece;
use super::super::scope::Reader;
use crate::profile::{Field, Side, ValueType};

/// What a reader should know of a label's cells: none where they are all filled, or where no number stands in them.
pub fn of(
    reader: &Reader<'_>,
    number: usize,
    at: usize,
    side: Option<Side>,
    spec: &Field,
) -> Option<Doubt> {
    let cells = reader.value_pieces(number, at, side);
    let cells: Vec<_> = cells
        .iter()
        .filter_map(|at| reader.canvas.get(*at))
        .collect();
    let filled: Vec<_> = cells.iter().filter(|cell| !cell.is_blank()).collect();
    let is_row = cells
        .iter()
        .all(|cell| Some(cell.rows) == cells.first().map(|c| c.rows));
    let numbers = filled
        .iter()
        .filter(|cell| is_number(&squeezed(&cell.lines)))
        .count();
    if let Some(inner) = further_label(&cells).filter(|_| is_row && spec.kind != ValueType::Choice)
    {
        let label = reader.canvas.get(at)?;
        return Some(Doubt::Within {
            label: squeezed(&label.lines),
            inner,
            page: label.page,
        });
    }
    let is_gap = is_row && filled.len() < cells.len() && filled.len() > 1 && numbers > 1;
    let label = reader.canvas.get(at)?;
    (is_gap && spec.kind != ValueType::Choice).then(|| Doubt::Gaps {
        label: squeezed(&label.lines),
        page: label.page,
        cells: (cells.len(), cells.len() - filled.len()),
    })
}

/// What may be a label after the value of another: text, short text without digits, text, each in a cell of its own.
fn further_label(cells: &[&Piece]) -> Option<String> {
    const LONGEST: usize = 12;
    if cells.len().is_multiple_of(2) || cells.iter().any(|cell| cell.is_blank()) {
        return None;
    }
    let text = squeezed(&cells.get(1)?.lines);
    let is_word = text
        .chars()
        .all(|c| c.is_alphabetic() || "・()（）".contains(c));
    let is_short = (2..=LONGEST).contains(&text.chars().count());
    (is_word && is_short).then_some(text)
}
