//! Zip archives as folders: the documents in them, sorted, each read when it is its turn.
//!
//! Archives are not trusted. An entry whose name leads out of the archive, a nested archive, and an archive that
//! inflates to too much are rejected with an error. No entry is inflated beyond the size limit of an input.

use std::fs::File;
#[cfg(feature = "serve")]
use std::io::Cursor;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Component, Path, PathBuf};

use crate::diagnostics::Code;
use encoding_rs::SHIFT_JIS;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{
    ARCHIVE, EXTENSIONS, Found, Input, SEARCHED, Source, at_most, has_extension, is_nothing,
    passed_over, rejected,
};

/// The most entries of an archive. Twenty years of a city's forms are some thousands.
const MAX_ENTRIES: usize = 100_000;

/// The most bytes that the entries of one archive may declare in total. More is a zip bomb, or better unpacked first.
const MAX_INFLATED: u64 = 64 << 30;

/// The inputs in an archive. `below` is the archive's place below the output folder.
pub fn entries(archive: &Path, below: &Path) -> Vec<Found> {
    match open(archive) {
        Ok(mut zip) => entries_of(&mut zip, archive, below),
        Err(error) => vec![unreadable(archive, &error)],
    }
}

/// The inputs in an archive in memory, each with its bytes, of which no more than `max_bytes` are inflated.
#[cfg(feature = "serve")]
pub fn in_memory(archive: &Path, bytes: Vec<u8>, max_bytes: u64) -> impl Iterator<Item = Found> {
    let (mut zip, found) = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut zip) => {
            let found = entries_of(&mut zip, archive, archive);
            (Some(zip), found)
        }
        Err(error) => (None, vec![unreadable(archive, &told(&error))]),
    };
    found.into_iter().map(move |found| {
        let input = found?;
        let (Source::Zipped(_, number), Some(zip)) = (&input.source, &mut zip) else {
            return Ok(input);
        };
        match inflated(zip, *number, max_bytes) {
            Ok(bytes) if bytes.len() as u64 > max_bytes => {
                let message = format!("it is larger than {max_bytes} bytes");
                Err(rejected(&input.shown, Code::Limit, message))
            }
            Ok(bytes) => Ok(Input {
                source: Source::Bytes(bytes),
                ..input
            }),
            Err(error) => Err(rejected(&input.shown, Code::Unreadable, error.to_string())),
        }
    })
}

fn unreadable(archive: &Path, error: &io::Error) -> Found {
    let shown = archive.to_string_lossy();
    Err(rejected(&shown, Code::Unreadable, error.to_string()))
}

fn entries_of(zip: &mut ZipArchive<impl Read + Seek>, archive: &Path, below: &Path) -> Vec<Found> {
    let shown = archive.to_string_lossy();
    let refused = |code, message: String| vec![Err(rejected(&shown, code, message))];
    if zip.len() > MAX_ENTRIES {
        let message = format!(
            "it has {} entries, more than {MAX_ENTRIES}; unpack it first",
            zip.len()
        );
        return refused(Code::Limit, message);
    }
    let (mut found, inflated) = listed(zip, archive, below);
    if inflated > MAX_INFLATED {
        let message = format!(
            "it inflates to {} GiB; unpack it first if you trust it",
            inflated >> 30
        );
        return refused(Code::Limit, message);
    }
    if is_nothing(&found) {
        let message = format!("the archive contains no {SEARCHED}; use one that does");
        found.push(Err(rejected(&shown, Code::NoInput, message)));
    }
    found
}

fn open(archive: &Path) -> io::Result<ZipArchive<BufReader<File>>> {
    let file = File::open(archive)?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| told(&error))
}

fn told(error: &ZipError) -> io::Error {
    io::Error::other(format!(
        "the zip archive cannot be read ({error}); download it again"
    ))
}

fn listed(
    zip: &mut ZipArchive<impl Read + Seek>,
    archive: &Path,
    below: &Path,
) -> (Vec<Found>, u64) {
    let mut inflated = 0_u64;
    let mut found: Vec<(PathBuf, Found)> = Vec::new();
    for number in 0..zip.len() {
        let Ok(entry) = zip.by_index_raw(number) else {
            continue;
        };
        inflated = inflated.saturating_add(entry.size());
        let name = PathBuf::from(name(entry.name_raw()));
        if entry.is_dir() || entry.is_symlink() {
            continue;
        }
        if let Some(input) = input(&name, archive, below, number) {
            found.push((name, input));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    (
        found.into_iter().map(|(_, input)| input).collect(),
        inflated,
    )
}

/// The input of an entry; `None` for files of other types.
fn input(name: &Path, archive: &Path, below: &Path, number: usize) -> Option<Found> {
    let shown = archive
        .join(name.strip_prefix("/").unwrap_or(name))
        .to_string_lossy()
        .into_owned();
    if let Some(kind) = passed_over::in_archive(name) {
        return Some(passed_over(kind, Path::new(&shown)));
    }
    if has_extension(name, &[ARCHIVE]) {
        let message = "archives inside archives are not opened; unpack it first";
        return Some(Err(rejected(&shown, Code::Limit, message)));
    }
    if !has_extension(name, EXTENSIONS) {
        return None;
    }
    if !name
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        let message = "its name leads out of the archive; do not trust the archive";
        return Some(Err(rejected(&shown, Code::Unreadable, message)));
    }
    Some(Ok(Input {
        shown,
        source: Source::Zipped(archive.to_owned(), number),
        below: below.join(name),
        password: None,
    }))
}

/// Decodes an entry's name: Windows in Japan writes CP932 without saying so, everything else writes UTF-8.
fn name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}

