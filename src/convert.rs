//! The whole conversion, from bytes to the record.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::choose::{Fit, Profiles};
use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::map::{
    Ledger, ScannedPages, contradicted, contradiction, map, missing, uncertain as doubtful,
};
use crate::model::{
    Document, DocumentInfo, FORMAT, FORMAT_VERSION, Municipality, SHAPED_VERSION, Source,
};
use crate::normalize;
use crate::options::Options;
use crate::profile::Profile;
use crate::read::{CSV, Read, TEXT, read};
use crate::segment::{Segmented, segment, shape};

/// A record, and how its form was found.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The record.
    pub document: Document,
    /// The profile that mapped it.
    pub profile: Arc<Profile>,
    /// Why this profile was chosen, if there were several.
    pub why: Option<String>,
}

impl Conversion {
    /// Which profile was chosen and why, if there were several.
    pub fn chosen(&self) -> Option<String> {
        let why = self.why.as_ref()?;
        Some(told(&self.profile.id, why))
    }
}

/// The note about a profile that was chosen for this reason.
pub fn told(profile: &str, why: &str) -> String {
    format!("profile {profile}: {why}")
}

/// Converts one file's bytes into its record.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read, an `E2xx` code if no profile recognises a form in them.
pub fn convert(bytes: Vec<u8>, options: &Options) -> Result<Document, Error> {
    let source = source(&bytes, &options.name);
    Ok(convert_source(bytes, source, options)?.document)
}

/// The same with the profile that was chosen, for callers who compute [`source()`] themselves so that it survives a
/// failed conversion.
///
/// # Errors
///
/// Those of [`convert()`].
pub fn convert_source(
    bytes: Vec<u8>,
    source: Source,
    options: &Options,
) -> Result<Conversion, Error> {
    let mut read = read(bytes, &options.reading)?;
    let mut ledger = Ledger::new(&mut read.content, options.provenance);
    record(read, source, options, &mut ledger, |_, _, _| ())
}

/// Makes the record from the content of a file; `see` gets the segmentation.
///
/// # Errors
///
/// [`Code::NoForm`] if no profile recognises a form in it.
pub(crate) fn record(
    mut read: Read,
    mut source: Source,
    options: &Options,
    ledger: &mut Ledger,
    see: impl FnOnce(&Segmented, &Ledger, &Profile),
) -> Result<Conversion, Error> {
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(normalize::normalize(&mut read.content, options.normalize));
    source.media_type = read.media_type.to_owned();
    source.pages = read.content.pages;
    source.producer = read.producer;
    source.ocr = read.ocr;
    let Chosen {
        profile,
        segmented,
        why,
    } = choose(read.content, &options.profiles, ledger)
        .map_err(|error| plainer(error, &source, &diagnostics))?;
    see(&segmented, ledger, &profile);
    let (municipality, told) = municipality(&segmented, options, &profile);
    let mapped = map(segmented, &profile, ledger);
    diagnostics.extend(mapped.diagnostics);
    diagnostics.extend(told);
    let mut uncertain = ledger.uncertain(options.min_confidence);
    let scanned = ScannedPages {
        all: ledger.scanned_pages(),
        lossy: read.lossy_pages,
    };
    uncertain.extend(missing(&mapped.sheets, &scanned, &profile, &uncertain));
    diagnostics.extend(doubtful(&uncertain));
    uncertain.extend(contradicted(&diagnostics, &scanned, &uncertain));
    let document = Document {
        format: FORMAT.to_owned(),
        format_version: match profile.is_shaped() {
            true => SHAPED_VERSION.to_owned(),
            false => FORMAT_VERSION.to_owned(),
        },
        profile: profile.id.clone(),
        document: DocumentInfo {
            id: id(&source.sha256),
            municipality,
            ..mapped.info
        },
        source,
        sheets: mapped.sheets,
        coverage: ledger.coverage(),
        diagnostics,
        provenance: ledger.take_provenance(),
        uncertain,
        corrections: Vec::new(),
    };
    Ok(Conversion {
        document,
        profile,
        why,
    })
}

/// The form of a document.
struct Chosen {
    profile: Arc<Profile>,
    segmented: Segmented,
    why: Option<String>,
}

/// Segments the document by the only profile, or by the best of those that fit and find a sheet in it.
fn choose(content: Content, profiles: &Profiles, ledger: &Ledger) -> Result<Chosen, Error> {
    let pages = content.pages;
    let set = match profiles {
        Profiles::One(profile) => {
            let segmented = cut(content, profile, ledger);
            let why = None;
            return Chosen::new(profile, segmented, why).ok_or_else(|| no_form(profile, pages));
        }
        Profiles::Best(set) => set,
    };
    let ranked = set.ranked(&content);
    let mut fitting = ranked.iter().filter(|fit| fit.is_enough()).peekable();
    let mut content = Some(content);
    while let Some(fit) = fitting.next() {
        // a copy is needed only if another profile fits equally well
        let own = match fitting.peek() {
            Some(_) => content.clone(),
            None => content.take(),
        };
        let segmented = cut(own.unwrap_or_default(), &fit.profile, ledger);
        if let Some(chosen) = Chosen::new(&fit.profile, segmented, Some(fit.why())) {
            return Ok(chosen);
        }
    }
    Err(none_fits(&ranked, pages))
}

