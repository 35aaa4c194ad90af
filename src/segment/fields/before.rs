//! Values before their labels.

use super::super::bands::Band;
use super::Labelled;

/// Gives values to the labels behind them (`02 款 05 項 04 目`) where the last label of a row is its last cell: it has none
/// else, nor has each label before it, up to one with two.
pub(super) fn values_before(found: &mut [Labelled], band: &Band) {
    let is_row = |l: &Labelled| Some(l.rows) == found.first().map(|first| first.rows);
    let ends_row = found.last().is_some_and(|last| {
        last.field.known.is_some() && last.values.is_empty() && last.after >= band.cols()
    });
    let values = |l: &Labelled| l.values.len();
    let (Some(first), true) = (found.iter().rposition(|l| values(l) > 1), ends_row) else {
        return;
    };
    let last = found.len() - 1;
    let between = found.get(first + 1..last).unwrap_or_default();
    if !band.ruled || first + 2 > last || !found.iter().all(is_row) {
        return;
    }
    if !between
        .iter()
        .all(|l| values(l) == 1 && l.field.known.is_some())
    {
        return;
    }
    for at in (first + 1..=last).rev() {
        let value = found.get_mut(at - 1).and_then(|before| before.values.pop());
        if let (Some(value), Some(own)) = (value, found.get_mut(at)) {
            own.values.insert(0, value);
        }
    }
}
