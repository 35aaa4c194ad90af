//! The command line: one file per command, and what they share.
//!
//! Data go to standard output, everything else to standard error. The exit status is 0 on success, 1 if an input
//! failed, 2 for an invalid command line. If the reader closes the pipe, the command ends quietly.

mod batch;
mod check;
mod completions;
mod convert;
mod correct;
mod documents;
mod form;
mod inspect;
mod language;
mod man;
mod messages;
#[cfg(feature = "ocr")]
mod models;
mod package;
mod profiles;
mod progress;
mod reading;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod tables;
mod text;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use self::language::Language;
use crate::batch::{pool, worker};
use crate::guard::is_guarded;

/// Turns the ruled forms that Japanese cities publish (重点目標管理シート, 事務事業評価シート) from PDF, Office files or text into
/// exact JSON and CSV records.
#[derive(Parser)]
#[command(version, long_version = LONG_VERSION.as_str(), max_term_width = 100, after_help = EXIT_STATUS)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of messages [default: JUTEN_LANG, otherwise the locale]
    // the variable is read by `language`: clap would show the option in every usage line
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<Language>,
}

/// The version with the optional features of the build: `--parquet`, `--sqlite`, `juten serve` and scans need theirs.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    let features = [
        ("ocr", cfg!(feature = "ocr")),
        ("parquet", cfg!(feature = "parquet")),
        ("serve", cfg!(feature = "serve")),
        ("sqlite", cfg!(feature = "sqlite")),
    ];
    let named = |wanted: bool| {
        let names = features.iter().filter(|(_, is_built)| *is_built == wanted);
        names.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    };
    let shown = |names: String| match names.is_empty() {
        true => "none".to_owned(),
        false => names,
    };
    let (with, without) = (shown(named(true)), shown(named(false)));
    format!(
        "{} (with: {with}; without: {without})",
        env!("CARGO_PKG_VERSION")
    )
});

const EXIT_STATUS: &str = "Exit status: 0 success; 1 an input failed (the others are written), or any warning under \
    --strict; 2 invalid command line.";

// The flags of a command are defined when it runs: those of all commands take a fortieth of a conversion. So commands are
// described here; a doc comment on their `Args`, or on flags that they share, would replace the description.
#[derive(Subcommand)]
#[command(defer = true)]
enum Command {
    /// Convert forms into records
    Convert(convert::Convert),
    /// Make an open-data package: tables and records, with metadata for portals and people
    Package(Box<package::Package>),
    /// Check records (.json, .jsonl, or a folder of them) and packages (datapackage.json or its folder)
    Check(check::Check),
    /// Apply corrections to records, which keep what was read and who corrected it
    Correct(correct::Correct),
    /// Print the text, page by page, in reading order
    ///
    /// Pages are separated by form feeds, the cells of a table row by tabs.
    Text(text::PrintText),
    /// Print every ruled table of a document; no profile is needed
    Tables(tables::Tables),
    /// Write a report that shows each page next to its record, with a box where every value was found
    ///
    /// The report is one HTML file that opens in any browser, without a network. If no form is recognised, the report shows
    /// the tables and lines that were found, and the exit status is 1. Of several documents, each gets its report in the folder
    /// that -o names, and index.html lists them, those that need a look first. With --pages, only these pages are shown; the
    /// record is that of the whole document.
    Inspect(inspect::Inspect),
    /// Print the JSON Schema of the record, the Table Schema of a table, or a dictionary of all columns (Markdown)
    Schema(schema::Schema),
    /// List the known forms, print the profile of one, or draft a profile for a new form (TOML)
    Profiles(profiles::Profiles),
    /// Open a local page in the browser: add files, check each record next to its page, save the results
    ///
    /// Everything stays on this computer: the page is served to this computer alone, and files and records are kept in memory
    /// until it ends.
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// Add, list or remove the models that read scanned pages
    #[cfg(feature = "ocr")]
    Models(models::Models),
    /// Print the line that sets up a shell to complete commands, flags and profiles
    ///
    /// bash: `juten completions bash >> ~/.bashrc`; likewise for zsh, fish, elvish and powershell.
    Completions(completions::Completions),
    /// Print a manual page (roff)
    Man(man::Man),
    /// Convert the jobs on standard input; started by a batch
    #[command(name = pool::COMMAND, hide = true)]
    Worker,
}

/// Freed blocks of up to this many bytes are kept by the allocator for reuse.
const KEPT: usize = 4 << 20;

/// Runs the command line `args`, whose first item is the program's name, and returns the exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_freed_memory();
    silence_guarded_panics();
    // if a shell asks for completions, this answers and exits
    clap_complete::CompleteEnv::with_factory(Cli::command).complete();
    let args: Vec<OsString> = args.into_iter().collect();
    #[cfg(feature = "serve")]
    let args = serve::if_double_clicked(args);
    match Cli::try_parse_from(args) {
        Ok(cli) => run(cli).unwrap_or_else(|error| messages::fatal(&error)),
        Err(error) => messages::fatal(&error.into()),
    }
}

/// A hint for glibc, which returns freed memory to the kernel above a threshold: at first 128 KiB, later the size of
/// the largest block ever freed. Fresh memory has to be zeroed page by page. This block is never touched, so it costs
/// nothing; other allocators ignore it.
fn keep_freed_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
}

/// Panics that are caught are errors like others, and reported as such.
fn silence_guarded_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            default(panic);
        }
    }));
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    language::choose(cli.lang);
    match cli.command {
        Command::Convert(command) => command.run(),
        Command::Package(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Correct(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Tables(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Profiles(command) => command.run(),
        #[cfg(feature = "serve")]
        Command::Serve(command) => command.run(),
        #[cfg(feature = "ocr")]
        Command::Models(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
        Command::Worker => worker::serve(),
    }
}

/// An error of the command line, which exits with status 2.
fn usage(message: impl std::fmt::Display) -> anyhow::Error {
    Cli::command()
        .error(ErrorKind::ValueValidation, message)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_keep_their_descriptions_when_their_flags_are_defined() {
        let abouts = |cli: &clap::Command| -> Vec<Option<String>> {
            let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
            let listed = cli
                .get_subcommands()
                .filter(|command| command.get_name() != "help");
            listed.map(about).collect()
        };
        let mut cli = Cli::command();
        let described = abouts(&cli);
        cli.build();
        assert!(described.iter().all(Option::is_some));
        assert_eq!(abouts(&cli), described);
    }
}
