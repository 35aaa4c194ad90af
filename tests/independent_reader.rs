//! pdf-extract, an independent reader, finds the same characters in a PDF that it can read.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use juten::extract::pdf::{PdfOptions, read};

const FIXTURE: &[u8] = include_bytes!("../fixtures/somu-r2.typst.broken_rows.pdf");

/// The count of each character, ignoring white space and order.
fn counted(text: impl IntoIterator<Item = char>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.into_iter().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn pdf_extract_finds_the_same_characters() {
    let pdf = read(FIXTURE.to_vec(), &PdfOptions::default()).unwrap();
    let ours = counted(
        pdf.pages
            .iter()
            .flat_map(|page| &page.glyphs)
            .map(|glyph| glyph.c),
    );
    let theirs = counted(pdf_extract::extract_text_from_mem(FIXTURE).unwrap().chars());
    assert!(ours.values().sum::<usize>() > 1000);
    assert_eq!(ours, theirs);
}