/// Reads an entry, up to one byte past the limit.
pub fn read(archive: &Path, number: usize, max_bytes: u64) -> io::Result<Vec<u8>> {
    inflated(&mut open(archive)?, number, max_bytes)
}

fn inflated(
    zip: &mut ZipArchive<impl Read + Seek>,
    number: usize,
    max_bytes: u64,
) -> io::Result<Vec<u8>> {
    let entry = zip.by_index(number).map_err(|error| told(&error))?;
    at_most(entry, max_bytes, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let file = File::create(folder.path().join("a.zip")).unwrap();
        let mut zip = ZipWriter::new(file);
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        folder
    }

    #[test]
    fn an_archive_is_a_folder() {
        let folder = archive(&["r2/b.pdf", "a.txt", "notes.odt"]);
        let path = folder.path().join("a.zip");
        let found = entries(&path, Path::new("sub"));
        let inputs: Vec<&Input> = found.iter().map(|f| f.as_ref().unwrap()).collect();
        let below: Vec<&Path> = inputs.iter().map(|i| i.below.as_path()).collect();
        assert_eq!(below, [Path::new("sub/a.txt"), Path::new("sub/r2/b.pdf")]);
        assert_eq!(inputs[1].read(100).unwrap(), b"r2/b.pdf");
        assert_eq!(inputs[1].name(), "b.pdf");
        assert_eq!(inputs[1].read(3).unwrap_err().code, Code::Limit);
    }

    #[cfg(feature = "serve")]
    #[test]
    fn an_archive_in_memory_gives_the_bytes_of_its_documents() {
        let folder = archive(&[
            "r2/b.pdf",
            "a.txt",
            "../evil.pdf",
            "notes.odt",
            "long name.pdf",
        ]);
        let bytes = std::fs::read(folder.path().join("a.zip")).unwrap();
        let found = in_memory(Path::new("sub/a.zip"), bytes, 8);
        let found: Vec<(String, Option<Source>)> = found
            .map(|found| match found {
                Ok(input) => (input.shown, Some(input.source)),
                Err(rejected) => (rejected.shown, None),
            })
            .collect();
        let of_bytes = |name: &str| Some(Source::Bytes(name.as_bytes().to_vec()));
        assert_eq!(
            found,
            [
                ("sub/a.zip/../evil.pdf".to_owned(), None),
                ("sub/a.zip/a.txt".to_owned(), of_bytes("a.txt")),
                ("sub/a.zip/long name.pdf".to_owned(), None),
                ("sub/a.zip/r2/b.pdf".to_owned(), of_bytes("r2/b.pdf")),
            ]
        );
        let broken = in_memory(Path::new("a.zip"), b"no zip".to_vec(), 8);
        assert!(broken.collect::<Vec<Found>>()[0].is_err());
    }

    #[test]
    fn names_that_lead_out_and_nested_archives_are_refused() {
        let folder = archive(&["../evil.pdf", "r2/../../evil.txt", "inner.zip"]);
        let found = entries(&folder.path().join("a.zip"), Path::new(""));
        let codes: Vec<Code> = found
            .iter()
            .map(|f| f.as_ref().unwrap_err().error.code)
            .collect();
        assert_eq!(codes, [Code::Unreadable, Code::Limit, Code::Unreadable]);
    }

    #[test]
    fn an_archive_that_says_it_inflates_to_too_much_is_refused() {
        let names: Vec<String> = (0..17).map(|n| format!("{n}.txt")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let folder = archive(&names);
        let path = folder.path().join("a.zip");
        let mut bytes = std::fs::read(&path).unwrap();
        // a central directory entry has its inflated size at offset 24
        for at in 0..bytes.len().saturating_sub(28) {
            if bytes[at..].starts_with(b"PK\x01\x02") {
                bytes[at + 24..at + 28].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
            }
        }
        std::fs::write(&path, bytes).unwrap();
        let found = entries(&path, Path::new(""));
        let error = &found[0].as_ref().unwrap_err().error;
        assert_eq!((found.len(), error.code), (1, Code::Limit));
        assert!(error.message.contains("67 GiB"), "{}", error.message);
    }

    #[test]
    fn names_in_cp932_are_read() {
        assert_eq!(name(&SHIFT_JIS.encode("重点\\総務.pdf").0), "重点/総務.pdf");
        assert_eq!(name("重点.pdf".as_bytes()), "重点.pdf");
    }

    #[test]
    fn a_file_that_is_not_an_archive_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        std::fs::write(&path, "no zip").unwrap();
        assert_eq!(
            entries(&path, Path::new(""))[0]
                .as_ref()
                .unwrap_err()
                .error
                .code,
            Code::Unreadable
        );
    }
}
