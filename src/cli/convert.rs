//! `juten convert`: inputs → records.

mod archive;
mod csv;
mod known;
mod resume;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};

use self::archive::Archive;
use self::csv::Csv;
use self::resume::Resume;
use super::batch::{Batch, Task};
use super::progress::{Progress, Show};
use super::usage;
use crate::batch::interrupt;
use crate::batch::job::{Setup, Shape};
use crate::batch::outputs::OutputFolder;
use crate::profile::Profile;
use crate::sink::{self, ByForm, Sink, Target, unwritable};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Write files into this folder instead of standard output, or one record into this file (x.json)
    #[arg(short, long, value_name = "DIR|FILE")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, default_value = "json")]
    format: Format,
    /// Add to the record where in the source each value was found
    #[arg(long)]
    provenance: bool,
    /// Write the tables of each document as CSV next to its record
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
To standard output, json writes the records one after another, csv only the table `measures`. Into a folder, json writes \
one file per input (subfolders are kept) with manifest.jsonl, report.json and report.csv, jsonl one `documents.jsonl`, csv \
the seven tables (see `juten schema`), each with the rows of all inputs, and xlsx the same as one `tables.xlsx`.

Examples:
  juten convert sheet.pdf                    one record to standard output
  juten convert archive/ -o out --tables     a record and its tables for each document
  juten convert archive/ -f xlsx -o tables   one workbook over all documents";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// JSON Lines: one record per line
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
        if let Some(file) = self.named_file(tasks.len())? {
            return self.to_target(&setup, &tasks, Target::lone_file(file)?);
        }
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
            (_, None) => self.to_target(&setup, &tasks, Target::stdout()),
        }
    }

    /// Rejects combinations that clap cannot.
    fn check(&self) -> anyhow::Result<()> {
        let given = match self.format {
            Format::Csv => None,
            Format::Json if self.tables => None,
            Format::Xlsx => self.csv.given_for_csv_alone(),
            Format::Json | Format::Jsonl => self.csv.given(),
        };
        if let Some(flag) = given {
            return Err(usage(format!("{flag} applies to CSV only; add -f csv")));
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
                "{flag} need -f json, which writes one file per input; --tables adds its tables"
            ))),
            None => Ok(()),
        }
    }

    /// The file that `-o` names, if it is one: `-o a.json` for a single input and `-o all.jsonl` are files, anything
    /// else is a folder.
    fn named_file(&self, inputs: usize) -> anyhow::Result<Option<&Path>> {
        let Some(path) = self.output.as_deref().filter(|path| !path.is_dir()) else {
            return Ok(None);
        };
        let extension = path.extension().map(|e| e.to_ascii_lowercase());
        let shown = path.display();
        let why = match (self.format, extension.as_ref().and_then(|e| e.to_str())) {
            (Format::Json, Some("json")) if self.tables || self.resume.is_any() => {
                format!("-o {shown} names a file; --tables, --resume and --dry-run need a folder")
            }
            (Format::Json, Some("json")) if inputs > 1 => format!(
                "-o {shown} names one file, but there are {inputs} inputs; give a folder, or `-f jsonl -o all.jsonl` for one \
                 file of all records"
            ),
            (Format::Json, Some("json")) | (Format::Jsonl, Some("jsonl")) => return Ok(Some(path)),
            (Format::Json, Some("jsonl")) => {
                format!("-o {shown} names a file of records; add -f jsonl")
            }
            (_, Some("csv" | "xlsx")) => format!(
                "-o names the folder of the tables: `-f csv -o DIR`, `-f xlsx -o DIR`; `{shown}` looks like a \
                 file. For the table of measures only: `-f csv > {shown}`"
            ),
            _ => return Ok(None),
        };
        Err(usage(why))
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

    /// Writes all records to one stream or file.
    fn to_target(&self, setup: &Setup, tasks: &[Task], target: Target) -> anyhow::Result<ExitCode> {
        let sink: Box<dyn Sink + '_> = match setup.shape {
            _ if self.format == Format::Xlsx => {
                return Err(usage("a workbook cannot go to standard output; add -o DIR"));
            }
            Shape::FlatRows(csv) => {
                let one_table = move |profile: &Profile, others: bool| {
                    let table =
                        || -> Box<dyn Sink> { Box::new(sink::Tables::stdout(profile, csv)) };
                    Ok((!others).then(table))
                };
                Box::new(ByForm::new(setup.profiles.parsed(), one_table))
            }
            _ => Box::new(sink::Stream::new(target)),
        };
        let engine = match tasks {
            [_] => self.batch.workers.engine_for_one(setup)?,
            _ => self.batch.workers.engine(setup)?,
        };
        let progress = Progress::new(Show::None, 0);
        self.batch.stream(tasks, &engine, progress, sink)
    }

    /// Writes all records to shared files in a folder.
    fn files_in(
        &self,
        setup: &Setup,
        tasks: &[Task],
        folder: &OutputFolder,
    ) -> anyhow::Result<ExitCode> {
        let headers = self.csv.workbook_headers();
        let in_folder = |profile: &Profile, others: bool| {
            let folder = &folder.of_form(&profile.id, others);
            let sink: Box<dyn Sink> = match setup.shape {
                Shape::Rows(csv) => Box::new(sink::Tables::folder(profile, csv, folder)?),
                _ => Box::new(sink::Workbook::new(profile, headers, folder)?),
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
