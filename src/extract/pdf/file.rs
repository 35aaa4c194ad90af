//! Facts about the file around its pages: permissions, signs of damage.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Number, ObjectIdentifier};
use memchr::memmem;

use crate::diagnostics::{Code, Diagnostic};

/// Bit 5 of /P: copying text is allowed (ISO 32000-1, table 22).
const COPY: i64 = 1 << 4;

/// What is to be told of the file as a whole.
pub(super) fn notes(pdf: &Pdf, bytes: &[u8], empty_password: bool) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    if empty_password && permissions(pdf, bytes).is_some_and(|p| p & COPY == 0) {
        notes.push(Diagnostic::new(
            Code::Permissions,
            "the PDF opens without a password but asks not to copy its text; it has been converted",
        ));
    }
    if !has_sound_xref(bytes) {
        notes.push(Diagnostic::new(
            Code::Repaired,
            "the PDF's table of objects is missing or points elsewhere; pages have been found by a scan",
        ));
    }
    notes
}

/// The encryption dictionary's /P. hayro keeps the trailer to itself, so its entry is looked up in the bytes; the
/// trailer is never compressed or encrypted.
fn permissions(pdf: &Pdf, bytes: &[u8]) -> Option<i64> {
    const KEY: &[u8] = b"/Encrypt";
    // Not /EncryptMetadata, which stands inside.
    let behind = |at: usize| bytes.get(at + KEY.len()..).unwrap_or_default();
    let is_key = |at: &usize| {
        behind(*at)
            .first()
            .is_some_and(|b| !b.is_ascii_alphabetic())
    };
    let rest = memmem::rfind_iter(bytes, KEY).find(is_key).map(behind)?;
    let mut numbers = rest
        .split(|b| !b.is_ascii_digit())
        .filter(|n| !n.is_empty());
    if rest.trim_ascii_start().starts_with(b"<<") {
        let is_p = |w: &[u8]| matches!(w, [b'/', b'P', next] if !next.is_ascii_alphabetic());
        let p = rest.windows(3).position(is_p)?;
        return integer(rest.get(p + 2..)?);
    }
    let object: u32 = number(numbers.next()?)?;
    let generation: i32 = number(numbers.next()?)?;
    let id = ObjectIdentifier::new(object, generation);
    let encryption = pdf.xref().get::<Dict<'_>>(id)?;
    Some(encryption.get::<Number>(b"P")?.as_i64())
}

fn integer(bytes: &[u8]) -> Option<i64> {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().skip(1).position(|b| !b.is_ascii_digit())? + 1;
    number(bytes.get(..end)?)
}

fn number<T: std::str::FromStr>(digits: &[u8]) -> Option<T> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Whether the last `startxref` points at a table or a stream, counted from the file's or the header's start.
fn has_sound_xref(bytes: &[u8]) -> bool {
    let offset = || -> Option<usize> {
        let at = memmem::rfind(bytes, b"startxref")? + b"startxref".len();
        let digits = bytes.get(at..)?.trim_ascii_start();
        let end = digits
            .iter()
            .position(|b| !b.is_ascii_digit())
            .unwrap_or(digits.len());
        number(digits.get(..end)?)
    };
    let header = bytes
        .windows(5)
        .take(1024)
        .position(|w| w == b"%PDF-")
        .unwrap_or(0);
    offset().is_some_and(|offset| {
        [offset, offset.saturating_add(header)].iter().any(|&at| {
            let target = bytes.get(at..).unwrap_or_default().trim_ascii_start();
            target.starts_with(b"xref") || target.first().is_some_and(u8::is_ascii_digit)
        })
    })
}
