//! What forms, fields and header rows have in common.

use super::super::{Field, Form, HeaderCell, Lines, squeezed};
use crate::profile::Labels;

/// Whether what was read is a sheet: it names its goal beside another field, or it has an item table. Single words
/// such as 順位 head columns of any table.
pub(super) fn is_sheet(form: &Form, labels: &Labels) -> bool {
    let known = || form.fields.iter().filter_map(|field| field.known);
    let goal = known().any(|k| k.field == labels.goal_field());
    (goal && known().any(|k| k.field != labels.goal_field())) || !form.header.is_empty()
}

/// Whether none of the labels is one of the form's.
pub(super) fn is_new_to(form: &Form, fields: &[Field]) -> bool {
    let known = |field: &Field| form.fields.iter().any(|f| f.known == field.known);
    !fields.iter().any(known)
}

/// Whether two labelled cells say the same.
pub(super) fn same_words(a: &Field, b: &Field) -> bool {
    squeezed(&a.label) == squeezed(&b.label) && squeezed(&a.value) == squeezed(&b.value)
}

pub(super) fn lines_of_field(field: Field) -> Lines {
    field.label.into_iter().chain(field.value).collect()
}

/// Everything that was taken for a sheet.
pub(super) fn all_lines(form: Form) -> Lines {
    let fields = form.fields.into_iter().flat_map(lines_of_field);
    form.headings.into_iter().chain(fields).collect()
}

/// Whether two header rows name the same columns in the same order.
pub(super) fn same_columns(a: &[HeaderCell], b: &[HeaderCell]) -> bool {
    let names = |h: &[HeaderCell]| h.iter().map(|c| squeezed(&c.label)).collect::<Vec<_>>();
    names(a) == names(b)
}
