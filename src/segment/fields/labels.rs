//! Which cells are labels that the profile knows.

use crate::content::{Cell, Line};
use crate::profile::{FieldMatch, Labels};
use crate::segment::squeezed;

/// The longest label; a cell with more text is not compared.
pub const LONGEST_LABEL: usize = 80;

/// The field that a cell's text is a label of.
pub fn field_of(cell: &Cell, labels: &Labels) -> Option<FieldMatch> {
    label_text(&cell.lines).and_then(|text| labels.field(&text))
}

/// The text of a cell as a label, if it is short enough.
pub fn label_text(lines: &[Line]) -> Option<String> {
    let chars = lines.iter().flat_map(|line| line.text.chars());
    // labels may be spaced out, so allow several times the length
    let few = chars.take(4 * LONGEST_LABEL + 1);
    let (mut all, mut ink) = (0, 0);
    for ch in few {
        all += 1;
        ink += usize::from(!ch.c.is_whitespace());
    }
    let is_short = all <= 4 * LONGEST_LABEL && (1..=LONGEST_LABEL).contains(&ink);
    is_short.then(|| squeezed(lines))
}
