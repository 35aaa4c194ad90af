//! Messages to users: one line each on standard error, as text in the user's language or as JSON in English.
//!
//! Failures to write to standard error are ignored: there may be no reader.

mod failures;
mod fatal;

pub use failures::Failures;
pub use fatal::fatal;

use std::borrow::Cow;
use std::io::{self, Write};

use super::language::{self, Language};
use crate::check::Finding;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::geometry::Rect;
use clap::{Args, ValueEnum};
use serde::Serialize;

// How messages are written.
#[derive(Args, Clone, Copy)]
#[command(next_help_heading = "Messages")]
pub struct Messages {
    /// How to write errors and warnings to standard error
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
    /// Write errors only, no warnings
    #[arg(short, long)]
    quiet: bool,
    /// Write every note, including the figures of target and final report (W304)
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// One line of text each
    Human,
    /// One JSON object per line
    Json,
}

#[derive(Serialize)]
struct Message<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
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

impl Messages {
    /// Writes an error line, in text format only.
    fn line(&self, line: &str) {
        let line = language::chosen().of(line);
        let _ = writeln!(io::stderr(), "juten: {}", one_line(&line));
    }

    /// Reports why an input has no record.
    pub fn error(&self, input: &str, error: &Error) {
        self.failure(input, Some(error.code), &error.message);
    }

    /// Reports why an input has no record, or why the record could not be written.
    pub fn failure(&self, input: &str, code: Option<Code>, why: &str) {
        let why = with_advice(code, why);
        self.write(&Message {
            code,
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
            lines.iter().for_each(|line| self.line(line));
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

    /// Writes a record's warnings and notes. In text format, notes of one code share a line: the record has them all. Those
    /// on figures, which nearly every sheet has, only if asked for.
    pub fn diagnostics(&self, input: &str, diagnostics: &[Diagnostic]) {
        if self.quiet {
            return;
        }
        let human = self.message_format == MessageFormat::Human;
        for (number, diagnostic) in diagnostics.iter().enumerate() {
            let alike = |other: &&Diagnostic| human && other.code == diagnostic.code;
            if human && diagnostic.code == Code::TargetAndFinal && !self.verbose {
                continue;
            }
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
            code: Some(diagnostic.code),
            path: diagnostic.path.as_deref(),
            page: diagnostic.page,
            bbox: diagnostic.bbox,
            ..Message::new(input, diagnostic.severity, &message)
        });
    }

    /// Writes a finding of a check.
    pub fn finding(&self, file: &str, finding: &Finding) {
        self.write(&Message {
            code: Some(finding.code),
            path: finding.path.as_deref(),
            line: finding.line,
            column: finding.column,
            ..Message::new(file, finding.code.severity(), &finding.message)
        });
    }

    fn write(&self, message: &Message<'_>) {
        let line = match self.message_format {
            MessageFormat::Human => human(message, language::chosen()),
            MessageFormat::Json => serde_json::to_string(message).unwrap_or_default(),
        };
        let _ = writeln!(io::stderr(), "{line}");
    }
}

fn human(message: &Message<'_>, language: Language) -> String {
    let said = match message.code {
        Some(code) => language.of_diagnostic(code, message.message),
        None => language.of(message.message),
    };
    let code = message.code.map(|code| format!("{}: ", code.as_str()));
    let code = code.unwrap_or_default();
    let at = [message.line, message.column];
    let at: String = at.iter().flatten().map(|n| format!(":{n}")).collect();
    let line = format!(
        "juten: {}{at}: {code}{said}{}",
        message.input,
        place(message, language)
    );
    one_line(&line).into_owned()
}

fn place(message: &Message<'_>, language: Language) -> String {
    let page = message.page.map(|page| match language {
        Language::Ja => format!("{page} ページ"),
        Language::En => format!("page {page}"),
    });
    let place = page.into_iter().chain(message.path.map(str::to_owned));
    let place: Vec<String> = place.collect();
    match (place.is_empty(), language) {
        (true, _) => String::new(),
        (_, Language::Ja) => format!("（{}）", place.join("、")),
        (_, Language::En) => format!(" ({})", place.join(", ")),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_input_code_and_place() {
        let mut message = Message::new("a.pdf", Severity::Warning, "no measure (5)");
        message.code = Some(Code::Unaligned);
        assert_eq!(
            human(&message, Language::En),
            "juten: a.pdf: W201: no measure (5)"
        );
        message.page = Some(2);
        message.path = Some("/sheets/0");
        assert_eq!(
            human(&message, Language::En),
            "juten: a.pdf: W201: no measure (5) (page 2, /sheets/0)"
        );
        message.message = "item 2 has no target";
        assert_eq!(
            human(&message, Language::Ja),
            "juten: a.pdf: W201: 項目 2 に目標がありません（2 ページ、/sheets/0）"
        );
    }

    #[test]
    fn a_message_is_one_line_whatever_the_name() {
        let message = Message::new("a\n\u{1b}[31mb.pdf", Severity::Error, "x");
        assert_eq!(
            human(&message, Language::En),
            "juten: a\\n\\u{1b}[31mb.pdf: x"
        );
    }
}
