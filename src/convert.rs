//! The whole way, from bytes to the record.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::pdf::{self, PdfOptions, Reader};
use crate::extract::{self, Format, Page};
use crate::layout::{Content, Layout};
use crate::map::{Ledger, map};
use crate::model::{Document, DocumentInfo, FORMAT, FORMAT_VERSION, Municipality, Source};
use crate::normalize::{self, Mode};
use crate::profile::Profile;
use crate::segment::{Segmented, segment};

/// How to convert.
#[derive(Clone, Debug)]
pub struct Options {
    /// The source's name in the record: a file name without its folder.
    pub name: String,
    /// The form.
    pub profile: Arc<Profile>,
    /// Password of an encrypted PDF.
    pub password: Option<String>,
    /// Encoding of text input; told from its bytes if not given.
    pub input_encoding: Option<&'static encoding_rs::Encoding>,
    /// How far characters are normalised.
    pub normalize: Mode,
    /// Whether the record tells where each value stands.
    pub provenance: bool,
    /// Whose document it is, instead of the profile's word.
    pub municipality: Option<Municipality>,
    /// What an input may cost.
    pub limits: Limits,
}

impl Options {
    /// The usual way to convert a file of this name by this profile.
    pub fn new(name: impl Into<String>, profile: impl Into<Arc<Profile>>) -> Self {
        Self {
            name: name.into(),
            profile: profile.into(),
            password: None,
            input_encoding: None,
            normalize: Mode::Standard,
            provenance: false,
            municipality: None,
            limits: Limits::default(),
        }
    }

    /// How to open a PDF.
    pub(crate) fn pdf(&self) -> PdfOptions {
        PdfOptions {
            password: self.password.clone(),
            limits: self.limits.pdf(),
        }
    }
}

/// What an input may cost; more is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes.
    pub max_bytes: u64,
    /// Pages.
    pub max_pages: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_pages: 5000,
        }
    }
}

impl Limits {
    fn pdf(&self) -> pdf::Limits {
        pdf::Limits {
            max_bytes: usize::try_from(self.max_bytes).unwrap_or(usize::MAX),
            max_pages: self.max_pages as usize,
            ..pdf::Limits::default()
        }
    }
}

/// Converts one file's bytes into its record.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read, an `E2xx` code if they hold no form that the profile knows.
pub fn convert(bytes: Vec<u8>, options: &Options) -> Result<Document, Error> {
    let source = source(&bytes, &options.name);
    let mut read = read(bytes, options)?;
    let mut ledger = Ledger::new(&mut read.content, options.provenance);
    record(read, source, options, &mut ledger, |_, _| ())
}

/// Makes the record of what was read; `see` is shown what the segmentation made of it.
///
/// # Errors
///
/// [`Code::NoForm`] if the profile knows no form in it.
pub(crate) fn record(
    mut read: Read,
    mut source: Source,
    options: &Options,
    ledger: &mut Ledger,
    see: impl FnOnce(&Segmented, &Ledger),
) -> Result<Document, Error> {
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(normalize::normalize(&mut read.content, options.normalize));
    source.media_type = read.media_type.to_owned();
    source.pages = read.content.pages;
    source.producer = read.producer;
    let segmented = segment(read.content, &options.profile.labels);
    see(&segmented, ledger);
    if segmented.forms.is_empty() {
        return Err(no_form(&options.profile, source.pages));
    }
    let mapped = map(segmented, &options.profile, ledger);
    diagnostics.extend(mapped.diagnostics);
    let municipality = options.municipality.clone();
    Ok(Document {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION.to_owned(),
        profile: options.profile.id.clone(),
        document: DocumentInfo {
            id: source.sha256.chars().take(16).collect(),
            municipality: municipality.or_else(|| options.profile.municipality.clone()),
            ..mapped.info
        },
        source,
        sheets: mapped.sheets,
        coverage: ledger.coverage(),
        diagnostics,
        provenance: ledger.take_provenance(),
    })
}

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
    let (read, scan) = read_showing(bytes, options, |_| ())?;
    scan.map_or(Ok(read), Err)
}

