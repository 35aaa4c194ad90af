//! What became of an input: a line of the manifest.

use std::path::Path;

use crate::diagnostics::Code;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::batch::digest;

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The input, as the user knows it.
    pub input: String,
    /// Path of its record below the output folder, whether there is one or not.
    pub record: String,
    /// SHA-256 of the input; absent where it could not be read.
    pub sha256: Option<String>,
    /// Size of the input.
    pub bytes: Option<u64>,
    /// When the input was last changed, in nanoseconds since 1970.
    pub modified: Option<u64>,
    /// Name and version of the program.
    pub tool: String,
    /// Id of the profile; null where there are several and none fits.
    pub profile: Option<String>,
    /// SHA-256 of the profile.
    pub profile_sha256: Option<String>,
    /// SHA-256 of all settings that the bytes of the outputs hang on.
    pub settings_sha256: String,
    /// Whether there is a record.
    pub status: Status,
    /// Why not.
    pub code: Option<Code>,
    /// Why not, in words.
    pub message: Option<String>,
    /// The files that were written.
    pub outputs: Vec<Output>,
    /// Pages of the input.
    pub pages: u32,
    /// Number of warnings in the record.
    pub warnings: usize,
    /// Share of the characters that are accounted for.
    pub coverage: Option<f64>,
    /// How long it took.
    pub seconds: f64,
}

/// Whether there is a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// There is.
    Ok,
    /// There is none.
    Failed,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path below the output folder.
    pub path: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// Tells entries apart by input and record: a digest of both, so that it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// Of an input and the path of its record.
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
    /// What tells it apart.
    pub fn key(&self) -> Key {
        Key::new(&self.input, &self.record)
    }

    /// Whether it failed by what the input holds: the same input fails again. Limits may have been raised since,
    /// a password given, a disk mended.
    pub fn failed_by_content(&self) -> bool {
        let code = match (self.status, self.code) {
            (Status::Ok, _) => return false,
            // the record is there, and cannot be written in the encoding that was asked for
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

    /// Whether its outputs are as they were written.
    pub fn outputs_stand(&self, folder: &Path) -> bool {
        let stands = |output: &Output| {
            digest::of_file(&folder.join(&output.path)).is_ok_and(|sha256| sha256 == output.sha256)
        };
        self.outputs.iter().all(stands)
    }

    /// Whether its outputs are there.
    pub fn outputs_exist(&self, folder: &Path) -> bool {
        self.outputs
            .iter()
            .all(|output| folder.join(&output.path).exists())
    }
}
