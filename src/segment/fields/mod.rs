//! Labelled cells: which value belongs to which label.
//!
//! A value belongs to the nearest label to its left that shares a row with it. A row of only known labels has its
//! values in the row below, each as wide as its label. A label that the profile does not know counts as well if it is
//! at the left end, or begins a pair after a complete one.

use super::ahead;
use super::bands::Band;
use super::items::SAME_EDGE;
use super::shape::Doubt;
use super::spots::{self, Spot};
use super::{Field, Form, Lines, is_number, squeezed};
use crate::content::Cell;
use crate::profile::{FieldMatch, Labels};
use before::values_before;
use below::{labels_above, take_values_below};
use pairs::pairs_behind_value;
use parts::{give_to_field, is_part, opens_with_part, part_of, part_of_row_above};

mod before;
mod below;
mod labels;
mod pairs;
mod parts;

pub use labels::{LONGEST_LABEL, field_of, label_text};

/// A label in the row group, and the cells that are its value.
struct Labelled {
    rows: (usize, usize),
    extent: (f32, f32),
    /// The first column after it.
    after: usize,
    field: Field,
    values: Vec<Cell>,
}

impl Labelled {
    fn new(cell: Cell, known: Option<FieldMatch>, part: Option<usize>, band: &Band) -> Self {
        Self {
            extent: band.extent(&cell),
            rows: (cell.row, cell.row + cell.row_span),
            after: cell.col + cell.col_span,
            field: Field {
                known,
                part,
                label: cell.lines,
                value: Lines::new(),
            },
            values: Vec::new(),
        }
    }

    /// Whether another label is to its right in one of its rows.
    fn stands_before(&self, other: &Self) -> bool {
        self.after < other.after && self.rows.0 < other.rows.1 && other.rows.0 < self.rows.1
    }

    /// The number of rows that it shares with the cell, if it is to its left.
    fn shared_rows(&self, cell: &Cell) -> usize {
        if self.after > cell.col {
            return 0;
        }
        let end = self.rows.1.min(cell.row + cell.row_span);
        end.saturating_sub(self.rows.0.max(cell.row))
    }
}

/// Reads a row group of labelled cells into the form; returns the lines that are neither label nor value.
pub fn read(mut band: Band, labels: &Labels, form: &mut Form) -> Lines {
    form.spots.clear();
    take_values_below(&mut band, labels, form);
    ahead::take(&mut band, labels, form);
    form.above = labels_above(&band, labels);
    let mut found: Vec<Labelled> = Vec::new();
    for cell in std::mem::take(&mut band.cells) {
        let known = field_of(&cell, labels);
        // an exact label of a part is not a misspelt other label
        let known = known.filter(|k| k.distance == 0 || !is_part(&mut found, &cell, labels));
        if let Some(known) = known {
            found.push(Labelled::new(cell, Some(known), None, &band));
            continue;
        }
        let Some(owner) = owner(&mut found, &cell) else {
            let (known, part) = part_of_row_above(&band, &cell, labels, form).unzip();
            found.push(Labelled::new(cell, known, part, &band));
            continue;
        };
        if owner.field.part.is_some() && opens_with_part(owner, &cell, labels) {
            give_to_field(&mut found, cell);
        } else if let Some((known, part)) = part_of(owner, &cell, labels) {
            found.push(Labelled::new(cell, Some(known), Some(part), &band));
        } else {
            owner.values.push(cell);
        }
    }
    values_before(&mut found, &band);
    form.found.doubts.extend(gaps(&found, &band));
    let mut loose = Lines::new();
    for (labelled, over_others) in with_whether_over_others(found) {
        let nameless = labelled.field.known.is_none() && labelled.values.is_empty();
        match (nameless, over_others) {
            (true, true) => form.headings.extend(labelled.field.label),
            (true, false) => loose.extend(labelled.field.label),
            (false, _) => take(labelled, &band, labels, form),
        }
    }
    loose
}

/// What a reader should know of labels beside several numbers with empty cells among them.
fn gaps(found: &[Labelled], band: &Band) -> Vec<Doubt> {
    let starts: Vec<usize> = found
        .iter()
        .filter_map(|l| l.after.checked_sub(1))
        .collect();
    let doubt = |l: &Labelled| {
        let row = l.values.first()?.row;
        let numbers = l.values.iter().filter(|c| is_number(&squeezed(&c.lines)));
        let is_row = l.values.iter().all(|cell| cell.row == row);
        let next = starts.iter().filter(|col| **col >= l.after).min();
        let beside = |(r, col): &&(usize, usize)| {
            *r == row && *col >= l.after && next.is_none_or(|next| col < next)
        };
        let empty = band.empty.iter().filter(beside).count();
        let label = l.field.label.first()?;
        (band.ruled && is_row && empty > 0 && numbers.count() > 1).then(|| Doubt::Gaps {
            label: squeezed(&l.field.label),
            page: label.page,
            cells: (l.values.len() + empty, empty),
        })
    };
    found.iter().filter_map(doubt).collect()
}

/// Whether each label has other labels to its right, which it then groups.
fn with_whether_over_others(found: Vec<Labelled>) -> Vec<(Labelled, bool)> {
    let over: Vec<bool> = found
        .iter()
        .map(|group| found.iter().any(|other| group.stands_before(other)))
        .collect();
    found.into_iter().zip(over).collect()
}

/// The nearest label to the left of the cell; among several, the one that shares most rows.
fn owner<'a>(found: &'a mut [Labelled], cell: &Cell) -> Option<&'a mut Labelled> {
    found
        .iter_mut()
        .map(|labelled| (labelled.shared_rows(cell), labelled))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, labelled)| (labelled.after, *shared))
        .map(|(_, labelled)| labelled)
}

/// Adds a label and its value cells to the form.
fn take(mut labelled: Labelled, band: &Band, labels: &Labels, form: &mut Form) {
    let known = labelled.field.known;
    labelled.values.sort_by_key(|cell| (cell.row, cell.col));
    let has_parts = known.is_some_and(|known| labels.has_parts(known.field));
    let pairs = match has_parts {
        true => Vec::new(),
        false => pairs_behind_value(&mut labelled.values, band.ruled),
    };
    let extent = |cell: &Cell| (cell.clone(), band.extent(cell));
    let cells: Vec<_> = labelled.values.iter().map(extent).collect();
    form.spots.extend(spots::of(&cells, form.fields.len(), 0));
    if known.is_none() {
        let label = Spot::of_label(labelled.extent, form.fields.len());
        form.spots.push(label);
    }
    if labelled.field.part.is_some() && cells.is_empty() {
        // a heading at the end of its cell: its text may be on the next page
        form.spots
            .push(Spot::below(labelled.extent, form.fields.len()));
    }
    labelled.field.value = lines_of(labelled.values);
    form.fields.push(labelled.field);
    form.fields.extend(pairs);
}

/// Whether two cells have the same extent.
pub(super) fn same_extent(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() < SAME_EDGE && (a.1 - b.1).abs() < SAME_EDGE
}

/// The lines of cells, one cell after another; the last line of a cell always ends there.
pub fn lines_of(cells: Vec<Cell>) -> Lines {
    let mut lines = Lines::new();
    for cell in cells {
        end_line(&mut lines);
        lines.extend(cell.lines);
    }
    lines
}

/// Marks the last line as ended by the author.
pub fn end_line(lines: &mut Lines) {
    if let Some(last) = lines.last_mut() {
        last.room = f32::INFINITY;
    }
}
