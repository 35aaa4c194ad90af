//! Values before their labels: `02 款 05 項 04 目`, in a row whose last label has no cell behind it.

use std::collections::HashSet;

use super::super::scope::Reader;
use crate::profile::Scope;

/// A label with the numbers of its field and its part, and its piece.
type Label = (usize, Option<usize>, usize);

/// The labels whose values stand before them, though the profile does not say so: the last of its row, which has room
/// neither behind it nor below, with a single free cell before it; and from there to the left each that has no other.
pub fn labels_behind_values(
    reader: &Reader<'_>,
    number: usize,
    scope: &Scope<'_>,
    labels: &[Label],
) -> HashSet<usize> {
    let is_plain = |label: &&Label| {
        let field = scope.fields.get(label.0);
        label.1.is_none() && field.is_some_and(|f| f.value.is_none())
    };
    let plain: HashSet<usize> = labels.iter().filter(is_plain).map(|(.., at)| *at).collect();
    let mut behind = HashSet::new();
    for (.., last) in labels.iter().filter(is_plain) {
        let mut at = *last;
        let mut chain = Vec::new();
        let mut is_starved = false;
        while plain.contains(&at) && has_no_room(reader, number, at, chain.is_empty()) {
            let left = reader.canvas.left_of(at);
            let value = left
                .first()
                .filter(|value| reader.is_open(number, **value) && !reader.is_blank(**value));
            if value.is_none() {
                // its only value would go to the label behind it
                is_starved = !chain.is_empty();
                break;
            }
            chain.push(at);
            match left.get(1) {
                Some(next) => at = *next,
                None => break,
            }
        }
        // a single label may as well have lost its value
        if chain.len() > 1 && !is_starved {
            behind.extend(chain);
        }
    }
    behind
}

/// Whether nothing follows a label: no cell at all, or only the one that belongs to the label after it.
fn has_no_room(reader: &Reader<'_>, number: usize, at: usize, is_last: bool) -> bool {
    let right = reader.canvas.right_of(at);
    let open = right
        .iter()
        .take_while(|cell| reader.is_open(number, **cell))
        .count();
    match is_last {
        true => right.is_empty() && reader.below(number, at).is_empty(),
        false => open == 1,
    }
}
