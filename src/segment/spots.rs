//! Labelled rows that continue after a page break: the rest of a value has no label, is in a row of its own at the top
//! of the next page, and is as wide as the value above. A label written downward may be broken as well.

use super::bands::Band;
use super::fields::{field_of, same_extent};
use super::{Field, Form, squeezed};
use crate::content::{Cell, Line};
use crate::profile::{FieldMatch, Labels};

/// The cell of a value in the last row of fields, or of a label that nothing knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The extent of its column.
    pub extent: (f32, f32),
    /// Index of its field in the form.
    field: usize,
    /// The number of the field's lines up to its end.
    end: usize,
    /// The free width after its last line, which the author ended only if another cell follows.
    room: f32,
    is_label: bool,
}

impl Spot {
    /// The place of a field's label.
    pub fn of_label(extent: (f32, f32), field: usize) -> Self {
        Self {
            extent,
            field,
            end: 0,
            room: f32::INFINITY,
            is_label: true,
        }
    }

    /// The place of a value that would be below its label, in one cell with it.
    pub fn below(extent: (f32, f32), field: usize) -> Self {
        Self {
            is_label: false,
            ..Self::of_label(extent, field)
        }
    }
}

/// The places of cells (with their extents) whose lines are a field's value, after `end` other lines.
pub fn of(cells: &[(Cell, (f32, f32))], field: usize, mut end: usize) -> Vec<Spot> {
    let spot = |(cell, extent): &(Cell, (f32, f32))| {
        end += cell.lines.len();
        Spot {
            extent: *extent,
            field,
            end,
            room: room(&cell.lines),
            is_label: false,
        }
    };
    cells.iter().map(spot).collect()
}

fn room(lines: &[Line]) -> f32 {
    lines.last().map_or(f32::INFINITY, |line| line.room)
}

/// Takes a row at the top of a page as continuations of the values above, if each of its cells is at the place of one.
pub fn go_on(band: &Band, labels: &Labels, form: &mut Form) -> bool {
    let spot = |cell: &Cell| {
        let extent = band.extent(cell);
        let at = form
            .spots
            .iter()
            .position(|s| same_extent(s.extent, extent))?;
        let whole = whole_label(form.spots.get(at)?, cell, labels, form);
        whole
            .map_or(field_of(cell, labels).is_none(), |known| known.is_some())
            .then(|| (at, cell.clone()))
    };
    let found: Option<Vec<(usize, Cell)>> = band.cells.iter().map(spot).collect();
    let Some(rests) = found.filter(|rests| !is_header(band, rests, form)) else {
        return false;
    };
    for (at, cell) in rests {
        insert(at, cell, labels, form);
    }
    true
}

/// The longest text of a cell in a table's header row.
const LONGEST_HEADER: usize = 12;

/// Whether a row that would continue on the same page is the header of the next table: several short cells, none of
/// which continues a line that ran to its edge.
fn is_header(band: &Band, rests: &[(usize, Cell)], form: &Form) -> bool {
    let runs_on = |(at, cell): &(usize, Cell)| {
        let room = form.spots.get(*at).map_or(f32::INFINITY, |spot| spot.room);
        cell.lines.first().is_some_and(|line| line.head > room)
    };
    let is_short =
        |(_, cell): &(usize, Cell)| squeezed(&cell.lines).chars().count() <= LONGEST_HEADER;
    form.page == Some(band.page)
        && rests.len() > 1
        && rests.iter().all(is_short)
        && !rests.iter().any(runs_on)
}

/// The whole label with this continuation, if the place is that of one.
fn whole_label(
    spot: &Spot,
    rest: &Cell,
    labels: &Labels,
    form: &Form,
) -> Option<Option<FieldMatch>> {
    let before = form.fields.get(spot.field).filter(|_| spot.is_label)?;
    let text = squeezed(&before.label) + &squeezed(&rest.lines);
    Some(labels.field(&text).filter(|known| known.distance == 0))
}

fn insert(at: usize, cell: Cell, labels: &Labels, form: &mut Form) {
    let known = form
        .spots
        .get(at)
        .and_then(|spot| whole_label(spot, &cell, labels, form));
    let Some(spot) = form.spots.get_mut(at) else {
        return;
    };
    if let (Some(known), Some(field)) = (known, form.fields.get_mut(spot.field)) {
        field.label.extend(cell.lines);
        field.known = known;
        return;
    }
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
    let behind = form
        .spots
        .iter_mut()
        .filter(|s| s.field == field && !s.is_label);
    behind.filter(|s| s.end >= end).for_each(|s| s.end += count);
}
