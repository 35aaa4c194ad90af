//! Records as a package: tables and records as they come, then what describes them.

use std::fs::File;
use std::io::{Seek, Write};

use anyhow::Context;
use juten::profile::Profile;
use juten::write::csv::CsvOptions;
use juten::write::package::{self, About};

use super::description::Description;
use crate::batch::job::Rendered;
use crate::batch::outputs::OutputFolder;
use crate::cli::sink::{Sink, Stream, Tables, Taken, Target, Workbook};

/// The records, one a line.
pub const RECORDS: &str = "records.jsonl";

/// Takes records into a package.
pub struct PackageSink {
    csv: Box<Tables>,
    records: Box<Stream>,
    workbook: Option<Box<Workbook>>,
    about: About,
    profile: Profile,
    documents: u64,
    /// Rows of each table.
    rows: Vec<u64>,
    /// A source a line: kept on disk, for there is one for each document.
    sources: File,
    /// Last, as what is unfinished goes with it.
    folder: OutputFolder,
}

impl PackageSink {
    /// A package in this folder, with a workbook if asked for. The tables come as `csv` says.
    pub fn new(
        folder: OutputFolder,
        about: About,
        profile: Profile,
        csv: CsvOptions,
        xlsx: bool,
    ) -> anyhow::Result<Self> {
        let workbook = || Workbook::new(&profile, &folder).map(Box::new);
        Ok(Self {
            csv: Box::new(Tables::folder(&profile, csv, &folder)?),
            records: Box::new(Stream::new(Target::file(&folder, RECORDS)?)),
            workbook: xlsx.then(workbook).transpose()?,
            about,
            profile,
            documents: 0,
            rows: Vec::new(),
            sources: tempfile::tempfile().context("a temporary file cannot be made")?,
            folder,
        })
    }
}

impl Sink for PackageSink {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        if self.csv.write(record)? == Taken::Known {
            return Ok(Taken::Known);
        }
        self.records.write(record)?;
        if let Some(workbook) = &mut self.workbook {
            workbook.write(record)?;
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

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // no record, no file: what an earlier run left stays
        if self.documents == 0 {
            return Ok(());
        }
        let mut this = *self;
        this.csv.finish()?;
        this.records.finish()?;
        let has_workbook = this.workbook.is_some();
        if let Some(workbook) = this.workbook {
            workbook.finish()?;
        }
        this.sources.rewind()?;
        Description {
            folder: &this.folder,
            about: &this.about,
            profile: &this.profile,
            documents: this.documents,
            has_workbook,
        }
        .write(&this.rows, this.sources)
    }
}
