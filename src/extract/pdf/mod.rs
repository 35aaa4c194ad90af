//! PDF files. hayro-syntax reads their objects and splits contents into operators; what operators mean is here.
//!
//! 1. [`Reader::open`] tries the given and the empty password and enforces the limits.
//! 2. The contents of each page (`content`) are drawn on a `device`, which records glyphs, rules, fills and image boxes in
//!    points from the page's top-left corner, after /Rotate and /CropBox.
//! 3. `fonts` tells the widths and characters of codes: by ToUnicode maps, names, CMaps (`cmaps`), symbol fonts, and by
//!    font programs where nothing else does. Added are replacement text (`actual_text`) and the values of fields without
//!    appearance (`fields`).
//!
//! hayro-interpret decodes the images of scans, draws the pictures of an inspection, and tells colours that are neither
//! grey nor RGB.
//!
//! Done elsewhere: everything about what belongs together (layout), radicals and widths (normalize), and the limits on
//! time and memory, which only a worker process can enforce (batch).

use std::sync::Arc;

use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File};
use hayro_interpret::kurbo::Rect as Area;
use hayro_interpret::{
    Context, Device, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};

use self::content::{Colors, Hidden, Shared};
use self::contents::Contents;
use self::fonts::Fonts;
use self::tree::Order;
use super::Page;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use device::PageDevice;
pub use findings::PageNote;

mod actual_text;
mod canvas;
mod cmaps;
mod code_points;
mod content;
mod contents;
mod cut_off;
mod device;
mod fields;
mod file;
mod findings;
mod fonts;
mod glyphs;
mod image_data;
mod images;
mod object_streams;
mod outlined;
mod paint;
mod pairs;
mod rules;
mod shapes;
mod spaces;
#[cfg(feature = "inspect")]
mod svg;
mod symbols;
#[cfg(test)]
mod tests;
mod to_unicode;
mod tree;
mod unpacked;

#[cfg(feature = "inspect")]
pub use svg::Pictures;
#[cfg(feature = "originals")]
pub(crate) use symbols::symbol;

/// How to open a PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The password; the empty one is always tried. For files older than AES-256 only the user password works.
    pub password: Option<String>,
    /// The limits.
    pub limits: Limits,
}

/// Limits for hostile or runaway input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: usize,
    /// Number of pages.
    pub max_pages: usize,
    /// Number of glyphs, rules, fills and images on one page.
    pub max_marks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_pages: 5_000,
            max_marks: 2_000_000,
        }
    }
}

/// A PDF as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pdf {
    /// Its pages, as drawn.
    pub pages: Vec<Page>,
    /// The program that wrote it.
    pub producer: Option<String>,
    /// What was repaired or is missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a whole PDF. For long files, [`Reader::pages`] reads page by page.
pub fn read(bytes: Vec<u8>, options: &PdfOptions) -> Result<Pdf, Error> {
    let reader = Reader::open(bytes, options)?;
    let mut pages = reader.pages();
    let read: Result<Vec<_>, Error> = (0..reader.page_count()).map(|i| pages.read(i)).collect();
    let (pages, notes): (Vec<Page>, Vec<PageNote>) = read?.into_iter().unzip();
    Ok(Pdf {
        pages,
        producer: reader.producer(),
        diagnostics: reader.diagnostics(&notes),
    })
}

/// An open PDF.
pub struct Reader {
    pdf: File,
    order: Order,
    limits: Limits,
    notes: Vec<Diagnostic>,
}

impl Reader {
    /// Opens a PDF.
    pub fn open(bytes: Vec<u8>, options: &PdfOptions) -> Result<Self, Error> {
        let limits = options.limits;
        if bytes.len() > limits.max_bytes {
            return Err(over_limit("bytes", bytes.len(), limits.max_bytes));
        }
        object_streams::within_bounds(&bytes)?;
        let bytes = Arc::new(bytes);
        let (pdf, password) = unlock(&bytes, options.password.as_deref().unwrap_or_default())?;
        let (pdf, order, was_found) = file::whole(pdf, &bytes, password, limits.max_pages);
        match order.len() {
            0 => return Err(damaged("it has no pages")),
            n if n > limits.max_pages => return Err(over_limit("pages", n, limits.max_pages)),
            _ => {}
        }
        let mut notes = file::notes(&pdf, &bytes, password.is_empty(), was_found);
        notes.extend(file::lost_pages(&order));
        Ok(Self {
            pdf,
            order,
            limits,
            notes,
        })
    }

    /// Number of pages.
    pub fn page_count(&self) -> usize {
        self.order.len()
    }

