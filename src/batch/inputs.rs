//! Finds the inputs that the arguments name: files, folders (every document below them, sorted), glob
//! patterns, and `-`. A zip archive counts as a folder (`zipped`); a file may list further inputs (`list`).
//!
//! An argument that yields no input is reported and does not stop the others. A file that is named twice is taken once.

mod list;
mod passed_over;
mod zipped;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::Code;
use crate::error::Error;
use walkdir::WalkDir;

use self::passed_over::Kind;
pub use self::passed_over::PassedOver;
#[cfg(feature = "serve")]
pub use self::zipped::in_memory;

/// One input document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in messages, as the user wrote it.
    pub shown: String,
    /// Where to read its bytes.
    pub source: Source,
    /// Its path relative to the folder, or to the fixed part of the pattern, that named it.
    pub below: PathBuf,
    /// Its own password, if it does not have that of all inputs.
    pub password: Option<String>,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// An entry of a zip archive: the archive's path and the entry's index.
    Zipped(PathBuf, usize),
    /// The bytes themselves.
    Bytes(Vec<u8>),
}

/// An argument that yields no input, or an input that yields no record.
#[derive(Debug)]
pub struct Rejected {
    /// Its name in messages, as the user wrote it.
    pub shown: String,
    /// What is wrong.
    pub error: Error,
    /// Set if this is a file that folders skip rather than a failure.
    passed_over: Option<Kind>,
}

impl Rejected {
    /// Whether it is a file that folders skip rather than a failure.
    #[cfg(feature = "serve")]
    pub fn is_passed_over(&self) -> bool {
        self.passed_over.is_some()
    }
}

/// The extensions that a folder is searched for. Web pages are not among them: saved sites are full of them.
#[cfg(feature = "originals")]
const EXTENSIONS: &[&str] = &[
    "pdf", "txt", "csv", "tsv", "xlsx", "xlsm", "xls", "docx", "docm",
];
#[cfg(not(feature = "originals"))]
const EXTENSIONS: &[&str] = &["pdf", "txt", "csv", "tsv"];

/// The same, as messages say it.
const SEARCHED: &str =
    "PDF, text, CSV, Excel or Word files (.pdf .txt .csv .tsv .xlsx .xlsm .xls .docx .docm)";

/// The extension that is treated as a folder.
const ARCHIVE: &str = "zip";

/// Characters that turn an argument into a pattern.
const WILDCARDS: [char; 3] = ['*', '?', '['];

/// An input, or why there is none.
type Found = Result<Input, Rejected>;

/// The inputs that the arguments name, in that order, then those of the list file, without duplicates.
pub fn find(arguments: &[PathBuf], list: Option<&Path>) -> (Vec<Found>, PassedOver) {
    let named = arguments.iter().flat_map(|a| named_by(a));
    let mut inputs: Vec<Found> = named.chain(list.into_iter().flat_map(list::read)).collect();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Ok(Input {
            source: Source::File(path),
            ..
        }) => seen.insert((path.clone(), None)),
        Ok(Input {
            source: Source::Zipped(path, entry),
            ..
        }) => seen.insert((path.clone(), Some(*entry))),
        _ => true,
    });
    let mut passed_over = PassedOver::default();
    inputs.retain(|input| match input {
        Err(Rejected {
            passed_over: Some(kind),
            shown,
            ..
        }) => {
            passed_over.add(*kind, shown.clone());
            false
        }
        _ => true,
    });
    (inputs, passed_over)
}

/// Whether nothing but skipped files was found.
fn is_nothing(found: &[Found]) -> bool {
    let is_passed_over = |found: &Found| {
        matches!(
            found,
            Err(Rejected {
                passed_over: Some(_),
                ..
            })
        )
    };
    found.iter().all(is_passed_over)
}

fn passed_over(kind: Kind, shown: &Path) -> Found {
    Err(Rejected {
        passed_over: Some(kind),
        ..rejected(&shown.to_string_lossy(), Code::NoInput, "")
    })
}

fn named_by(argument: &Path) -> Vec<Found> {
    let shown = argument.to_string_lossy();
    if argument.is_dir() {
        return in_folder(argument);
    }
    if !argument.exists() && shown.contains(WILDCARDS) {
        return matching(&shown);
    }
    match has_extension(argument, &[ARCHIVE]) {
        true => zipped::entries(argument, Path::new("")),
        false => vec![Ok(Input::one(argument))],
    }
}

fn file(path: &Path, root: Option<&Path>) -> Input {
    let below = root.and_then(|root| path.strip_prefix(root).ok());
    Input {
        shown: path.to_string_lossy().into_owned(),
        source: Source::File(path.to_owned()),
        below: below.unwrap_or(path).to_owned(),
        password: None,
    }
}

/// Whether a name is that of an archive, which counts as a folder.
#[cfg(feature = "serve")]
pub fn is_archive(name: &Path) -> bool {
    has_extension(name, &[ARCHIVE])
}

fn rejected(shown: &str, code: Code, message: impl Into<String>) -> Rejected {
    Rejected {
        shown: shown.to_owned(),
        error: Error::new(code, message),
        passed_over: None,
    }
}

