//! Results whose records go to a stream or to shared files: written, reported, counted.

use std::collections::BTreeMap;
use std::process::ExitCode;

use crate::convert::told;
use crate::diagnostics::{Diagnostic, Severity};

use super::Task;
use crate::batch::interrupt;
use crate::batch::job::{Outcome, Rendered};
use crate::cli::messages::{Failures, Messages};
use crate::cli::progress::Progress;
use crate::sink::{Sink, Taken};

/// The message for a record that does not fit into the tables of another form.
const OTHER_FORM: &str = "the table has records of another form; -o DIR writes tables for each, --profile takes one form";

/// Takes results in the order of the inputs, writes the records and reports what went wrong.
pub struct Run<'a> {
    sink: Box<dyn Sink + 'a>,
    messages: Messages,
    progress: Progress,
    strict: bool,
    failed: bool,
    /// Whether there is a single input.
    is_one: bool,
    /// The number of records of each form.
    forms: BTreeMap<String, usize>,
    failures: Failures,
}

impl<'a> Run<'a> {
    /// A run before its first result. Under `strict`, a warning fails it.
    pub fn new(
        sink: Box<dyn Sink + 'a>,
        messages: Messages,
        strict: bool,
        progress: Progress,
    ) -> Self {
        Self {
            sink,
            messages,
            progress,
            strict,
            failed: false,
            is_one: false,
            forms: BTreeMap::new(),
            failures: Failures::new(messages),
        }
    }

    /// Reports a single input in more detail.
    pub fn of_one(self, is_one: bool) -> Self {
        Self { is_one, ..self }
    }

    /// Takes the result of a task.
    pub fn take(&mut self, task: &Task, outcome: Outcome) -> anyhow::Result<()> {
        match outcome.result {
            Ok(record) => {
                self.progress.done(record.summary.source.pages, false);
                self.write(task, &record)
            }
            Err(failure) => {
                self.failed = true;
                self.progress.done(0, true);
                let failures = &mut self.failures;
                self.progress
                    .beside(|| failures.add(task.shown(), failure.code, &failure.message));
                Ok(())
            }
        }
    }

    fn write(&mut self, task: &Task, record: &Rendered) -> anyhow::Result<()> {
        let diagnostics = &record.summary.diagnostics;
        let is_warning = |d: &Diagnostic| d.severity >= Severity::Warning;
        self.failed |= self.strict && diagnostics.iter().any(is_warning);
        *self
            .forms
            .entry(record.summary.profile.clone())
            .or_default() += 1;
        let tell = || {
            if let Some(why) = record.summary.why.as_ref().filter(|_| self.is_one) {
                let note = told(&record.summary.profile, why);
                self.messages.note(task.shown(), &note);
            }
            self.messages.diagnostics(task.shown(), diagnostics);
        };
        self.progress.beside(tell);
        let taken = self.sink.write(record)?;
        let noted = self.sink.noted();
        self.failed |= self.strict && noted.iter().any(is_warning);
        if !noted.is_empty() {
            let tell = || self.messages.diagnostics(task.shown(), &noted);
            self.progress.beside(tell);
        }
        match taken {
            Taken::Written => {}
            Taken::Known => {
                let note = "it is the same file as an earlier input; its rows are written once";
                self.progress
                    .beside(|| self.messages.note(task.shown(), note));
            }
            Taken::OtherForm => {
                self.failed = true;
                let why = format!("{}; {OTHER_FORM}", record.summary.profile);
                self.progress
                    .beside(|| self.messages.failure(task.shown(), None, &why));
            }
        }
        Ok(())
    }

    /// Reports that no file was written; returns the exit status.
    pub fn interrupted(self) -> ExitCode {
        self.progress.finish();
        self.failures.finish(None);
        let what = "interrupted: no file was written, since tables of some inputs could pass for tables of all; run the \
                    command again";
        self.messages.summary(&[what.to_owned()]);
        interrupt::status()
    }

    /// Makes the files appear; returns the exit status.
    pub fn finish(self) -> anyhow::Result<ExitCode> {
        self.progress.finish();
        self.failures.finish(None);
        self.sink.finish()?;
        if self.forms.len() > 1 {
            let counts = self.forms.iter();
            let counts: Vec<String> = counts.map(|(form, n)| format!("{n} {form}")).collect();
            let line = format!("by profile: {}", counts.join(", "));
            self.messages.summary(&[line]);
        }
        Ok(ExitCode::from(u8::from(self.failed)))
    }
}
