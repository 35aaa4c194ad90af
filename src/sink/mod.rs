//! Destinations that records share: JSON, JSON Lines and CSV on standard output; JSON Lines, CSV, a workbook, Parquet
//! and a whole `package` in a folder. The records arrive rendered. The command line and the local page write through the
//! same ones, so that both give the same bytes.

mod by_form;
pub mod package;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
mod target;

use std::collections::HashSet;
use std::path::Path;

use crate::diagnostics::Diagnostic;
use crate::model::Document;
use crate::profile::Profile;
use crate::write::csv::{self, CsvOptions, Headers};
use crate::write::tables::{self, Table};
use crate::write::xlsx::Book;
use anyhow::Context;

pub use self::by_form::ByForm;
#[cfg(feature = "parquet")]
pub use self::parquet::ParquetTables;
#[cfg(feature = "sqlite")]
pub use self::sqlite::Database;
pub use self::target::{Target, begin, finish, stdout};
use crate::batch::job::{Rendered, with_flags};
use crate::batch::outputs::{OutputFolder, WholeFile};

/// The result of writing a record to a sink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Wrote it.
    Written,
    /// Nothing: this document has been written already.
    Known,
    /// Nothing: the sink takes records of another form only.
    OtherForm,
}

/// Takes records in the order of the inputs.
pub trait Sink {
    /// Takes a record.
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken>;

    /// Diagnostics about the last record: what the output format cannot hold.
    fn noted(&mut self) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// Finishes the files, after the last record.
    fn finish(self: Box<Self>) -> anyhow::Result<()>;
}

/// All records, one after another.
pub struct Stream {
    target: Target,
    any: bool,
}

impl Stream {
    /// Writes records to `target`.
    pub fn new(target: Target) -> Self {
        Self { target, any: false }
    }
}

impl Sink for Stream {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        self.any = true;
        self.target.write(record.json())?;
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // without records the files of an earlier run stay
        if self.any {
            self.target.finish()
        } else {
            Ok(())
        }
    }
}

/// The rows of all records in shared tables.
pub struct Tables {
    tables: Vec<(Table, Target)>,
    options: CsvOptions,
    /// Ids of the documents written so far. Ids are keys, so a file under two names is written once.
    written: HashSet<String>,
}

impl Tables {
    /// The flat table on standard output.
    pub fn stdout(profile: &Profile, options: CsvOptions) -> Self {
        let flat = tables::flat(profile);
        Self::new(vec![(flat, Target::stdout())], options)
    }

    /// Each table in a file of its own in the folder.
    pub fn folder(
        profile: &Profile,
        options: CsvOptions,
        folder: &OutputFolder,
    ) -> anyhow::Result<Self> {
        let with_file = |table: Table| {
            let target = Target::file(folder, &format!("{}.csv", table.name))?;
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
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        let id = &record.summary.id;
        if self.written.contains(id) {
            return Ok(Taken::Known);
        }
        let is_first = self.written.is_empty();
        for ((table, target), rows) in self.tables.iter_mut().zip(&record.parts) {
            if is_first {
                let header = csv::header(table, &self.options);
                let header = header.map_err(|error| anyhow::Error::msg(with_flags(&error)))?;
                target.write(&header)?;
            }
            target.write(rows)?;
        }
        self.written.insert(id.clone());
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // without records the files of an earlier run stay
        if self.written.is_empty() {
            return Ok(());
        }
        self.tables
            .into_iter()
            .try_for_each(|(_, target)| target.finish())
    }
}

/// The rows of all records in one workbook. Takes records as JSON.
pub struct Workbook {
    book: Book,
    noted: Vec<Diagnostic>,
    file: WholeFile,
    /// Ids of the documents written so far.
    written: HashSet<String>,
}

/// The file name of a package's SQLite database.
pub const DATABASE: &str = "tables.sqlite";
/// The file name of a workbook.
pub const WORKBOOK: &str = "tables.xlsx";

impl Workbook {
    /// A workbook of every table.
    pub fn new(profile: &Profile, headers: Headers, folder: &OutputFolder) -> anyhow::Result<Self> {
        Ok(Self {
            book: Book::new(tables::tables(profile), headers)?,
            noted: Vec::new(),
            file: begin(folder, WORKBOOK)?,
            written: HashSet::new(),
        })
    }
}

impl Sink for Workbook {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        if !self.written.insert(record.summary.id.clone()) {
            return Ok(Taken::Known);
        }
        self.noted = self.book.add(&document(record)?)?;
        Ok(Taken::Written)
    }

    fn noted(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.noted)
    }

    fn finish(mut self: Box<Self>) -> anyhow::Result<()> {
        // without records the files of an earlier run stay
        if self.written.is_empty() {
            return Ok(());
        }
        let path = self.file.path().to_owned();
        self.book
            .save(&mut self.file)
            .with_context(|| unwritable(&path))?;
        finish(self.file)
    }
}

/// The record as a [`Document`].
fn document(record: &Rendered) -> anyhow::Result<Document> {
    serde_json::from_slice(record.json()).context("cannot parse a worker's answer")
}

/// The error message for a file that cannot be written.
pub fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
}

#[cfg(test)]
mod tests;
