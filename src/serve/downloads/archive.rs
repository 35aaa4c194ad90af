//! Several files as one zip archive.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use walkdir::WalkDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::serve::tickets::Parcel;

const ZIP: &str = "application/zip";

/// All files below a folder.
pub(super) fn zipped_folder(folder: &Path, name: &str) -> anyhow::Result<Parcel> {
    let mut archive = Archive::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder)?.components();
            let below: Vec<_> = below
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            archive.add(&below.join("/"), File::open(entry.path())?)?;
        }
    }
    archive.finish(name)
}

/// A zip archive being written.
pub(super) struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Archive {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }
}

impl Archive {
    pub(super) fn add(&mut self, name: &str, mut content: impl Read) -> anyhow::Result<()> {
        self.0
            .start_file(name.replace('\\', "/"), SimpleFileOptions::default())?;
        std::io::copy(&mut content, &mut self.0)?;
        Ok(self.0.flush()?)
    }

    pub(super) fn finish(self, name: &str) -> anyhow::Result<Parcel> {
        Ok(Parcel {
            bytes: self.0.finish()?.into_inner(),
            media_type: ZIP,
            save_as: Some(name.to_owned()),
        })
    }
}
