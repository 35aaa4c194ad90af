//! A job: read one input, convert it, render the bytes of its outputs.
//!
//! [`Setup`] is what all jobs share, serialisable so that it can be sent to a worker; a [`Converter`] is built from it
//! once and runs job after job. Outputs are rendered where the job runs, so that the batch only passes bytes on.

mod converter;
#[cfg(feature = "serve")]
pub mod for_page;
mod shared_profiles;

use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::model::{self, Coverage, Municipality};
use crate::write::csv::{CsvError, CsvOptions};
use crate::{Limits, Options, ReadOptions};
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub use self::converter::Converter;
pub use self::shared_profiles::SharedProfiles;
use super::digest;

/// Called after each scanned page.
pub type OnPage = Box<dyn Fn() + Send + Sync>;

/// The settings that all jobs share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The profile, or those to choose from.
    pub profiles: SharedProfiles,
    /// The password of encrypted PDFs, workbooks and Word documents.
    pub password: Option<String>,
    /// The encoding of text inputs, by its WHATWG label.
    pub input_encoding: Option<String>,
    /// The normalisation, by its name.
    pub normalize: String,
    /// Whether records say where on the page each value is.
    pub provenance: bool,
    /// The municipality whose documents these are.
    pub municipality: Option<Municipality>,
    /// The model that reads scanned pages, if one is installed.
    pub model: Option<PathBuf>,
    /// Values of scanned pages with a character read with less confidence than this are uncertain.
    pub min_confidence: f32,
    /// The most bytes that an input may have.
    pub max_bytes: u64,
    /// The most pages that an input may have.
    pub max_pages: u32,
    /// The most address space that a worker may use, in bytes.
    pub max_memory: u64,
    /// How many pages of one input are read in parallel; more than 1 only when there is a single input.
    pub threads: usize,
    /// What to render.
    pub shape: Shape,
}

/// What a record is rendered to. Each part is one byte string of [`Rendered::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// One part: the record as indented JSON.
    Json,
    /// One part: the record as a line of JSON.
    Line,
    /// The record as indented JSON, then one part for each table, with a header row.
    JsonAndTables(CsvOptions),
    /// One part for each table: its rows, without a header.
    Rows(CsvOptions),
    /// One part: the rows of the flat table, without a header.
    FlatRows(CsvOptions),
    /// One part for each table: its rows, without a header; then the record as a line of JSON.
    Package(CsvOptions),
    /// The report of `juten inspect`, which there is even without a record; then the profile that it proposes, if any.
    #[cfg(feature = "serve")]
    Report,
    /// One part: the draft of a profile for the documents that [`for_page::together`] put together.
    #[cfg(feature = "serve")]
    Draft,
}

impl Setup {
    /// A digest of everything that the output bytes depend on, which leaves out secrets and limits.
    pub fn fingerprint(&self) -> String {
        let Self {
            profiles,
            input_encoding,
            normalize,
            provenance,
            municipality,
            model,
            min_confidence,
            shape,
            ..
        } = self;
        let parts = (
            profiles,
            input_encoding,
            normalize,
            provenance,
            municipality,
            (model.is_some(), min_confidence),
            shape,
        );
        digest::of(&serde_json::to_vec(&parts).unwrap_or_default())
    }

    /// Checks that a converter can be built from it.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        let encoding = self.input_encoding.as_deref();
        match encoding.filter(|name| Encoding::for_label(name.as_bytes()).is_none()) {
            Some(name) => Err(format!("there is no encoding '{name}'")),
            None => self.options().map(drop),
        }
    }

    fn options(&self) -> Result<Options, String> {
        Ok(Options {
            reading: self.read_options(),
            normalize: self.normalize.parse()?,
            provenance: self.provenance,
            min_confidence: self.min_confidence,
            municipality: self.municipality.clone(),
            ..Options::new("", self.profiles.parsed().clone())
        })
    }

    fn read_options(&self) -> ReadOptions {
        ReadOptions {
            password: self.password.clone(),
            input_encoding: self
                .input_encoding
                .as_deref()
                .and_then(|name| Encoding::for_label(name.as_bytes())),
            limits: Limits {
                max_bytes: self.max_bytes,
                max_pages: self.max_pages,
            },
            threads: self.threads,
            ..ReadOptions::default()
        }
    }
}

/// The result of a job.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// SHA-256 of the input; `None` if it could not be read.
    pub sha256: Option<String>,
    /// The rendered record, or why there is none.
    pub result: Result<Rendered, Failure>,
}

/// A rendered record.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// The summary of the record.
    pub summary: Summary,
    /// The bytes, as [`Shape`] defines them.
    pub parts: Vec<Vec<u8>>,
}

impl Rendered {
    /// The record as JSON: the last part of every shape that has it, except [`Shape::JsonAndTables`].
    pub fn json(&self) -> &[u8] {
        self.parts.last().map(Vec::as_slice).unwrap_or_default()
    }
}

/// The parts of a record that the manifest, the report and the messages need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The id of the document.
    pub id: String,
    /// The id of the profile that mapped it.
    pub profile: String,
    /// Why that profile was chosen, if there were several.
    pub why: Option<String>,
    /// The input that it was read from.
    pub source: model::Source,
    /// The number of rows in each table; empty unless a package is written.
    pub rows: Vec<u64>,
    /// The names of the tables that are written next to the record.
    pub tables: Vec<String>,
    /// How many characters were mapped, and to what.
    pub coverage: Coverage,
    /// The record's warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why an input yields no record, or (without a code) why its record cannot be rendered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The `E…` code.
    pub code: Option<Code>,
    /// What is wrong and what to do.
    pub message: String,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            code: Some(error.code),
            message: error.message,
        }
    }
}

/// The error with the flags of the command that avoid it.
pub fn with_flags(error: &CsvError) -> String {
    match error {
        CsvError::Unmappable { .. } => {
            format!("{error}; use --encoding utf-8 or --replace-unmappable")
        }
        _ => error.to_string(),
    }
}

impl Failure {
    fn unwritable(error: &dyn std::fmt::Display) -> Self {
        Self {
            code: None,
            message: error.to_string(),
        }
    }
}
