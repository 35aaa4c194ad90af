//! `juten serve`: the local page.

mod double_click;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;

use super::batch::in_parallel;
use super::form::Known;
use super::messages::Messages;
use super::reading::{Bounds, Reading};
use super::usage;
use crate::batch::job::{Setup, Shape, SharedProfiles};
use crate::serve;

#[derive(Args)]
pub struct Serve {
    /// Port; 0 means any free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Do not open the browser, print the address only
    #[arg(long)]
    no_browser: bool,
    /// Number of files to read in parallel; 0 means one per processor
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: u16,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

/// The command line; without any arguments, if the program was not started in a terminal, that of this command.
pub fn if_double_clicked(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.len() == 1 && double_click::was_double_clicked() {
        args.push("serve".into());
    }
    args
}

/// How the page is ended, in the languages of those who see it.
const HOW_TO_END: &str = "ブラウザーでこのページが開きます。終了するにはページの「終了」を押すか、この窓を閉じてください。 \
    To end, press End on the page, or Ctrl-C here.";

impl Serve {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let tomls = self
            .known
            .all(self.messages)?
            .into_iter()
            .map(|local| local.toml);
        let profiles = SharedProfiles::best_of(tomls.collect()).map_err(usage)?;
        let options = serve::Options {
            setup: Setup {
                max_memory: self.bounds.max_memory,
                ..self.reading.setup(profiles, Shape::Line)
            },
            timeout: self.bounds.timeout,
            jobs: in_parallel(self.jobs),
            profiles: Known::own_folder(),
            port: self.port,
        };
        serve::serve(options, |address| self.show(address))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Prints the address, the only line on standard output, and opens it.
    fn show(&self, address: &str) {
        let mut out = std::io::stdout();
        // it may be closed
        let _ = writeln!(out, "{address}").and_then(|()| out.flush());
        if out.is_terminal() {
            self.messages.summary(&[HOW_TO_END.to_owned()]);
        }
        if !self.no_browser && open::that_detached(address).is_err() {
            let message = "no browser could be opened; open the address above in one";
            self.messages.warning("serve", message);
        }
    }
}
