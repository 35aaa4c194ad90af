//! Which reader an input is for, by its first bytes.

use crate::diagnostics::Code;
use crate::error::Error;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF, perhaps after some junk.
    Pdf,
    /// Text in any encoding.
    Text,
}

impl Format {
    /// The media type, as records name their source's.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Text => "text/plain",
        }
    }
}

/// The header of a PDF may come this late (ISO 32000-1, annex H).
const HEADER: usize = 1024;

/// First bytes, what such a file is, and what to do with it.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0",
        "an old Office document (xls, doc, jtd)",
        PRINT,
    ),
    (b"\x89PNG", "a picture (PNG)", TEXT),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", TEXT),
    (b"GIF8", "a picture (GIF)", TEXT),
    (b"II*\0", "a picture (TIFF)", TEXT),
    (b"MM\0*", "a picture (TIFF)", TEXT),
    (b"RIFF", "a picture or recording", TEXT),
    (b"\x1F\x8B", "a compressed file (gzip)", UNPACK),
    (b"7z\xBC\xAF", "an archive (7z)", UNPACK),
    (b"Rar!", "an archive (rar)", UNPACK),
    (b"{\\rtf", "a rich text document (rtf)", PRINT),
    (b"%!PS", "a PostScript file", PRINT),
    (b"<!DOCTYPE", "a web page", PRINT),
    (b"<!doctype", "a web page", PRINT),
    (b"<html", "a web page", PRINT),
    (b"<?xml", "an XML file", PRINT),
];
/// Parts of a ZIP that tell what document it is.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"xl/workbook", "an Excel workbook (xlsx)"),
    (b"word/document", "a Word document (docx)"),
    (b"ppt/presentation", "a PowerPoint presentation (pptx)"),
    (b"opendocument.spreadsheet", "a spreadsheet (ods)"),
    (b"opendocument.text", "a text document (odt)"),
];
const PRINT: &str = "print it to PDF first";
const TEXT: &str = "a PDF with text is needed, not a picture of one";
const UNPACK: &str = "unpack it first";

/// Tells the format.
pub fn sniff(bytes: &[u8]) -> Result<Format, Error> {
    if bytes.is_empty() {
        return Err(Error::new(Code::Empty, "the input is empty"));
    }
    if contains(bytes.get(..HEADER).unwrap_or(bytes), b"%PDF-") {
        return Ok(Format::Pdf);
    }
    let body = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if body.starts_with(b"PK\x03\x04") {
        let known = ZIPPED.iter().find(|(part, _)| contains(body, part));
        return Err(match known {
            Some((_, what)) => foreign(what, PRINT),
            None => foreign("an archive (zip)", UNPACK),
        });
    }
    match FOREIGN.iter().find(|(magic, ..)| body.starts_with(magic)) {
        Some((_, what, cure)) => Err(foreign(what, cure)),
        None => Ok(Format::Text),
    }
}

fn foreign(what: &str, cure: &str) -> Error {
    Error::new(Code::UnknownFormat, format!("this is {what}; {cure}"))
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_pdf_may_follow_junk() {
        for bytes in [
            &b"%PDF-1.4"[..],
            b"\xEF\xBB\xBF%PDF-1.4",
            b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7",
        ] {
            assert_eq!(sniff(bytes).unwrap(), Format::Pdf);
        }
    }

    #[test]
    fn what_is_not_known_to_be_foreign_is_text() {
        assert_eq!(sniff("重点目標\t".as_bytes()).unwrap(), Format::Text);
        assert_eq!(sniff(b"<p>x</p>").unwrap(), Format::Text);
    }

    #[test]
    fn foreign_files_are_named_with_a_cure() {
        let message = |bytes: &[u8]| sniff(bytes).unwrap_err().to_string();
        let workbook = message(b"PK\x03\x04....xl/workbook.xml");
        assert_eq!(
            workbook,
            "this is an Excel workbook (xlsx); print it to PDF first"
        );
        assert!(message(b"PK\x03\x04a.txt").contains("unpack"));
        assert!(message(b"\xD0\xCF\x11\xE0\xA1\xB1").contains("old Office"));
        assert!(message(b"\x89PNG\r\n").contains("PNG"));
        assert_eq!(sniff(b"").unwrap_err().code, Code::Empty);
    }
}
