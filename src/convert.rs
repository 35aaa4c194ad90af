//! The whole way, from bytes to the record.

use sha2::{Digest, Sha256};

use crate::diagnostics::Code;
use crate::error::Error;
use crate::map::{Ledger, map};
use crate::model::{Document, DocumentInfo, FORMAT, FORMAT_VERSION, Source};
use crate::normalize;
use crate::options::Options;
use crate::profile::Profile;
use crate::read::{Read, read};
use crate::segment::{Segmented, segment};

/// Converts one file's bytes into its record.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read, an `E2xx` code if they hold no form that the profile knows.
pub fn convert(bytes: Vec<u8>, options: &Options) -> Result<Document, Error> {
    let source = source(&bytes, &options.name);
    convert_source(bytes, source, options)
}

/// The same for callers who want to know what [`source()`] says even if the conversion fails.
///
/// # Errors
///
/// Those of [`convert()`].
pub fn convert_source(
    bytes: Vec<u8>,
    source: Source,
    options: &Options,
) -> Result<Document, Error> {
    let mut read = read(bytes, &options.reading)?;
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

/// What is known of a source before it is read: its name, size and SHA-256.
pub fn source(bytes: &[u8], name: &str) -> Source {
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
             holds, `juten profiles --propose` drafts a profile for it, --profile takes another",
            profile.id, profile.title
        ),
    )
}
