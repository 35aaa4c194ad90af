//! What nothing claims: a text next to another may be a label that the profile does not know; everything else is
//! reported as it is.

use super::super::{Field, Form, Lines};
use super::canvas::Piece;
use super::scope::Reader;
use crate::profile::Profile;

/// The longest label that the profile does not know.
const LONGEST_UNKNOWN: usize = 25;

/// The longest label of a group of labels, including its note.
const LONGEST_GROUP: usize = 45;

/// Adds what is left to the form: pairs of an unknown label and its value, group labels, loose lines.
pub fn take(reader: &mut Reader<'_>, form: &mut Form, profile: &Profile) {
    let _ = profile;
    for at in 0..reader.canvas.pieces.len() {
        let Some(piece) = reader.canvas.get(at) else {
            continue;
        };
        if piece.taken || piece.is_blank() {
            continue;
        }
        if piece.is_label || reader.groups_labels(at) {
            // a heading, or the label of a group of labels
            form.headings.append(&mut piece.lines.clone());
            reader
                .canvas
                .pieces
                .get_mut(at)
                .into_iter()
                .for_each(|p| p.taken = true);
            continue;
        }
        if let Some(values) = pair(reader, at) {
            let label = piece.lines.clone();
            let mut value = Lines::new();
            for other in values.iter().copied().chain([at]) {
                if let Some(piece) = reader.canvas.pieces.get_mut(other) {
                    if other != at {
                        value.append(&mut piece.lines.clone());
                    }
                    piece.taken = true;
                }
            }
            form.fields.push(Field {
                known: None,
                part: None,
                label,
                value,
            });
        }
    }
    let loose = reader
        .canvas
        .pieces
        .iter()
        .filter(|p| !p.taken && !p.is_blank());
    form.loose.extend(loose.flat_map(|p| p.lines.clone()));
}

/// The value of a cell that looks like a label: short, not a number, with one free cell next to it and nothing else.
fn pair(reader: &Reader<'_>, at: usize) -> Option<Vec<usize>> {
    let own = reader.canvas.get(at)?;
    let letters = own.text.chars().count();
    let is_word = (1..=LONGEST_UNKNOWN).contains(&letters)
        && !own.text.chars().all(|c| !c.is_alphabetic())
        && !own.text.ends_with('。');
    if own.table.is_none() || !is_word {
        return None;
    }
    // in a row of three or more free cells none is the label of the next
    let before = reader
        .canvas
        .left_of(at)
        .first()
        .and_then(|left| reader.canvas.get(*left));
    if before.is_some_and(|p| p.is_free() && !p.is_blank()) {
        return None;
    }
    let right = reader.canvas.right_of(at);
    let is_open = |p: &&Piece| p.is_free() && p.scope == own.scope && p.rows.0 >= own.rows.0;
    let open: Vec<usize> = right
        .iter()
        .copied()
        .take_while(|r| reader.canvas.get(*r).as_ref().is_some_and(is_open))
        .collect();
    let filled: Vec<usize> = open
        .into_iter()
        .filter(|r| reader.canvas.get(*r).is_some_and(|p| !p.is_blank()))
        .collect();
    (filled.len() == 1).then_some(filled)
}

impl Reader<'_> {
    /// Whether a cell is before the labels of several rows, and before nothing else: it is the label of their group.
    pub fn groups_labels(&self, at: usize) -> bool {
        let Some(own) = self.canvas.get(at).filter(|p| p.table.is_some()) else {
            return false;
        };
        let letters = own.text.chars().count();
        let beside =
            (own.rows.0..own.rows.1).filter_map(|row| self.canvas.at(own.table?, row, own.cols.1));
        let mut beside: Vec<usize> = beside.collect();
        beside.dedup();
        let is_label = |at: &usize| {
            self.canvas
                .get(*at)
                .is_some_and(|p| p.is_label && p.rows.0 >= own.rows.0)
        };
        (1..=LONGEST_GROUP).contains(&letters) && beside.len() > 1 && beside.iter().all(is_label)
    }
}
