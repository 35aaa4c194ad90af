//! Messages to users: one line each on standard error, as text or JSON.
//!
//! Failures to write to standard error are ignored: there may be no reader.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::check::Finding;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::geometry::Rect;
use clap::{Args, ValueEnum};
use serde::Serialize;

/// How messages are written.
#[derive(Args, Clone, Copy)]
pub struct Messages {
    /// How to write errors and warnings to standard error
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
    /// Write errors only, no warnings
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// One line of text each
    Human,
    /// One JSON object a line
    Json,
}

#[derive(Serialize)]
struct Message<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    severity: Severity,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<Rect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
}

impl<'a> Message<'a> {
    fn new(input: &'a str, severity: Severity, message: &'a str) -> Self {
        Self {
            input,
            code: None,
            severity,
            message,
            path: None,
            page: None,
            bbox: None,
            line: None,
            column: None,
        }
    }
}

/// Failures of a batch: the first few of a kind are written at once, the others as one line at the end.
pub struct Failures {
    messages: Messages,
    /// For each kind, which is the message without its numbers: how many were written, and the further inputs.
    alike: BTreeMap<(Option<Code>, String), (usize, Vec<String>)>,
}

/// How many failures of a kind are written in full.
const WRITTEN: usize = 3;
/// How many inputs the final line names if a report lists them all.
const NAMED: usize = 3;

impl Failures {
    /// No failures yet.
    pub fn new(messages: Messages) -> Self {
        Self {
            messages,
            alike: BTreeMap::new(),
        }
    }

    /// Writes or counts the reason why an input has no record.
    pub fn add(&mut self, input: &str, code: Option<Code>, why: &str) {
        let kind: String = why.split(|c: char| c.is_ascii_digit()).collect();
        let (written, others) = self.alike.entry((code, kind)).or_default();
        if *written < WRITTEN || self.messages.message_format == MessageFormat::Json {
            *written += 1;
            self.messages.failure(input, code, why);
        } else {
            others.push(input.to_owned());
        }
    }

    /// Writes which inputs failed like others. `report` is a file that lists them as well.
    pub fn finish(&self, report: Option<&str>) {
        for ((code, _), (_, inputs)) in &self.alike {
            if let Some(line) = self::alike(*code, inputs, report) {
                self.messages.line(&line);
            }
        }
    }
}

fn alike(code: Option<Code>, inputs: &[String], report: Option<&str>) -> Option<String> {
    let named = match report {
        Some(_) => NAMED,
        None => inputs.len(),
    };
    let names: Vec<&str> = inputs.iter().take(named).map(String::as_str).collect();
    let more = match (inputs.len().saturating_sub(named), report) {
        (0, _) => String::new(),
        (n, Some(report)) => format!(" and {n} more, see {report}"),
        (n, None) => format!(" and {n} more"),
    };
    let code = code.map_or(String::new(), |code| format!("{} ", code.as_str()));
    let inputs = match inputs.len() {
        0 => return None,
        1 => "1 more input".to_owned(),
        n => format!("{n} more inputs"),
    };
    Some(format!(
        "{code}for {inputs} as well: {}{more}",
        names.join(", ")
    ))
}

impl Messages {
    /// Writes an error line, in text format only.
    fn line(&self, line: &str) {
        let _ = writeln!(io::stderr(), "juten: {}", one_line(line));
    }

    /// Reports why an input has no record.
    pub fn error(&self, input: &str, error: &Error) {
        self.failure(input, Some(error.code), &error.message);
    }

    /// Reports why an input has no record, or why the record could not be written.
    pub fn failure(&self, input: &str, code: Option<Code>, why: &str) {
        let why = with_advice(code, why);
        self.write(&Message {
            code: code.map(Code::as_str),
            ..Message::new(input, Severity::Error, &why)
        });
    }

