//! What becomes of each input: written, told, counted.

use std::process::ExitCode;

use juten::diagnostics::{Diagnostic, Severity};
use juten::error::Error;
use juten::model::Document;

use super::Task;
use crate::cli::messages::Messages;
use crate::cli::sink::{Sink, Taken};

/// Takes results in the order of the inputs, writes them and tells about them.
pub struct Run {
    sink: Box<dyn Sink>,
    messages: Messages,
    strict: bool,
    failed: bool,
}

impl Run {
    /// A run that has seen no input; under `strict` a warning fails it.
    pub fn new(sink: Box<dyn Sink>, messages: Messages, strict: bool) -> Self {
        Self {
            sink,
            messages,
            strict,
            failed: false,
        }
    }

    /// Takes what became of an input.
    pub fn take(&mut self, task: &Task, result: Result<Document, Error>) -> anyhow::Result<()> {
        match result {
            Ok(document) => self.write(task, &document),
            Err(error) => {
                self.failed = true;
                self.messages.error(&task.shown, &error);
                Ok(())
            }
        }
    }

    fn write(&mut self, task: &Task, document: &Document) -> anyhow::Result<()> {
        let is_warning = |d: &Diagnostic| d.severity >= Severity::Warning;
        self.failed |= self.strict && document.diagnostics.iter().any(is_warning);
        self.messages
            .diagnostics(&task.shown, &document.diagnostics);
        if self.sink.write(document, &task.output)? == Taken::Known {
            let note = "it is the same file as one before it; its rows are in the tables once";
            self.messages.note(&task.shown, note);
        }
        Ok(())
    }

    /// Makes the files appear and gives the status.
    pub fn finish(self) -> anyhow::Result<ExitCode> {
        self.sink.finish()?;
        Ok(ExitCode::from(u8::from(self.failed)))
    }
}
