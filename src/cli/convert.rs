//! `juten convert`: inputs → records.

mod csv;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use juten::Options;
use juten::error::Error;
use juten::model::{Document, Municipality};
use juten::write::json;

use self::csv::Csv;
use self::run::Run;
use super::messages::Messages;
use super::reading::{self, Reading};
use super::sink::{self, Sink, Target};
use super::usage;
use crate::batch::inputs::{self, Input};
use crate::batch::{outputs, workers};

/// Convert forms into records
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Files, folders (every .pdf and .txt below them), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
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
    /// How many inputs to convert side by side [default: as many as there are processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
    #[command(flatten)]
    csv: Csv,
}

const AFTER_HELP: &str = "\
To standard output, json writes the records one after the other, csv the table `measures` alone. Into a folder, json \
writes one file an input (a folder's own folders are kept), jsonl one `documents.jsonl`, csv the six tables \
(see `juten schema`), each with the rows of all inputs.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// JSON Lines: a record a line
    Jsonl,
    /// Tables
    Csv,
}

/// Something named on the command line.
struct Task {
    /// As the user knows it.
    shown: String,
    /// The input, or why there is none.
    input: Result<Input, Error>,
    /// Path of its own file below the output folder.
    output: PathBuf,
}

impl Convert {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if let (true, Some(flag)) = (self.format != Format::Csv, self.csv.given()) {
            return Err(usage(format!("{flag} is for CSV; add -f csv")));
        }
        let options = self.options()?;
        let mut run = Run::new(self.sink(&options)?, self.messages, self.strict);
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = self.jobs.map_or_else(processors, usize::from);
        let convert = |task: &Task| convert(task, &options);
        workers::in_order(&tasks(&self.inputs), jobs, convert, |task, result| {
            run.take(task, result)
        })?;
        run.finish()
    }

    fn options(&self) -> anyhow::Result<Options> {
        let profile = reading::profile(&self.profile)?;
        let municipality = self
            .municipality
            .clone()
            .map(|m| reading::named(m, &profile));
        Ok(Options {
            municipality,
            provenance: self.provenance,
            ..self.reading.options(profile)
        })
    }

    fn sink(&self, options: &Options) -> anyhow::Result<Box<dyn Sink>> {
        let csv = self.csv.options(self.output.is_some());
        Ok(match (self.format, &self.output) {
            (Format::Json, None) => Box::new(sink::Stream::new(json::pretty, Target::stdout())),
            (Format::Jsonl, None) => Box::new(sink::Stream::new(json::line, Target::stdout())),
            (Format::Csv, None) => Box::new(sink::Tables::stdout(&options.profile, csv)),
            (Format::Json, Some(folder)) => Box::new(sink::Folder {
                folder: folder.clone(),
            }),
            (Format::Jsonl, Some(folder)) => {
                let target = Target::file(folder.join("documents.jsonl"))?;
                Box::new(sink::Stream::new(json::line, target))
            }
            (Format::Csv, Some(folder)) => {
                Box::new(sink::Tables::folder(&options.profile, csv, folder)?)
            }
        })
    }
}

fn tasks(arguments: &[PathBuf]) -> Vec<Task> {
    let found = inputs::find(arguments);
    let inputs: Vec<Input> = found.iter().flatten().cloned().collect();
    let mut outputs = outputs::paths(&inputs, "json").into_iter();
    found
        .into_iter()
        .map(|found| match found {
            Ok(input) => Task {
                shown: input.shown.clone(),
                input: Ok(input),
                output: outputs.next().unwrap_or_default(),
            },
            Err(rejected) => Task {
                shown: rejected.shown,
                input: Err(rejected.error),
                output: PathBuf::new(),
            },
        })
        .collect()
}

fn convert(task: &Task, options: &Options) -> Result<Document, Error> {
    let input = task.input.as_ref().map_err(Clone::clone)?;
    let options = Options {
        name: input.name(),
        ..options.clone()
    };
    juten::convert(input.read(options.limits.max_bytes)?, &options)
}
