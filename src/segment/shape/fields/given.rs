//! Which piece is the label of which field, where it fits word for word.

use super::super::canvas::Piece;
use super::super::scope::Reader;
use super::Given;
use crate::profile::{Field, Scope, Words};

/// Whether a field, given by index and value, gets its label in a step.
type Step<'s> = &'s dyn Fn(usize, &Field) -> bool;

/// The pieces that are exactly a field's label, best first.
fn candidates(reader: &Reader<'_>, number: usize, words: &Words, under: &Words) -> Vec<usize> {
    let pieces = reader.canvas.in_scope(number);
    let fits = |(at, piece): (usize, &Piece)| {
        let rank = piece.rank(words).filter(|_| !piece.taken)?;
        (under.is_empty() || reader.stands_under(at, under)).then_some((
            rank,
            piece.bbox.y0,
            piece.bbox.x0,
            at,
        ))
    };
    let mut all: Vec<_> = pieces.filter_map(fits).collect();
    all.sort_by(|a, b| {
        a.0.cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    all.into_iter().map(|(.., at)| at).collect()
}

/// Assigns each field without a label one that matches exactly.
pub fn exact(
    reader: &Reader<'_>,
    number: usize,
    names: usize,
    scope: &Scope<'_>,
    given: &mut Given,
) {
    let Some(own) = reader.names.scopes.get(names) else {
        return;
    };
    let none = Words::default();
    let all: Vec<Vec<usize>> = (0..scope.fields.len())
        .map(|f| {
            let words = own.fields.get(f).unwrap_or(&none);
            candidates(reader, number, words, own.under.get(f).unwrap_or(&none))
        })
        .collect();
    let shares = |f: usize| {
        scope.fields.iter().enumerate().any(|(o, other)| {
            o != f
                && (other.after.is_some() || !other.under.is_empty())
                && all
                    .get(o)
                    .zip(all.get(f))
                    .is_some_and(|(a, b)| a.iter().any(|at| b.contains(at)))
        })
    };
    let plain = |field: &Field| field.after.is_none() && field.under.is_empty();
    let steps: [Step<'_>; 4] = [
        &|_, field| field.after.is_none() && !field.under.is_empty(),
        &|f, field| plain(field) && !shares(f),
        &|_, field| field.after.is_some(),
        &|_, _| true,
    ];
    for step in steps {
        // what follows another label may follow one that does so itself
        for _ in 0..scope.fields.len().min(8) {
            let before = given.clone();
            for (f, field) in scope.fields.iter().enumerate() {
                if given.get(f).copied().flatten().is_some() || !step(f, field) {
                    continue;
                }
                let free = all.get(f).into_iter().flatten().copied();
                let free: Vec<usize> = free.filter(|at| !given.contains(&Some(*at))).collect();
                let chosen = choose(reader, number, &free, field, scope, given);
                if let Some(place) = given.get_mut(f) {
                    *place = chosen;
                }
            }
            if before == *given {
                break;
            }
        }
    }
}

fn choose(
    reader: &Reader<'_>,
    number: usize,
    free: &[usize],
    field: &Field,
    scope: &Scope<'_>,
    given: &Given,
) -> Option<usize> {
    let Some(after) = &field.after else {
        return free.first().copied();
    };
    let of_field = scope.fields.iter().position(|f| f.key == *after);
    let label = of_field.and_then(|f| given.get(f).copied().flatten());
    let label = label.and_then(|at| reader.canvas.get(at)).map(|p| p.bbox);
    let anchor = label.or_else(|| reader.table_place(number, after))?;
    let key = |at: &usize| {
        let bbox = reader.canvas.get(*at)?.bbox;
        let behind =
            bbox.y0 > anchor.y0 + 1.0 || (bbox.y0 >= anchor.y0 - 1.0 && bbox.x0 > anchor.x0);
        let beside = bbox.x0 >= anchor.x1 || anchor.x0 >= bbox.x1;
        behind.then_some((beside && bbox.y0 > anchor.y1 - 1.0, bbox.y0, bbox.x0, *at))
    };
    let mut behind: Vec<_> = free.iter().filter_map(key).collect();
    behind.sort_by(|a, b| {
        a.0.cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    behind.first().map(|(.., at)| *at)
}

/// The labels of parts: field, part, piece. They are next to their field's label, or below it.
pub fn parts(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    given: &Given,
) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let own = reader
        .names
        .scopes
        .get(names)
        .map(|s| s.parts.as_slice())
        .unwrap_or_default();
    for (field, parts) in own.iter().enumerate() {
        let Some(label) = given.get(field).copied().flatten() else {
            continue;
        };
        for (part, words) in parts.iter().enumerate() {
            let fits = |at: &usize| {
                reader
                    .canvas
                    .get(*at)
                    .is_some_and(|p| p.scope == number && !p.taken && p.rank(words).is_some())
            };
            let beside = reader.canvas.right_of(label).into_iter();
            if let Some(at) = beside.chain(reader.canvas.below(label)).find(fits) {
                found.push((field, part, at));
            }
        }
    }
    for (.., at) in &found {
        if let Some(piece) = reader.canvas.pieces.get_mut(*at) {
            piece.is_label = true;
            piece.taken = true;
        }
    }
    found
}