/// Segments the document into sheets: by row groups or, if the profile has tables, groups or choices, by label
/// positions.
fn cut(mut content: Content, profile: &Profile, ledger: &Ledger) -> Segmented {
    shape::options::part(&mut content, ledger.places());
    match profile.is_shaped() {
        true => shape::segment(content, profile, ledger.places()),
        false => segment(content, &profile.labels),
    }
}

impl Chosen {
    fn new(profile: &Arc<Profile>, segmented: Segmented, why: Option<String>) -> Option<Self> {
        (!segmented.forms.is_empty()).then(|| Self {
            profile: Arc::clone(profile),
            segmented,
            why,
        })
    }
}

/// The municipality: the caller's, otherwise the profile's unless the document names another.
fn municipality(
    segmented: &Segmented,
    options: &Options,
    profile: &Profile,
) -> (Option<Municipality>, Option<Diagnostic>) {
    if options.municipality.is_some() {
        return (options.municipality.clone(), None);
    }
    let own = profile.municipality.as_ref();
    match own.and_then(|own| contradiction(segmented, profile, own)) {
        Some(told) => (None, Some(told)),
        None => (own.cloned(), None),
    }
}

/// What is known about a source before it is read: name, size and SHA-256.
pub fn source(bytes: &[u8], name: &str) -> Source {
    let digest = Sha256::digest(bytes);
    Source {
        name: name.to_owned(),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        media_type: String::new(),
        bytes: bytes.len() as u64,
        pages: 0,
        producer: None,
        ocr: None,
    }
}

/// A document's id: `d` and the first 16 digits of its source's SHA-256. Without the letter, spreadsheets and data
/// frames would read some ids as numbers: `44e0478924812272` is infinity to pandas.
pub(crate) fn id(sha256: &str) -> String {
    let digits = sha256.get(..16).unwrap_or(sha256);
    format!("d{digits}")
}

/// If there is no form because the file is damaged or not what its name says, that is the better error.
fn plainer(error: Error, source: &Source, diagnostics: &[Diagnostic]) -> Error {
    let is_named_pdf = source.name.to_ascii_lowercase().ends_with(".pdf");
    if is_named_pdf && [TEXT, CSV].contains(&source.media_type.as_str()) {
        let message = "it is named .pdf but contains plain text, perhaps an error page of a server; download it again";
        return Error::new(Code::UnknownFormat, message);
    }
    if is_named_pdf && source.media_type == "text/html" {
        let message = "it is named .pdf and is a web page without a known form, perhaps a server's answer; download the \
                       file again";
        return Error::new(Code::UnknownFormat, message);
    }
    if let Some(laid_out) = diagnostics.iter().find(|told| told.code == Code::LaidOut) {
        let message = format!(
            "no known form on its {} page(s); {}",
            source.pages, laid_out.message
        );
        return Error::new(Code::NoForm, message);
    }
    let Some(damage) = diagnostics.iter().find(|d| d.code == Code::Repaired) else {
        return error;
    };
    let message = format!(
        "no known form on its {} page(s), and the file is damaged or truncated ({}: {}); download it again",
        source.pages,
        damage.code.as_str(),
        damage.message
    );
    Error::new(Code::NoForm, message)
}

fn no_form(profile: &Profile, pages: u32) -> Error {
    Error::new(
        Code::NoForm,
        format!(
            "no form of the profile {} ({}) on its {pages} page(s)",
            profile.id, profile.title
        ),
    )
}

/// The number of profiles that the message names if none fits.
const NEAREST: usize = 2;

fn none_fits(ranked: &[Fit], pages: u32) -> Error {
    let named = |fit: &Fit| {
        let profile = &fit.profile;
        format!("{} ({}) {}", profile.id, profile.title, fit.lacks())
    };
    let nearest: Vec<String> = ranked.iter().take(NEAREST).map(named).collect();
    let nearest = match nearest.is_empty() {
        true => "there are no profiles to choose from".to_owned(),
        false => format!("nearest: {}", nearest.join("; ")),
    };
    Error::new(
        Code::NoForm,
        format!("no known form on its {pages} page(s); {nearest}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_a_number() {
        for digits in ["44e0478924812272", "0123456789012345", "07e7232548557976"] {
            let id = id(&digits.repeat(4));
            assert_eq!(id, format!("d{digits}"));
            assert!(id.parse::<f64>().is_err());
        }
    }
}
