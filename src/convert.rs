//! The pipeline.

use std::sync::Arc;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::layout::Content;
use crate::model::{Document, Municipality};
use crate::normalize;
use crate::profile::Profile;

/// How to convert.
#[derive(Clone, Debug)]
pub struct Options {
    /// Name of the input, for the record's source.
    pub name: String,
    /// The form.
    pub profile: Arc<Profile>,
    /// Password of the PDF.
    pub password: Option<String>,
    /// Encoding of text input; told from its bytes where absent.
    pub input_encoding: Option<&'static encoding_rs::Encoding>,
    /// How far text is normalised.
    pub normalize: normalize::Mode,
    /// Whether the record says where each value stands.
    pub provenance: bool,
    /// Whose document it is; the profile's where absent.
    pub municipality: Option<Municipality>,
    /// What is too much.
    pub limits: Limits,
}

/// What is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an input.
    pub max_bytes: u64,
    /// Pages of an input.
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

/// Converts an input into its record.
pub fn convert(bytes: Vec<u8>, options: &Options) -> Result<Document, Error> {
    read(bytes, options)?;
    Err(Error::new(
        Code::NoForm,
        "it holds no form that the profile knows; choose another with --profile",
    ))
}

/// Reads an input as blocks, without a form.
pub fn read(bytes: Vec<u8>, _options: &Options) -> Result<Content, Error> {
    if bytes.is_empty() {
        return Err(Error::new(
            Code::Empty,
            "it is empty; download or export it again",
        ));
    }
    Ok(Content::default())
}
