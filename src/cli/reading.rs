//! Flags about reading, and the options that they stand for.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::choose::Profiles;
use crate::content::Content;
use crate::normalize::Mode;
use crate::{Limits, Options, ReadOptions};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;

use super::messages::Messages;
use crate::batch::engine::{Most, within};
use crate::batch::inputs::Input;
use crate::batch::job::{Setup, Shape, SharedProfiles};
use crate::batch::limits;
#[cfg(feature = "ocr")]
use crate::batch::models::{self, OnDisk};
use crate::extract::scan::Recognizer;

// How inputs are read.
#[derive(Args)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Password of encrypted PDFs, workbooks and Word documents
    #[arg(long, env = "JUTEN_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// Encoding of text inputs, for example cp932; detected if not given
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    input_encoding: Option<&'static Encoding>,
    /// How to normalise text [default: standard for records, none for `text` and `tables`]
    #[arg(long, value_name = "MODE",
          value_parser = PossibleValuesParser::new(["standard", "nfkc", "none"]).try_map(|s| s.parse::<Mode>()))]
    normalize: Option<Mode>,
    /// Reject inputs of more bytes than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_bytes)]
    max_bytes: u64,
    /// Reject inputs of more pages than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_pages)]
    max_pages: u32,
    /// Report values of scanned pages in which a character was read with less confidence than this, from 0 to 1
    #[arg(long, value_name = "N", default_value_t = crate::MIN_CONFIDENCE, value_parser = confidence)]
    #[cfg_attr(not(feature = "ocr"), arg(hide = true))]
    min_confidence: f32,
    /// Do not read scanned pages
    #[arg(long)]
    #[cfg_attr(not(feature = "ocr"), arg(hide = true))]
    no_ocr: bool,
}

impl Reading {
    /// The part of a batch's setup that concerns reading.
    pub fn setup(&self, profiles: SharedProfiles, shape: Shape) -> Setup {
        Setup {
            profiles,
            password: self.password.clone(),
            input_encoding: self.input_encoding.map(|e| e.name().to_owned()),
            normalize: self.normalize.unwrap_or_default().to_string(),
            provenance: false,
            municipality: None,
            model: self.model(),
            min_confidence: self.min_confidence,
            max_bytes: self.max_bytes,
            max_pages: self.max_pages,
            max_memory: u64::MAX,
            threads: 1,
            shape,
        }
    }

    /// Options for converting; the input's name is still to be set.
    pub fn options(&self, profiles: Profiles) -> Options {
        Options {
            name: String::new(),
            reading: self.read_options(1),
            normalize: self.normalize.unwrap_or_default(),
            min_confidence: self.min_confidence,
            ..Options::new(String::new(), profiles)
        }
    }

    /// Options for reading with this many threads.
    pub fn read_options(&self, threads: usize) -> ReadOptions {
        ReadOptions {
            password: self.password.clone(),
            input_encoding: self.input_encoding,
            limits: Limits {
                max_bytes: self.max_bytes,
                max_pages: self.max_pages,
            },
            threads,
            recognizer: self.recognizer(threads),
        }
    }

    /// The installed model, unless scans are not to be read.
    #[cfg(feature = "ocr")]
    fn model(&self) -> Option<PathBuf> {
        models::usual().filter(|_| !self.no_ocr)
    }

    #[cfg(not(feature = "ocr"))]
    fn model(&self) -> Option<PathBuf> {
        None
    }

    #[cfg(feature = "ocr")]
    fn recognizer(&self, threads: usize) -> Option<Arc<dyn Recognizer>> {
        Some(Arc::new(OnDisk::new(self.model()?, threads, None)))
    }

    #[cfg(not(feature = "ocr"))]
    fn recognizer(&self, _: usize) -> Option<Arc<dyn Recognizer>> {
        None
    }
}

// Limits for commands that read a single input.
#[derive(Args)]
pub struct Bounds {
    /// Abort after this many seconds
    #[arg(long, value_name = "SECONDS", default_value = limits::TIMEOUT, value_parser = limits::seconds)]
    pub timeout: Duration,
    /// Abort if the input needs more memory than this
    #[arg(long, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::memory_size)]
    pub max_memory: u64,
}

impl Bounds {
    /// Runs the work within these limits.
    pub fn hold<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, crate::Error> + Send + 'static,
    ) -> io::Result<Result<T, crate::Error>> {
        limits::watched_memory(self.max_memory);
        let most = Most {
            time: self.timeout,
            memory: self.max_memory,
        };
        Ok(within(most, work)?.and_then(|done| done))
    }
}

/// The content of an input, in this normalisation unless the user asked for another; `threads` read its pages. It is
/// `None` if it could not be read, which is then already reported.
pub fn normalized(
    input: &Input,
    (reading, bounds, threads): (&Reading, &Bounds, usize),
    usual: Mode,
    messages: Messages,
) -> anyhow::Result<Option<Content>> {
    let options = reading.read_options(threads);
    let source = input.source.clone();
    let read = bounds.hold(move || {
        let bytes = source.read(options.limits.max_bytes)?;
        crate::read(bytes, &options)
    })?;
    match read {
        Ok(mut read) => {
            let mode = reading.normalize.unwrap_or(usual);
            let repaired = crate::normalize::normalize(&mut read.content, mode);
            messages.diagnostics(&input.shown, &read.diagnostics);
            messages.diagnostics(&input.shown, &repaired);
            Ok(Some(read.content))
        }
        Err(error) => {
            messages.error(&input.shown, &error);
            Ok(None)
        }
    }
}

/// A fraction from 0 to 1.
fn confidence(text: &str) -> Result<f32, String> {
    let share = text
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1, for example 0.9".to_owned())
}

/// The encoding with this WHATWG label or, which is not among them, Microsoft's number.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let label = match name.to_ascii_lowercase().as_str() {
        "cp932" => "shift_jis".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        "unknown encoding; use, for example, utf-8, cp932, euc-jp or utf-16le".to_owned()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn encodings_have_the_names_that_people_use() {
        for name in ["cp932", "CP932", "Shift_JIS", "windows-31j", "sjis"] {
            assert_eq!(encoding(name).unwrap().name(), "Shift_JIS", "{name}");
        }
        assert_eq!(encoding("euc-jp").unwrap().name(), "EUC-JP");
        assert!(encoding("klingon").is_err());
    }
}
