//! What commands over many inputs share: the inputs and how they are converted.

mod run;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use juten::Options;
use juten::error::Error;
use juten::model::{Document, Municipality};

use self::run::Run;
use super::messages::Messages;
use super::reading::{self, Reading};
use super::sink::Sink;
use crate::batch::inputs::{self, Input};
use crate::batch::{outputs, workers};

/// The inputs and how they are converted.
#[derive(Args)]
pub struct Batch {
    /// Files, folders (every .pdf and .txt below them), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Profile of the form: its id (see `juten profiles`) or a TOML file
    #[arg(long, value_name = "ID|FILE", default_value = reading::DEFAULT_PROFILE)]
    profile: String,
    /// Whose documents they are: 全国地方公共団体コード, with name and prefecture where the profile has others
    #[arg(long, value_name = "CODE[:NAME:PREF]", value_parser = juten::municipality::parse)]
    pub municipality: Option<Municipality>,
    /// End with status 1 on any warning
    #[arg(long)]
    strict: bool,
    /// How many inputs to convert side by side [default: as many as there are processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    reading: Reading,
    /// How users are told.
    #[command(flatten)]
    pub messages: Messages,
}

/// Records that wait for one before them, for each that is in work: more would fill the memory behind a slow one.
pub const WAITING_PER_JOB: usize = 8;

/// Something named on the command line.
pub struct Task {
    /// As the user knows it.
    pub shown: String,
    /// The input, or why there is none.
    pub input: Result<Input, Error>,
    /// Path of its own file below the output folder.
    pub output: PathBuf,
}

impl Batch {
    /// How to convert any of them.
    pub fn options(&self) -> anyhow::Result<Options> {
        let profile = reading::profile(&self.profile)?;
        let municipality = self
            .municipality
            .clone()
            .map(|m| reading::named(m, &profile));
        Ok(Options {
            municipality,
            ..self.reading.options(profile)
        })
    }

    /// Converts them side by side and gives the records to the sink in their order.
    pub fn run(self, options: &Options, sink: Box<dyn Sink>) -> anyhow::Result<ExitCode> {
        let mut run = Run::new(sink, self.messages, self.strict);
        let jobs = self.jobs.map_or_else(workers::processors, usize::from);
        let convert = |task: &Task| convert(task, options);
        let window = jobs * WAITING_PER_JOB;
        workers::in_order(
            &tasks(&self.inputs, None),
            jobs,
            window,
            convert,
            |task, result| run.take(task, result),
        )?;
        run.finish()
    }
}

/// What the arguments, and perhaps a list, name.
pub fn tasks(arguments: &[PathBuf], list: Option<&Path>) -> Vec<Task> {
    let found = inputs::find(arguments, list);
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
