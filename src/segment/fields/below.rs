//! Values below their labels: a row of only known labels, or a heading alone in its row.

use super::super::bands::Band;
use super::super::spots;
use super::super::{Field, Form};
use super::{field_of, same_extent};
use crate::content::Cell;
use crate::profile::{FieldMatch, Labels};

/// The labels of a row of only labels, without even an empty cell, so that it has no room for values.
pub(super) fn labels_above(band: &Band, labels: &Labels) -> Vec<(FieldMatch, (f32, f32))> {
    if !band.ruled {
        return Vec::new();
    }
    if band.blanks.inside {
        return heading_above(band, labels).into_iter().collect();
    }
    let known = |cell: &Cell| Some((field_of(cell, labels)?, band.extent(cell)));
    let all: Option<Vec<_>> = band.cells.iter().map(known).collect();
    all.unwrap_or_default()
}

/// The label that is alone before empty cells: a heading, whose value is as wide as the row, if there is one.
fn heading_above(band: &Band, labels: &Labels) -> Option<(FieldMatch, (f32, f32))> {
    let cell = band.single().filter(|cell| cell.col == 0)?;
    let known = field_of(cell, labels).filter(|known| known.distance == 0)?;
    Some((known, band.whole_extent()))
}

/// Assigns the cells below a label, as wide as it, to its field.
pub(super) fn take_values_below(band: &mut Band, labels: &Labels, form: &mut Form) {
    let above = std::mem::take(&mut form.above);
    if above.is_empty() || !band.ruled || band.blanks.above {
        return;
    }
    let cells = std::mem::take(&mut band.cells);
    for cell in cells {
        let extent = band.extent(&cell);
        let label = above.iter().find(|(_, label)| same_extent(*label, extent));
        let label = label.filter(|_| field_of(&cell, labels).is_none());
        let is_it = |field: &Field| label.is_some_and(|(known, _)| field.known == Some(*known));
        match form
            .fields
            .iter_mut()
            .enumerate()
            .rev()
            .find(|(_, f)| is_it(f))
        {
            Some((number, field)) => {
                let spot = spots::of(&[(cell.clone(), extent)], number, field.value.len());
                form.spots.extend(spot);
                field.value.extend(cell.lines);
            }
            None => band.cells.push(cell),
        }
    }
}
