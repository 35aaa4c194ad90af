//! `juten profiles`: the known forms, and a proposal for an unknown one.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::normalize::Mode;
use crate::profile::Profile;
use crate::propose::propose;
use clap::Args;

use super::batch::in_parallel;
use super::form::Known;
use super::messages::Messages;
use super::reading::{self, Bounds, Reading};
use crate::batch::inputs;
use crate::content::Content;
use crate::sink::{Target, stdout};

#[derive(Args)]
pub struct Profiles {
    /// Print this profile, to read or to start another from
    #[arg(conflicts_with = "propose")]
    id: Option<String>,
    /// Draft a profile for the form of these files, folders, archives or patterns, for you to review: what repeats from one
    /// document to the next is taken as a label, what changes as a value. More documents give a better draft
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    propose: Vec<PathBuf>,
    /// Write the draft to this file instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "propose")]
    output: Option<PathBuf>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

/// The id of a proposal if the file name cannot serve as one.
const NAMELESS: &str = "my-form";

impl Profiles {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if !self.propose.is_empty() {
            return self.proposal();
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

    fn proposal(&self) -> anyhow::Result<ExitCode> {
        let known = self.known.all(self.messages)?;
        let known = known
            .iter()
            .filter_map(|local| Profile::parse(&local.toml).ok());
        let known: Vec<Arc<Profile>> = known.map(Arc::new).collect();
        let (documents, failed) = self.documents()?;
        if documents.is_empty() {
            return Ok(ExitCode::FAILURE);
        }
        let shown = self.propose.first().map(|path| path.to_string_lossy());
        let shown = shown.unwrap_or_default();
        let id = id(self.propose.first().map_or(Path::new(""), PathBuf::as_path));
        let Some(proposal) = propose(&documents, &known, &id) else {
            let message = "no labelled cells and no table with a header row; `juten tables` shows what was found";
            self.messages
                .error(&shown, &Error::new(Code::NoForm, message));
            return Ok(ExitCode::FAILURE);
        };
        self.messages.note(&shown, &proposal.summary);
        let mut target = match &self.output {
            Some(path) => Target::lone_file(path)?,
            None => Target::stdout(),
        };
        target.write(proposal.toml.as_bytes())?;
        target.finish()?;
        Ok(ExitCode::from(u8::from(failed)))
    }

    /// The documents, and whether any could not be read, which is reported.
    fn documents(&self) -> anyhow::Result<(Vec<Content>, bool)> {
        let mut documents = Vec::new();
        let mut failed = false;
        let (found, _) = inputs::find(&self.propose, None);
        for input in found {
            let read = match input {
                Ok(input) => reading::normalized(
                    &input,
                    (&self.reading, &self.bounds, in_parallel(0)),
                    Mode::Standard,
                    self.messages,
                )?,
                Err(rejected) => {
                    self.messages.error(&rejected.shown, &rejected.error);
                    None
                }
            };
            failed |= read.is_none();
            documents.extend(read);
        }
        Ok((documents, failed))
    }
}

/// The file name as an id.
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
