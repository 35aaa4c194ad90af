//! The state of files, and what was read of them, as JSON for the page.

use serde_json::{Value, json};

use super::file::{File, State};
use super::words;
use crate::batch::job::{Failure, Rendered};
use crate::diagnostics::{Code, Severity};

/// A file with its state.
pub fn about(number: u64, file: &File) -> Value {
    let (state, more) = match &file.state {
        State::Waiting => ("waiting", Value::Null),
        State::Reading => ("reading", Value::Null),
        State::Read(record) => ("read", of_record(record)),
        State::Failed(failure) | State::Rejected(failure) => ("failed", of_failure(failure)),
    };
    json!({ "number": number, "has_password": file.input.password.is_some(), "name": file.input.shown, "state": state, "about": more,
            "corrections": file.corrections, "dropped": file.dropped })
}

fn of_record(record: &Rendered) -> Value {
    let summary = &record.summary;
    let count = |wanted: &dyn Fn(Code, Severity) -> bool| {
        let all = summary.diagnostics.iter();
        all.filter(|d| wanted(d.code, d.severity)).count()
    };
    json!({
        "profile": summary.profile,
        "pages": summary.source.pages,
        "uncertain": count(&|code, _| code == Code::Uncertain),
        "warnings": count(&|code, severity| severity == Severity::Warning && code != Code::Uncertain),
        "notes": count(&|_, severity| severity == Severity::Note),
    })
}

/// Why a file has no record.
pub fn of_failure(failure: &Failure) -> Value {
    json!({
        "code": failure.code.map(Code::as_str),
        "message": failure.message,
        "ja": words::failure(failure),
        "needs_password": words::needs_password(failure),
        "has_report": matches!(failure.code, Some(Code::NoForm | Code::Scan)),
    })
}
