//! Labels that changed over the years, matched over a whole scope at once.
//!
//! A field without a label and an unclaimed cell are a pair if each is the other's nearest by shared words, with a
//! clear lead over the next, or a smaller lead if they are between the same neighbours.

use super::super::super::likeness::{ALIKE, ALIKE_IN_PLACE, alike, pairs};
use super::super::canvas::Piece;
use super::super::scope::Reader;
use super::Given;
use crate::profile::{Scope, folded};

/// More letters are a sentence.
const LONGEST: usize = 45;
/// Fewer letters resemble too many others.
const SHORTEST: usize = 4;

/// Assigns the remaining fields similar labels; returns how many letters differ for each.
pub fn give(
    reader: &Reader<'_>,
    number: usize,
    names: usize,
    scope: &Scope<'_>,
    given: &mut Given,
) -> Vec<usize> {
    let mut distances = vec![0; scope.fields.len()];
    let left: Vec<usize> = (0..scope.fields.len())
        .filter(|f| given.get(*f) == Some(&None))
        .collect();
    let pieces = candidates(reader, number);
    if left.is_empty() || pieces.is_empty() {
        return distances;
    }
    let likes = likes(reader, names, scope, &left, &pieces, given);
    for (field, at, distance) in pairs(&likes) {
        if let Some(place) = given.get_mut(field) {
            *place = Some(at);
        }
        if let Some(place) = distances.get_mut(field) {
            *place = distance.max(1);
        }
    }
    distances
}

/// Unclaimed cells with room for a value next to or below them.
fn candidates(reader: &Reader<'_>, number: usize) -> Vec<usize> {
    let canvas = &reader.canvas;
    let is_label = |(at, piece): &(usize, &Piece)| {
        let letters = piece.text.chars().count();
        let has_room = || {
            let open = |p: &usize| canvas.get(*p).is_some_and(Piece::is_free);
            canvas.right_of(*at).first().is_some_and(open)
                || canvas.below(*at).first().is_some_and(open)
        };
        piece.is_free()
            && piece.table.is_some()
            && (SHORTEST..=LONGEST).contains(&letters)
            && !piece.text.ends_with('。')
            && has_room()
    };
    let pieces = canvas.in_scope(number).filter(is_label);
    pieces.map(|(at, _)| at).collect()
}

/// The similarity of each remaining field and each candidate: field, piece, similarity, letters that differ.
fn likes(
    reader: &Reader<'_>,
    names: usize,
    scope: &Scope<'_>,
    left: &[usize],
    pieces: &[usize],
    given: &Given,
) -> Vec<(usize, usize, f32, usize)> {
    let mut likes = Vec::new();
    let own = reader.names.scopes.get(names);
    for field in left {
        let Some(spec) = scope.fields.get(*field) else {
            continue;
        };
        let words = own.and_then(|s| s.fields.get(*field));
        let mut labels: Vec<String> = words
            .into_iter()
            .flat_map(|w| w.exact())
            .map(str::to_owned)
            .collect();
        // a title may say more than the label: what the field follows
        if labels.is_empty() {
            labels.push(folded(&spec.title));
        }
        for at in pieces {
            let Some(piece) = reader.canvas.get(*at) else {
                continue;
            };
            let best = labels
                .iter()
                .map(|l| (alike(l, &piece.text), l))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((like, label)) = best else { continue };
            let bound = match is_in_place(reader, *field, *at, given) {
                true => ALIKE_IN_PLACE,
                false => ALIKE,
            };
            if like >= bound {
                let distance = crate::profile::edit_distance(
                    &label.chars().collect::<Vec<_>>(),
                    &piece.text.chars().collect::<Vec<_>>(),
                );
                likes.push((*field, *at, like, distance));
            }
        }
    }
    likes
}

/// Whether a piece is between the labels of the fields before and after this one.
fn is_in_place(reader: &Reader<'_>, field: usize, at: usize, given: &Given) -> bool {
    let place = |at: usize| reader.canvas.get(at).map(|p| (p.bbox.y0, p.bbox.x0));
    let label = |f: Option<usize>| {
        f.and_then(|f| given.get(f).copied().flatten())
            .and_then(place)
    };
    let Some(own) = place(at) else { return false };
    let before = label(field.checked_sub(1));
    let behind = label(Some(field + 1));
    before.is_some_and(|b| b < own) && behind.is_none_or(|b| own < b)
}
