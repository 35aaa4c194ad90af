//! Where records go: standard output or a folder, as JSON, JSON Lines, CSV or a workbook.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use juten::model::Document;
use juten::profile::Profile;
use juten::write::csv::{self, CsvOptions};
use juten::write::tables::{self, Table};
use juten::write::xlsx::Book;

use crate::batch::outputs::WholeFile;

/// What a sink did with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Wrote it.
    Written,
    /// Nothing: it holds the same document already.
    Known,
}

/// Takes records in the order of the inputs.
pub trait Sink {
    /// Takes a record, all of it or, with an error, nothing. `output` is the path its input gives a file of its own.
    fn write(&mut self, document: &Document, output: &Path) -> anyhow::Result<Taken>;

    /// After the last record: makes files appear.
    fn finish(self: Box<Self>) -> anyhow::Result<()>;
}

/// Makes the bytes of a record.
pub type Render = fn(&Document) -> serde_json::Result<Vec<u8>>;

/// Where bytes go.
pub enum Target {
    /// Standard output.
    Stdout(super::Stdout),
    /// A file.
    File(WholeFile, PathBuf),
}

impl Target {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout(super::stdout())
    }

    /// A file.
    pub fn file(path: PathBuf) -> anyhow::Result<Self> {
        let file = WholeFile::create(path.clone()).with_context(|| unwritable(&path))?;
        Ok(Self::File(file, path))
    }

    /// Writes a record's worth; a reader of standard output gets it now.
    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout
                .write_all(bytes)
                .and_then(|()| stdout.flush())
                .context("standard output"),
            Self::File(file, path) => file.write_all(bytes).with_context(|| unwritable(path)),
        }
    }

    /// Makes a file appear.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().context("standard output"),
            Self::File(file, path) => file.finish().with_context(|| unwritable(&path)),
        }
    }
}

fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
}

/// All records one after the other.
pub struct Stream {
    render: Render,
    target: Target,
    any: bool,
}

impl Stream {
    /// Records made by `render`, to `target`.
    pub fn new(render: Render, target: Target) -> Self {
        Self {
            render,
            target,
            any: false,
        }
    }
}

impl Sink for Stream {
    fn write(&mut self, document: &Document, _output: &Path) -> anyhow::Result<Taken> {
        self.any = true;
        self.target.write(&(self.render)(document)?)?;
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // no record, no file: what an earlier run left stays
        if self.any {
            self.target.finish()
        } else {
            Ok(())
        }
    }
}

/// The rows of all records in common tables.
pub struct Tables {
    tables: Vec<(Table, Target)>,
    options: CsvOptions,
    /// Ids of the documents whose rows are written: the same file under two names gives them once, for they are keys.
    written: HashSet<String>,
}

impl Tables {
    /// Every table to a file of its own in the folder.
    pub fn folder(profile: &Profile, options: CsvOptions, folder: &Path) -> anyhow::Result<Self> {
        let with_file = |table: Table| {
            let target = Target::file(folder.join(format!("{}.csv", table.name)))?;
            Ok((table, target))
        };
        let tables = tables::tables(profile).into_iter().map(with_file);
        Ok(Self::new(tables.collect::<anyhow::Result<_>>()?, options))
    }

    fn new(tables: Vec<(Table, Target)>, options: CsvOptions) -> Self {
        Self {
            tables,
            options,
            written: HashSet::new(),
        }
    }
}

impl Sink for Tables {
    fn write(&mut self, document: &Document, _output: &Path) -> anyhow::Result<Taken> {
        let id = &document.document.id;
        if self.written.contains(id) {
            return Ok(Taken::Known);
        }
        // all rows before the first byte, so that a record that cannot be written leaves none
        let is_first = self.written.is_empty();
        let bytes = |(table, _): &(Table, Target)| {
            let mut bytes = Vec::new();
            if is_first {
                bytes = csv::header(table, &self.options)?;
            }
            bytes.extend(csv::rows(table, document, &self.options)?);
            Ok(bytes)
        };
        let bytes = self.tables.iter().map(bytes);
        let bytes: Vec<Vec<u8>> = bytes.collect::<anyhow::Result<_>>()?;
        for ((_, target), bytes) in self.tables.iter_mut().zip(bytes) {
            target.write(&bytes)?;
        }
        self.written.insert(id.clone());
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // no record, no file: what an earlier run left stays
        if self.written.is_empty() {
            return Ok(());
        }
        self.tables
            .into_iter()
            .try_for_each(|(_, target)| target.finish())
    }
}

/// The rows of all records in one workbook.
pub struct Workbook {
    book: Book,
    target: WholeFile,
    path: PathBuf,
    /// Ids of the documents whose rows are written.
    written: HashSet<String>,
}

impl Workbook {
    /// A workbook of every table.
    pub fn new(profile: &Profile, path: PathBuf) -> anyhow::Result<Self> {
        Ok(Self {
            book: Book::new(tables::tables(profile))?,
            target: WholeFile::create(path.clone()).with_context(|| unwritable(&path))?,
            path,
            written: HashSet::new(),
        })
    }
}

impl Sink for Workbook {
    fn write(&mut self, document: &Document, _output: &Path) -> anyhow::Result<Taken> {
        if !self.written.insert(document.document.id.clone()) {
            return Ok(Taken::Known);
        }
        self.book.add(document)?;
        Ok(Taken::Written)
    }

    fn finish(mut self: Box<Self>) -> anyhow::Result<()> {
        // no record, no file: what an earlier run left stays
        if self.written.is_empty() {
            return Ok(());
        }
        let path = self.path;
        let unwritable = || unwritable(&path);
        self.book.save(&mut self.target).with_context(unwritable)?;
        self.target.finish().with_context(unwritable)
    }
}

#[cfg(test)]
mod tests;
