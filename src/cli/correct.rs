//! `juten correct`: applies corrections to records and keeps them there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::check::forms::Forms;
use super::completions;
use super::form::Known;
use super::messages::Messages;
use crate::corrections::{self, Correction};
use crate::model::Document;
use crate::sink::Target;
use crate::write::json;

#[derive(Args)]
#[command(
    after_help = "CORRECTIONS is a JSON array, or one JSON object per line: {\"sha256\": \"…\", \"pointer\": \
    \"/sheets/0/goal\", \"from\": \"…\", \"to\": \"…\", \"by\": \"…\"}. `sha256` is that of the source, `from` \
    what the record has now (null for nothing); `by` is optional. If `from` and `to` are equal, the value was checked and is \
    right. Nothing is written if any correction cannot be applied."
)]
pub struct Correct {
    /// A record (.json) or a file of records (.jsonl)
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// A file of corrections
    #[arg(value_name = "CORRECTIONS")]
    corrections: PathBuf,
    /// File for the corrected records; may be RECORD itself [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Profile of the records: its id or a TOML file [default: the profile that each record names]
    #[arg(long, value_name = "ID|FILE", add = ArgValueCandidates::new(completions::profiles))]
    profile: Option<String>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    messages: Messages,
}

/// The corrected records, and how many corrections they took.
struct Corrected {
    bytes: Vec<u8>,
    count: usize,
}

impl Correct {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (record, list) = (name(&self.record), name(&self.corrections));
        let Some(text) = self.text(&self.corrections) else {
            return Ok(ExitCode::FAILURE);
        };
        let corrections = match corrections::read(&text) {
            Ok(corrections) => corrections,
            Err(why) => {
                let why = format!("these are not corrections: {why}");
                self.messages.failure(&list, None, &why);
                return Ok(ExitCode::FAILURE);
            }
        };
        let Some(text) = self.text(&self.record) else {
            return Ok(ExitCode::FAILURE);
        };
        let Some(corrected) = self.corrected(&text, &corrections)? else {
            return Ok(ExitCode::FAILURE);
        };
        if corrected.count == 0 {
            let why = format!("none of the corrections in {list} is for this record");
            self.messages.failure(&record, None, &why);
            return Ok(ExitCode::FAILURE);
        }
        let mut target = match &self.output {
            Some(path) => Target::lone_file(path)?,
            None => Target::stdout(),
        };
        target.write(&corrected.bytes)?;
        target.finish()?;
        let (done, all) = (corrected.count, corrections.len());
        self.messages
            .note(&record, &format!("{done} of {all} corrections applied"));
        Ok(ExitCode::SUCCESS)
    }

    fn text(&self, path: &Path) -> Option<String> {
        let text = fs::read_to_string(path);
        let failed = |error: &std::io::Error| {
            let why = format!("it cannot be read: {error}");
            self.messages.failure(&name(path), None, &why);
        };
        text.inspect_err(failed).ok()
    }

    /// All records with their corrections; `None` if one cannot be applied, which is then reported.
    fn corrected(&self, text: &str, all: &[Correction]) -> anyhow::Result<Option<Corrected>> {
        let forms = Forms::new(self.profile.as_deref(), &self.known, self.messages)?;
        let mut checker = forms.checker();
        let is_lines = self.record.extension().is_some_and(|e| e == "jsonl");
        let records: Vec<&str> = match is_lines {
            true => text.lines().collect(),
            false => vec![text],
        };
        let (mut bytes, mut count) = (Vec::new(), 0);
        for (number, record) in (1..).zip(records) {
            let Some(mut document) = self.parsed(record, number) else {
                return Ok(None);
            };
            let applied = match corrections::apply(&mut document, all) {
                Ok(applied) => applied,
                Err(refused) => {
                    let list = name(&self.corrections);
                    self.messages.failure(&list, None, &refused.to_string());
                    return Ok(None);
                }
            };
            if applied == 0 {
                bytes.extend(record.as_bytes());
                bytes.extend(is_lines.then_some(b'\n'));
                continue;
            }
            count += applied;
            let written = match is_lines {
                true => json::line(&document)?,
                false => json::pretty(&document)?,
            };
            let findings = checker.check(&String::from_utf8_lossy(&written), number)?;
            for finding in &findings {
                self.messages.finding(&name(&self.record), finding);
            }
            if !findings.is_empty() {
                return Ok(None);
            }
            bytes.extend(written);
        }
        Ok(Some(Corrected { bytes, count }))
    }

    fn parsed(&self, record: &str, line: u64) -> Option<Document> {
        let parsed = serde_json::from_str(record);
        let failed = |error: &serde_json::Error| {
            let line = line + (error.line() as u64).saturating_sub(1);
            let why = format!("not a record (line {line}): {}", json::complaint(error));
            self.messages.failure(&name(&self.record), None, &why);
        };
        parsed.inspect_err(failed).ok()
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
