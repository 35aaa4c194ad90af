//! `juten completions`: a line for the shell's settings, by which it asks juten what may follow.
//!
//! What is completed depends on the build and on the profiles, so the shell asks at each key (clap's dynamic engine)
//! instead of having a script of its own.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::CompletionCandidate;
use clap_complete::env::Shells;

use super::{stdout, usage};
use crate::profile::Profile;

/// The variable by which a shell asks.
const VARIABLE: &str = "COMPLETE";

/// Print what makes a shell complete commands, flags and profiles
///
/// bash: `juten completions bash >> ~/.bashrc`; zsh, fish, elvish and powershell likewise.
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

/// The ids of the profiles that juten has, with their titles.
pub fn profiles() -> Vec<CompletionCandidate> {
    let profiles = Profile::all_builtin().into_iter();
    profiles
        .map(|profile| CompletionCandidate::new(profile.id).help(Some(profile.title.into())))
        .collect()
}
