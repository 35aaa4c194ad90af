//! What users are told of a batch while it runs.

use crate::convert::told;
use serde_json::json;

use super::{Done, Said};
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
        let nothing = Said::default();
        let (entry, said, is_new) = match done {
            Done::Dropped => return,
            Done::Kept(entry) => (entry, &nothing, false),
            Done::New(entry, said) => (entry, said, true),
        };
        let has_failed = entry.status == Status::Failed;
        self.failed |= has_failed || self.strict && entry.warnings > 0;
        self.converted += usize::from(is_new);
        self.progress.done(entry.pages, has_failed);
        self.progress.beside(|| {
            if let (1, Some(why), Some(id)) = (self.documents, &said.why, &entry.profile) {
                self.messages.note(&entry.input, &told(id, why));
            }
            self.messages.diagnostics(&entry.input, &said.diagnostics);
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
