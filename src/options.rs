//! What a caller can choose: how a file is read, and how its record is made.

use std::sync::Arc;

use crate::choose::Profiles;
use crate::extract::pdf::{self, PdfOptions};
use crate::extract::scan::Recognizer;
use crate::model::Municipality;
use crate::normalize::Mode;

/// On a clean scan about one character in a hundred is below this, and most of the wrong ones are.
pub const MIN_CONFIDENCE: f32 = 0.9;

/// How to read a file; this needs no profile.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Password of an encrypted PDF, workbook or Word document.
    pub password: Option<String>,
    /// Encoding of text input; detected if `None`.
    pub input_encoding: Option<&'static encoding_rs::Encoding>,
    /// Limits on the input.
    pub limits: Limits,
    /// The number of threads that read the pages of a PDF. With 1, no thread is started. Does not affect the result.
    pub threads: usize,
    /// Reads pages that are images. Without a recogniser, they are reported and left out.
    pub recognizer: Option<Arc<dyn Recognizer>>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            password: None,
            input_encoding: None,
            limits: Limits::default(),
            threads: 1,
            recognizer: None,
        }
    }
}

impl ReadOptions {
    /// The options that concern PDF.
    pub(crate) fn pdf(&self) -> PdfOptions {
        PdfOptions {
            password: self.password.clone(),
            limits: self.limits.pdf(),
        }
    }
}

/// How to convert a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The source's name in the record: a file name without its folder.
    pub name: String,
    /// The profile, or the profiles to choose from.
    pub profiles: Profiles,
    /// How the file is read.
    pub reading: ReadOptions,
    /// How characters are normalised.
    pub normalize: Mode,
    /// Whether the record has the place of each value on the page.
    pub provenance: bool,
    /// A value of a scanned page is uncertain if one of its characters was read with less confidence than this (0 to 1).
    pub min_confidence: f32,
    /// The municipality; overrides the profile's.
    pub municipality: Option<Municipality>,
}

impl Options {
    /// Default options for a file of this name and this profile, or a set of profiles of which the best is chosen.
    pub fn new(name: impl Into<String>, profiles: impl Into<Profiles>) -> Self {
        Self {
            name: name.into(),
            profiles: profiles.into(),
            reading: ReadOptions::default(),
            normalize: Mode::Standard,
            provenance: false,
            min_confidence: MIN_CONFIDENCE,
            municipality: None,
        }
    }
}

/// Limits on an input; exceeding one is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of the file.
    pub max_bytes: u64,
    /// The most pages.
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