    /// The page with this zero-based index, if it exists.
    fn page(&self, index: usize) -> Option<&Source<'_>> {
        self.pdf.pages().get(self.order.get(index)?)
    }

    /// The program that wrote the file.
    pub fn producer(&self) -> Option<String> {
        let bytes = self.pdf.metadata().producer.as_deref()?;
        Some(actual_text::decode(bytes).trim().to_owned()).filter(|s| !s.is_empty())
    }

    /// The pages, for use by one thread; a reader can provide any number of these.
    pub fn pages(&self) -> Pages<'_> {
        Pages {
            reader: self,
            shared: Shared {
                fonts: Fonts::new(),
                colors: Colors::new(self.pdf.xref()),
                hidden: Hidden::of(&self.pdf),
            },
            usual: 0,
        }
    }

    /// The diagnostics of the whole file, given the notes on its pages.
    pub fn diagnostics(&self, notes: &[PageNote]) -> Vec<Diagnostic> {
        let mut diagnostics = self.notes.clone();
        diagnostics.extend(findings::diagnostics(notes));
        diagnostics
    }

    /// Draws a page with hayro-interpret.
    fn draw<'a>(
        &'a self,
        page: &Source<'a>,
        device: &mut impl Device<'a>,
        cache: &InterpreterCache<'a>,
    ) {
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            area(page),
            cache,
            self.pdf.xref(),
            settings(),
        );
        interpret_page(page, &mut context, device);
    }
}

/// The pages of a PDF, with what they share, mostly fonts.
pub struct Pages<'a> {
    reader: &'a Reader,
    shared: Shared<'a>,
    /// The number of glyphs on the previous page, as an estimate for the next.
    usual: usize,
}

impl<'a> Pages<'a> {
    /// Reads the page with this zero-based index; a missing page is empty.
    pub fn read(&mut self, index: usize) -> Result<(Page, PageNote), Error> {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        let Some(source) = self.reader.page(index) else {
            let page = Page {
                number,
                ..Page::default()
            };
            let note = PageNote::new(&page, 0, false, false);
            return Ok((page, note));
        };
        let contents = Contents::of(source);
        contents.within_bounds(number)?;
        let data = contents.data();
        let mut blank = blank(source, number);
        blank.glyphs.reserve(self.usual);
        let mut device = PageDevice::new(blank, self.reader.limits);
        content::draw(source, &data, &self.shared, &mut device)
            .map_err(|reason| contents::too_much(number, reason))?;
        device.add_fields(source);
        let cut_off = device.cut_off();
        let page = device.finish()?;
        self.usual = page.glyphs.len();
        let has_unread_font = self.shared.fonts.take_unread();
        let note = PageNote::new(&page, cut_off, has_unread_font, contents.is_damaged(&data));
        Ok((page, note))
    }
}

/// Opens with the given password, then with the empty one, since not every file of a batch has the same. Also returns
/// the password that worked.
fn unlock<'p>(bytes: &Arc<Vec<u8>>, password: &'p str) -> Result<(File, &'p str), Error> {
    let open = |password: &'p str| {
        let file = File::new_with_password(bytes.clone(), password)?;
        Ok((file, password))
    };
    open(password)
        .or_else(|error| match error {
            LoadPdfError::Decryption(_) if !password.is_empty() => open(""),
            other => Err(other),
        })
        .map_err(|error| refused(error, password))
}

fn refused(error: LoadPdfError, password: &str) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if password.is_empty() => {
            Error::new(Code::Password, "the PDF is protected with a password")
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Error::new(Code::Password, "the PDF needs a different password")
        }
        LoadPdfError::Decryption(_) => Error::new(
            Code::Password,
            "the PDF is encrypted in an unsupported way; save it again without encryption",
        ),
        LoadPdfError::Invalid => damaged("no page could be found in it"),
    }
}

fn damaged(what: &str) -> Error {
    let message = format!("the PDF is damaged beyond repair: {what}; download or print it again");
    Error::new(Code::Damaged, message)
}

fn over_limit(what: &str, found: usize, limit: usize) -> Error {
    let message = format!("the PDF has {found} {what}, more than the limit of {limit}");
    Error::new(Code::Limit, message)
}

/// hayro-interpret with our CMaps.
fn settings() -> InterpreterSettings {
    InterpreterSettings {
        cmap_resolver: Arc::new(cmaps::resolve),
        ..InterpreterSettings::default()
    }
}

fn area(source: &Source<'_>) -> Area {
    let (width, height) = source.render_dimensions();
    Area::new(0.0, 0.0, f64::from(width), f64::from(height))
}

fn blank(source: &Source<'_>, number: u32) -> Page {
    let (width, height) = source.render_dimensions();
    Page {
        number,
        width,
        height,
        ..Page::default()
    }
}
