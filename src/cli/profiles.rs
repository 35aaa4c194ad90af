//! `juten profiles`: the forms that are known, and a proposal for one that is not.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::normalize::Mode;
use crate::profile::Profile;
use crate::propose::{Findings, propose};
use clap::Args;

use super::form::Known;
use super::messages::Messages;
use super::reading::{self, Bounds, Reading};
use super::stdout;
use crate::batch::inputs::Input;
use anyhow::Context;

/// List the known forms, print the profile of one, or propose one for another form, as TOML
#[derive(Args)]
pub struct Profiles {
    /// Print this one, to look at or to begin another with
    #[arg(conflicts_with = "propose")]
    id: Option<String>,
    /// Propose a profile for the form of this document: its labels, columns and titles, to be looked over
    #[arg(long, value_name = "INPUT")]
    propose: Option<PathBuf>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

/// What a proposal is called if the input has no name that could be one.
const NAMELESS: &str = "my-form";

impl Profiles {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(input) = &self.propose {
            return self.proposal(input);
        }
        let mut out = stdout();
        match self.id {
            Some(id) => {
                let toml = self.known.toml(&id, self.messages)?;
                out.write_all(toml.as_bytes())?;
            }
            None => {
                for local in self.known.all(self.messages)? {
                    let title = Profile::parse(&local.toml).map(|profile| profile.title);
                    writeln!(out, "{}\t{}", local.id, title.unwrap_or_default())?;
                }
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn proposal(&self, path: &Path) -> anyhow::Result<ExitCode> {
        let input = Input::one(path);
        let read = reading::normalized(
            &input,
            (&self.reading, &self.bounds),
            Mode::Standard,
            self.messages,
        )?;
        let Some(content) = read else {
            return Ok(ExitCode::FAILURE);
        };
        let hints = Profile::builtin("ueda-juten").context("no profile is built in")?;
        let findings = propose(&content, &hints);
        if findings.is_empty() {
            let message = "it has neither labelled cells nor a table with a header row; `juten tables` shows what it holds";
            self.messages
                .error(&input.shown, &Error::new(Code::NoForm, message));
            return Ok(ExitCode::FAILURE);
        }
        self.messages.note(&input.shown, &summary(&findings));
        let mut out = stdout();
        out.write_all(findings.profile_toml(&id(path)).as_bytes())?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn summary(findings: &Findings) -> String {
    let Findings { sheets, rows, .. } = findings;
    let (labels, columns) = (findings.labels.len(), findings.columns.len());
    format!(
        "a form of {sheets} sheet(s) with {labels} label(s), and {columns} column(s) over {rows} row(s); look over the lines with TODO"
    )
}

/// The file's name as an id.
fn id(path: &Path) -> String {
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_lowercase());
    let stem = stem.unwrap_or_default();
    let mut words = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().map(str::to_owned).unwrap_or_default();
    let id = words.fold(first, |id, word| format!("{id}-{word}"));
    if id.is_empty() {
        NAMELESS.to_owned()
    } else {
        id
    }
}
