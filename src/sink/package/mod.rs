//! Records as a package: first tables and records as they come, then the metadata.

use std::fs::File;
use std::io::{Seek, Write};

use crate::diagnostics::Diagnostic;
use crate::package::{self, About};
use crate::profile::Profile;
use crate::write::csv::{CsvOptions, Headers};
use anyhow::Context;

use self::description::Description;
pub use self::description::digest;
pub use self::publication::Publication;
#[cfg(feature = "sqlite")]
use super::Database;
#[cfg(feature = "parquet")]
use super::ParquetTables;
use super::{Sink, Stream, Tables, Taken, Target, Workbook};
use crate::batch::job::Rendered;
use crate::batch::outputs::OutputFolder;

mod description;
mod publication;

/// The file of the records, one a line.
pub const RECORDS: &str = "records.jsonl";

/// The optional files of a package.
#[derive(Clone, Copy)]
pub struct Also {
    /// The tables as one workbook, with these headers.
    pub workbook: Option<Headers>,
    /// Each table as Parquet.
    pub parquet: bool,
    /// The tables as one SQLite file.
    pub sqlite: bool,
}

/// Writes records into a package.
pub struct PackageSink {
    csv: Box<Tables>,
    records: Box<Stream>,
    /// The tables in other formats.
    others: Vec<Box<dyn Sink>>,
    also: Also,
    about: About,
    profile: Profile,
    documents: u64,
    /// The number of rows of each table.
    rows: Vec<u64>,
    /// One source a line; on disk, since there is one for each document.
    sources: File,
    /// Takes a line about what was written.
    say: Option<Box<dyn Fn(String)>>,
    /// Last field: dropping it removes unfinished files.
    folder: OutputFolder,
}

impl PackageSink {
    /// A package in this folder, with tables as `csv` says.
    pub fn new(
        folder: OutputFolder,
        about: About,
        profile: Profile,
        csv: CsvOptions,
        also: Also,
    ) -> anyhow::Result<Self> {
        let mut others: Vec<Box<dyn Sink>> = Vec::new();
        if let Some(headers) = also.workbook {
            others.push(Box::new(Workbook::new(&profile, headers, &folder)?));
        }
        #[cfg(feature = "parquet")]
        if also.parquet {
            others.push(Box::new(ParquetTables::new(&profile, &folder)?));
        }
        #[cfg(feature = "sqlite")]
        if also.sqlite {
            others.push(Box::new(Database::new(&profile, &folder)?));
        }
        Ok(Self {
            csv: Box::new(Tables::folder(&profile, csv, &folder)?),
            records: Box::new(Stream::new(Target::file(&folder, RECORDS)?)),
            others,
            also,
            about,
            profile,
            documents: 0,
            rows: Vec::new(),
            sources: tempfile::tempfile().context("cannot create a temporary file")?,
            say: None,
            folder,
        })
    }

    /// Says at the end what was written.
    pub fn saying(mut self, say: impl Fn(String) + 'static) -> Self {
        self.say = Some(Box::new(say));
        self
    }
}

impl Sink for PackageSink {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        if self.csv.write(record)? == Taken::Known {
            return Ok(Taken::Known);
        }
        self.records.write(record)?;
        for other in &mut self.others {
            other.write(record)?;
        }
        let summary = &record.summary;
        self.rows.resize(summary.rows.len(), 0);
        for (sum, rows) in self.rows.iter_mut().zip(&summary.rows) {
            *sum += rows;
        }
        self.documents += 1;
        let source = package::source(&summary.source, &summary.id, &self.about);
        writeln!(self.sources, "{source}")?;
        Ok(Taken::Written)
    }

    fn noted(&mut self) -> Vec<Diagnostic> {
        self.others
            .iter_mut()
            .flat_map(|other| other.noted())
            .collect()
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        let mut this = *self;
        this.csv.finish()?;
        this.records.finish()?;
        for other in this.others {
            other.finish()?;
        }
        this.sources.rewind()?;
        Description {
            folder: &this.folder,
            about: &this.about,
            profile: &this.profile,
            documents: this.documents,
            also: this.also,
        }
        .write(&this.rows, this.sources)?;
        let said = format!(
            "{}: package with {} documents, {} rows in {} tables; verify it with `juten check {0}`",
            this.folder.path().display(),
            this.documents,
            this.rows.iter().sum::<u64>(),
            this.rows.len(),
        );
        if let Some(say) = this.say {
            say(said);
        }
        Ok(())
    }
}
