//! Labels that have changed over the years, so that the form and the profile name a field differently.

use crate::profile::{FieldMatch, Profile, edit_distance, folded};
use crate::segment::likeness::{ALIKE, ALIKE_IN_PLACE, alike, pairs};
use crate::segment::{Field, squeezed};

/// The shortest label that is compared, in characters; shorter ones resemble too many others.
const SHORTEST: usize = 4;

/// Matches labels that the profile does not know with fields that the form lacks, if each is the other's nearest.
pub(super) fn name(fields: &mut [Field], profile: &Profile) {
    let unknown: Vec<usize> = (0..fields.len())
        .filter(|at| is_unknown(fields.get(*at)))
        .collect();
    let is_known = |number: usize| {
        fields
            .iter()
            .any(|f| f.known.is_some_and(|k| k.field == number))
    };
    let left: Vec<usize> = (0..profile.fields.len())
        .filter(|number| !is_known(*number))
        .collect();
    if unknown.is_empty() || left.is_empty() {
        return;
    }
    let mut likes = Vec::new();
    for number in &left {
        let Some(field) = profile.fields.get(*number) else {
            continue;
        };
        let title = Some(&field.title).filter(|_| field.labels.is_empty());
        let labels = field.labels.iter().chain(title);
        let labels: Vec<String> = labels.map(|label| folded(label)).collect();
        for at in &unknown {
            let Some(own) = fields.get(*at) else { continue };
            let text = folded(&squeezed(&own.label));
            let text = text.trim_end_matches(':');
            let bound = match is_in_place(fields, *at, *number) {
                true => ALIKE_IN_PLACE,
                false => ALIKE,
            };
            let like = |label: &String| alike(label, text);
            let best = labels
                .iter()
                .map(|l| (like(l), l))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((like, label)) = best.filter(|(like, _)| *like >= bound) {
                let letters = |text: &str| text.chars().collect::<Vec<_>>();
                likes.push((
                    *number,
                    *at,
                    like,
                    edit_distance(&letters(label), &letters(text)),
                ));
            }
        }
    }
    for (number, at, distance) in pairs(&likes) {
        if let Some(field) = fields.get_mut(at) {
            field.known = Some(FieldMatch {
                field: number,
                distance: distance.max(1),
            });
        }
    }
}

fn is_unknown(field: Option<&Field>) -> bool {
    field.is_some_and(|f| f.known.is_none() && squeezed(&f.label).chars().count() >= SHORTEST)
}

/// Whether the labels before and after are those of the fields before and after this one in the profile.
fn is_in_place(fields: &[Field], at: usize, number: usize) -> bool {
    let known = |f: &Field| f.known.map(|k| k.field);
    let before = fields.iter().take(at).rev().find_map(known);
    let behind = fields.iter().skip(at + 1).find_map(known);
    before.is_some_and(|b| b < number) && behind.is_none_or(|b| number < b)
}
