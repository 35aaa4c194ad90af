//! What a batch has to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::batch::engine::Engine;
use crate::batch::inputs::{self, Input, PassedOver, Rejected};
use crate::batch::job::Outcome;
use crate::batch::outputs;

/// Something named on the command line.
pub struct Task {
    /// The input, or why there is none.
    pub input: Result<Input, Rejected>,
    /// Path of its own file below the output folder.
    pub output: PathBuf,
}

/// What the arguments, and perhaps a list, name, and what was passed over among it.
pub fn tasks(arguments: &[PathBuf], list: Option<&Path>) -> (Vec<Task>, PassedOver) {
    named(arguments, list, "json")
}

/// What the arguments name; its files get this extension.
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
    /// The input as the user knows it.
    pub fn shown(&self) -> &str {
        match &self.input {
            Ok(input) => &input.shown,
            Err(rejected) => &rejected.shown,
        }
    }

    /// Converts the input. `Err` means that the work could not be started, not that the input is bad.
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
