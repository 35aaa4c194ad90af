//! What commands over many inputs share: the inputs, and how they are read and converted in parallel.

mod flags;
mod run;
mod tasks;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::model::Municipality;
use crate::ordered_parallel::{Threads, in_order};
use clap::Args;

pub use self::flags::{Workers, in_parallel};
use self::run::Run;
pub use self::tasks::{Task, tasks, tasks_with};
use super::form::Form;
use super::messages::Messages;
use super::progress::Progress;
use super::reading::Reading;
use crate::batch::engine::Engine;
use crate::batch::interrupt;
use crate::batch::job::{Setup, Shape};
use crate::sink::Sink;

// The inputs and how they are converted.
#[derive(Args)]
pub struct Batch {
    /// Files, folders and zip archives (every PDF, text, CSV, Excel and Word file in them), patterns, or - for standard input
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Also take the inputs listed in this file (- for standard input), one per line or separated by NUL
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
    /// Municipality, if not the profile's: a name, with its prefecture if several share it, or a code (全国地方公共団体コード)
    #[arg(long, value_name = "NAME|CODE", value_parser = crate::municipality::parse)]
    pub municipality: Option<Municipality>,
    /// Exit with status 1 on any warning
    #[arg(long)]
    pub strict: bool,
    /// The engine, and its limits.
    #[command(flatten)]
    pub workers: Workers,
    #[command(flatten)]
    reading: Reading,
    /// How messages are written.
    #[command(flatten)]
    pub messages: Messages,
}

/// How many finished records may wait for an earlier one, per job. More would fill the memory behind a slow input.
const WAITING_PER_JOB: usize = 8;

impl Batch {
    /// The setup of the jobs, which render this shape.
    pub fn setup(&self, shape: Shape) -> anyhow::Result<Setup> {
        Ok(Setup {
            municipality: self.municipality.clone(),
            max_memory: self.workers.max_memory,
            ..self
                .reading
                .setup(self.form.profiles(self.messages)?, shape)
        })
    }

    /// The tasks that the arguments and the list name.
    pub fn tasks(&self) -> Vec<Task> {
        let (tasks, passed_over) = tasks(&self.inputs, self.files_from.as_deref());
        for note in passed_over.notes() {
            self.messages.note("inputs", &note);
        }
        tasks
    }

    /// Converts the inputs in parallel and gives the records to the sink in the order of the inputs. An interrupted
    /// batch finishes no file, since a table of some inputs could pass for a table of all.
    pub fn stream(
        &self,
        tasks: &[Task],
        engine: &Engine,
        progress: Progress,
        sink: Box<dyn Sink + '_>,
    ) -> anyhow::Result<ExitCode> {
        let run = Run::new(sink, self.messages, self.strict, progress);
        let mut run = run.of_one(tasks.len() == 1);
        let jobs = self.workers.jobs();
        let threads = Threads {
            jobs,
            window: jobs * WAITING_PER_JOB,
        };
        let work = |(): &mut (), task: &Task| (!interrupt::asked()).then(|| task.convert(engine));
        in_order(
            tasks,
            threads,
            || (),
            work,
            |task, outcome| match outcome {
                Some(outcome) => run.take(task, outcome?),
                None => Ok(()),
            },
        )?;
        match interrupt::asked() {
            true => Ok(run.interrupted()),
            false => run.finish(),
        }
    }
}
