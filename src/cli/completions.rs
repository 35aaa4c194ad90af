//! `juten completions`: a script for the shell.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, stdout};

/// Print a script that completes commands and flags in a shell
#[derive(Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        // into memory first: the generator panics where its writer fails
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "juten", &mut script);
        let mut out = stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
