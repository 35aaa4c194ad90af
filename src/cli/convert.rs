//! `juten convert`: inputs → records.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use juten::Options;
use juten::diagnostics::Severity;
use juten::error::Error;
use juten::model::{Document, Municipality};
use juten::write::csv::{CsvError, CsvOptions, Headers, LineEnding};
use juten::write::encoding::Encoding;
use juten::write::json;

use super::messages::Messages;
use super::reading::{self, Reading};
use super::sink::{self, Sink, Target};
use super::usage;
use crate::batch::inputs::{self, Input, Rejected};
use crate::batch::{outputs, workers};

/// Convert forms into records
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Convert {
    /// Files, folders (every .pdf and .txt below them), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write files into this folder instead of standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(short, long, default_value = "json")]
    format: Format,
    /// Profile of the form: its id (see `juten profiles`) or a TOML file
    #[arg(long, value_name = "ID|FILE", default_value = reading::DEFAULT_PROFILE)]
    profile: String,
    /// Whose documents they are: 全国地方公共団体コード, with name and prefecture where the profile has others
    #[arg(long, value_name = "CODE[:NAME:PREF]", value_parser = juten::municipality::parse)]
    municipality: Option<Municipality>,
    /// Say in the record where each value stands in the source
    #[arg(long)]
    provenance: bool,
    /// End with status 1 on any warning
    #[arg(long)]
    strict: bool,
    /// How many inputs to convert side by side [default: as many as there are processors]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
    #[command(flatten)]
    csv: Csv,
}

const AFTER_HELP: &str = "\
To standard output, json writes the records one after the other, csv the table `measures` alone. Into a folder, json \
writes one file an input (a folder's own folders are kept), jsonl one `documents.jsonl`, csv the six tables \
(see `juten schema`), each with the rows of all inputs.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// JSON Lines: a record a line
    Jsonl,
    /// Tables
    Csv,
}

/// How CSV is written.
#[derive(Args)]
#[command(next_help_heading = "CSV")]
struct Csv {
    /// Header row: keys (en) or Japanese titles (ja) [default: en]
    #[arg(long, value_name = "LANG", value_parser = PossibleValuesParser::new(["en", "ja"]).try_map(|s| s.parse::<Headers>()))]
    headers: Option<Headers>,
    /// No byte order mark in files
    #[arg(long)]
    no_bom: bool,
    /// Encoding: utf-8 or cp932 [default: utf-8]
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Write 〓 for characters that the encoding lacks, instead of failing
    #[arg(long)]
    replace_unmappable: bool,
}

impl Csv {
    /// Files are opened in Excel and loaded by portals, which want a byte order mark and CRLF; pipes want neither.
    fn options(&self, to_files: bool) -> CsvOptions {
        CsvOptions {
            headers: self.headers.unwrap_or_default(),
            bom: to_files && !self.no_bom,
            line_ending: if to_files {
                LineEnding::Crlf
            } else {
                LineEnding::Lf
            },
            encoding: self.encoding.unwrap_or_default(),
            replace_unmappable: self.replace_unmappable,
        }
    }

    /// A flag that was given.
    fn given(&self) -> Option<&'static str> {
        [
            (self.headers.is_some(), "--headers"),
            (self.no_bom, "--no-bom"),
            (self.encoding.is_some(), "--encoding"),
            (self.replace_unmappable, "--replace-unmappable"),
        ]
        .into_iter()
        .find_map(|(is_given, flag)| is_given.then_some(flag))
    }
}

/// An input with the path of its own file below the output folder; or what was named and is none.
type Task = Result<(Input, PathBuf), Rejected>;

