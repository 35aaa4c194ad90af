//! Labelled rows that go on over a page's end: the rest of a value stands below no label in a row of its own, at the top
//! of the next page, as wide as the value above.

use super::bands::Band;
use super::fields::{field_of, same_extent};
use super::{Field, Form};
use crate::layout::{Cell, Line};
use crate::profile::Labels;

/// A value's cell in the row of fields that was read last.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where its column begins and ends.
    extent: (f32, f32),
    /// Number of its field in the form.
    field: usize,
    /// Number of the field's lines up to its end.
    end: usize,
    /// The free width beside its last line, which is an author's line end only before another cell.
    room: f32,
}

/// The spots of cells (with their extents) whose lines are a field's value, behind so many others.
pub fn of(cells: &[(Cell, (f32, f32))], field: usize, mut end: usize) -> Vec<Spot> {
    let spot = |(cell, extent): &(Cell, (f32, f32))| {
        end += cell.lines.len();
        Spot {
            extent: *extent,
            field,
            end,
            room: room(&cell.lines),
        }
    };
    cells.iter().map(spot).collect()
}

fn room(lines: &[Line]) -> f32 {
    lines.last().map_or(f32::INFINITY, |line| line.room)
}

/// Takes a row at the top of a page as rests of the values above, if all its cells stand where one does.
pub fn go_on(band: &Band, labels: &Labels, form: &mut Form) -> bool {
    let spot = |cell: &Cell| {
        let extent = band.extent(cell);
        let at = form
            .spots
            .iter()
            .position(|s| same_extent(s.extent, extent))?;
        field_of(cell, labels).is_none().then(|| (at, cell.clone()))
    };
    let found: Option<Vec<(usize, Cell)>> = band.cells.iter().map(spot).collect();
    let Some(rests) = found else {
        return false;
    };
    for (at, cell) in rests {
        insert(at, cell, form);
    }
    true
}

fn insert(at: usize, cell: Cell, form: &mut Form) {
    let Some(spot) = form.spots.get_mut(at) else {
        return;
    };
    let count = cell.lines.len();
    let (field, end) = (spot.field, spot.end);
    let before = std::mem::replace(&mut spot.room, room(&cell.lines));
    if let Some(Field { value, .. }) = form.fields.get_mut(field) {
        if let Some(last) = end.checked_sub(1).and_then(|at| value.get_mut(at)) {
            last.room = before;
        }
        let is_last = end >= value.len();
        value.splice(end..end, cell.lines);
        if let Some(last) = value.get_mut(end + count - 1).filter(|_| !is_last) {
            last.room = f32::INFINITY;
        }
    }
    let behind = form.spots.iter_mut().filter(|s| s.field == field);
    behind.filter(|s| s.end >= end).for_each(|s| s.end += count);
}
