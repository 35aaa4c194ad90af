//! The stages before the profile, from bytes to blocks: extraction and layout.

use crate::convert::Options;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::pdf::{PageNote, Pages, PdfOptions, Reader};
use crate::extract::{self, Format};
use crate::layout::{self, Content, Layout, PageLayout};
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
    match extract::sniff(&bytes)? {
        Format::Pdf => read_pdf(bytes, options),
        Format::Text => read_text(&bytes, options),
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
fn read_pdf(bytes: Vec<u8>, options: &Options) -> Result<Read, Error> {
    let pdf_options = PdfOptions {
        password: options.password.clone(),
        limits: options.limits.pdf(),
    };
    let reader = Reader::open(bytes, &pdf_options)?;
    let count = reader.page_count();
    let read = side_by_side::run(count, options.threads, || reader.pages(), read_page)?;
    let mut layout = Layout::new();
    let (mut notes, mut kinds) = (Vec::new(), Vec::new());
    for page in read {
        layout.add(page.layout);
        notes.push(page.note);
        kinds.push(page.kind);
    }
    let mut diagnostics = reader.diagnostics(&notes);
    diagnostics.extend(scans::told(&kinds)?);
    let content = layout.finish();
    diagnostics.extend(duplicates(&content));
    Ok(Read {
        content,
        media_type: "application/pdf",
        producer: reader.producer(),
        diagnostics,
    })
}

/// What is left of a page once it is laid out.
struct ReadPage {
    layout: PageLayout,
    note: PageNote,
    kind: TextOrPicture,
}

fn read_page(pages: &mut Pages<'_>, index: usize) -> Result<ReadPage, Error> {
    let (page, note) = pages.read(index)?;
    Ok(ReadPage {
        layout: layout::page(&page),
        note,
        kind: TextOrPicture::of(&page),
    })
}

fn duplicates(content: &Content) -> Option<Diagnostic> {
    let count = content.duplicates;
    let message = format!("{count} characters drawn more than once (bold) were taken once");
    (count > 0).then(|| Diagnostic::new(Code::Duplicates, message))
}
