//! The manifest, `manifest.jsonl`: a line for each input, written once its outputs are on the disk.
//!
//! A running batch appends lines. The last line of an input counts, and a line that is cut off by the end of the
//! process is ignored. A finished batch rewrites the file: one entry for each input, in the order of the inputs. Only
//! `seconds` differs between two runs over the same inputs.
//!
//! Entries stay on the disk; memory holds the offset of each input's line.

mod entry;

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use indexmap::IndexMap;

pub use self::entry::{Entry, Key, Output, Status};
use super::outputs::{MANIFEST, OutputFolder};

/// The manifest of a batch.
pub struct Manifest {
    file: File,
    /// The latest line of each input, in the order in which the inputs first appeared.
    places: IndexMap<Key, Place>,
    /// The offset of the next line.
    end: u64,
}

/// Offset and length of a line, without its line feed.
#[derive(Clone, Copy)]
struct Place {
    at: u64,
    length: usize,
}

impl Manifest {
    /// Opens the manifest of an output folder: to continue it if `resume`, otherwise empty.
    pub fn open(folder: &OutputFolder, resume: bool) -> io::Result<Self> {
        let path = folder.at(Path::new(MANIFEST));
        if !resume {
            File::create(&path)?;
        }
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(&path)?;
        let (mut manifest, is_torn) = Self::scan(file)?;
        // terminate an incomplete last line
        if is_torn {
            manifest.file.write_all(b"\n")?;
            manifest.end += 1;
        }
        Ok(manifest)
    }

    /// The manifest of a folder, if there is a readable one.
    pub fn read(folder: &Path) -> Option<Self> {
        let file = File::open(folder.join(MANIFEST)).ok()?;
        Some(Self::scan(file).ok()?.0)
    }

    /// Indexes the complete lines; also returns whether the last line lacks its line feed.
    fn scan(file: File) -> io::Result<(Self, bool)> {
        let mut reader = BufReader::new(file.try_clone()?);
        let mut manifest = Self {
            file,
            places: IndexMap::new(),
            end: 0,
        };
        let (mut line, mut is_torn) = (Vec::new(), false);
        while reader.read_until(b'\n', &mut line)? > 0 {
            is_torn = line.last() != Some(&b'\n');
            let length = line.len() - usize::from(!is_torn);
            if let Ok(entry) = serde_json::from_slice::<Entry>(&line) {
                let at = manifest.end;
                manifest.places.insert(entry.key(), Place { at, length });
            }
            manifest.end += line.len() as u64;
            line.clear();
        }
        Ok((manifest, is_torn))
    }

    /// The latest entry of an input.
    pub fn get(&self, key: Key) -> Option<Entry> {
        let place = self.places.get(&key)?;
        serde_json::from_slice(&self.line(*place).ok()?).ok()
    }

    fn line(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(place.at))?;
        let mut line = vec![0; place.length];
        file.read_exact(&mut line)?;
        Ok(line)
    }

    /// Appends an entry.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        let length = line.len();
        line.push(b'\n');
        // a single write in append mode: the line is complete or cut off, and never overwrites an earlier one
        self.file.write_all(&line)?;
        let at = self.end;
        self.places.insert(entry.key(), Place { at, length });
        self.end += line.len() as u64;
        Ok(())
    }

    /// Rewrites the file: the entries of these inputs in their order, then all others.
    pub fn finish(
        &self,
        folder: &OutputFolder,
        inputs: impl Iterator<Item = Key>,
    ) -> io::Result<()> {
        let mut file = folder.create(Path::new(MANIFEST))?;
        let mut is_written = vec![false; self.places.len()];
        let inputs = inputs.filter_map(|key| self.places.get_index_of(&key));
        for number in inputs.chain(0..self.places.len()) {
            let (Some((_, place)), Some(is_written)) =
                (self.places.get_index(number), is_written.get_mut(number))
            else {
                continue;
            };
            if !std::mem::replace(is_written, true) {
                file.write_all(&self.line(*place)?)?;
                file.write_all(b"\n")?;
            }
        }
        file.finish()
    }
}

#[cfg(test)]
pub mod tests;
