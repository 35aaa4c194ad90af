//! Plain NFKC with the places of characters kept.
//!
//! The text is cut wherever a character cannot combine with the one before it, and each piece is normalised separately,
//! which gives the same characters as normalising the whole.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::normalize::table::merged;
use crate::text::{Char, Text};

/// NFKC of the text.
pub fn apply(t: &Text) -> Text {
    let mut out = Vec::with_capacity(t.len());
    let mut piece: Vec<Char> = Vec::new();
    for ch in t.chars() {
        if starts_piece(ch.c) {
            flush(&mut piece, &mut out);
        }
        piece.push(*ch);
    }
    flush(&mut piece, &mut out);
    Text(out)
}

fn starts_piece(c: char) -> bool {
    let mut first = None;
    decompose_compatible(c, |d| first = first.or(Some(d)));
    first.is_some_and(|d| {
        canonical_combining_class(d) == 0 && is_nfc_quick(std::iter::once(d)) != IsNormalized::Maybe
    })
}

/// Normalises a piece. Every resulting character stands for all places of the piece; if these are not consecutive, the
/// characters are normalised one by one.
fn flush(piece: &mut Vec<Char>, out: &mut Vec<Char>) {
    match whole(piece) {
        Some(all) => out.extend(normal(piece.iter()).map(|c| Char { c, ..all })),
        None => {
            for ch in piece.iter() {
                out.extend(normal(std::iter::once(ch)).map(|c| Char { c, ..*ch }));
            }
        }
    }
    piece.clear();
}

fn whole(piece: &[Char]) -> Option<Char> {
    let (first, rest) = piece.split_first()?;
    rest.iter()
        .try_fold(*first, |all, ch| merged(&all, ch, all.c))
}

fn normal<'a>(chars: impl Iterator<Item = &'a Char>) -> impl Iterator<Item = char> {
    chars.map(|ch| ch.c).nfkc().collect::<Vec<_>>().into_iter()
}
