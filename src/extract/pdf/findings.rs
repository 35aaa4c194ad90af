//! Findings about a file's text, collected over its pages.

use crate::diagnostics::{Code, Diagnostic};
use crate::extract::{Glyph, Page};

/// The most pages that a message lists.
const LISTED: usize = 8;

/// What could not be read on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNote {
    /// The page, one-based.
    pub page: u32,
    /// The number of glyphs that became U+FFFD.
    pub unknown_glyphs: usize,
    /// The number of private-use characters, whose meaning only their font defines.
    pub private_glyphs: usize,
    /// The number of characters that the edge of a cell or of the printed area cuts off.
    pub cut_off: usize,
    /// Whether a font could not be read, so that text may be missing.
    pub has_unread_font: bool,
    /// Whether some of the page's contents are missing or damaged.
    pub is_damaged: bool,
}

impl PageNote {
    pub(super) fn new(
        page: &Page,
        cut_off: usize,
        has_unread_font: bool,
        is_damaged: bool,
    ) -> Self {
        let count = |is: fn(&&Glyph) -> bool| page.glyphs.iter().filter(is).count();
        Self {
            page: page.number,
            unknown_glyphs: count(|glyph| glyph.c == char::REPLACEMENT_CHARACTER),
            private_glyphs: count(|glyph| is_private(glyph.c)),
            cut_off,
            has_unread_font,
            is_damaged,
        }
    }
}

/// One diagnostic for each kind of finding.
pub(super) fn diagnostics(notes: &[PageNote]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let pages = |with: fn(&PageNote) -> bool| -> Vec<u32> {
        let notes = notes.iter().filter(|note| with(note));
        notes.map(|note| note.page).collect()
    };
    let unknown = pages(|note| note.unknown_glyphs > 0);
    if let Some(&first) = unknown.first() {
        let message = format!(
            "{} glyphs whose font does not define their characters, or that are drawn as outlines, became U+FFFD, {}; compare them with the PDF",
            notes.iter().map(|note| note.unknown_glyphs).sum::<usize>(),
            listed(&unknown)
        );
        out.push(Diagnostic::new(Code::NoUnicode, message).on_page(first));
    }
    let private = pages(|note| note.private_glyphs > 0);
    if let Some(&first) = private.first() {
        let message = format!(
            "{} private-use characters (外字, symbols of a font) were kept as they are, {}; compare them with the PDF",
            notes.iter().map(|note| note.private_glyphs).sum::<usize>(),
            listed(&private)
        );
        out.push(Diagnostic::new(Code::NoUnicode, message).on_page(first));
    }
    let damaged = pages(|note| note.is_damaged);
    if let Some(&first) = damaged.first() {
        let pages = listed(&damaged);
        let message = format!(
            "some of the page contents are missing or damaged, {pages}; download or print the file again"
        );
        out.push(Diagnostic::new(Code::Repaired, message).on_page(first));
    }
    let cut = pages(|note| note.cut_off > 0);
    if let Some(&first) = cut.first() {
        let message = format!(
            "{} characters are cut off by the edge of their cell or of the printed area and were not read, {}",
            notes.iter().map(|note| note.cut_off).sum::<usize>(),
            listed(&cut)
        );
        out.push(Diagnostic::new(Code::CutOff, message).on_page(first));
    }
    let unread = pages(|note| note.has_unread_font);
    if let Some(&first) = unread.first() {
        let pages = listed(&unread);
        let message = format!("a font could not be read; its text may be missing, {pages}");
        out.push(Diagnostic::new(Code::Font, message).on_page(first));
    }
    out
}

/// Whether the meaning of the character is private to a font.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

pub(super) fn listed(pages: &[u32]) -> String {
    let names: Vec<String> = pages.iter().take(LISTED).map(u32::to_string).collect();
    let more = match pages.len().saturating_sub(LISTED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let noun = if pages.len() == 1 { "page" } else { "pages" };
    format!("on {noun} {}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_listed_up_to_a_point() {
        assert_eq!(listed(&[3]), "on page 3");
        assert_eq!(listed(&[1, 2]), "on pages 1, 2");
        let many: Vec<u32> = (1..=10).collect();
        assert_eq!(listed(&many), "on pages 1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
    }
}
