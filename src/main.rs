//! The `juten` command: reads the command line, runs the command, and ends with its status.

mod batch;
mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let command = cli::Cli::parse();
    cli::run(command).unwrap_or_else(|error| cli::messages::fatal(&error))
}
