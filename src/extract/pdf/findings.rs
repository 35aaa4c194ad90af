//! What is to be told of a file's text, gathered over its pages.

use crate::diagnostics::{Code, Diagnostic};
use crate::extract::Page;

/// More pages than this are counted, not listed.
const LISTED: usize = 8;

/// Pages with trouble.
#[derive(Default)]
pub(super) struct Findings {
    unread_fonts: Vec<u32>,
    unknown: Vec<u32>,
    unknown_glyphs: usize,
}

impl Findings {
    /// Looks at a page that has been read.
    pub(super) fn page(&mut self, page: &Page, has_unread_font: bool) {
        if has_unread_font {
            self.unread_fonts.push(page.number);
        }
        let unknown = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.c == char::REPLACEMENT_CHARACTER)
            .count();
        if unknown > 0 {
            self.unknown.push(page.number);
            self.unknown_glyphs += unknown;
        }
    }

    /// One diagnostic a kind.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        if let Some(&first) = self.unknown.first() {
            let message = format!(
                "{} glyphs whose font does not tell their characters became U+FFFD, {}",
                self.unknown_glyphs,
                listed(&self.unknown)
            );
            out.push(Diagnostic::new(Code::NoUnicode, message).on_page(first));
        }
        if let Some(&first) = self.unread_fonts.first() {
            let pages = listed(&self.unread_fonts);
            let message = format!("a font could not be read; its text may be missing, {pages}");
            out.push(Diagnostic::new(Code::Font, message).on_page(first));
        }
        out
    }
}

fn listed(pages: &[u32]) -> String {
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
