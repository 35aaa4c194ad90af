//! `juten profiles`: the forms that are known.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use juten::profile::Profile;

use super::{stdout, usage};

/// List the known forms, or print the profile of one as TOML
#[derive(Args)]
pub struct Profiles {
    /// Print this one, to look at or to begin another with
    id: Option<String>,
}

impl Profiles {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut out = stdout();
        match self.id {
            Some(id) => {
                let unknown = || usage(format!("there is no profile '{id}'; see juten profiles"));
                let toml = Profile::builtin_toml(&id).ok_or_else(unknown)?;
                out.write_all(toml.as_bytes())?;
            }
            None => {
                for profile in Profile::all_builtin() {
                    writeln!(out, "{}\t{}", profile.id, profile.title)?;
                }
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
