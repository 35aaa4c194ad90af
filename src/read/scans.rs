//! Finds pages that are images without text: scans.

use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::Page;

/// What is on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextOrPicture {
    Text,
    /// Images without text. The page number, one-based.
    Picture(u32),
    Neither,
}

impl TextOrPicture {
    /// Classifies a page.
    pub(super) fn of(page: &Page) -> Self {
        if !page.glyphs.is_empty() {
            Self::Text
        } else if !page.images.is_empty() {
            Self::Picture(page.number)
        } else {
            Self::Neither
        }
    }
}

/// A warning if some pages are images, an error if all are. Pages without anything are reported as well.
pub(super) fn told(pages: &[TextOrPicture]) -> Result<Option<Diagnostic>, Error> {
    let pictures: Vec<u32> = pages
        .iter()
        .filter_map(|page| match page {
            TextOrPicture::Picture(number) => Some(*number),
            _ => None,
        })
        .collect();
    let has_text = pages.contains(&TextOrPicture::Text);
    let shown = match pictures.len() {
        1 => format!("page {} is an image", ranges(&pictures)),
        _ => format!("pages {} are images", ranges(&pictures)),
    };
    match (pictures.is_empty(), has_text) {
        (true, true) => Ok(None),
        (true, false) => {
            let message =
                "no page contains text; if the file shows some, it is drawn as outlines or damaged";
            Ok(Some(Diagnostic::new(Code::NoText, message)))
        }
        (false, true) => {
            let message = format!("{shown} without text; what is shown there is missing");
            Ok(Some(Diagnostic::new(Code::ImagePages, message)))
        }
        (false, false) => {
            let message = format!(
                "it is a scan: {shown} without text; run OCR on it, or ask for the original file"
            );
            Err(Error::new(Code::Scan, message))
        }
    }
}

/// Page numbers in short form: 1-3, 5.
fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let write = |(from, to): &(u32, u32)| match from == to {
        true => from.to_string(),
        false => format!("{from}-{to}"),
    };
    runs.iter().map(write).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::TextOrPicture::{Neither, Picture, Text};
    use super::*;

    fn code(pages: &[TextOrPicture]) -> Option<Code> {
        match told(pages) {
            Ok(told) => told.map(|d| d.code),
            Err(error) => Some(error.code),
        }
    }

    #[test]
    fn images_are_a_warning_or_an_error() {
        assert_eq!(code(&[Text, Neither]), None);
        assert_eq!(code(&[Text, Picture(2)]), Some(Code::ImagePages));
        assert_eq!(code(&[Neither, Picture(2)]), Some(Code::Scan));
        assert_eq!(code(&[Neither]), Some(Code::NoText));
    }

    #[test]
    fn page_numbers_are_written_as_ranges() {
        let message = |pages: &[TextOrPicture]| told(pages).unwrap_err().message;
        assert!(message(&[Picture(2)]).contains("page 2 is an image"));
        let several = message(&[Picture(1), Picture(2), Picture(3), Picture(5)]);
        assert!(several.contains("pages 1-3, 5 are images"), "{several}");
    }
}
