//! Files in a folder or an archive that are skipped: side files that macOS and Office leave behind, and archives in
//! formats that are not supported. Each kind is reported once and is not a failure.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

/// The first bytes of an AppleDouble file, a side file of macOS.
const APPLE_DOUBLE: &[u8] = b"\0\x05\x16\x07";
/// The folder that Finder puts them into when it makes an archive.
const MACOSX: &str = "__MACOSX";
/// Extensions of archives that are not opened.
const ARCHIVES: [&str; 11] = [
    "tar", "tgz", "gz", "tbz", "bz2", "xz", "zst", "7z", "rar", "lzh", "cab",
];
/// The most names that a note lists.
const LISTED: usize = 5;

/// The skipped files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// The number of side files of macOS and Office.
    pub side_files: usize,
    /// The archives, by the names that messages use.
    pub archives: Vec<String>,
}

/// Why a file is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is a side file of macOS or Office.
    SideFile,
    /// It is an archive of a format that is not supported.
    Archive,
}

impl PassedOver {
    /// Counts a skipped file.
    pub fn add(&mut self, kind: Kind, shown: String) {
        match kind {
            Kind::SideFile => self.side_files += 1,
            Kind::Archive => self.archives.push(shown),
        }
    }

    /// The notes on them, one for each kind.
    pub fn notes(&self) -> Vec<String> {
        let side_files = match self.side_files {
            0 => None,
            1 => Some("1 side file of macOS or Office (._*, ~$*, __MACOSX) was skipped".to_owned()),
            n => Some(format!(
                "{n} side files of macOS or Office (._*, ~$*, __MACOSX) were skipped"
            )),
        };
        let names = self.archives.iter().take(LISTED).cloned();
        let names = names.collect::<Vec<_>>().join(", ");
        let more = match self.archives.len().saturating_sub(LISTED) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let archives = (!self.archives.is_empty())
            .then(|| format!("not opened: {names}{more}; unpack these archives first, or use zip"));
        side_files.into_iter().chain(archives).collect()
    }
}

/// Whether a file of a folder is skipped, and why.
pub(super) fn in_folder(path: &Path, below: &Path) -> Option<Kind> {
    if is_named_like_side_file(below) && (!is_dotted(below) || is_apple_double(path)) {
        return Some(Kind::SideFile);
    }
    is_archive(path).then_some(Kind::Archive)
}

/// Whether an entry of an archive is skipped, and why.
pub(super) fn in_archive(name: &Path) -> Option<Kind> {
    is_named_like_side_file(name).then_some(Kind::SideFile)
}

fn is_archive(path: &Path) -> bool {
    super::has_extension(path, &ARCHIVES)
}

fn is_named_like_side_file(path: &Path) -> bool {
    let in_macosx = |part: Component<'_>| part.as_os_str() == MACOSX;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_dotted(path) || name.starts_with("~$") || path.components().any(in_macosx)
}

fn is_dotted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("._")
}

/// Other programs may write names like these; the files of macOS itself begin with a signature.
fn is_apple_double(path: &Path) -> bool {
    let mut start = [0; APPLE_DOUBLE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_err() || start == APPLE_DOUBLE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn side_files_are_recognised_by_name_and_signature() {
        let folder = tempfile::tempdir().unwrap();
        let kind = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            in_folder(&path, Path::new(name))
        };
        assert_eq!(
            kind("._a.pdf", b"\0\x05\x16\x07\0\x02"),
            Some(Kind::SideFile)
        );
        assert_eq!(kind("._b.pdf", b"%PDF-1.4"), None);
        assert_eq!(kind("~$a.pdf", b"x"), Some(Kind::SideFile));
        assert_eq!(kind("a.pdf", b"x"), None);
        assert_eq!(kind("a.tar.gz", b"x"), Some(Kind::Archive));
        assert_eq!(
            in_archive(Path::new("__MACOSX/a/._b.pdf")),
            Some(Kind::SideFile)
        );
        assert_eq!(in_archive(Path::new("a/b.pdf")), None);
    }

    #[test]
    fn each_kind_is_one_note() {
        let mut passed = PassedOver::default();
        assert!(passed.notes().is_empty());
        (0..3).for_each(|_| passed.add(Kind::SideFile, String::new()));
        (0..7).for_each(|n| passed.add(Kind::Archive, format!("{n}.tar")));
        let notes = passed.notes();
        assert!(notes[0].starts_with("3 side files"));
        assert!(notes[1].contains("4.tar and 2 more"), "{notes:?}");
    }
}
