//! The command line: one file a command, and what they share.
//!
//! Data go to standard output, all else to standard error. The status is 0 where all is well, 1 where an input failed,
//! 2 for a command line that cannot be run. A reader that closes the pipe ends the command quietly.

mod batch;
mod check;
mod completions;
mod convert;
mod documents;
mod form;
mod inspect;
mod man;
mod messages;
mod package;
mod profiles;
mod progress;
mod reading;
mod schema;
mod sink;
mod tables;
mod text;

use std::ffi::OsString;
use std::io::{self, BufWriter, StdoutLock};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::batch::{pool, worker};

/// Turns published 重点目標管理シート (goal-management forms of Japanese municipalities) from PDF or text into exact
/// JSON and CSV records.
#[derive(Parser)]
#[command(version, long_version = LONG_VERSION, max_term_width = 100, after_help = EXIT_STATUS)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// With what the build brings: `--parquet` and `--sqlite` want it.
const LONG_VERSION: &str = match (cfg!(feature = "parquet"), cfg!(feature = "sqlite")) {
    (true, true) => concat!(env!("CARGO_PKG_VERSION"), " (features: parquet, sqlite)"),
    (true, false) => concat!(env!("CARGO_PKG_VERSION"), " (features: parquet)"),
    (false, true) => concat!(env!("CARGO_PKG_VERSION"), " (features: sqlite)"),
    (false, false) => concat!(
        env!("CARGO_PKG_VERSION"),
        " (features: none; parquet and sqlite are optional)"
    ),
};

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

/// Blocks of up to this many bytes are kept by the allocator for reuse.
const KEPT: usize = 4 << 20;

/// Runs the command line `args`, whose first word is the program's name, and returns the status to exit with.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_freed_memory();
    // a shell that asks what may follow is answered, and the process ends
    clap_complete::CompleteEnv::with_factory(Cli::command).complete();
    match Cli::try_parse_from(args) {
        Ok(cli) => run(cli).unwrap_or_else(|error| messages::fatal(&error)),
        Err(error) => messages::fatal(&error.into()),
    }
}

/// A hint for glibc. It gives freed memory back to the kernel above a threshold, 128 KiB at first, which rises to the
/// largest block that was ever freed; memory that is taken anew has to be zeroed page by page. This block is never
/// touched, so it costs nothing, and other allocators ignore it.
fn keep_freed_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
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
