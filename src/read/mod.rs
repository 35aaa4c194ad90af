//! The stages before the profile, from bytes to blocks: extraction and layout.

use crate::content::{Block, Content};
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::pdf::Reader;
use crate::extract::scan::Model;
use crate::extract::{self, Format, Page};
use crate::layout::Layout;
use crate::options::ReadOptions;
use crate::text::bidi;
use scans::TextOrPicture;

/// The media type of texts.
pub(crate) const TEXT: &str = "text/plain";

pub(crate) mod pages;
mod scans;

/// A file as blocks: what the stages before the profile make of it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The blocks.
    pub content: Content,
    /// `application/pdf` or `text/plain`.
    pub media_type: &'static str,
    /// The PDF's own word on what made it.
    pub producer: Option<String>,
    /// What read the pages that are scans, if any are.
    pub ocr: Option<Model>,
    /// What was repaired or is missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Extracts and lays out, without normalisation or a profile.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read; [`Code::Scan`] if no page has text.
pub fn read(bytes: Vec<u8>, options: &ReadOptions) -> Result<Read, Error> {
    let (read, scan) = read_showing(bytes, options, |_| ())?;
    scan.map_or(Ok(read), Err)
}

/// The same; `see` is shown each page of a PDF as drawn. That no page has text ([`Code::Scan`]) is told beside what was
/// read.
pub(crate) fn read_showing(
    bytes: Vec<u8>,
    options: &ReadOptions,
    see: impl FnMut(&Page),
) -> Result<(Read, Option<Error>), Error> {
    match extract::sniff(&bytes)? {
        Format::Pdf => read_pdf(bytes, options, see),
        Format::Text => Ok((read_text(&bytes, options)?, None)),
    }
}

fn read_text(bytes: &[u8], options: &ReadOptions) -> Result<Read, Error> {
    let (content, diagnostics) = extract::text::read(bytes, options.input_encoding)?;
    Ok(Read {
        content,
        media_type: TEXT,
        producer: None,
        ocr: None,
        diagnostics,
    })
}

/// Page by page, so that a long file's glyphs are never all in memory.
fn read_pdf(
    bytes: Vec<u8>,
    options: &ReadOptions,
    mut see: impl FnMut(&Page),
) -> Result<(Read, Option<Error>), Error> {
    let reader = Reader::open(bytes, &options.pdf())?;
    let mut layout = Layout::new();
    let (mut notes, mut kinds) = (Vec::new(), Vec::new());
    let mut scanned = Vec::new();
    pages::each(&reader, options, |ready| {
        see(&ready.page);
        kinds.push(TextOrPicture::of(&ready.page));
        scanned.extend(scans::Quality::of(&ready.page));
        notes.push(ready.note);
        layout.add(ready.laid);
    })?;
    let mut content = layout.finish();
    for line in content.blocks.iter_mut().flat_map(Block::lines_mut) {
        if let Some(read) = bidi::logical(&line.text) {
            line.text = read;
        }
    }
    let mut diagnostics = reader.diagnostics(&notes);
    diagnostics.extend(scans::diagnostics(&scanned));
    let ocr = options.recognizer.as_ref().filter(|_| !scanned.is_empty());
    let scan = match scans::told(&kinds, options.recognizer.is_some()) {
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
        ocr: ocr.map(|recognizer| recognizer.model()),
        diagnostics,
    };
    Ok((read, scan))
}

fn duplicates(content: &Content) -> Option<Diagnostic> {
    let count = content.duplicates;
    let message = format!("{count} characters drawn more than once (bold) were taken once");
    (count > 0).then(|| Diagnostic::new(Code::Duplicates, message))
}
