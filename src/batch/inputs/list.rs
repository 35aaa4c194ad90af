//! Inputs listed in a file (`--files-from`): one a line, or separated by NUL as `find -print0` writes them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::Code;

use super::{Found, Input, Source, has_extension, in_folder, rejected, unreadable, zipped};

/// The inputs that the list names; if the list is `-`, it is read from standard input.
pub fn read(list: &Path) -> Vec<Found> {
    let bytes = match list.as_os_str() == "-" {
        true => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        false => fs::read(list),
    };
    let refused = |code, why: String| vec![Err(rejected(&list.to_string_lossy(), code, why))];
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return refused(Code::Unreadable, unreadable(&error)),
    };
    let found: Vec<Found> = names(&bytes)
        .into_iter()
        .flat_map(|name| listed(&path(name)))
        .collect();
    match found.is_empty() {
        true => refused(Code::NoInput, "the list is empty".to_owned()),
        false => found,
    }
}

fn names(bytes: &[u8]) -> Vec<&[u8]> {
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end);
    let trimmed = names.map(|name| match end {
        0 => name,
        _ => name.strip_suffix(b"\r").unwrap_or(name),
    });
    trimmed.filter(|name| !name.is_empty()).collect()
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// The inputs of one listed name, which is never a pattern. Its folders are kept below the output folder, since lists
/// are used for whole archives.
fn listed(path: &Path) -> Vec<Found> {
    if path.is_dir() {
        return in_folder(path);
    }
    if has_extension(path, &[super::ARCHIVE]) {
        return zipped::entries(path, path);
    }
    let mut input = Input::one(path);
    if let Source::File(path) = &input.source {
        input.below.clone_from(path);
    }
    vec![Ok(input)]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn names_are_separated_by_line_feeds_or_nul() {
        assert_eq!(names(b"a b.pdf\r\n\nc.pdf"), [&b"a b.pdf"[..], b"c.pdf"]);
        assert_eq!(names(b"a\nb.pdf\0c.pdf\0"), [&b"a\nb.pdf"[..], b"c.pdf"]);
        assert!(names(b"").is_empty());
    }

    #[test]
    fn a_listed_file_keeps_its_folders() {
        let found = listed(Path::new("r2/a.pdf"));
        assert_eq!(found[0].as_ref().unwrap().below, Path::new("r2/a.pdf"));
    }

    #[test]
    fn an_empty_list_is_an_error() {
        let list = tempfile::NamedTempFile::new().unwrap();
        let found = read(list.path());
        assert_eq!(found[0].as_ref().unwrap_err().error.code, Code::NoInput);
    }

    #[test]
    fn a_missing_list_is_an_error() {
        let found = read(Path::new("no/such/list"));
        assert_eq!(found[0].as_ref().unwrap_err().error.code, Code::Unreadable);
    }
}
