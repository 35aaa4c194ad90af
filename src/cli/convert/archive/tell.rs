//! What users are told of a batch while it runs.

use crate::diagnostics::Diagnostic;
use serde_json::json;

use super::Done;
use crate::batch::manifest::Status;
use crate::batch::report::Report;
use crate::cli::batch::Batch;
use crate::cli::messages::Messages;
use crate::cli::progress::Progress;

/// Tells what became of each input, and counts.
pub struct Teller {
    messages: Messages,
    progress: Progress,
    strict: bool,
    documents: usize,
    /// Whether any failed, or under `strict` had a warning.
    pub failed: bool,
    /// How many were converted, or tried.
    pub converted: usize,
}

impl Teller {
    /// A teller of a batch of so many documents.
    pub fn new(batch: &Batch, documents: usize) -> Self {
        Self {
            messages: batch.messages,
            progress: batch.workers.progress(documents),
            strict: batch.strict,
            documents,
            failed: false,
            converted: 0,
        }
    }

    /// Tells what became of an input.
    pub fn tell(&mut self, done: &Done) {
        let (entry, diagnostics, is_new): (_, &[Diagnostic], _) = match done {
            Done::Dropped => return,
            Done::Kept(entry) => (entry, &[], false),
            Done::New(entry, diagnostics) => (entry, diagnostics, true),
        };
        let has_failed = entry.status == Status::Failed;
        self.failed |= has_failed || self.strict && entry.warnings > 0;
        self.converted += usize::from(is_new);
        self.progress.done(entry.pages, has_failed);
        self.progress.beside(|| {
            self.messages.diagnostics(&entry.input, diagnostics);
            if let (true, Some(message)) = (has_failed, &entry.message) {
                self.messages.failure(&entry.input, entry.code, message);
            }
            self.messages
                .event(&json!({"event": "document", "kept": !is_new, "document": entry}));
        });
    }

    /// No more inputs come.
    pub fn finish(&self) {
        self.progress.finish();
    }

    /// Tells how it went.
    pub fn report(&self, report: &Report) {
        if self.documents > 1 || self.progress.is_shown() {
            self.messages.summary(&report.lines());
        }
        self.messages
            .event(&json!({"event": "summary", "report": report}));
    }
}
