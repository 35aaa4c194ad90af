//! Messages of a batch while it runs.

use crate::convert::told;
use serde_json::json;

use super::{Done, Reported};
use crate::batch::manifest::Status;
use crate::batch::outputs::REPORT_CSV;
use crate::batch::report::Report;
use crate::cli::batch::Batch;
use crate::cli::messages::{Failures, Messages};
use crate::cli::progress::Progress;

/// Reports the result of each task and counts.
pub struct Reporter {
    messages: Messages,
    progress: Progress,
    strict: bool,
    documents: usize,
    failures: Failures,
    /// Whether any input failed or, under `strict`, had a warning.
    pub failed: bool,
    /// The number of inputs that were converted or failed in this run.
    pub converted: usize,
}

impl Reporter {
    /// For a batch of this many documents.
    pub fn new(batch: &Batch, documents: usize) -> Self {
        Self {
            messages: batch.messages,
            progress: batch.workers.progress(documents),
            strict: batch.strict,
            documents,
            failures: Failures::new(batch.messages),
            failed: false,
            converted: 0,
        }
    }

    /// Reports the result of a task.
    pub fn task(&mut self, done: &Done) {
        let nothing = Reported::default();
        let (entry, reported, is_new) = match done {
            Done::Dropped => return,
            Done::Kept(entry) => (entry, &nothing, false),
            Done::New(entry, reported) => (entry, reported, true),
        };
        let has_failed = entry.status == Status::Failed;
        self.failed |= has_failed || self.strict && entry.warnings > 0;
        self.converted += usize::from(is_new);
        match is_new {
            true => self.progress.done(entry.pages, has_failed),
            false => self.progress.kept(entry.pages, has_failed),
        }
        let failures = &mut self.failures;
        self.progress.beside(|| {
            if let (1, Some(why), Some(id)) = (self.documents, &reported.why, &entry.profile) {
                self.messages.note(&entry.input, &told(id, why));
            }
            self.messages
                .diagnostics(&entry.input, &reported.diagnostics);
            if let (true, Some(message)) = (has_failed, &entry.message) {
                failures.add(&entry.input, entry.code, message);
            }
            self.messages
                .event(&json!({"event": "document", "kept": !is_new, "document": entry}));
        });
    }

    /// Writes the grouped failures, after the last task.
    pub fn finish(&self) {
        self.progress.finish();
        self.failures.finish(Some(REPORT_CSV));
    }

    /// Writes the summary of a batch over this many inputs.
    pub fn summary(&self, report: &Report, inputs: usize) {
        if self.documents > 1 || self.progress.is_shown() {
            self.messages.summary(&report.lines());
        }
        self.messages.summary(report.left(inputs).as_slice());
        self.messages
            .event(&json!({"event": "summary", "report": report}));
    }
}
