//! Rows that a page's end cut.

use super::super::super::{is_number, squeezed};
use super::super::FoundRow;

/// Whether a row at the top of a page continues the one before: each of its texts continues a line that ran to its
/// edge, and neither part is a complete value.
pub fn is_rest(before: &FoundRow, row: &FoundRow) -> bool {
    if !row.head.path.is_empty() || row.cells.len() != before.cells.len() {
        return false;
    }
    let pairs = before.cells.iter().zip(&row.cells);
    let mut filled = pairs
        .filter(|(_, own)| !squeezed(own).is_empty())
        .peekable();
    filled.peek().is_some()
        && filled.all(|(above, own)| match (above.last(), own.first()) {
            (Some(last), Some(first)) => {
                first.head > last.room && !is_number(&squeezed(above)) && !is_number(&squeezed(own))
            }
            _ => false,
        })
}

/// Adds the rest of a row to it.
pub fn join(before: &mut FoundRow, row: FoundRow) {
    for (above, own) in before.cells.iter_mut().zip(row.cells) {
        above.extend(own);
    }
}
