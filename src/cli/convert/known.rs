//! Whether an input is already done: compares its manifest entry with the files on the disk.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::resume::Resume;
use crate::batch::digest;
use crate::batch::inputs::{Input, Source};
use crate::batch::job::Setup;
use crate::batch::manifest::{Entry, Status};
use crate::cli::batch::Task;
use crate::profile::Profile;

/// Name and version of the program.
pub const TOOL: &str = concat!("juten ", env!("CARGO_PKG_VERSION"));

/// What the outputs of a batch depend on besides the inputs.
pub struct Settings {
    /// SHA-256 of each profile, by its id.
    profiles: HashMap<String, String>,
    /// SHA-256 of all settings.
    pub settings_sha256: String,
    /// The largest input that is read, in bytes.
    pub max_bytes: u64,
    retry_failed: bool,
    trust_mtime: bool,
}

/// Size and modification time of the file that an input is, or is in.
#[derive(Clone, Copy, Default)]
pub struct Stamp {
    /// The size in bytes.
    pub bytes: Option<u64>,
    /// The modification time, in nanoseconds since 1970.
    pub modified: Option<u64>,
}

impl Stamp {
    /// The stamp of an input; empty for standard input.
    pub fn of(input: &Input) -> Self {
        let (Source::File(path) | Source::Zipped(path, _)) = &input.source else {
            return Self::default();
        };
        let Ok(metadata) = fs::metadata(path) else {
            return Self::default();
        };
        let modified = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            bytes: Some(metadata.len()),
            modified: modified.and_then(|time| u64::try_from(time.as_nanos()).ok()),
        }
    }
}

impl Settings {
    /// The settings of a batch.
    pub fn new(setup: &Setup, resume: Resume) -> Self {
        Self {
            profiles: setup.profiles.tomls().map(sha256_of).collect(),
            settings_sha256: setup.fingerprint(),
            max_bytes: setup.max_bytes,
            retry_failed: resume.retry_failed,
            trust_mtime: resume.trust_mtime,
        }
    }

    /// The id of the profile, if it is known before the input is read because there is only one.
    pub fn only_profile(&self) -> Option<&str> {
        let mut ids = self.profiles.keys();
        ids.next()
            .filter(|_| ids.next().is_none())
            .map(String::as_str)
    }

    /// SHA-256 of the profile with this id.
    pub fn profile_sha256(&self, id: &str) -> String {
        self.profiles.get(id).cloned().unwrap_or_default()
    }

    /// Whether the task is done according to this manifest entry, and the files agree.
    pub fn is_done(&self, task: &Task, entry: &Entry, folder: &Path) -> bool {
        let Ok(input) = &task.input else {
            return false;
        };
        let is_final = match entry.status {
            Status::Ok => true,
            Status::Failed => entry.failed_by_content() && !self.retry_failed,
        };
        is_final
            && entry.tool == TOOL
            && entry.settings_sha256 == self.settings_sha256
            && (self.stamps_are_trusted(input, entry, folder)
                || self.is_unchanged(input, entry) && entry.outputs_stand(folder))
    }

    fn stamps_are_trusted(&self, input: &Input, entry: &Entry, folder: &Path) -> bool {
        let stamp = Stamp::of(input);
        self.trust_mtime
            && stamp.modified.is_some()
            && (stamp.bytes, stamp.modified) == (entry.bytes, entry.modified)
            && entry.outputs_exist(folder)
    }

    fn is_unchanged(&self, input: &Input, entry: &Entry) -> bool {
        entry.sha256.is_some() && sha256(input, self.max_bytes) == entry.sha256
    }
}

fn sha256_of((profile, toml): (&Arc<Profile>, &str)) -> (String, String) {
    (profile.id.clone(), digest::of(toml.as_bytes()))
}

/// SHA-256 of an input that can be read more than once.
pub fn sha256(input: &Input, max_bytes: u64) -> Option<String> {
    match &input.source {
        Source::File(path) => digest::of_file(path).ok(),
        Source::Zipped(..) => input.read(max_bytes).ok().map(|bytes| digest::of(&bytes)),
        Source::Stdin | Source::Bytes(_) => None,
    }
}
