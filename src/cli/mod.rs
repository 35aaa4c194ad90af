//! The command line: one file a command, and what they share.
//!
//! Data go to standard output, all else to standard error. The status is 0 where all is well, 1 where an input failed,
//! 2 for a command line that cannot be run. A reader that closes the pipe ends the command quietly.

mod batch;
mod check;
mod completions;
mod convert;
mod grid;
mod inspect;
mod man;
pub mod messages;
mod package;
mod profiles;
mod progress;
mod reading;
mod schema;
mod sink;
mod tables;
mod text;

use std::io::{self, BufWriter, StdoutLock};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::batch::{pool, worker};

/// Turns published 重点目標管理シート (goal-management forms of Japanese municipalities) from PDF or text into exact
/// JSON and CSV records.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_STATUS: &str = "Exit status: 0 all is well; 1 an input failed (the others are written), or any warning under \
    --strict; 2 the command line cannot be run.";

#[derive(Subcommand)]
enum Command {
    Convert(convert::Convert),
    Package(Box<package::Package>),
    Check(check::Check),
    Text(text::PrintText),
    Tables(tables::Tables),
    Inspect(inspect::Inspect),
    Schema(schema::Schema),
    Profiles(profiles::Profiles),
    Completions(completions::Completions),
    Man(man::Man),
    /// Convert what standard input brings; a batch runs it
    #[command(name = pool::COMMAND, hide = true)]
    Worker,
}

/// Runs the command.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Convert(command) => command.run(),
        Command::Package(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Tables(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Profiles(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
        Command::Worker => worker::serve(),
    }
}

/// Standard output, for data.
type Stdout = BufWriter<StdoutLock<'static>>;

fn stdout() -> Stdout {
    BufWriter::new(io::stdout().lock())
}

/// An error of the command line, which ends with status 2.
fn usage(message: impl std::fmt::Display) -> anyhow::Error {
    Cli::command()
        .error(ErrorKind::ValueValidation, message)
        .into()
}
