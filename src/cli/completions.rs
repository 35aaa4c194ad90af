//! `juten completions`: the line for a shell's startup file that turns completion on.
//!
//! What can be completed depends on the build and on the user's profiles, so the shell asks juten at each key press
//! (clap's dynamic completion) instead of loading a script.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::CompletionCandidate;
use clap_complete::env::Shells;

use super::usage;
use crate::profile::Profile;
use crate::sink::stdout;

/// The variable through which a shell asks for completions.
const VARIABLE: &str = "COMPLETE";

#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_parser = PossibleValuesParser::new(["bash", "elvish", "fish", "powershell", "zsh"]))]
    shell: String,
}

impl Completions {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let shells = Shells::builtins();
        let shell = shells
            .completer(&self.shell)
            .ok_or_else(|| usage(format!("no completion for {}", self.shell)))?;
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "juten", "juten", "juten", &mut script)?;
        let mut out = stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The ids of the known profiles, with their titles.
pub fn profiles() -> Vec<CompletionCandidate> {
    let profiles = Profile::all_builtin().into_iter();
    profiles
        .map(|profile| CompletionCandidate::new(profile.id).help(Some(profile.title.into())))
        .collect()
}
