//! Where records go that share a stream or files: JSON, JSON Lines and CSV to standard output, JSON Lines and CSV into
//! a folder.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use juten::model::Document;
use juten::profile::Profile;
use juten::write::csv::{self, CsvOptions};
use juten::write::tables::{self, Table};

use crate::batch::job::Rendered;
use crate::cli::sink::{self, Sink as _, Taken, Target};

/// Takes records in the order of the inputs.
pub trait Sink {
    /// Takes a record.
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken>;

    /// After the last record: makes files appear.
    fn finish(self: Box<Self>) -> anyhow::Result<()>;
}

/// All records one after the other.
pub struct Stream {
    target: Target,
    any: bool,
}

impl Stream {
    /// Records to `target`.
    pub fn new(target: Target) -> Self {
        Self { target, any: false }
    }
}

impl Sink for Stream {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        self.any = true;
        record
            .parts
            .iter()
            .try_for_each(|part| self.target.write(part))?;
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
    /// The flat table to standard output.
    pub fn stdout(profile: &Profile, options: CsvOptions) -> Self {
        let flat = tables::table(profile, "measures");
        Self::new(
            flat.into_iter().map(|t| (t, Target::stdout())).collect(),
            options,
        )
    }

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
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        let id = &record.summary.id;
        if self.written.contains(id) {
            return Ok(Taken::Known);
        }
        let is_first = self.written.is_empty();
        for ((table, target), rows) in self.tables.iter_mut().zip(&record.parts) {
            if is_first {
                target.write(&csv::header(table, &self.options)?)?;
            }
            target.write(rows)?;
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

/// The rows of all records in one workbook. The records come as JSON.
pub struct Workbook(Box<sink::Workbook>);

impl Workbook {
    /// A workbook of every table.
    pub fn new(profile: &Profile, path: PathBuf) -> anyhow::Result<Self> {
        Ok(Self(Box::new(sink::Workbook::new(profile, path)?)))
    }
}

impl Sink for Workbook {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        let document: Document = serde_json::from_slice(&record.parts.concat())?;
        self.0.write(&document, Path::new(""))
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests;
