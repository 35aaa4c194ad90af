//! The output folder: locked by one batch at a time, with files that appear complete or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::UNFINISHED;

/// The lock file, in the folder of unfinished files. The batch that holds its lock may write.
const LOCK: &str = "lock";

/// The error message for a second batch.
const TAKEN: &str =
    "another juten is writing into it; wait for it to finish, or choose another folder";

/// An output folder, locked against other batches. Unfinished files are kept in a folder of their own, where the next
/// batch finds and removes those of a batch that was killed.
pub struct OutputFolder {
    folder: PathBuf,
    unfinished: Arc<Unfinished>,
}

/// The folder of unfinished files, with the lock; removed when the last user drops it.
struct Unfinished {
    path: PathBuf,
    _lock: File,
}

impl OutputFolder {
    /// Opens the folder, creating it if needed. `WouldBlock` if another batch has it locked.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let unfinished = std::path::absolute(folder)?.join(UNFINISHED);
        let lock = lock(&unfinished)?;
        for left in fs::read_dir(&unfinished)?.flatten() {
            if left.file_name() != LOCK {
                // a leftover does no harm
                let _ = fs::remove_file(left.path());
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            unfinished: Arc::new(Unfinished {
                path: unfinished,
                _lock: lock,
            }),
        })
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The folder for the tables of a form: this folder for the first form, a subfolder for any other.
    pub fn of_form(&self, id: &str, others: bool) -> Self {
        Self {
            folder: match others {
                true => self.folder.join(id),
                false => self.folder.clone(),
            },
            unfinished: Arc::clone(&self.unfinished),
        }
    }

    /// The full path of a file with this relative path.
    pub fn at(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Creates a file with this relative path, which appears when it is finished.
    pub fn create(&self, path: &Path) -> io::Result<WholeFile> {
        WholeFile::by_way_of(self.at(path), &self.unfinished.path)
    }

    /// Writes a file atomically.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        file.write_all(bytes)?;
        file.finish()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // together with the lock file, whose lock is still held; the next batch removes any leftover
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Creates the folder of unfinished files and locks it. File systems without locks are accepted.
fn lock(unfinished: &Path) -> io::Result<File> {
    loop {
        fs::create_dir_all(unfinished)?;
        let mut options = OpenOptions::new();
        let file = match options
            .create(true)
            .append(true)
            .open(unfinished.join(LOCK))
        {
            // the previous batch has just ended and removed its folder
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?,
        };
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(io::Error::new(io::ErrorKind::WouldBlock, TAKEN));
        }
        if !was_removed(&file)? {
            return Ok(file);
        }
    }
}

/// Whether the previous batch removed the file after we opened it but before we locked it; if so, retry.
fn was_removed(file: &File) -> io::Result<bool> {
    #[cfg(unix)]
    let links = std::os::unix::fs::MetadataExt::nlink(&file.metadata()?);
    #[cfg(not(unix))]
    let links = file.metadata().map(|_| 1)?;
    Ok(links == 0)
}

/// A file under a temporary name, renamed when it is finished. If dropped before that, it leaves nothing behind.
pub struct WholeFile {
    path: PathBuf,
    file: BufWriter<tempfile::NamedTempFile>,
}

impl WholeFile {
    /// Creates such a file outside an output folder; its parent folder must exist.
    pub fn alone(path: PathBuf) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Self::by_way_of(path, &folder)
    }

    fn by_way_of(path: PathBuf, unfinished: &Path) -> io::Result<Self> {
        #[cfg_attr(
            not(unix),
            expect(unused_mut, reason = "there are no permissions to set")
        )]
        let mut file = tempfile::Builder::new();
        // Temporary files are private to their owner; the finished file gets the permissions that the umask allows.
        #[cfg(unix)]
        file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self {
            file: BufWriter::new(file.tempfile_in(unfinished)?),
            path,
        })
    }

    /// The final path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The current path, for libraries that write to a path.
    #[cfg(feature = "sqlite")]
    pub fn unfinished_path(&self) -> &Path {
        self.file.get_ref().path()
    }

    /// Syncs the file and renames it atomically to its final path, replacing any existing file. Creates the parent
    /// folder if needed.
    pub fn finish(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_data()?;
        let again = match file.persist(&self.path) {
            Ok(_) => return Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::NotFound => error.file,
            Err(error) => return Err(error.error),
        };
        fs::create_dir_all(self.path.parent().unwrap_or(Path::new(".")))?;
        again.persist(self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn unfinished_files_of_a_killed_batch_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(UNFINISHED)).unwrap();
        fs::write(folder.path().join(UNFINISHED).join(".juten-x"), "half").unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        output.write(Path::new("r2/a.json"), b"{}").unwrap();
        drop(output);
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(left, ["r2"]);
    }

    #[test]
    fn a_file_is_there_when_it_is_finished_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let path = folder.path().join("sub/a.json");
        let mut file = output.create(Path::new("sub/a.json")).unwrap();
        file.write_all(b"{}").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"{}");
    }

    #[test]
    fn an_unfinished_file_leaves_the_old_one_untouched_and_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let mut file = output.create(Path::new("a.json")).unwrap();
        file.write_all(b"new").unwrap();
        drop((file, output));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_locked_by_one_batch() {
        let folder = tempfile::tempdir().unwrap();
        let first = OutputFolder::open(folder.path()).unwrap();
        first.create(Path::new("a")).unwrap();
        let second = OutputFolder::open(folder.path()).map(|_| ()).unwrap_err();
        assert_eq!(second.kind(), io::ErrorKind::WouldBlock);
        first.write(Path::new("a"), b"whole").unwrap();
        drop(first);
        OutputFolder::open(folder.path()).unwrap();
    }
}
