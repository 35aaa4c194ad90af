//! Where bytes go: standard output, or a file.

use std::io::Write;
use std::path::Path;

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

    /// A file that stands by itself.
    pub fn lone_file(path: &Path) -> anyhow::Result<Self> {
        let file = WholeFile::alone(path.to_owned());
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
        }
    }

    /// Makes a file appear.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().context("standard output"),
            Self::File(file) => finish(file),
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
