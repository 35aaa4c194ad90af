//! `juten convert`: inputs → records.

mod archive;
mod csv;
mod known;
mod resume;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};

use self::archive::Archive;
use self::csv::Csv;
use self::resume::Resume;
use super::batch::{Batch, Task};
use super::progress::{Progress, Show};
use super::sink::{self, ByForm, Sink, Target, unwritable};
use super::usage;
use crate::batch::interrupt;
use crate::batch::job::{Setup, Shape};
use crate::batch::outputs::OutputFolder;
use crate::profile::Profile;

/// Convert forms into records
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Write files into this folder instead of standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, default_value = "json")]
    format: Format,
    /// Say in the record where each value stands in the source
    #[arg(long)]
    provenance: bool,
    /// Write the tables of each document beside its record, as CSV
    #[arg(long, requires = "output")]
    tables: bool,
    #[command(flatten)]
    batch: Batch,
    #[command(flatten)]
    resume: Resume,
    #[command(flatten)]
    csv: Csv,
}

const AFTER_HELP: &str = "\
To standard output, json writes the records one after the other, csv the table `measures` alone. Into a folder, json \
writes one file an input (a folder's own folders are kept) with manifest.jsonl, report.json and report.csv, jsonl one `documents.jsonl`, csv the six tables \
(see `juten schema`), each with the rows of all inputs, xlsx the same as one `tables.xlsx`.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// JSON Lines: a record a line
    Jsonl,
    /// Tables
    Csv,
    /// Tables as one workbook
    Xlsx,
}

impl Convert {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        self.check()?;
        let setup = self.setup()?;
        let tasks = self.batch.tasks();
        match (self.format, &self.output) {
            (Format::Json, Some(folder)) if self.resume.dry_run => {
                archive::dry_run(folder, &setup, self.resume, &tasks)
            }
            (Format::Json, Some(folder)) => {
                interrupt::listen();
                let engine = self.batch.workers.engine(&setup)?;
                Archive::open(folder, &setup, &engine, self.resume)?.run(&tasks, &self.batch)
            }
            (_, Some(folder)) => {
                interrupt::listen();
                let folder = OutputFolder::open(folder).with_context(|| unwritable(folder))?;
                self.files_in(&setup, &tasks, &folder)
            }
            (_, None) => self.to_stdout(&setup, &tasks),
        }
    }

    /// Combinations that the parser cannot refuse.
    fn check(&self) -> anyhow::Result<()> {
        if let (false, Some(flag)) = (self.format == Format::Csv || self.tables, self.csv.given()) {
            return Err(usage(format!("{flag} is for CSV; add -f csv")));
        }
        let flags = [
            (self.tables, "--tables"),
            (self.resume.goes_on(), "--resume and --retry-failed"),
            (self.resume.dry_run, "--dry-run"),
        ];
        match flags
            .iter()
            .find(|(is_given, _)| *is_given && self.format != Format::Json)
        {
            Some((_, flag)) => Err(usage(format!(
                "{flag} want -f json, which writes a file for each input; --tables adds its tables"
            ))),
            None => Ok(()),
        }
    }

    fn setup(&self) -> anyhow::Result<Setup> {
        Ok(Setup {
            provenance: self.provenance,
            ..self.batch.setup(self.shape())?
        })
    }

    fn shape(&self) -> Shape {
        let csv = self.csv.options(self.output.is_some());
        match (self.format, &self.output) {
            (Format::Json, _) if self.tables => Shape::JsonAndTables(csv),
            (Format::Json, _) => Shape::Json,
            (Format::Jsonl | Format::Xlsx, _) => Shape::Line,
            (Format::Csv, None) => Shape::FlatRows(csv),
            (Format::Csv, Some(_)) => Shape::Rows(csv),
        }
    }

    fn to_stdout(&self, setup: &Setup, tasks: &[Task]) -> anyhow::Result<ExitCode> {
        let sink: Box<dyn Sink + '_> = match setup.shape {
            _ if self.format == Format::Xlsx => {
                return Err(usage("a workbook is a file; add -o DIR"));
            }
            Shape::FlatRows(csv) => {
                let one_table = move |profile: &Profile, others: bool| {
                    let table =
                        || -> Box<dyn Sink> { Box::new(sink::Tables::stdout(profile, csv)) };
                    Ok((!others).then(table))
                };
                Box::new(ByForm::new(setup.profiles.parsed(), one_table))
            }
            _ => Box::new(sink::Stream::new(Target::stdout())),
        };
        let engine = match tasks {
            [_] => self.batch.workers.engine_for_one(setup)?,
            _ => self.batch.workers.engine(setup)?,
        };
        let progress = Progress::new(Show::None, 0);
        self.batch.stream(tasks, &engine, progress, sink)
    }

    /// Common files of all records.
    fn files_in(
        &self,
        setup: &Setup,
        tasks: &[Task],
        folder: &OutputFolder,
    ) -> anyhow::Result<ExitCode> {
        let in_folder = |profile: &Profile, others: bool| {
            let folder = &folder.of_form(&profile.id, others);
            let sink: Box<dyn Sink> = match setup.shape {
                Shape::Rows(csv) => Box::new(sink::Tables::folder(profile, csv, folder)?),
                _ => Box::new(sink::Workbook::new(profile, folder)?),
            };
            Ok(Some(sink))
        };
        let sink: Box<dyn Sink + '_> = match setup.shape {
            Shape::Rows(_) => Box::new(ByForm::new(setup.profiles.parsed(), in_folder)),
            _ if self.format == Format::Xlsx => {
                Box::new(ByForm::new(setup.profiles.parsed(), in_folder))
            }
            _ => Box::new(sink::Stream::new(Target::file(folder, "documents.jsonl")?)),
        };
        let engine = self.batch.workers.engine(setup)?;
        let progress = self.batch.workers.progress(tasks.len());
        self.batch.stream(tasks, &engine, progress, sink)
    }
}
