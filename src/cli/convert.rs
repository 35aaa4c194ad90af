//! `juten convert`: inputs → records.

mod archive;
mod batch;
mod csv;
mod known;
mod run;
mod sink;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use juten::model::Municipality;

use self::archive::Archive;
use self::batch::Batch;
use self::csv::Csv;
use self::run::Run;
use self::sink::Sink;
use super::batch::{Task, WAITING_PER_JOB, tasks};
use super::messages::Messages;
use super::progress::Progress;
use super::reading::{self, Reading};
use super::sink::Target;
use super::usage;
use crate::batch::engine::Engine;
use crate::batch::job::{Outcome, Setup, Shape};
use crate::batch::{interrupt, limits, workers};

/// Convert forms into records
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Files, folders and zip archives (every .pdf and .txt in them), patterns, or - for standard input
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Take inputs from this list as well (- for standard input): one a line, or parted by NUL
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Write files into this folder instead of standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, default_value = "json")]
    format: Format,
    /// Profile of the form: its id (see `juten profiles`) or a TOML file
    #[arg(long, value_name = "ID|FILE", default_value = reading::DEFAULT_PROFILE)]
    profile: String,
    /// Whose documents they are: 全国地方公共団体コード, with name and prefecture where the profile has others
    #[arg(long, value_name = "CODE[:NAME:PREF]", value_parser = juten::municipality::parse)]
    municipality: Option<Municipality>,
    /// Say in the record where each value stands in the source
    #[arg(long)]
    provenance: bool,
    /// End with status 1 on any warning
    #[arg(long)]
    strict: bool,
    /// Write the tables of each document beside its record, as CSV
    #[arg(long, requires = "output")]
    tables: bool,
    #[command(flatten)]
    batch: Batch,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
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
        let tasks = tasks(&self.inputs, self.files_from.as_deref());
        if let (Format::Json, Some(folder)) = (self.format, &self.output) {
            if self.batch.dry_run {
                return archive::dry_run(folder, &setup, &self.batch, &tasks);
            }
            interrupt::listen();
            let engine = self.engine(&setup, false)?;
            let archive = Archive::open(folder, &setup, &engine, &self.batch)?;
            return archive.run(&tasks, self.messages, self.strict);
        }
        self.stream(&setup, &tasks)
    }

    /// Combinations that the parser cannot refuse.
    fn check(&self) -> anyhow::Result<()> {
        if let (false, Some(flag)) = (self.format == Format::Csv || self.tables, self.csv.given()) {
            return Err(usage(format!("{flag} is for CSV; add -f csv")));
        }
        let flags = [
            (self.tables, "--tables"),
            (self.batch.goes_on(), "--resume and --retry-failed"),
            (self.batch.dry_run, "--dry-run"),
        ];
        match flags
            .iter()
            .find(|(is_given, _)| *is_given && self.format != Format::Json)
        {
            Some((_, flag)) => Err(usage(format!(
                "{flag} want -f json, which writes a file for each input"
            ))),
            None => Ok(()),
        }
    }

    fn setup(&self) -> anyhow::Result<Setup> {
        let toml = reading::profile_toml(&self.profile)?;
        let profile = reading::profile(&self.profile)?;
        let municipality = self.municipality.clone();
        Ok(Setup {
            municipality: municipality.map(|m| reading::named(m, &profile)),
            provenance: self.provenance,
            max_memory: self.batch.max_memory,
            ..self.reading.setup(toml, self.shape())
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

    /// One input whose record goes to standard output is converted here: nobody else could be harmed.
    fn engine(&self, setup: &Setup, is_alone: bool) -> anyhow::Result<Engine> {
        if !is_alone && !self.batch.in_process {
            return Ok(Engine::workers(setup, self.batch.timeout));
        }
        let mut setup = setup.clone();
        if is_alone {
            limits::memory(setup.max_memory);
            setup.threads = self.batch.jobs();
        }
        Engine::here(&setup, self.batch.timeout).map_err(anyhow::Error::msg)
    }

    /// Records that share standard output or files.
    fn stream(&self, setup: &Setup, tasks: &[Task]) -> anyhow::Result<ExitCode> {
        let is_alone = tasks.len() == 1 && self.output.is_none();
        let engine = self.engine(setup, is_alone)?;
        if self.output.is_some() {
            interrupt::listen();
        }
        let progress = match self.output {
            Some(_) => Progress::new(self.batch.progress, tasks.len()),
            None => Progress::new(super::progress::Show::None, 0),
        };
        let mut run = Run::new(self.sink(setup)?, self.messages, self.strict, progress);
        let jobs = self.batch.jobs();
        let work = |task: &Task| (!interrupt::asked()).then(|| task.convert(&engine));
        workers::in_order(
            tasks,
            jobs,
            jobs * WAITING_PER_JOB,
            work,
            |task, outcome| match outcome {
                Some(outcome) => run.take(task, outcome?),
                None => Ok(()),
            },
        )?;
        if interrupt::asked() {
            // tables of some of the inputs would pass for those of all
            return Ok(interrupt::status());
        }
        run.finish()
    }

    fn sink(&self, setup: &Setup) -> anyhow::Result<Box<dyn Sink>> {
        let csv = self.csv.options(self.output.is_some());
        let profile = setup.profile().map_err(anyhow::Error::msg)?;
        Ok(match (self.format, &self.output) {
            (Format::Xlsx, None) => return Err(usage("a workbook is a file; add -o DIR")),
            (Format::Xlsx, Some(folder)) => {
                Box::new(sink::Workbook::new(&profile, folder.join("tables.xlsx"))?)
            }
            (Format::Csv, None) => Box::new(sink::Tables::stdout(&profile, csv)),
            (Format::Csv, Some(folder)) => Box::new(sink::Tables::folder(&profile, csv, folder)?),
            (Format::Json | Format::Jsonl, None) => Box::new(sink::Stream::new(Target::stdout())),
            (Format::Json | Format::Jsonl, Some(folder)) => Box::new(sink::Stream::new(
                Target::file(folder.join("documents.jsonl"))?,
            )),
        })
    }
}

impl Task {
    /// Converts the input. An error is none of the input's.
    fn convert(&self, engine: &Engine) -> std::io::Result<Outcome> {
        match &self.input {
            Ok(input) => engine.convert(input),
            Err(error) => Ok(Outcome {
                sha256: None,
                result: Err(error.clone().into()),
            }),
        }
    }
}
