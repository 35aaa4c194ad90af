//! The parts of an Office file, which is a zip archive of XML. Nothing in it is trusted: how much the parts inflate to is
//! counted before a reader sees them.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::diagnostics::Code;
use crate::error::Error;

/// Parts of one file. A workbook of a hundred sheets has some hundreds.
const MAX_PARTS: usize = 20_000;

/// Bytes of a part that is made into a tree; the tree takes ten times as much.
const MAX_TREE: usize = 64 << 20;

/// Where the list of strings says how many it holds, and how far on that is looked for.
const COUNTED: &[u8] = b"ount=\"";
const HEAD: usize = 2048;

/// An Office file.
pub(super) struct Package {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Names of its parts, by number; empty where a name is no text.
    names: Vec<String>,
}

impl Package {
    /// Opens a file whose parts inflate to at most this many bytes.
    pub fn open(bytes: Vec<u8>, max_bytes: u64) -> Result<Self, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > MAX_PARTS {
            let message = format!("it has {} parts, more than {MAX_PARTS}", zip.len());
            return Err(Error::new(Code::Limit, message));
        }
        let mut package = Self {
            zip,
            names: Vec::new(),
        };
        package.weigh(max_bytes)?;
        Ok(package)
    }

    /// Inflates every part of XML once, to count what it holds: what the archive says of that may be wrong.
    fn weigh(&mut self, max_bytes: u64) -> Result<(), Error> {
        let mut left = max_bytes;
        for number in 0..self.zip.len() {
            let part = self.zip.by_index(number).map_err(|error| damaged(&error))?;
            let name = part.name().map(Cow::into_owned).unwrap_or_default();
            let lower = name.to_ascii_lowercase();
            self.names.push(name);
            if !lower.ends_with(".xml") && !lower.ends_with(".rels") {
                continue;
            }
            let is_strings = lower.ends_with("sharedstrings.xml");
            let mut head = Vec::new();
            let mut part = part.take(left.saturating_add(1));
            let read = part.by_ref().take(HEAD as u64).read_to_end(&mut head);
            read.map_err(|error| damaged(&error))?;
            let rest = std::io::copy(&mut part, &mut std::io::sink());
            let size = head.len() as u64 + rest.map_err(|error| damaged(&error))?;
            if size > left {
                let message = format!("it inflates to more than {max_bytes} bytes");
                return Err(Error::new(Code::Limit, message));
            }
            if is_strings && says_more_than(&head, size) {
                return Err(damaged(&"it claims more texts than it has bytes"));
            }
            left -= size;
        }
        Ok(())
    }

    /// Whether there is a part whose name begins so.
    pub fn has(&self, start: &str) -> bool {
        self.names.iter().any(|name| name.starts_with(start))
    }

    /// The text of a part, if there is one.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(number) = self.number(name) else {
            return Ok(None);
        };
        let mut part = self.zip.by_index(number).map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)
            .map_err(|error| damaged(&error))?;
        Ok(Some(decoded(bytes)))
    }

    /// The same for a part that is made into a tree, which must not be too large.
    pub fn small_part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let part = self.part(name)?;
        if part.as_ref().is_some_and(|part| part.len() > MAX_TREE) {
            let message = format!("its part {name} is larger than {MAX_TREE} bytes");
            return Err(Error::new(Code::Limit, message));
        }
        Ok(part)
    }

    /// Names are compared without regard to case, as Office does.
    fn number(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        let mut names = self.names.iter();
        names.position(|other| other.eq_ignore_ascii_case(name))
    }

    /// The file with another text in one of its parts.
    pub fn with_part(&mut self, name: &str, text: &str) -> Result<Vec<u8>, Error> {
        let changed = self.number(name);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..self.zip.len() {
            let copied = match changed == Some(number) {
                true => zip
                    .start_file(name, SimpleFileOptions::default())
                    .and_then(|()| Ok(zip.write_all(text.as_bytes())?)),
                false => self
                    .zip
                    .by_index_raw(number)
                    .and_then(|part| zip.raw_copy_file(part)),
            };
            copied.map_err(|error| damaged(&error))?;
        }
        let file = zip.finish().map_err(|error| damaged(&error))?;
        Ok(file.into_inner())
    }

    /// What the relationships of a part name: id, kind (the last word of its address) and the part that is meant.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Error> {
        let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(xml) = self.small_part(&relations_of(part))? else {
            return Ok(Vec::new());
        };
        let tree = tree(&xml)?;
        let relation = |node: roxmltree::Node<'_, '_>| {
            let target = node.attribute("Target")?;
            let kind = node.attribute("Type")?.rsplit('/').next()?;
            Some(Relation {
                id: node.attribute("Id").unwrap_or_default().to_owned(),
                kind: kind.to_owned(),
                part: resolved(folder, target),
            })
        };
        Ok(tree.descendants().filter_map(relation).collect())
    }

    /// The part with the document itself.
    pub fn main_part(&mut self, usual: &str) -> Result<String, Error> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|r| r.kind == "officeDocument");
        Ok(main.map_or_else(|| usual.to_owned(), |main| main.part))
    }
}

/// What a part refers to.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// Its name in the part.
    pub id: String,
    /// What it is: `worksheet`, `drawing`.
    pub kind: String,
    /// The other part.
    pub part: String,
}

/// The part with the relationships of another.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// A part as a tree.
pub(super) fn tree(xml: &str) -> Result<roxmltree::Document<'_>, Error> {
    roxmltree::Document::parse(xml).map_err(|error| damaged(&error))
}

/// The error of a file that cannot be read any further.
pub(super) fn damaged(why: &dyn std::fmt::Display) -> Error {
    let message = format!(
        "the file is damaged ({why}); open it in Office and save it again, or download it again"
    );
    Error::new(Code::Damaged, message)
}

/// Whether a list claims more entries than a part of this size can hold: readers allocate for that count.
fn says_more_than(head: &[u8], bytes: u64) -> bool {
    memchr::memmem::find_iter(head, COUNTED).any(|at| {
        let digits = head.get(at + COUNTED.len()..).unwrap_or_default();
        let digits = digits.iter().take_while(|b| b.is_ascii_digit());
        let count = digits.fold(0_u64, |n, b| {
            n.saturating_mul(10).saturating_add(u64::from(b - b'0'))
        });
        count > bytes
    })
}

/// Office writes UTF-8; its forerunners may write UTF-16.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// The part that a target names, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            resolved("xl/worksheets", "../drawings/d.xml"),
            "xl/drawings/d.xml"
        );
        assert_eq!(resolved("xl", "/xl/workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn a_list_cannot_hold_more_than_its_bytes() {
        assert!(says_more_than(
            b"<sst count=\"1\" uniqueCount=\"99999999999\">",
            5_000
        ));
        assert!(!says_more_than(
            b"<sst count=\"12\" uniqueCount=\"10\">",
            5_000
        ));
    }
}
