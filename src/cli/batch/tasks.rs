//! What a batch has to do.

use std::io;
use std::path::{Path, PathBuf};

use juten::error::Error;

use crate::batch::engine::Engine;
use crate::batch::inputs::{self, Input};
use crate::batch::job::Outcome;
use crate::batch::outputs;

/// Something named on the command line.
pub struct Task {
    /// As the user knows it.
    pub shown: String,
    /// The input, or why there is none.
    pub input: Result<Input, Error>,
    /// Path of its own file below the output folder.
    pub output: PathBuf,
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

impl Task {
    /// Converts the input. An error is none of the input's.
    pub fn convert(&self, engine: &Engine) -> io::Result<Outcome> {
        match &self.input {
            Ok(input) => engine.convert(input),
            Err(error) => Ok(Outcome {
                sha256: None,
                result: Err(error.clone().into()),
            }),
        }
    }
}
