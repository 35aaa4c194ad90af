//! The work on one input, in this process or in a worker: read → convert → the bytes that are to be written.
//!
//! [`Setup`] is what all jobs have in common, in a form that goes to a worker; [`Converter`] is made of it once and does
//! job after job. Bytes are made where the work is done, so that the batch itself only passes them on.

mod converter;
mod shared_profiles;

use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::model::{self, Coverage, Municipality};
use crate::write::csv::CsvOptions;
use crate::{Limits, Options, ReadOptions};
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

pub use self::converter::Converter;
pub use self::shared_profiles::SharedProfiles;
use super::digest;

/// What all jobs have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The profile, or those to choose from.
    pub profiles: SharedProfiles,
    /// Password of encrypted PDFs.
    pub password: Option<String>,
    /// Encoding of text, by its name.
    pub input_encoding: Option<String>,
    /// How text is normalised, by its name.
    pub normalize: String,
    /// Whether records tell where values stand.
    pub provenance: bool,
    /// Whose documents they are.
    pub municipality: Option<Municipality>,
    /// Bytes that an input may have.
    pub max_bytes: u64,
    /// Pages that an input may have.
    pub max_pages: u32,
    /// Bytes of address space of a worker.
    pub max_memory: u64,
    /// Pages of one input that are read side by side: more than 1 where no other input is in work.
    pub threads: usize,
    /// What to make.
    pub shape: Shape,
}

/// What bytes a record becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// One part: indented JSON.
    Json,
    /// One part: a line of JSON.
    Line,
    /// Indented JSON, then each table whole, with its header.
    JsonAndTables(CsvOptions),
    /// The rows of each table, without header.
    Rows(CsvOptions),
    /// The rows of the flat table, without header.
    FlatRows(CsvOptions),
    /// The rows of each table, without header, then a line of JSON.
    Package(CsvOptions),
}

impl Setup {
    /// Tells setups apart that make other bytes of one input: all but secrets and limits.
    pub fn fingerprint(&self) -> String {
        let Self {
            profiles,
            input_encoding,
            normalize,
            provenance,
            municipality,
            shape,
            ..
        } = self;
        let parts = (
            profiles,
            input_encoding,
            normalize,
            provenance,
            municipality,
            shape,
        );
        digest::of(&serde_json::to_vec(&parts).unwrap_or_default())
    }

    /// Whether a converter can be made of it.
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
        }
    }
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// SHA-256 of its bytes, where they could be read.
    pub sha256: Option<String>,
    /// The record, or why there is none.
    pub result: Result<Rendered, Failure>,
}

/// A record as bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// What the batch wants to know of it.
    pub summary: Summary,
    /// As [`Shape`] says.
    pub parts: Vec<Vec<u8>>,
}

impl Rendered {
    /// The record as JSON, which comes after any tables but [`Shape::JsonAndTables`].
    pub fn json(&self) -> &[u8] {
        self.parts.last().map(Vec::as_slice).unwrap_or_default()
    }
}

/// What the batch wants to know of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The document's id.
    pub id: String,
    /// Id of the profile that mapped it.
    pub profile: String,
    /// Why that one, where it was chosen among several.
    pub why: Option<String>,
    /// Where it comes from.
    pub source: model::Source,
    /// The number of rows that it gives to each table, where a package wants to know.
    pub rows: Vec<u64>,
    /// Names of the tables that are written beside the record.
    pub tables: Vec<String>,
    /// Where the characters went.
    pub coverage: Coverage,
    /// What a reader of the record should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why there is no record, or why it cannot be written as wanted (without a code).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// An `E…` code.
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

impl Failure {
    fn unwritable(error: &dyn std::fmt::Display) -> Self {
        Self {
            code: None,
            message: error.to_string(),
        }
    }
}
