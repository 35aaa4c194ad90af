//! Numbers next to a label with empty cells between them, which one joined text would no longer distinguish.

use super::super::super::{is_number, squeezed};
use super::super::Doubt;
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
    let is_gap = is_row && filled.len() < cells.len() && filled.len() > 1 && numbers > 1;
    let label = reader.canvas.get(at)?;
    (is_gap && spec.kind != ValueType::Choice).then(|| Doubt::Gaps {
        label: squeezed(&label.lines),
        page: label.page,
        cells: (cells.len(), cells.len() - filled.len()),
    })
}
