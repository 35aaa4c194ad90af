//! What a caller may choose: how a file is read, and how its record is made.

use std::sync::Arc;

use crate::choose::Profiles;
use crate::extract::pdf::{self, PdfOptions};
use crate::extract::scan::Recognizer;
use crate::model::Municipality;
use crate::normalize::Mode;

/// Of the characters of a clean scan a hundredth are below, and most of the wrong ones.
pub const MIN_CONFIDENCE: f32 = 0.9;

/// How to read a file; no profile is needed for that.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Password of an encrypted PDF.
    pub password: Option<String>,
    /// Encoding of text input; detected from its bytes if `None`.
    pub input_encoding: Option<&'static encoding_rs::Encoding>,
    /// What an input may cost.
    pub limits: Limits,
    /// How many threads read the pages of a PDF ahead. With 1 no thread is started. What is read does not depend on it.
    pub threads: usize,
    /// What reads pages that are pictures; without one they are reported and left out.
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
    /// The part of them that concerns PDF.
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
    /// The form, or the forms of which it may be one.
    pub profiles: Profiles,
    /// How the file is read.
    pub reading: ReadOptions,
    /// How far characters are normalised.
    pub normalize: Mode,
    /// Whether the record says where each value stands on the page.
    pub provenance: bool,
    /// Characters of scanned pages read with less confidence than this (0 to 1) make their value uncertain.
    pub min_confidence: f32,
    /// Whose document it is; overrides the profile's municipality.
    pub municipality: Option<Municipality>,
}

impl Options {
    /// Options to convert a file of this name by this profile, or by the one of a set that fits best; all else is the
    /// default.
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

/// What an input may cost; an input that costs more is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Number of pages.
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
