//! Files recognised by their first bytes.

use super::{DOWNLOAD, Foreign, Format, PRINT, UNPACK, contains};

const PICTURE: &str = "a PDF with text is needed, not a picture of one";
const SIDE_FILE: &str = "give the file that it stands beside";

/// Parts of a ZIP that identify its kind of document.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"xl/workbook", "an Excel workbook (xlsx)"),
    (b"word/document", "a Word document (docx)"),
    (b"ppt/presentation", "a PowerPoint presentation (pptx)"),
    (b"opendocument.spreadsheet", "a spreadsheet (ods)"),
    (b"opendocument.text", "a text document (odt)"),
    (b"opendocument.presentation", "a presentation (odp)"),
];

/// First bytes of files that contain other files.
const CONTAINERS: &[(&[u8], Foreign)] = &[
    (
        b"\x1F\x8B",
        Foreign::new("a compressed file (gz or tar.gz)", UNPACK),
    ),
    (b"BZh", Foreign::new("a compressed file (bzip2)", UNPACK)),
    (
        b"\xFD7zXZ\0",
        Foreign::new("a compressed file (xz)", UNPACK),
    ),
    (
        b"\x28\xB5\x2F\xFD",
        Foreign::new("a compressed file (zstd)", UNPACK),
    ),
    (b"7z\xBC\xAF", Foreign::new("an archive (7z)", UNPACK)),
    (b"Rar!", Foreign::new("an archive (rar)", UNPACK)),
    (b"MSCF", Foreign::new("an archive (cab)", UNPACK)),
    (
        b"\xD0\xCF\x11\xE0",
        Foreign::new("an old Office document (xls, doc, jtd)", PRINT),
    ),
    (
        b"\0\x05\x16\x07",
        Foreign::new("a side file of macOS (AppleDouble, ._*)", SIDE_FILE),
    ),
    (
        b"bplist",
        Foreign::new("a property list of macOS", SIDE_FILE),
    ),
];

/// First bytes of other files.
const OTHERS: &[(&[u8], Foreign)] = &[
    (b"\x89PNG", Foreign::new("a picture (PNG)", PICTURE)),
    (b"\xFF\xD8\xFF", Foreign::new("a picture (JPEG)", PICTURE)),
    (b"GIF8", Foreign::new("a picture (GIF)", PICTURE)),
    (b"II*\0", Foreign::new("a picture (TIFF)", PICTURE)),
    (b"MM\0*", Foreign::new("a picture (TIFF)", PICTURE)),
    (b"RIFF", Foreign::new("a picture or recording", PICTURE)),
    (b"{\\rtf", Foreign::new("a rich text document (rtf)", PRINT)),
    (b"%!PS", Foreign::new("a PostScript file", PRINT)),
    (
        b"\xC5\xD0\xD3\xC6",
        Foreign::new("a PostScript file", PRINT),
    ),
    (b"\x7FELF", Foreign::new("a program", DOWNLOAD)),
    (b"MZ", Foreign::new("a program", DOWNLOAD)),
    (
        b"SQLite format 3\0",
        Foreign::new("a database (SQLite)", PRINT),
    ),
    (b"XDW", Foreign::new("a DocuWorks document (xdw)", PRINT)),
];

/// The length of a tar header, and the position of its checksum.
const TAR: usize = 512;
const TAR_SUM: std::ops::Range<usize> = 148..156;

/// Images whose box names their kind after the length (HEIF, as phones write it).
const BOXED: &[(&[u8], &str)] = &[
    (b"ftypheic", "a picture (HEIC)"),
    (b"ftypmif1", "a picture (HEIC)"),
    (b"ftypavif", "a picture (AVIF)"),
];

/// What the names of an archive's parts say it is.
const ORIGINALS: &[(&[u8], Format)] = &[
    (b"xl/workbook.xml", Format::Xlsx),
    (b"word/document.xml", Format::Docx),
];

/// The kind of original that it is.
pub(super) fn original(bytes: &[u8]) -> Option<Format> {
    if is_compound(bytes) {
        let is_workbook = [WORKBOOK, OLD_WORKBOOK]
            .iter()
            .any(|name| contains(bytes, name));
        return is_workbook.then_some(Format::Xls);
    }
    if !is_zip(bytes) {
        return None;
    }
    let known = ORIGINALS.iter().find(|(part, _)| contains(bytes, part));
    known.map(|(_, format)| *format)
}

/// Names of streams in an old Office file, in UTF-16 as its directory has them.
const WORKBOOK: &[u8] = b"W\0o\0r\0k\0b\0o\0o\0k\0\0\0";
const OLD_WORKBOOK: &[u8] = b"\0\0B\0o\0o\0k\0\0\0";
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Whether it is a new Office file that wants a password: it is kept in an old one.
pub(in crate::extract) fn is_encrypted(bytes: &[u8]) -> bool {
    is_compound(bytes) && contains(bytes, ENCRYPTED)
}

fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The kind of archive, or of document that contains other files.
pub(super) fn container(bytes: &[u8]) -> Option<Foreign> {
    if is_zip(bytes) {
        let known = ZIPPED.iter().find(|(part, _)| contains(bytes, part));
        return Some(match known {
            Some((_, what)) => Foreign::new(what, PRINT),
            None => Foreign::new(
                "an archive (zip)",
                "name it .zip, which is read as a folder, or unpack it first",
            ),
        });
    }
    if is_tar(bytes) {
        return Some(Foreign::new("an archive (tar)", UNPACK));
    }
    if is_lzh(bytes) {
        return Some(Foreign::new("an archive (lzh)", UNPACK));
    }
    find(CONTAINERS, bytes)
}

/// The kind of any other file that is neither a PDF nor text.
pub(super) fn other(bytes: &[u8]) -> Option<Foreign> {
    if bytes.iter().all(|b| *b == 0) {
        let what =
            "a file of nothing but zero bytes, as broken downloads and synced folders leave them";
        return Some(Foreign::new(what, DOWNLOAD));
    }
    let boxed = || {
        let kind = bytes.get(4..)?;
        let (_, what) = BOXED.iter().find(|(magic, _)| kind.starts_with(magic))?;
        Some(Foreign::new(what, PICTURE))
    };
    // texts, too, may begin with the two letters of a program
    let is_text = |found: &Foreign| found.what == "a program" && !bytes.contains(&0);
    find(OTHERS, bytes)
        .filter(|found| !is_text(found))
        .or_else(boxed)
}

fn find(list: &[(&[u8], Foreign)], bytes: &[u8]) -> Option<Foreign> {
    let found = list.iter().find(|(magic, _)| bytes.starts_with(magic));
    found.map(|(_, foreign)| *foreign)
}

/// Whether the checksum of the first header is right: old archives have no other signature.
fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..TAR) else {
        return false;
    };
    let sum: u32 = (0..)
        .zip(header)
        .map(|(at, &b)| if TAR_SUM.contains(&at) { b' ' } else { b })
        .map(u32::from)
        .sum();
    let written = header.get(TAR_SUM).unwrap_or_default();
    let digits: Vec<u8> = written
        .iter()
        .copied()
        .skip_while(|b| *b == b' ')
        .take_while(u8::is_ascii_digit)
        .collect();
    let written = std::str::from_utf8(&digits).unwrap_or_default();
    header.first() != Some(&0) && u32::from_str_radix(written, 8) == Ok(sum)
}

/// The archives of 1990s Japan: `-lh5-` after two bytes.
fn is_lzh(bytes: &[u8]) -> bool {
    matches!(bytes.get(2..7), Some([b'-', b'l', b'h' | b'z', _, b'-']))
}