/// The same; `see` is shown each page of a PDF as drawn. That no page has text is told beside what was read.
pub(crate) fn read_showing(
    bytes: Vec<u8>,
    options: &Options,
    see: impl FnMut(&Page),
) -> Result<(Read, Option<Error>), Error> {
    match extract::sniff(&bytes)? {
        Format::Pdf => read_pdf(bytes, options, see),
        Format::Text => Ok((read_text(&bytes, options)?, None)),
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

/// Reads page by page, so that a long file's glyphs are never all in memory.
fn read_pdf(
    bytes: Vec<u8>,
    options: &Options,
    mut see: impl FnMut(&Page),
) -> Result<(Read, Option<Error>), Error> {
    let reader = Reader::open(bytes, &options.pdf())?;
    let mut layout = Layout::new();
    let mut text_and_images = TextAndImages::default();
    let mut diagnostics = reader.for_each_page(|page| {
        text_and_images.see(&page);
        layout.add(&page);
        see(&page);
    })?;
    let scan = match text_and_images.finish() {
        Ok(told) => {
            diagnostics.extend(told);
            None
        }
        Err(scan) => Some(scan),
    };
    let content = layout.finish();
    if content.duplicates > 0 {
        let message = format!(
            "{} characters drawn more than once (bold) were taken once",
            content.duplicates
        );
        diagnostics.push(Diagnostic::new(Code::Duplicates, message));
    }
    let read = Read {
        content,
        media_type: "application/pdf",
        producer: reader.producer(),
        diagnostics,
    };
    Ok((read, scan))
}

/// Which pages are pictures without text: scans.
#[derive(Default)]
struct TextAndImages {
    pictures: Vec<u32>,
    with_text: usize,
}

impl TextAndImages {
    fn see(&mut self, page: &Page) {
        if !page.glyphs.is_empty() {
            self.with_text += 1;
        } else if !page.images.is_empty() {
            self.pictures.push(page.number);
        }
    }

    /// A warning for pictures among pages of text, an error where all is pictures; nothing at all is told, too.
    fn finish(self) -> Result<Option<Diagnostic>, Error> {
        let pages = ranges(&self.pictures);
        if self.pictures.is_empty() && self.with_text == 0 {
            let message =
                "no page holds text; where the file shows some, it is drawn as curves or damaged";
            Ok(Some(Diagnostic::new(Code::NoText, message)))
        } else if self.pictures.is_empty() {
            Ok(None)
        } else if self.with_text == 0 {
            let message = format!(
                "it is a scan: page {pages} is a picture without text; run OCR on it, or ask for the original file"
            );
            Err(Error::new(Code::Scan, message))
        } else {
            let message =
                format!("page {pages} is a picture without text; what it shows is missing");
            Ok(Some(Diagnostic::new(Code::ImagePages, message)))
        }
    }
}

/// Page numbers as people write them: 1-3, 5.
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

/// What is known of a source before it is read.
pub(crate) fn source(bytes: &[u8], name: &str) -> Source {
    let digest = Sha256::digest(bytes);
    Source {
        name: name.to_owned(),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        media_type: String::new(),
        bytes: bytes.len() as u64,
        pages: 0,
        producer: None,
    }
}

fn no_form(profile: &Profile, pages: u32) -> Error {
    Error::new(
        Code::NoForm,
        format!(
            "no form of the profile {} ({}) on its {pages} page(s); is it another form? `juten tables` shows what it \
             holds, --profile takes another profile",
            profile.id, profile.title
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: bool, picture: bool) -> Option<Code> {
        let seen = TextAndImages {
            pictures: picture.then_some(2).into_iter().collect(),
            with_text: usize::from(text),
        };
        match seen.finish() {
            Ok(told) => told.map(|d| d.code),
            Err(error) => Some(error.code),
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(told(true, false), None);
        assert_eq!(told(true, true), Some(Code::ImagePages));
        assert_eq!(told(false, true), Some(Code::Scan));
        assert_eq!(told(false, false), Some(Code::NoText));
    }
}
