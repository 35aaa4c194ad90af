//! Rules that a fully ruled form would have, inferred where none are drawn.

pub(crate) mod open_rows;
pub(crate) mod open_sides;
pub(crate) mod row_continuation;
pub(crate) mod row_labels;
pub(crate) mod shaded_form;
