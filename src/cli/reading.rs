//! Flags about reading, and the options that they make.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::content::Content;
use crate::model::Municipality;
use crate::normalize::Mode;
use crate::profile::Profile;
use crate::{Limits, Options, ReadOptions};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;

use super::messages::Messages;
use super::usage;
use crate::batch::engine::within;
use crate::batch::inputs::Input;
use crate::batch::job::{Setup, Shape, SharedProfile};
use crate::batch::limits;

/// Profile of the form where none is named.
pub const DEFAULT_PROFILE: &str = "ueda-juten";

/// How inputs are read.
#[derive(Args)]
pub struct Reading {
    /// Password of encrypted PDFs
    #[arg(long, env = "JUTEN_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// Encoding of text inputs, for example cp932; told from the bytes where absent
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    input_encoding: Option<&'static Encoding>,
    /// How text is normalised: standard, nfkc or none [default: standard for records, none for `text` and `tables`]
    #[arg(long, value_name = "MODE",
          value_parser = PossibleValuesParser::new(["standard", "nfkc", "none"]).try_map(|s| s.parse::<Mode>()))]
    normalize: Option<Mode>,
    /// Refuse inputs of more bytes
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_bytes)]
    max_bytes: u64,
    /// Refuse inputs of more pages
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_pages)]
    max_pages: u32,
}

impl Reading {
    /// What the jobs of a batch have in common, as far as reading goes.
    pub fn setup(&self, profile: SharedProfile, shape: Shape) -> Setup {
        Setup {
            profile,
            password: self.password.clone(),
            input_encoding: self.input_encoding.map(|e| e.name().to_owned()),
            normalize: self.normalize.unwrap_or_default().to_string(),
            provenance: false,
            municipality: None,
            max_bytes: self.max_bytes,
            max_pages: self.max_pages,
            max_memory: u64::MAX,
            threads: 1,
            shape,
        }
    }

    /// Options for any input; its name is still to be set.
    pub fn options(&self, profile: Arc<Profile>) -> Options {
        Options {
            name: String::new(),
            reading: self.read_options(1),
            normalize: self.normalize.unwrap_or_default(),
            ..Options::new(String::new(), profile)
        }
    }

    /// Options to read any input with so many threads.
    pub fn read_options(&self, threads: usize) -> ReadOptions {
        ReadOptions {
            password: self.password.clone(),
            input_encoding: self.input_encoding,
            limits: Limits {
                max_bytes: self.max_bytes,
                max_pages: self.max_pages,
            },
            threads,
        }
    }
}

/// What a command that reads one input lets it take.
#[derive(Args)]
pub struct Bounds {
    /// Give the input up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value = limits::TIMEOUT, value_parser = limits::seconds)]
    timeout: Duration,
    /// Give the input up when it wants more memory
    #[arg(long, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::size)]
    max_memory: u64,
}

impl Bounds {
    /// Does the work within them; it is given up when its time is over or it crashes.
    pub fn hold<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, crate::Error> + Send + 'static,
    ) -> io::Result<Result<T, crate::Error>> {
        limits::memory(self.max_memory);
        Ok(within(self.timeout, work)?.and_then(|done| done))
    }
}

/// The blocks of an input as the reader saw them, unless asked otherwise; none where it cannot be read, which has been
/// told then.
pub fn content(
    input: &Input,
    reading: &Reading,
    bounds: &Bounds,
    messages: Messages,
) -> anyhow::Result<Option<Content>> {
    normalized(input, (reading, bounds), Mode::None, messages)
}

/// The same, normalised in this mode unless asked otherwise.
pub fn normalized(
    input: &Input,
    (reading, bounds): (&Reading, &Bounds),
    usual: Mode,
    messages: Messages,
) -> anyhow::Result<Option<Content>> {
    let options = reading.read_options(crate::side_by_side::processors());
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

/// An encoding by one of its names on the web, or by Microsoft's number, which is no such name.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let label = match name.to_ascii_lowercase().as_str() {
        "cp932" => "shift_jis".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; for example utf-8, cp932, euc-jp, utf-16le".to_owned())
}

/// The profile of this id, or in this file.
pub fn profile(id_or_file: &str) -> anyhow::Result<Arc<Profile>> {
    Ok(shared_profile(id_or_file)?.parsed().clone())
}

/// The same for a batch.
pub fn shared_profile(id_or_file: &str) -> anyhow::Result<SharedProfile> {
    SharedProfile::try_from(profile_toml(id_or_file)?)
        .map_err(|error| usage(format!("profile {id_or_file}: {error}")))
}

/// The same, as TOML.
pub fn profile_toml(id_or_file: &str) -> anyhow::Result<String> {
    if let Some(toml) = Profile::builtin_toml(id_or_file) {
        return Ok(toml.to_owned());
    }
    if !Path::new(id_or_file).exists() {
        let ids: Vec<String> = Profile::all_builtin().into_iter().map(|p| p.id).collect();
        let ids = ids.join(", ");
        return Err(usage(format!(
            "there is no profile and no file '{id_or_file}'; give a TOML file or one of: {ids}"
        )));
    }
    std::fs::read_to_string(id_or_file)
        .map_err(|error| usage(format!("profile {id_or_file}: {error}")))
}

/// The municipality as given; one without a name is the profile's, where the codes are the same.
pub fn named(given: Municipality, profile: &Profile) -> Municipality {
    match &profile.municipality {
        Some(own) if own.code == given.code && given.name.is_empty() => own.clone(),
        _ => given,
    }
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

    #[test]
    fn a_code_alone_takes_the_name_of_the_profile() {
        let profile = profile(DEFAULT_PROFILE).unwrap();
        let given = |text| named(crate::municipality::parse(text).unwrap(), &profile);
        assert_eq!(given("202037").name, "上田市");
        assert_eq!(given("202037:うえだ").name, "うえだ");
        assert_eq!(given("202011").name, "");
    }
}
