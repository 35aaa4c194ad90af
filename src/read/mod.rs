//! The stages that need no profile, from bytes to blocks: extraction and layout.

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

/// The media types of text input.
pub(crate) const TEXT: &str = "text/plain";
pub(crate) const CSV: &str = "text/csv";

/// What is said where originals were left out of the build; detection refuses them before.
#[cfg(not(feature = "originals"))]
const NOT_BUILT: &str = "this build reads PDF and text only; print the file to PDF first";

/// Every media type that a record can name.
pub(crate) const MEDIA_TYPES: [&str; 7] = [
    Format::Pdf.media_type(),
    TEXT,
    CSV,
    Format::Xlsx.media_type(),
    Format::Xls.media_type(),
    Format::Docx.media_type(),
    Format::Html.media_type(),
];

pub(crate) mod pages;
mod quality;
mod scans;
mod side_by_side;
mod turn;

/// The content of a file, after the stages that need no profile.
#[derive(Clone, Debug)]
pub struct Read {
    /// The blocks.
    pub content: Content,
    /// One of [`Format::media_type`], or `text/csv`.
    pub media_type: &'static str,
    /// The producer that the PDF's metadata names.
    pub producer: Option<String>,
    /// The model that read the scanned pages, if there are any.
    pub ocr: Option<Model>,
    /// The scanned pages that may show more than was read: their letters are small, or an image is damaged.
    pub lossy_pages: Vec<u32>,
    /// What was repaired or is missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Extracts and lays out, without normalisation and without a profile.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read; [`Code::Scan`] if no page has text.
pub fn read(bytes: Vec<u8>, options: &ReadOptions) -> Result<Read, Error> {
    let (read, scan) = read_showing(bytes, options, |_| ())?;
    scan.map_or(Ok(read), Err)
}

/// The same; `see` gets each page of a PDF as drawn. If no page has text ([`Code::Scan`]), that is returned next to
/// what was read.
pub(crate) fn read_showing(
    bytes: Vec<u8>,
    options: &ReadOptions,
    see: impl FnMut(&Page),
) -> Result<(Read, Option<Error>), Error> {
    #[cfg(feature = "originals")]
    let bytes = extract::opened(bytes, options)?;
    match extract::sniff(&bytes)? {
        Format::Pdf => read_pdf(bytes, options, see),
        Format::Text => Ok((read_text(&bytes, options)?, None)),
        #[cfg(feature = "originals")]
        format => Ok((read_original(bytes, format, options)?, None)),
        #[cfg(not(feature = "originals"))]
        _ => Err(Error::new(Code::UnknownFormat, NOT_BUILT)),
    }
}

#[cfg(feature = "originals")]
fn read_original(bytes: Vec<u8>, format: Format, options: &ReadOptions) -> Result<Read, Error> {
    let (content, diagnostics) = extract::original(bytes, format, options)?;
    Ok(Read {
        content,
        media_type: format.media_type(),
        producer: None,
        ocr: None,
        lossy_pages: Vec::new(),
        diagnostics,
    })
}

fn read_text(bytes: &[u8], options: &ReadOptions) -> Result<Read, Error> {
    let (content, diagnostics) = extract::text::read(bytes, options.input_encoding)?;
    let media_type = match extract::text::is_csv(bytes, options.input_encoding) {
        true => CSV,
        false => TEXT,
    };
    Ok(Read {
        content,
        media_type,
        producer: None,
        ocr: None,
        lossy_pages: Vec::new(),
        diagnostics,
    })
}

/// Reads page by page, so that the glyphs of a long file are never all in memory.
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
        scanned.extend(quality::Quality::of(&ready.page));
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
    diagnostics.extend(quality::diagnostics(&scanned));
    let ocr = options.recognizer.as_ref().filter(|_| !scanned.is_empty());
    let scan = match scans::told(&kinds, options.recognizer.is_some()) {
        Ok(told) => {
            diagnostics.extend(told);
            None
        }
        Err(scan) => Some(scan),
    };
    diagnostics.extend(duplicates(&content));
    let cut: Vec<u32> = notes
        .iter()
        .filter(|note| note.cut_off > 0)
        .map(|note| note.page)
        .collect();
    diagnostics.extend(side_by_side::told(&content, &cut));
    let read = Read {
        content,
        media_type: "application/pdf",
        producer: reader.producer(),
        ocr: ocr.map(|recognizer| recognizer.model()),
        lossy_pages: quality::with_losses(&scanned),
        diagnostics,
    };
    Ok((read, scan))
}

fn duplicates(content: &Content) -> Option<Diagnostic> {
    let count = content.duplicates;
    let message = format!("{count} characters drawn more than once (fake bold) were read once");
    (count > 0).then(|| Diagnostic::new(Code::Duplicates, message))
}
