//! The manifest entry of a task.

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Coverage;

use crate::batch::job::{Failure, Summary};
use crate::batch::manifest::{Entry, Output, Status};
use crate::cli::batch::Task;
use crate::cli::convert::known::{Settings, Stamp, TOOL};

/// The entry before the task is run.
pub fn blank(task: &Task, stamp: Stamp, settings: &Settings) -> Entry {
    Entry {
        input: task.shown().to_owned(),
        record: task.output.to_string_lossy().into_owned(),
        sha256: None,
        bytes: stamp.bytes,
        modified: stamp.modified,
        tool: TOOL.to_owned(),
        profile: settings.only_profile().map(str::to_owned),
        profile_sha256: settings
            .only_profile()
            .map(|id| settings.profile_sha256(id)),
        settings_sha256: settings.settings_sha256.clone(),
        status: Status::Ok,
        code: None,
        message: None,
        outputs: Vec::new(),
        pages: 0,
        warnings: 0,
        coverage: None,
        seconds: 0.0,
    }
}

/// The entry with a record.
pub fn converted(
    entry: Entry,
    summary: &Summary,
    outputs: Vec<Output>,
    settings: &Settings,
) -> Entry {
    let is_warning = |d: &&Diagnostic| d.severity >= Severity::Warning;
    Entry {
        profile: Some(summary.profile.clone()),
        profile_sha256: Some(settings.profile_sha256(&summary.profile)),
        outputs,
        pages: summary.source.pages,
        warnings: summary.diagnostics.iter().filter(is_warning).count(),
        coverage: Some(share(&summary.coverage)),
        ..entry
    }
}

/// The entry with the reason why there is no record.
pub fn failed(entry: Entry, failure: Failure) -> Entry {
    Entry {
        status: Status::Failed,
        code: failure.code,
        message: Some(failure.message),
        ..entry
    }
}

/// The share of the characters that are accounted for, from 0 to 1.
fn share(coverage: &Coverage) -> f64 {
    match coverage.characters {
        0 => 1.0,
        all => (all - coverage.unmapped.min(all)) as f64 / all as f64,
    }
}
