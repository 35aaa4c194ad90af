//! Parts of a field that have labels of their own: 戦略 next to 総合戦略, ○取組による効果 in a cell.

use super::super::Form;
use super::super::bands::Band;
use super::super::inner::part_label;
use super::{Labelled, label_text, owner};
use crate::content::Cell;
use crate::profile::{FieldMatch, Labels};
use crate::text::Text;

/// Whether the cell's text is exactly the label of a part of its owner.
pub(super) fn is_part(found: &mut [Labelled], cell: &Cell, labels: &Labels) -> bool {
    let field = owner(found, cell)
        .and_then(|owner| owner.field.known)
        .map(|k| k.field);
    let part = field
        .zip(label_text(&cell.lines))
        .and_then(|(field, text)| labels.part(field, &text));
    part.is_some_and(|(_, distance)| distance == 0)
}

/// The part of its owner that the cell labels (戦略 next to the label of 総合戦略); `None` if it is a heading with a few
/// words (なし) below it, which would look like a misspelling.
pub(super) fn part_of(
    owner: &Labelled,
    cell: &Cell,
    labels: &Labels,
) -> Option<(FieldMatch, usize)> {
    let known = owner.field.known?;
    let (part, distance) = labels.part(known.field, &label_text(&cell.lines)?)?;
    let text = || Text::unplaced(&cell.text()).trimmed();
    let has_text = |text: Text| {
        part_label(&text, 0, known.field, labels).is_some_and(|(_, end)| end < text.len())
    };
    (distance == 0 || !has_text(text())).then_some((known, part))
}

/// The part of the last field that the first cell of a row is the label of, in a text: there a label that stands beside two
/// rows is in the first of them alone.
pub(super) fn part_of_row_above(
    band: &Band,
    cell: &Cell,
    labels: &Labels,
    form: &Form,
) -> Option<(FieldMatch, usize)> {
    if band.ruled || cell.col == 0 {
        return None;
    }
    let known = form.fields.last()?.known?;
    let (part, distance) = labels.part(known.field, &label_text(&cell.lines)?)?;
    (distance == 0).then_some((known, part))
}

/// Whether the cell starts with the label of a part, followed by its text (○取組による効果 …): a heading inside the cell, so
/// that the cell before it does not belong to a cell next to it.
pub(super) fn opens_with_part(owner: &Labelled, cell: &Cell, labels: &Labels) -> bool {
    let first = cell.lines.first().map(|line| line.text.trimmed());
    let field = owner.field.known.map(|known| known.field);
    let (Some(text), Some(field)) = (first, field) else {
        return false;
    };
    part_label(&text, 0, field, labels)
        .is_some_and(|(_, end)| end < text.len() || cell.lines.len() > 1)
}

/// Assigns a cell to the field of the last label, not to its part.
pub(super) fn give_to_field(found: &mut [Labelled], cell: Cell) {
    let field = found.last().and_then(|last| last.field.known);
    let whole = |l: &&mut Labelled| l.field.part.is_none() && l.field.known == field;
    if let Some(labelled) = found.iter_mut().rev().find(whole) {
        labelled.values.push(cell);
    }
}
