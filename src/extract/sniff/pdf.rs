//! Detects PDF even if the header is late, misspelt or missing: other readers use the end of such a file, and people
//! see it open in their viewer.

use memchr::memmem;

/// The latest position of a PDF header (ISO 32000-1, annex H).
const HEADER: usize = 1024;

/// Structure after the objects of a PDF; one of these is enough. Object streams hide catalogue and pages.
const STRUCTURE: &[&[u8]] = &[b"startxref", b"trailer", b"/Catalog", b"/ObjStm", b"/XRef"];

/// Whether the bytes are a PDF, or the remains of one.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..HEADER).unwrap_or(bytes);
    memmem::find(start, b"%PDF-").is_some() || has_objects(bytes)
}

/// Whether an object begins somewhere (`12 0 obj`) and the file consists of objects.
fn has_objects(bytes: &[u8]) -> bool {
    let is_object = |at: usize| {
        let before = bytes.get(..at).unwrap_or_default();
        let numbers = before
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit() || **b == b' ')
            .filter(|b| **b == b' ')
            .count();
        numbers >= 2 || (numbers == 1 && before.last().is_some_and(u8::is_ascii_digit))
    };
    memmem::find_iter(bytes, b" obj").any(is_object)
        && memmem::find(bytes, b"endobj").is_some()
        && STRUCTURE
            .iter()
            .any(|part| memmem::find(bytes, part).is_some())
}
