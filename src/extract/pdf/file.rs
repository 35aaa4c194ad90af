//! Facts about the file as a whole: permissions, signs of damage.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Number, ObjectIdentifier};
use memchr::memmem;

use super::findings::listed;
use super::tree::Order;
use crate::diagnostics::{Code, Diagnostic};

/// Bit 5 of /P: copying text is allowed (ISO 32000-1, table 22).
const COPY: i64 = 1 << 4;

/// The keyword that leads to the cross-reference table.
const STARTXREF: &[u8] = b"startxref";

/// Opens the file with as many of its pages as possible: if the cross-reference table does not lead to all that the
/// page tree names, objects are found by scanning the file. Also returns whether that was done.
pub(super) fn whole(
    pdf: Pdf,
    bytes: &[u8],
    password: &str,
    max_pages: usize,
) -> (Pdf, Order, bool) {
    let order = Order::of(&pdf, max_pages);
    if order.lost().0 == 0 {
        return (pdf, order, false);
    }
    match scanned(bytes, password) {
        Some(found) => match Order::of(&found, max_pages) {
            better if better.present() > order.present() => (found, better, true),
            _ => (pdf, order, false),
        },
        None => (pdf, order, false),
    }
}

/// The same file without the pointer to its cross-reference table.
fn scanned(bytes: &[u8], password: &str) -> Option<Pdf> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = memmem::find_iter(&bytes, STARTXREF).collect();
    for place in places {
        bytes.get_mut(place..place + STARTXREF.len())?.fill(b'x');
    }
    Pdf::new_with_password(bytes, password).ok()
}

/// A diagnostic for pages that the file declares but does not have.
pub(super) fn lost_pages(order: &Order) -> Option<Diagnostic> {
    let (count, places) = order.lost();
    let first = places.first().copied();
    let where_ = match places.is_empty() {
        true => String::new(),
        false => format!(" (nothing {})", listed(&places)),
    };
    let message = format!(
        "{count} of the {} pages that the PDF declares are missing{where_}; download or print it again",
        order.present() + count
    );
    let diagnostic = Diagnostic::new(Code::Repaired, message);
    (count > 0).then(|| match first {
        Some(page) => diagnostic.on_page(page),
        None => diagnostic,
    })
}

/// The diagnostics about the file as a whole.
pub(super) fn notes(
    pdf: &Pdf,
    bytes: &[u8],
    empty_password: bool,
    was_scanned: bool,
) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    if empty_password && permissions(pdf, bytes).is_some_and(|p| p & COPY == 0) {
        notes.push(Diagnostic::new(
            Code::Permissions,
            "the PDF opens without a password but asks not to copy its text; it has been converted",
        ));
    }
    if was_scanned || !has_sound_xref(bytes) {
        notes.push(Diagnostic::new(
            Code::Repaired,
            "the PDF's cross-reference table is missing or wrong; pages were found by scanning the file",
        ));
    }
    notes
}

/// The /P entry of the encryption dictionary. hayro does not expose the trailer, so the entry is looked up in the
/// bytes; the trailer is never compressed or encrypted.
fn permissions(pdf: &Pdf, bytes: &[u8]) -> Option<i64> {
    const KEY: &[u8] = b"/Encrypt";
    // not /EncryptMetadata, which is inside it
    let behind = |at: usize| bytes.get(at + KEY.len()..).unwrap_or_default();
    let is_key = |at: &usize| {
        behind(*at)
            .first()
            .is_some_and(|b| !b.is_ascii_alphabetic())
    };
    // searching backwards is slow, and few files are encrypted
    memmem::find(bytes, KEY)?;
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

/// Whether the last `startxref` points at a table or stream, relative to the start of the file or of the header.
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
