//! The tasks of a batch.

use std::io;
use std::path::{Path, PathBuf};

use crate::batch::engine::Engine;
use crate::batch::inputs::{self, Input, PassedOver, Rejected};
use crate::batch::job::Outcome;
use crate::batch::outputs;

/// An input that was named on the command line, or a name that yields none.
pub struct Task {
    /// The input, or why there is none.
    pub input: Result<Input, Rejected>,
    /// The path of its own output below the output folder.
    pub output: PathBuf,
}

/// The tasks that the arguments and the list name, and what was skipped on the way.
pub fn tasks(arguments: &[PathBuf], list: Option<&Path>) -> (Vec<Task>, PassedOver) {
    named(arguments, list, "json")
}

/// The tasks that the arguments name; their outputs get this extension.
pub fn tasks_with(arguments: &[PathBuf], extension: &str) -> (Vec<Task>, PassedOver) {
    named(arguments, None, extension)
}

fn named(arguments: &[PathBuf], list: Option<&Path>, extension: &str) -> (Vec<Task>, PassedOver) {
    let (found, passed_over) = inputs::find(arguments, list);
    let below: Vec<&Path> = found.iter().flatten().map(|i| i.below.as_path()).collect();
    let mut outputs = outputs::paths(&below, extension).into_iter();
    let task = |input: Result<Input, Rejected>| Task {
        output: match input {
            Ok(_) => outputs.next().unwrap_or_default(),
            Err(_) => PathBuf::new(),
        },
        input,
    };
    (found.into_iter().map(task).collect(), passed_over)
}

impl Task {
    /// The name of the input in messages.
    pub fn shown(&self) -> &str {
        match &self.input {
            Ok(input) => &input.shown,
            Err(rejected) => &rejected.shown,
        }
    }

    /// Converts the input. `Err` means that no worker could be started, not that the input is bad.
    pub fn convert(&self, engine: &Engine) -> io::Result<Outcome> {
        match &self.input {
            Ok(input) => engine.convert(input),
            Err(rejected) => Ok(Outcome {
                sha256: None,
                result: Err(rejected.error.clone().into()),
            }),
        }
    }
}
