//! An entry (a line) of the manifest.

use std::path::Path;

use crate::diagnostics::Code;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::batch::digest;

/// The result of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The input, as the user named it.
    pub input: String,
    /// The path of its record below the output folder, even if the input failed.
    pub record: String,
    /// SHA-256 of the input; absent if it could not be read.
    pub sha256: Option<String>,
    /// The size of the input.
    pub bytes: Option<u64>,
    /// The modification time of the input, in nanoseconds since 1970.
    pub modified: Option<u64>,
    /// Name and version of the program.
    pub tool: String,
    /// The id of the profile; null if none of several fits.
    pub profile: Option<String>,
    /// SHA-256 of the profile.
    pub profile_sha256: Option<String>,
    /// SHA-256 of every setting that the output bytes depend on.
    pub settings_sha256: String,
    /// Whether there is a record.
    pub status: Status,
    /// The error code of a failure.
    pub code: Option<Code>,
    /// The error message of a failure.
    pub message: Option<String>,
    /// The files that were written.
    pub outputs: Vec<Output>,
    /// The number of pages of the input.
    pub pages: u32,
    /// The number of warnings in the record.
    pub warnings: usize,
    /// The share of the characters that are accounted for, from 0 to 1.
    pub coverage: Option<f64>,
    /// The wall-clock time of the job.
    pub seconds: f64,
}

/// Whether there is a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// There is a record.
    Ok,
    /// There is no record.
    Failed,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The path below the output folder.
    pub path: String,
    /// The SHA-256 of the content.
    pub sha256: String,
}

/// The key of an entry: a digest of input and record path, to keep the index small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of this input and this record path.
    pub fn new(input: &str, record: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(input)
            .chain_update([0])
            .chain_update(record)
            .finalize();
        let mut key = [0; 16];
        key.copy_from_slice(digest.split_at(16).0);
        Self(key)
    }
}

impl Entry {
    /// The key.
    pub fn key(&self) -> Key {
        Key::new(&self.input, &self.record)
    }

    /// Whether the input's content is to blame, so that it would fail again. After other failures a limit may have been
    /// raised, a password given, a disk repaired.
    pub fn failed_by_content(&self) -> bool {
        let code = match (self.status, self.code) {
            (Status::Ok, _) => return false,
            // the record exists, but the requested encoding cannot hold it
            (Status::Failed, None) => return true,
            (Status::Failed, Some(code)) => code,
        };
        matches!(
            code,
            Code::Empty
                | Code::UnknownFormat
                | Code::Damaged
                | Code::Encoding
                | Code::NoForm
                | Code::Scan
                | Code::TooMuch
        )
    }

    /// Whether all outputs are still there, unchanged.
    pub fn outputs_stand(&self, folder: &Path) -> bool {
        let stands = |output: &Output| {
            digest::of_file(&folder.join(&output.path)).is_ok_and(|sha256| sha256 == output.sha256)
        };
        self.outputs.iter().all(stands)
    }

    /// Whether all outputs are still there.
    pub fn outputs_exist(&self, folder: &Path) -> bool {
        self.outputs
            .iter()
            .all(|output| folder.join(&output.path).exists())
    }
}
