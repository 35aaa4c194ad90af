//! `juten inspect`: the page next to the record.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Options;
use crate::error::Error;
use crate::inspect::{Inspection, Stage, inspect};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::form::Form;
use super::messages::Messages;
use super::reading::{Bounds, Reading};
use super::sink::Target;
use crate::batch::inputs::Input;

/// Write a report that shows the page next to the record, with every value boxed where it was found
///
/// The report is one HTML file that opens in any browser, without a network. If no form is recognised, the report shows
/// the tables and lines that were found, and the exit status is 1.
#[derive(Args)]
pub struct Inspect {
    /// A file, or - for standard input
    input: PathBuf,
    /// Write the report to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show the output of a stage instead of the record
    #[arg(long, value_parser = PossibleValuesParser::new(Stage::NAMES).try_map(|s| s.parse::<Stage>()))]
    stage: Option<Stage>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

impl Inspect {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let input = Input::one(&self.input);
        let options = Options {
            name: input.name(),
            reading: self
                .reading
                .read_options(crate::ordered_parallel::processors()),
            ..self
                .reading
                .options(self.form.profiles(self.messages)?.parsed().clone())
        };
        let (stage, source) = (self.stage, input.clone());
        let work = move || {
            let bytes = source.read(options.reading.limits.max_bytes)?;
            inspect(bytes, &options, stage)
        };
        match self.bounds.hold(work)? {
            Ok(made) => {
                self.tell(&input.shown, &made);
                write(&made.html, self.output.as_deref())?;
                Ok(ExitCode::from(u8::from(made.refused.is_some())))
            }
            Err(error) => self.fail(&input.shown, &error),
        }
    }

    fn tell(&self, shown: &str, made: &Inspection) {
        if let Some(chosen) = &made.chosen {
            self.messages.note(shown, chosen);
        }
        self.messages.diagnostics(shown, &made.diagnostics);
        if let Some(error) = &made.refused {
            self.messages.error(shown, error);
        }
    }

    fn fail(&self, shown: &str, error: &Error) -> anyhow::Result<ExitCode> {
        self.messages.error(shown, error);
        Ok(ExitCode::FAILURE)
    }
}

fn write(report: &str, output: Option<&Path>) -> anyhow::Result<()> {
    let mut target = match output {
        Some(path) => Target::lone_file(path)?,
        None => Target::stdout(),
    };
    target.write(report.as_bytes())?;
    target.finish()
}
