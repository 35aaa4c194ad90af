//! Labels and their values.
//!
//! A label is assigned to a field if it matches exactly, first those with `under` or `after`; then differing labels are
//! assigned to the remaining fields, if each is the other's nearest ([`drift`]). Only then are values looked for: next
//! to the label up to the next one, or else below it.

use super::super::squeezed;
use super::canvas::Piece;
use super::scope::Reader;
use super::{Doubt, Found, FoundField};
use crate::profile::{Scope, Side};
use given::{exact, parts};
use value::{lines, value};

mod before;
mod drift;
mod gaps;
mod given;
mod place;
mod under;
mod value;

/// The piece that is the label of each field.
pub type Given = Vec<Option<usize>>;

/// Reads the fields of a scope.
pub fn read(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    scope: &Scope<'_>,
    found: &mut Found,
) {
    let mut given: Given = vec![None; scope.fields.len()];
    exact(reader, number, names, scope, &mut given);
    let distances = drift::give(reader, number, names, scope, &mut given);
    // labels that follow one matched by similarity can be found now
    exact(reader, number, names, scope, &mut given);
    for at in given.iter().flatten() {
        if let Some(piece) = reader.canvas.pieces.get_mut(*at) {
            piece.is_label = true;
            piece.taken = true;
        }
    }
    let parts = parts(reader, number, names, &given);
    let mut labels = order(reader, &given, &parts);
    let behind = before::labels_behind_values(reader, number, scope, &labels);
    let side = |field: usize, at: usize| match behind.contains(&at) {
        true => Some(Side::Left),
        false => scope.fields.get(field).and_then(|f| f.value),
    };
    // a value before its label could be taken for one after the preceding label
    labels
        .sort_by_key(|(field, _, at)| !matches!(side(*field, *at), Some(Side::Left | Side::Above)));
    for (field, part, at) in labels {
        let Some(spec) = scope.fields.get(field) else {
            continue;
        };
        let distance = distances.get(field).copied().unwrap_or(0);
        let side = side(field, at).filter(|_| part.is_none());
        found
            .doubts
            .extend(gaps::of(reader, number, at, side, spec));
        let mut own = value(reader, number, at, side, (spec, part));
        own.distance = if part.is_some() { 0 } else { distance };
        own.field = field;
        own.part = part;
        if let Some(piece) = reader.canvas.get(at) {
            own.label = piece.lines.clone();
        }
        found.fields.push(own);
    }
    repeated(reader, number, names, &given, found);
}

/// Labels with their fields and parts, in reading order.
fn order(
    reader: &Reader<'_>,
    given: &Given,
    parts: &[(usize, usize, usize)],
) -> Vec<(usize, Option<usize>, usize)> {
    let whole = given
        .iter()
        .enumerate()
        .filter_map(|(f, at)| Some((f, None, (*at)?)));
    let parts = parts.iter().map(|(f, part, at)| (*f, Some(*part), *at));
    let mut all: Vec<_> = whole.chain(parts).collect();
    let place = |at: usize| {
        reader
            .canvas
            .get(at)
            .map_or((0.0, 0.0), |p| (p.bbox.y0, p.bbox.x0))
    };
    all.sort_by(|a, b| {
        let (a, b) = (place(a.2), place(b.2));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    all
}

/// A label that occurs again: with the same value it is the repeated head of a page, otherwise it is reported and kept
/// separately.
fn repeated(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    given: &Given,
    found: &mut Found,
) {
    let Some(own) = reader.names.scopes.get(names) else {
        return;
    };
    let named = |p: &Piece| own.fields.iter().position(|words| p.rank(words).is_some());
    let again: Vec<(usize, usize)> = reader
        .canvas
        .in_scope(number)
        .filter(|(_, p)| !p.taken && !p.is_blank())
        .filter_map(|(at, p)| Some((named(p)?, at)))
        .filter(|(field, _)| given.get(*field).copied().flatten().is_some())
        .collect();
    for (field, at) in again {
        let pieces = reader.value_pieces(number, at, None);
        let kept: Vec<&Piece> = pieces
            .iter()
            .filter_map(|p| reader.canvas.get(*p))
            .collect();
        let own = lines(&kept);
        let same = |f: &&FoundField| f.field == field && squeezed(&f.value) == squeezed(&own);
        let Some(label) = reader.canvas.get(at).cloned() else {
            continue;
        };
        if found.fields.iter().any(|f| same(&f)) && !(own.is_empty() && label.table.is_some()) {
            found.headings.extend(label.lines.into_iter().chain(own));
        } else if !own.is_empty() {
            let written = squeezed(&label.lines);
            found.doubts.push(Doubt::Repeated {
                label: written,
                page: label.page,
            });
            found.other.push((label.lines, own));
        } else {
            continue;
        }
        for at in pieces.into_iter().chain([at]) {
            if let Some(piece) = reader.canvas.pieces.get_mut(at) {
                piece.taken = true;
            }
        }
    }
}
