//! The destination of an output: standard output or a file.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::unwritable;
use crate::batch::outputs::{OutputFolder, WholeFile};

/// Standard output, for data.
pub type Stdout = BufWriter<StdoutLock<'static>>;

/// Standard output, for data.
pub fn stdout() -> Stdout {
    BufWriter::new(io::stdout().lock())
}

/// The destination of an output.
pub enum Target {
    /// Standard output.
    Stdout(Stdout),
    /// A file.
    File(WholeFile),
    /// Something in the file system that is not a regular file: a device, a pipe.
    Device(File, PathBuf),
}

impl Target {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout(stdout())
    }

    /// A file in the folder.
    pub fn file(folder: &OutputFolder, name: &str) -> anyhow::Result<Self> {
        Ok(Self::File(begin(folder, name)?))
    }

    /// A file outside an output folder. Devices such as `/dev/null` are written to rather than replaced.
    pub fn lone_file(path: &Path) -> anyhow::Result<Self> {
        let is_device = |m: std::fs::Metadata| !m.is_file() && !m.is_dir();
        if path.metadata().is_ok_and(is_device) {
            let device = OpenOptions::new().write(true).open(path);
            return Ok(Self::Device(
                device.with_context(|| unwritable(path))?,
                path.to_owned(),
            ));
        }
        // a symbolic link is kept, and its target replaced
        let named = match path.is_symlink() {
            true => path.canonicalize().with_context(|| unwritable(path))?,
            false => path.to_owned(),
        };
        let file = WholeFile::alone(named);
        Ok(Self::File(file.with_context(|| unwritable(path))?))
    }

    /// Writes a record. On standard output it is flushed at once.
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

    /// Finishes the file.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().context("standard output"),
            Self::File(file) => finish(file),
            Self::Device(..) => Ok(()),
        }
    }
}

/// Creates a file in the folder.
pub fn begin(folder: &OutputFolder, name: &str) -> anyhow::Result<WholeFile> {
    let name = Path::new(name);
    let file = folder.create(name);
    file.with_context(|| unwritable(&folder.at(name)))
}

/// Finishes the file.
pub fn finish(file: WholeFile) -> anyhow::Result<()> {
    let path = file.path().to_owned();
    file.finish().with_context(|| unwritable(&path))
}
