//! The `juten` command: reads the command line, runs the command, and ends with its status.

mod batch;
mod cli;

use std::process::ExitCode;

use clap::Parser;

/// Blocks of up to so many bytes are kept for what comes next.
const KEPT: usize = 4 << 20;

fn main() -> ExitCode {
    keep_freed_memory();
    let command = cli::Cli::parse();
    cli::run(command).unwrap_or_else(|error| cli::messages::fatal(&error))
}

/// A hint for glibc, which takes the largest block that was given back as the measure of those to keep: blocks of less
/// than 128 KiB to begin with, and each larger one is zeroed anew by the kernel, page by page. This one is never
/// touched, so it costs nothing; to other allocators it says nothing.
fn keep_freed_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
}
