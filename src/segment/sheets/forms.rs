//! Shared helpers for forms, fields and header rows.

use super::super::{Field, Form, HeaderCell, Lines, squeezed};
use crate::profile::Labels;

/// Whether what was read is a sheet: it has a goal next to another field, or an item table. Single words such as 順位
/// head columns of any table.
pub(super) fn is_sheet(form: &Form, labels: &Labels) -> bool {
    let known = || form.fields.iter().filter_map(|field| field.known);
    let goal = known().any(|k| k.field == labels.goal_field());
    (goal && known().any(|k| k.field != labels.goal_field())) || !form.header.is_empty()
}

/// Whether none of the labels is in the form already.
pub(super) fn is_new_to(form: &Form, fields: &[Field]) -> bool {
    let known = |field: &Field| form.fields.iter().any(|f| f.known == field.known);
    !fields.iter().any(known)
}

/// Whether two labelled cells have the same text.
pub(super) fn same_words(a: &Field, b: &Field) -> bool {
    squeezed(&a.label) == squeezed(&b.label) && squeezed(&a.value) == squeezed(&b.value)
}

pub(super) fn lines_of_field(field: Field) -> Lines {
    field.label.into_iter().chain(field.value).collect()
}

/// All lines of a supposed sheet.
pub(super) fn all_lines(form: Form) -> Lines {
    let fields = form.fields.into_iter().flat_map(lines_of_field);
    form.headings.into_iter().chain(fields).collect()
}

/// Moves the columns of a form to those of a further header row. A column that it has not becomes its last, and one that
/// the row has not lies nowhere from then on.
pub(super) fn follow_header(form: &mut Form, header: Vec<HeaderCell>) {
    let name = |cell: &HeaderCell| squeezed(&cell.label);
    let is_same = |old: &HeaderCell, new: &HeaderCell| match (old.known, new.known) {
        (Some(old), Some(new)) => old.column == new.column,
        _ => name(old) == name(new),
    };
    let places: Vec<Option<usize>> = header
        .iter()
        .map(|new| form.header.iter().position(|old| is_same(old, new)))
        .collect();
    // what may be the header of something else moves nothing
    if places.iter().flatten().count() < 2 && form.header.len() > 1 {
        form.headings
            .extend(header.into_iter().flat_map(|h| h.label));
        return;
    }
    for (number, old) in form.header.iter_mut().enumerate() {
        if !places.contains(&Some(number)) {
            old.extent = NOWHERE;
        }
    }
    for (new, place) in header.into_iter().zip(places) {
        match place.and_then(|place| form.header.get_mut(place)) {
            Some(old) => {
                old.extent = new.extent;
                form.headings.extend(new.label);
            }
            None => form.header.push(new),
        }
    }
}

/// The extent of a column that a further header row has not.
const NOWHERE: (f32, f32) = (f32::MAX, f32::MAX);
