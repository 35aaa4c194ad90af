//! What becomes of each input whose record goes to a stream or to common files: written, told, counted.

use std::process::ExitCode;

use crate::diagnostics::{Diagnostic, Severity};

use super::Task;
use crate::batch::job::{Outcome, Rendered};
use crate::cli::messages::Messages;
use crate::cli::progress::Progress;
use crate::cli::sink::{Sink, Taken};

/// Takes results in the order of the inputs, writes them and tells about them.
pub struct Run {
    sink: Box<dyn Sink>,
    messages: Messages,
    progress: Progress,
    strict: bool,
    failed: bool,
}

impl Run {
    /// A run that has seen no input; under `strict` a warning fails it.
    pub fn new(sink: Box<dyn Sink>, messages: Messages, strict: bool, progress: Progress) -> Self {
        Self {
            sink,
            messages,
            progress,
            strict,
            failed: false,
        }
    }

    /// Takes what became of an input.
    pub fn take(&mut self, task: &Task, outcome: Outcome) -> anyhow::Result<()> {
        match outcome.result {
            Ok(record) => {
                self.progress.done(record.summary.source.pages, false);
                self.write(task, &record)
            }
            Err(failure) => {
                self.failed = true;
                self.progress.done(0, true);
                let tell = || {
                    self.messages
                        .failure(task.shown(), failure.code, &failure.message)
                };
                self.progress.beside(tell);
                Ok(())
            }
        }
    }

    fn write(&mut self, task: &Task, record: &Rendered) -> anyhow::Result<()> {
        let diagnostics = &record.summary.diagnostics;
        let is_warning = |d: &Diagnostic| d.severity >= Severity::Warning;
        self.failed |= self.strict && diagnostics.iter().any(is_warning);
        let tell = || self.messages.diagnostics(task.shown(), diagnostics);
        self.progress.beside(tell);
        if self.sink.write(record)? == Taken::Known {
            let note = "it is the same file as one before it; its rows are in the tables once";
            self.progress
                .beside(|| self.messages.note(task.shown(), note));
        }
        Ok(())
    }

    /// Makes the files appear and gives the status.
    pub fn finish(self) -> anyhow::Result<ExitCode> {
        self.progress.finish();
        self.sink.finish()?;
        Ok(ExitCode::from(u8::from(self.failed)))
    }
}
