//! The error that ended the command.

use std::io::{self, Write};
use std::process::ExitCode;

use super::one_line;
use crate::cli::language::{self, Language};

/// Reports the error that ended the command and returns the exit status. A closed pipe is not an error.
pub fn fatal(error: &anyhow::Error) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        print(usage);
        return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
    }
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let causes: Vec<_> = causes.iter().map(|why| language().of(why)).collect();
    let _ = writeln!(io::stderr(), "juten: {}", one_line(&causes.join(": ")));
    ExitCode::FAILURE
}

/// The language of this run, or the environment's if the command line could not be parsed.
fn language() -> Language {
    language::choose(None);
    language::chosen()
}

/// Prints help, or what is wrong with a command line. Help is in English.
fn print(usage: &clap::Error) {
    if usage.exit_code() == 0 || language() == Language::En {
        let _ = usage.print();
        return;
    }
    for line in usage.render().to_string().lines() {
        let text = line.trim_start();
        let indent = " ".repeat(line.len() - text.len());
        let _ = writeln!(io::stderr(), "{indent}{}", language().of(text));
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error
        .chain()
        .any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_closed_pipe_is_recognised_below_a_context() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        let error = Err::<(), _>(closed())
            .context("standard output")
            .unwrap_err();
        assert!(is_closed_pipe(&error));
        assert!(is_closed_pipe(&serde_json::Error::io(closed()).into()));
        assert!(!is_closed_pipe(&anyhow::anyhow!("disk full")));
    }
}