impl Convert {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if let (true, Some(flag)) = (self.format != Format::Csv, self.csv.given()) {
            return Err(usage(format!("{flag} is for CSV; add -f csv")));
        }
        let options = self.options()?;
        let mut run = Run {
            sink: self.sink(&options)?,
            messages: self.messages,
            strict: self.strict,
            rows_of: (self.format == Format::Csv).then(HashSet::new),
            failed: false,
        };
        let convert = |task: &Task| Some(convert(&task.as_ref().ok()?.0, &options));
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = self.jobs.map_or_else(processors, usize::from);
        workers::in_order(&tasks(&self.inputs), jobs, convert, |task, result| {
            run.take(task, result)
        })?;
        run.sink.finish()?;
        Ok(ExitCode::from(u8::from(run.failed)))
    }

    fn options(&self) -> anyhow::Result<Options> {
        let profile = reading::profile(&self.profile)?;
        let municipality = self
            .municipality
            .clone()
            .map(|m| reading::named(m, &profile));
        Ok(Options {
            municipality,
            provenance: self.provenance,
            ..self.reading.options(profile)
        })
    }

    fn sink(&self, options: &Options) -> anyhow::Result<Box<dyn Sink>> {
        let csv = self.csv.options(self.output.is_some());
        Ok(match (self.format, &self.output) {
            (Format::Json, None) => Box::new(sink::Stream::new(json::pretty, Target::stdout())),
            (Format::Jsonl, None) => Box::new(sink::Stream::new(json::line, Target::stdout())),
            (Format::Csv, None) => Box::new(sink::Tables::stdout(&options.profile, csv)),
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

fn tasks(arguments: &[PathBuf]) -> Vec<Task> {
    let found = inputs::find(arguments);
    let inputs: Vec<Input> = found.iter().flatten().cloned().collect();
    let mut paths = outputs::paths(&inputs, "json").into_iter();
    let mut with_path = |input| (input, paths.next().unwrap_or_default());
    found
        .into_iter()
        .map(|input| input.map(&mut with_path))
        .collect()
}

fn convert(input: &Input, options: &Options) -> Result<Document, Error> {
    let options = Options {
        name: input.name(),
        ..options.clone()
    };
    let bytes = input.read(options.limits.max_bytes)?;
    juten::convert(bytes, &options)
}

/// A run: takes results in the order of the inputs, writes them and tells about them.
struct Run {
    sink: Box<dyn Sink>,
    messages: Messages,
    strict: bool,
    /// Documents whose rows are in the tables; the same file under two names gives them once.
    rows_of: Option<HashSet<String>>,
    failed: bool,
}

impl Run {
    fn take(&mut self, task: &Task, result: Option<Result<Document, Error>>) -> anyhow::Result<()> {
        match (task, result) {
            (Ok((input, output)), Some(Ok(document))) => {
                let bad = |d: &juten::diagnostics::Diagnostic| d.severity >= Severity::Warning;
                self.failed |= self.strict && document.diagnostics.iter().any(bad);
                self.messages
                    .diagnostics(&input.shown, &document.diagnostics);
                self.write(input, output, &document)?;
            }
            (Ok((input, _)), Some(Err(error))) => self.reject(&input.shown, &error),
            (Err(rejected), _) => self.reject(&rejected.shown, &rejected.error),
            (Ok(_), None) => {}
        }
        Ok(())
    }

    fn reject(&mut self, shown: &str, error: &Error) {
        self.failed = true;
        self.messages.error(shown, error);
    }

    fn write(
        &mut self,
        input: &Input,
        output: &std::path::Path,
        document: &Document,
    ) -> anyhow::Result<()> {
        let known = self
            .rows_of
            .as_ref()
            .is_some_and(|ids| ids.contains(&document.document.id));
        if known {
            let note = "it is the same file as one before it; its rows are in the tables once";
            self.messages.note(&input.shown, note);
            return Ok(());
        }
        match self.sink.write(document, output) {
            Ok(()) => {
                if let Some(ids) = &mut self.rows_of {
                    ids.insert(document.document.id.clone());
                }
                Ok(())
            }
            Err(error) => self.unwritten(input, error),
        }
    }

    /// A record that the encoding cannot hold fails alone; a disk that is full fails the run.
    fn unwritten(&mut self, input: &Input, error: anyhow::Error) -> anyhow::Result<()> {
        let Some(CsvError::Unmappable { .. }) = error.downcast_ref() else {
            return Err(error);
        };
        self.failed = true;
        self.messages.unwritten(&input.shown, &error.to_string());
        Ok(())
    }
}
