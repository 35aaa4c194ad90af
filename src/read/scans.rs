//! Finds pages that are images without text: scans.

use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::Page;

/// What is on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextOrPicture {
    Text,
    /// Images that were not read, or of which a part is lost. The page number, one-based.
    Picture(u32),
    /// An image in which no text was recognised; the page number.
    Blank(u32),
    Neither,
}

impl TextOrPicture {
    /// Classifies a page.
    pub(super) fn of(page: &Page) -> Self {
        if !page.glyphs.is_empty() {
            Self::Text
        } else if let Some(scan) = &page.scan {
            match scan.incomplete {
                0 => Self::Blank(page.number),
                _ => Self::Picture(page.number),
            }
        } else if !page.images.is_empty() {
            Self::Picture(page.number)
        } else {
            Self::Neither
        }
    }
}

/// How to read images with this build.
const HOW: &str = if cfg!(feature = "ocr") {
    "to read it, fetch and add a model once: `pip download --no-deps rapidocr==3.10.0`, then `juten models add \
     rapidocr-3.10.0-py3-none-any.whl`"
} else {
    "this program was built without the feature `ocr`, which reads scans; run OCR on it, or ask for the original file"
};

/// A warning for images among pages of text, an error if all pages are images; that nothing at all has text is
/// reported, too.
pub(super) fn told(
    pages: &[TextOrPicture],
    has_recognizer: bool,
) -> Result<Option<Diagnostic>, Error> {
    let numbers = |wanted: fn(&TextOrPicture) -> Option<u32>| -> Vec<u32> {
        pages.iter().filter_map(wanted).collect()
    };
    let pictures = numbers(|page| match page {
        TextOrPicture::Picture(number) => Some(*number),
        _ => None,
    });
    let blank = numbers(|page| match page {
        TextOrPicture::Blank(number) => Some(*number),
        _ => None,
    });
    let message = missing(&pictures, &blank, has_recognizer);
    let has_text = pages.contains(&TextOrPicture::Text);
    match (message, has_text) {
        (None, true) => Ok(None),
        (None, false) => {
            let message =
                "no page contains text; if the file shows some, it is drawn as outlines or damaged";
            Ok(Some(Diagnostic::new(Code::NoText, message)))
        }
        (Some(message), true) => Ok(Some(Diagnostic::new(Code::ImagePages, message))),
        (Some(message), false) => {
            let message = format!("it is a scan: {message}");
            Err(Error::new(Code::Scan, message))
        }
    }
}

/// The pages that are images without text, and why it is missing.
fn missing(pictures: &[u32], blank: &[u32], has_recognizer: bool) -> Option<String> {
    let pictured = (!pictures.is_empty()).then(|| match has_recognizer {
        true => format!(
            "{} that cannot be decoded, or too large; scan it again at 300 dpi",
            named(pictures, "is an image", "are images")
        ),
        false => format!(
            "{} without text; {HOW}",
            named(pictures, "is an image", "are images")
        ),
    });
    let unread = (!blank.is_empty()).then(|| {
        let shown = named(blank, "is an image", "are images");
        format!("{shown} on which no text was found")
    });
    let parts: Vec<String> = pictured.into_iter().chain(unread).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// `page 2 is …`, `pages 1-3, 5 are …`.
pub(super) fn named(pages: &[u32], one: &str, several: &str) -> String {
    match pages.len() {
        1 => format!("page {} {one}", ranges(pages)),
        _ => format!("pages {} {several}", ranges(pages)),
    }
}

/// A recogniser that cannot read.
pub(super) fn unusable(page: u32, why: &str) -> Error {
    let message = format!("page {page} is an image, and its text cannot be recognised: {why}");
    Error::new(Code::Scan, message)
}

/// Page numbers in ranges: 1-3, 5.
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
        match told(pages, false) {
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
        let message = |pages: &[TextOrPicture]| told(pages, false).unwrap_err().message;
        assert!(message(&[Picture(2)]).contains("page 2 is an image"));
        let several = message(&[Picture(1), Picture(2), Picture(3), Picture(5)]);
        assert!(several.contains("pages 1-3, 5 are images"), "{several}");
    }
}