    /// Writes an event as a line of JSON; nothing in text format.
    pub fn event(&self, event: &impl Serialize) {
        if let (MessageFormat::Json, Ok(line)) = (self.message_format, serde_json::to_string(event))
        {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Writes a summary, in text format only.
    pub fn summary(&self, lines: &[String]) {
        if self.message_format == MessageFormat::Human && !self.quiet {
            for line in lines {
                let _ = writeln!(io::stderr(), "juten: {}", one_line(line));
            }
        }
    }

    /// Writes a note about an input.
    pub fn note(&self, input: &str, what: &str) {
        if !self.quiet {
            self.write(&Message::new(input, Severity::Note, what));
        }
    }

    /// Writes a warning that concerns no input.
    pub fn warning(&self, about: &str, what: &str) {
        if !self.quiet {
            self.write(&Message::new(about, Severity::Warning, what));
        }
    }

    /// Writes a record's warnings and notes. In text format, notes of one code share a line: the record has them all.
    pub fn diagnostics(&self, input: &str, diagnostics: &[Diagnostic]) {
        if self.quiet {
            return;
        }
        let human = self.message_format == MessageFormat::Human;
        for (number, diagnostic) in diagnostics.iter().enumerate() {
            let alike = |other: &&Diagnostic| human && other.code == diagnostic.code;
            let is_note = diagnostic.severity == Severity::Note;
            if is_note && diagnostics.iter().take(number).any(|other| alike(&other)) {
                continue;
            }
            let more = match is_note {
                true => diagnostics.iter().skip(number + 1).filter(alike).count(),
                false => 0,
            };
            self.diagnostic(input, diagnostic, more);
        }
    }

    fn diagnostic(&self, input: &str, diagnostic: &Diagnostic, more: usize) {
        let message = match more {
            0 => diagnostic.message.clone(),
            _ => format!(
                "{}; the record has {more} more notes like this",
                diagnostic.message
            ),
        };
        self.write(&Message {
            code: Some(diagnostic.code.as_str()),
            path: diagnostic.path.as_deref(),
            page: diagnostic.page,
            bbox: diagnostic.bbox,
            ..Message::new(input, diagnostic.severity, &message)
        });
    }

    /// Writes a finding of a check.
    pub fn finding(&self, file: &str, finding: &Finding) {
        self.write(&Message {
            code: Some(finding.code.as_str()),
            path: finding.path.as_deref(),
            line: finding.line,
            column: finding.column,
            ..Message::new(file, finding.code.severity(), &finding.message)
        });
    }

    fn write(&self, message: &Message<'_>) {
        let line = match self.message_format {
            MessageFormat::Human => human(message),
            MessageFormat::Json => serde_json::to_string(message).unwrap_or_default(),
        };
        let _ = writeln!(io::stderr(), "{line}");
    }
}

fn human(message: &Message<'_>) -> String {
    let code = message.code.map(|code| format!("{code}: "));
    let page = message.page.map(|page| format!("page {page}"));
    let place: Vec<String> = page
        .into_iter()
        .chain(message.path.map(str::to_owned))
        .collect();
    let place = if place.is_empty() {
        String::new()
    } else {
        format!(" ({})", place.join(", "))
    };
    let code = code.unwrap_or_default();
    let at = [message.line, message.column];
    let at: String = at.iter().flatten().map(|n| format!(":{n}")).collect();
    let line = format!(
        "juten: {}{at}: {code}{}{place}",
        message.input, message.message
    );
    one_line(&line).into_owned()
}

/// The message with the flag that helps. The library knows no flags: where one is the remedy, its message has no advice,
/// which would follow a `; `.
fn with_advice(code: Option<Code>, why: &str) -> Cow<'_, str> {
    let flag = match code {
        Some(Code::Password) => "pass it with --password",
        Some(Code::Encoding) => "name its encoding with --input-encoding",
        Some(Code::Limit) => "raise --max-bytes or --max-pages if you trust it",
        Some(Code::TimedOut) => "raise --timeout if you trust it",
        Some(Code::OutOfMemory) => "raise --max-memory if you trust it",
        Some(Code::NoForm) => {
            "`juten tables` shows what it contains, `juten profiles --propose` drafts a profile for it, --profile \
             chooses one"
        }
        _ => return Cow::Borrowed(why),
    };
    match why.contains("; ") && code != Some(Code::NoForm) {
        true => Cow::Borrowed(why),
        false => Cow::Owned(format!("{why}; {flag}")),
    }
}

/// The text without control characters: file names and contents must not start lines or set colours.
fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().map(|c| match c.is_control() {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    });
    Cow::Owned(escaped.collect())
}

/// Reports the error that ended the command and returns the exit status. A closed pipe is not an error.
pub fn fatal(error: &anyhow::Error) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        let _ = usage.print();
        return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
    }
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(io::stderr(), "juten: {}", one_line(&format!("{error:#}")));
    ExitCode::FAILURE
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error
        .chain()
        .any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_message_names_input_code_and_place() {
        let mut message = Message::new("a.pdf", Severity::Warning, "no measure (5)");
        message.code = Some("W201");
        assert_eq!(human(&message), "juten: a.pdf: W201: no measure (5)");
        message.page = Some(2);
        message.path = Some("/sheets/0");
        assert_eq!(
            human(&message),
            "juten: a.pdf: W201: no measure (5) (page 2, /sheets/0)"
        );
    }

    #[test]
    fn inputs_that_fail_alike_are_one_line() {
        let names: Vec<String> = (0..5).map(|n| format!("{n}.pdf")).collect();
        let line = |n: usize, report| alike(Some(Code::NoForm), &names[..n], report);
        assert_eq!(line(0, None), None);
        assert_eq!(
            line(1, None).unwrap(),
            "E201 for 1 more input as well: 0.pdf"
        );
        assert_eq!(
            line(5, Some("report.csv")).unwrap(),
            "E201 for 5 more inputs as well: 0.pdf, 1.pdf, 2.pdf and 2 more, see report.csv"
        );
        assert!(line(5, None).unwrap().ends_with("3.pdf, 4.pdf"));
    }

    #[test]
    fn a_message_is_one_line_whatever_the_name() {
        let message = Message::new("a\n\u{1b}[31mb.pdf", Severity::Error, "x");
        assert_eq!(human(&message), "juten: a\\n\\u{1b}[31mb.pdf: x");
    }

    #[test]
    fn a_closed_pipe_is_recognised_below_a_context() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        let error = Err::<(), _>(closed())
            .context("standard output")
            .unwrap_err();
        assert!(is_closed_pipe(&error));
        assert!(is_closed_pipe(&serde_json::Error::io(closed()).into()));
        assert!(!is_closed_pipe(&anyhow::anyhow!("disk full")));
    }
}