fn in_folder(folder: &Path) -> Vec<Found> {
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let mut found: Vec<_> = walk
        .into_iter()
        .flat_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() => in_file(entry.path(), folder),
            Ok(_) => Vec::new(),
            Err(error) => vec![Err(unwalkable(folder, &error))],
        })
        .collect();
    if is_nothing(&found) {
        let message = format!(
            "the folder contains no {SEARCHED}; name a folder that does, or the files themselves"
        );
        let shown = folder.to_string_lossy();
        found.push(Err(rejected(&shown, Code::NoInput, message)));
    }
    found
}

/// The inputs of one file found in a folder: itself, the entries of an archive, or none.
fn in_file(path: &Path, folder: &Path) -> Vec<Found> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    if let Some(kind) = passed_over::in_folder(path, below) {
        vec![passed_over(kind, path)]
    } else if has_extension(path, EXTENSIONS) {
        vec![Ok(file(path, Some(folder)))]
    } else if has_extension(path, &[ARCHIVE]) {
        zipped::entries(path, below)
    } else {
        Vec::new()
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| extensions.contains(&e.as_str()))
}

fn unwalkable(folder: &Path, error: &walkdir::Error) -> Rejected {
    let path = error.path().unwrap_or(folder).to_string_lossy();
    let why = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "a link leads back to a folder above it; remove the link".to_owned(),
        (None, Some(error)) => unreadable(error),
        (None, None) => error.to_string(),
    };
    rejected(&path, Code::Unreadable, why)
}

fn matching(pattern: &str) -> Vec<Found> {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            let message = format!(
                "the pattern is not valid ({}); quote it or correct it",
                error.msg
            );
            return vec![Err(rejected(pattern, Code::NoInput, message))];
        }
    };
    let root = fixed_part(pattern);
    let found: Vec<_> = paths
        .flat_map(|path| match path {
            Ok(path) if path.is_dir() => in_folder(&path),
            Ok(path) if has_extension(&path, &[ARCHIVE]) => {
                zipped::entries(&path, path.strip_prefix(&root).unwrap_or(&path))
            }
            Ok(path) => {
                let below = path.strip_prefix(&root).unwrap_or(&path);
                match passed_over::in_folder(&path, below) {
                    Some(Kind::SideFile) => vec![passed_over(Kind::SideFile, &path)],
                    Some(Kind::Archive) | None => vec![Ok(file(&path, Some(&root)))],
                }
            }
            Err(error) => {
                let shown = error.path().to_string_lossy().into_owned();
                vec![Err(rejected(
                    &shown,
                    Code::Unreadable,
                    unreadable(error.error()),
                ))]
            }
        })
        .collect();
    if found.is_empty() {
        let message = "no file matches; check the path and the pattern";
        return vec![Err(rejected(pattern, Code::NoInput, message))];
    }
    found
}

/// The leading components of a pattern that have no wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let is_fixed =
        |part: &std::path::Component<'_>| !part.as_os_str().to_string_lossy().contains(WILDCARDS);
    Path::new(pattern)
        .components()
        .take_while(is_fixed)
        .collect()
}

impl Input {
    /// A single file, or standard input for `-`.
    pub fn one(argument: &Path) -> Self {
        if argument.as_os_str() == "-" {
            return Self {
                shown: "-".to_owned(),
                source: Source::Stdin,
                below: PathBuf::from("stdin"),
                password: None,
            };
        }
        file(argument, argument.parent())
    }

    /// Bytes in memory under a name that may have folders.
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            shown: name.to_owned(),
            source: Source::Bytes(bytes),
            below: PathBuf::from(name),
            password: None,
        }
    }

    /// The file name, as it goes into the record.
    pub fn name(&self) -> String {
        let path = match &self.source {
            Source::Stdin => return "-".to_owned(),
            Source::File(path) => path,
            Source::Zipped(..) | Source::Bytes(_) => &self.below,
        };
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Reads its bytes; more than `max_bytes` are an error.
    pub fn read(&self, max_bytes: u64) -> Result<Vec<u8>, Error> {
        self.source.read(max_bytes)
    }
}

impl Source {
    /// Reads its bytes; more than `max_bytes` are an error.
    pub fn read(&self, max_bytes: u64) -> Result<Vec<u8>, Error> {
        let bytes = match self {
            Self::Stdin => at_most(io::stdin().lock(), max_bytes, 0),
            Self::File(path) => File::open(path).and_then(|file| {
                let size = file.metadata().map_or(0, |about| about.len());
                at_most(file, max_bytes, size)
            }),
            Self::Zipped(archive, entry) => zipped::read(archive, *entry, max_bytes),
            Self::Bytes(bytes) => at_most(bytes.as_slice(), max_bytes, bytes.len() as u64),
        };
        let bytes = bytes.map_err(|error| Error::new(Code::Unreadable, unreadable(&error)))?;
        if bytes.len() as u64 > max_bytes {
            let message = format!("it is larger than {max_bytes} bytes");
            return Err(Error::new(Code::Limit, message));
        }
        Ok(bytes)
    }
}

/// Reads up to one byte past the limit, so that the caller can see that there is more. `expected` sizes the buffer.
fn at_most(reader: impl Read, max_bytes: u64, expected: u64) -> io::Result<Vec<u8>> {
    let room = usize::try_from(expected.min(max_bytes)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    reader
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; ask for permission to read it".to_owned()
        }
        io::ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        _ => format!("it cannot be read ({error}); check the disk or copy it again"),
    }
}

#[cfg(test)]
mod tests;
