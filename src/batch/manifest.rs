//! What became of each input, in `manifest.jsonl`: an entry a line, written when the outputs are on the disk.
//!
//! While the batch runs lines are added; the last for an input counts, and a line that was torn by the end of the
//! process is none. When the batch is done the file is written anew, an entry for each input in the order of the
//! inputs. Of an entry `seconds` alone differs from one run to the next.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use juten::diagnostics::Code;
use serde::{Deserialize, Serialize};

use super::digest;
use super::outputs::{MANIFEST, OutputFolder};

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
    /// Id of the profile.
    pub profile: String,
    /// SHA-256 of the profile.
    pub profile_sha256: String,
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

/// Tells entries apart: input and record.
pub type Key = (String, String);

impl Entry {
    /// What tells it apart.
    pub fn key(&self) -> Key {
        (self.input.clone(), self.record.clone())
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

/// The manifest of a batch that runs.
pub struct Manifest {
    file: File,
    entries: HashMap<Key, Entry>,
    /// Keys in the order in which they were first read or added.
    order: Vec<Key>,
}

impl Manifest {
    /// Opens the manifest of a folder, to go on with it or to begin anew.
    pub fn open(folder: &OutputFolder, resume: bool) -> io::Result<Self> {
        let path = folder.at(Path::new(MANIFEST));
        if !resume {
            File::create(&path)?;
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        let mut manifest = Self {
            file: file.try_clone()?,
            entries: HashMap::new(),
            order: Vec::new(),
        };
        let bytes = fs::read(&path)?;
        entries(&bytes).for_each(|entry| manifest.keep(entry));
        // a torn line ends before the next begins
        if bytes.last().is_some_and(|&byte| byte != b'\n') {
            file.write_all(b"\n")?;
        }
        Ok(manifest)
    }

    /// What a folder's manifest says, which may not be there.
    pub fn read(folder: &Path) -> HashMap<Key, Entry> {
        let bytes = fs::read(folder.join(MANIFEST)).unwrap_or_default();
        entries(&bytes).map(|entry| (entry.key(), entry)).collect()
    }

    /// What is known of an input.
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Adds what became of an input.
    pub fn add(&mut self, entry: Entry) -> io::Result<()> {
        self.file.write_all(&line(&entry)?)?;
        self.keep(entry);
        Ok(())
    }

    fn keep(&mut self, entry: Entry) {
        let key = entry.key();
        if self.entries.insert(key.clone(), entry).is_none() {
            self.order.push(key);
        }
    }

    /// Writes the file anew: the entries of these inputs in their order, then those of others.
    pub fn finish(&self, folder: &OutputFolder, inputs: &[Key]) -> io::Result<()> {
        let mut written = HashSet::new();
        let mut bytes = Vec::new();
        for key in inputs.iter().chain(&self.order) {
            if let (Some(entry), true) = (self.entries.get(key), written.insert(key)) {
                bytes.extend(line(entry)?);
            }
        }
        folder.write(Path::new(MANIFEST), &bytes)
    }
}

/// The entries of all lines that are whole.
fn entries(manifest: &[u8]) -> impl Iterator<Item = Entry> + '_ {
    let lines = manifest.split(|&byte| byte == b'\n');
    lines.filter_map(|line| serde_json::from_slice(line).ok())
}

fn line(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
    use super::*;

    pub fn entry(input: &str, code: Option<Code>) -> Entry {
        Entry {
            input: input.to_owned(),
            record: format!("{input}.json"),
            sha256: None,
            bytes: Some(1),
            modified: None,
            tool: "juten 0".to_owned(),
            profile: "p".to_owned(),
            profile_sha256: String::new(),
            settings_sha256: String::new(),
            status: if code.is_some() {
                Status::Failed
            } else {
                Status::Ok
            },
            code,
            message: None,
            outputs: Vec::new(),
            pages: 2,
            warnings: 0,
            coverage: Some(1.0),
            seconds: 0.5,
        }
    }

    fn inputs(folder: &Path) -> Vec<String> {
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap();
        text.lines()
            .map(|l| serde_json::from_str::<Entry>(l).unwrap().input)
            .collect()
    }

    #[test]
    fn a_torn_last_line_is_none_and_the_next_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let mut manifest = Manifest::open(&output, false).unwrap();
        manifest.add(entry("a", None)).unwrap();
        manifest.add(entry("b", None)).unwrap();
        let path = folder.path().join(MANIFEST);
        let whole = fs::read(&path).unwrap();
        for end in whole.len() / 2 + 2..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            let mut manifest = Manifest::open(&output, true).unwrap();
            assert!(manifest.get(&entry("a", None).key()).is_some());
            // all of it but the line feed is a line
            assert_eq!(
                manifest.get(&entry("b", None).key()).is_some(),
                end == whole.len() - 1
            );
            manifest.add(entry("c", None)).unwrap();
            let again = Manifest::open(&output, true).unwrap();
            assert!(again.get(&entry("c", None).key()).is_some());
        }
    }

    #[test]
    fn a_finished_manifest_has_the_order_of_the_inputs_and_the_last_word_on_each() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let mut manifest = Manifest::open(&output, false).unwrap();
        for input in ["other", "b", "a"] {
            manifest.add(entry(input, Some(Code::Crashed))).unwrap();
        }
        manifest.add(entry("a", None)).unwrap();
        manifest
            .finish(&output, &[entry("a", None).key(), entry("b", None).key()])
            .unwrap();
        assert_eq!(inputs(folder.path()), ["a", "b", "other"]);
        let again = Manifest::open(&output, true).unwrap();
        assert_eq!(again.get(&entry("a", None).key()), Some(&entry("a", None)));
    }

    #[test]
    fn some_failures_are_the_contents_own() {
        for code in [Code::Scan, Code::NoForm, Code::Damaged] {
            assert!(entry("a", Some(code)).failed_by_content());
        }
        for code in [
            Code::Unreadable,
            Code::Crashed,
            Code::TimedOut,
            Code::OutOfMemory,
            Code::Limit,
            Code::Password,
        ] {
            assert!(!entry("a", Some(code)).failed_by_content());
        }
    }
}
