//! `juten convert`: inputs → records.

mod csv;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use juten::Options;
use juten::write::json;

use self::csv::Csv;
use super::batch::Batch;
use super::sink::{self, Sink, Target};
use super::usage;

/// Convert forms into records
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Write files into this folder instead of standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, default_value = "json")]
    format: Format,
    /// Say in the record where each value stands in the source
    #[arg(long)]
    provenance: bool,
    #[command(flatten)]
    batch: Batch,
    #[command(flatten)]
    csv: Csv,
}

const AFTER_HELP: &str = "\
To standard output, json writes the records one after the other, csv the table `measures` alone. Into a folder, json \
writes one file an input (a folder's own folders are kept), jsonl one `documents.jsonl`, csv the six tables \
(see `juten schema`), each with the rows of all inputs, xlsx the same as one `tables.xlsx`.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// JSON Lines: a record a line
    Jsonl,
    /// Tables
    Csv,
    /// Tables as one workbook
    Xlsx,
}

impl Convert {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if let (true, Some(flag)) = (self.format != Format::Csv, self.csv.given()) {
            return Err(usage(format!("{flag} is for CSV; add -f csv")));
        }
        let options = Options {
            provenance: self.provenance,
            ..self.batch.options()?
        };
        let sink = self.sink(&options)?;
        self.batch.run(&options, sink)
    }

    fn sink(&self, options: &Options) -> anyhow::Result<Box<dyn Sink>> {
        let csv = self.csv.options(self.output.is_some());
        Ok(match (self.format, &self.output) {
            (Format::Json, None) => Box::new(sink::Stream::new(json::pretty, Target::stdout())),
            (Format::Jsonl, None) => Box::new(sink::Stream::new(json::line, Target::stdout())),
            (Format::Csv, None) => Box::new(sink::Tables::stdout(&options.profile, csv)),
            (Format::Xlsx, None) => return Err(usage("a workbook is a file; add -o DIR")),
            (Format::Xlsx, Some(folder)) => {
                let path = folder.join("tables.xlsx");
                Box::new(sink::Workbook::new(&options.profile, path)?)
            }
            (Format::Json, Some(folder)) => Box::new(sink::Folder {
                folder: folder.clone(),
            }),
            (Format::Jsonl, Some(folder)) => {
                let target = Target::file(folder.join("documents.jsonl"))?;
                Box::new(sink::Stream::new(json::line, target))
            }
            (Format::Csv, Some(folder)) => {
                Box::new(sink::Tables::folder(&options.profile, csv, folder)?)
            }
        })
    }
}
