//! Failures of a batch, grouped by their kind.

use std::collections::BTreeMap;

use super::{MessageFormat, Messages};
use crate::diagnostics::Code;

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
}
