//! Misspelt labels: bounded edit distance.

/// One wrong character in this many is still the same label: a typing error, a variant of a kanji.
const CHARS_PER_SLIP: usize = 5;
/// Shorter labels resemble each other by nature (中間報告, 期末報告), so they must match exactly.
const SHORTEST_LIKENESS: usize = 4;

/// The edit distance between a label of the profile and one of the form, if within the bound.
pub(super) fn likeness(known: &[char], found: &[char]) -> Option<usize> {
    if known.len().min(found.len()) <= SHORTEST_LIKENESS {
        return (known == found).then_some(0);
    }
    let bound = known.len() / CHARS_PER_SLIP;
    if known.len().abs_diff(found.len()) > bound {
        return None;
    }
    let distance = edit_distance(known, found);
    (distance <= bound).then_some(distance)
}

/// Levenshtein distance.
pub fn edit_distance<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}
