//! `juten package`: inputs → a data package that can be published as it is.

mod config;

use std::cell::Cell;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::package::About;
use crate::write::csv::{CsvOptions, Headers, LineEnding};
use anyhow::Context;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::batch::Batch;
use super::usage;
use crate::batch::interrupt;
use crate::batch::job::Shape;
use crate::batch::outputs::OutputFolder;
use crate::profile::Profile;
use crate::sink::package::{Also, PackageSink, Publication};
use crate::sink::{ByForm, Sink, unwritable};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Package {
    /// Write the package into this folder
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Add the tables as one workbook, tables.xlsx
    #[arg(long)]
    xlsx: bool,
    /// Add each table as Parquet (needs a juten built with `--features parquet`)
    #[arg(long)]
    parquet: bool,
    /// Add the tables as one SQLite file, tables.sqlite, with Japanese views and full-text search (needs a juten built
    /// with `--features sqlite`)
    #[arg(long)]
    sqlite: bool,
    /// Header rows of the tables: keys (en) or Japanese titles (ja) [default: en; in the workbook ja]. With ja there is no
    /// CKAN dictionary, since that requires keys
    #[arg(long, value_name = "LANG", value_parser = PossibleValuesParser::new(["en", "ja"]).try_map(|s| s.parse::<Headers>()))]
    headers: Option<Headers>,
    /// Do not write a byte order mark in the tables
    #[arg(long)]
    no_bom: bool,
    /// File with defaults for the flags under Publication [default: juten.toml, if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    batch: Batch,
    #[command(flatten)]
    flags: Publication,
}

const NO_PARQUET: &str = "this juten was built without Parquet support (it is large); build it with: \
    cargo install --path . --features parquet";

const NO_SQLITE: &str = "this juten was built without SQLite support; build it with: \
    cargo install --path . --features sqlite";

const AFTER_HELP: &str = "\
Writes the seven tables as CSV, records.jsonl with its JSON Schema, datapackage.json (Data Package v2), \
csv-metadata.json and X.csv-metadata.json (CSV on the Web), ckan/X.json (data dictionaries for a CKAN DataStore), \
schema.sql and load.sql (PostgreSQL), \
README.md and opendata-list.csv (the row for オープンデータ一覧). Check it with `juten check DIR`.";

impl Package {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if self.parquet && !cfg!(feature = "parquet") {
            return Err(usage(NO_PARQUET));
        }
        if self.sqlite && !cfg!(feature = "sqlite") {
            return Err(usage(NO_SQLITE));
        }
        let flags = config::with_defaults(self.flags, self.config.as_deref())?;
        let mut batch = self.batch;
        if batch.municipality.is_none() {
            batch.municipality = flags.municipality().map_err(usage)?;
        }
        let headers = self.headers.unwrap_or_default();
        let csv = CsvOptions {
            bom: !self.no_bom,
            line_ending: LineEnding::Crlf,
            headers,
            ..CsvOptions::default()
        };
        let setup = batch.setup(Shape::Package(csv))?;
        let municipality = setup.municipality.clone();
        let about = |profile: &Profile| -> anyhow::Result<About> {
            Ok(About {
                headers,
                ..flags
                    .clone()
                    .about(profile, municipality.clone())
                    .map_err(usage)?
            })
        };
        // reject invalid flags before the work starts
        let abouts = setup.profiles.parsed().all().iter().map(|p| about(p));
        let abouts = abouts.collect::<anyhow::Result<Vec<_>>>()?;
        if abouts.iter().any(|about| about.license.is_none()) {
            let note = "no licence given: the README will say that it is undecided; add --license";
            batch.messages.note("package", note);
        }
        interrupt::listen();
        let tasks = batch.tasks();
        let engine = batch.workers.engine(&setup)?;
        let folder = OutputFolder::open(&self.output).with_context(|| unwritable(&self.output))?;
        let also = Also {
            workbook: self.xlsx.then(|| self.headers.unwrap_or(Headers::Ja)),
            parquet: self.parquet,
            sqlite: self.sqlite,
        };
        let is_made = Cell::new(false);
        let package = |profile: &Profile, others: bool| {
            is_made.set(true);
            let folder = folder.of_form(&profile.id, others);
            let about = about(profile)?;
            let sink = PackageSink::new(folder, about, profile.clone(), csv, also)?;
            let messages = batch.messages;
            let sink = sink.saying(move |said| messages.summary(&[said]));
            Ok(Some(Box::new(sink) as Box<dyn Sink>))
        };
        let sink = ByForm::new(setup.profiles.parsed(), package);
        let progress = batch.workers.progress(tasks.len());
        let messages = batch.messages;
        let status = batch.stream(&tasks, &engine, progress, Box::new(sink))?;
        if !is_made.get() {
            messages.summary(&["no package was written: no input yielded a record".to_owned()]);
        }
        Ok(status)
    }
}
