//! `juten man`: manual pages.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::{Cli, usage};
use crate::sink::stdout;

#[derive(Args)]
pub struct Man {
    /// The command; juten itself if absent
    command: Option<String>,
}

impl Man {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut cli = Cli::command();
        cli.build();
        let page = match self.command {
            None => Page::new(cli),
            Some(name) => {
                let unknown = || usage(format!("there is no command '{name}'; see juten --help"));
                Page::new(cli.find_subcommand(&name).ok_or_else(unknown)?.clone())
            }
        };
        let page = page.source(concat!("juten ", env!("CARGO_PKG_VERSION")));
        let mut out = stdout();
        page.render(&mut out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
