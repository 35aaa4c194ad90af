//! The stages before the profile, from bytes to blocks: extraction and layout.

use crate::convert::Options;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::pdf::{Pages, Reader};
use crate::extract::{self, Format, Page};
use crate::layout::{self, Content, Layout};
use scans::TextOrPicture;

mod scans;
mod side_by_side;

pub use side_by_side::STACK;

/// A file as blocks: what the stages before the profile make of it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The blocks.
    pub content: Content,
    /// `application/pdf` or `text/plain`.
    pub media_type: &'static str,
    /// The PDF's own word on what made it.
    pub producer: Option<String>,
    /// What was repaired or is missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Extracts and lays out, without normalisation or a profile.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read; [`Code::Scan`] if no page has text.
pub fn read(bytes: Vec<u8>, options: &Options) -> Result<Read, Error> {
    let (read, _, scan) = read_keeping(bytes, options, |_| ())?;
    scan.map_or(Ok(read), Err)
}

/// The same, with what `keep` makes of each page of a PDF as drawn, in the order of the pages. That no page has text
/// ([`Code::Scan`]) is told beside what was read.
pub(crate) fn read_keeping<K: Send>(
    bytes: Vec<u8>,
    options: &Options,
    keep: impl Fn(&Page) -> K + Sync,
) -> Result<(Read, Vec<K>, Option<Error>), Error> {
    match extract::sniff(&bytes)? {
        Format::Pdf => read_pdf(bytes, options, keep),
        Format::Text => Ok((read_text(&bytes, options)?, Vec::new(), None)),
    }
}

fn read_text(bytes: &[u8], options: &Options) -> Result<Read, Error> {
    let (content, diagnostics) = extract::text::read(bytes, options.input_encoding)?;
    Ok(Read {
        content,
        media_type: "text/plain",
        producer: None,
        diagnostics,
    })
}

/// Each page is read and laid out by itself, so that a long file's glyphs are never all in memory.
fn read_pdf<K: Send>(
    bytes: Vec<u8>,
    options: &Options,
    keep: impl Fn(&Page) -> K + Sync,
) -> Result<(Read, Vec<K>, Option<Error>), Error> {
    let reader = Reader::open(bytes, &options.pdf())?;
    let read_page = |pages: &mut Pages<'_>, index| -> Result<_, Error> {
        let (page, note) = pages.read(index)?;
        let kind = TextOrPicture::of(&page);
        Ok((layout::page(&page), note, kind, keep(&page)))
    };
    let read = side_by_side::run(
        reader.page_count(),
        options.threads,
        || reader.pages(),
        read_page,
    )?;
    let mut layout = Layout::new();
    let (mut notes, mut kinds, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for (page, note, kind, keep) in read {
        layout.add(page);
        notes.push(note);
        kinds.push(kind);
        kept.push(keep);
    }
    let content = layout.finish();
    let mut diagnostics = reader.diagnostics(&notes);
    let scan = match scans::told(&kinds) {
        Ok(told) => {
            diagnostics.extend(told);
            None
        }
        Err(scan) => Some(scan),
    };
    diagnostics.extend(duplicates(&content));
    let read = Read {
        content,
        media_type: "application/pdf",
        producer: reader.producer(),
        diagnostics,
    };
    Ok((read, kept, scan))
}

fn duplicates(content: &Content) -> Option<Diagnostic> {
    let count = content.duplicates;
    let message = format!("{count} characters drawn more than once (bold) were taken once");
    (count > 0).then(|| Diagnostic::new(Code::Duplicates, message))
}
