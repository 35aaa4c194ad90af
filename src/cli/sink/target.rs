//! Where bytes go: standard output, or a file.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::unwritable;
use crate::batch::outputs::{OutputFolder, WholeFile};
use crate::cli::{Stdout, stdout};

/// Where bytes go.
pub enum Target {
    /// Standard output.
    Stdout(Stdout),
    /// A file.
    File(WholeFile),
    /// What stands in the file system and is no file: a device, a pipe.
    Device(File, PathBuf),
}

impl Target {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout(stdout())
    }

    /// A file of the folder.
    pub fn file(folder: &OutputFolder, name: &str) -> anyhow::Result<Self> {
        Ok(Self::File(begin(folder, name)?))
    }

    /// A file that stands by itself. `/dev/null` and the like are written to: a new file would take their place.
    pub fn lone_file(path: &Path) -> anyhow::Result<Self> {
        let is_device = |m: std::fs::Metadata| !m.is_file() && !m.is_dir();
        if path.metadata().is_ok_and(is_device) {
            let device = OpenOptions::new().write(true).open(path);
            return Ok(Self::Device(
                device.with_context(|| unwritable(path))?,
                path.to_owned(),
            ));
        }
        // A link stays one; what it names is written.
        let named = match path.is_symlink() {
            true => path.canonicalize().with_context(|| unwritable(path))?,
            false => path.to_owned(),
        };
        let file = WholeFile::alone(named);
        Ok(Self::File(file.with_context(|| unwritable(path))?))
    }

    /// Writes a record's worth; a reader of standard output gets it now.
    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout
                .write_all(bytes)
                .and_then(|()| stdout.flush())
                .context("standard output"),
            Self::File(file) => file
                .write_all(bytes)
                .with_context(|| unwritable(file.path())),
            Self::Device(device, path) => device.write_all(bytes).with_context(|| unwritable(path)),
        }
    }

    /// Makes a file appear.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().context("standard output"),
            Self::File(file) => finish(file),
            Self::Device(..) => Ok(()),
        }
    }
}

/// Begins a file of the folder.
pub fn begin(folder: &OutputFolder, name: &str) -> anyhow::Result<WholeFile> {
    let name = Path::new(name);
    let file = folder.create(name);
    file.with_context(|| unwritable(&folder.at(name)))
}

/// Makes a file appear.
pub fn finish(file: WholeFile) -> anyhow::Result<()> {
    let path = file.path().to_owned();
    file.finish().with_context(|| unwritable(&path))
}
