//! `juten package`: inputs → a data package that a portal takes as it is.

mod about;
mod description;
mod sink;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::write::csv::{CsvOptions, LineEnding};
use anyhow::Context;
use clap::Args;

use self::about::Flags;
pub use self::description::digest;
use self::sink::{Also, PackageSink};
use super::batch::Batch;
use super::sink::{ByForm, Sink, unwritable};
use super::usage;
use crate::batch::interrupt;
use crate::batch::job::Shape;
use crate::batch::outputs::OutputFolder;
use crate::profile::Profile;

/// Make an open-data package: tables, records, and what describes them to portals and people
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Package {
    /// Write the package into this folder
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Add the tables as one workbook, tables.xlsx
    #[arg(long)]
    xlsx: bool,
    /// Add each table as Parquet (a juten that is built with `--features parquet`)
    #[arg(long)]
    parquet: bool,
    /// No byte order mark in the tables
    #[arg(long)]
    no_bom: bool,
    /// Read what the flags under Publication do not say from this file [default: juten.toml, where there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    batch: Batch,
    #[command(flatten)]
    flags: Flags,
}

const NO_PARQUET: &str = "this juten is built without Parquet, which is large; build one that has it: \
    cargo install --path . --features parquet";

const AFTER_HELP: &str = "\
It writes the six tables as CSV, records.jsonl with its JSON Schema, datapackage.json (Data Package v2), \
csv-metadata.json and X.csv-metadata.json (CSV on the Web), ckan/X.json (data dictionaries for a CKAN DataStore), \
README.md and opendata-list.csv (the row for オープンデータ一覧). `juten check DIR` verifies it.";

impl Package {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if self.parquet && !cfg!(feature = "parquet") {
            return Err(usage(NO_PARQUET));
        }
        let flags = self.flags.or_file(self.config.as_deref())?;
        let mut batch = self.batch;
        if batch.municipality.is_none() {
            batch.municipality = flags.municipality()?;
        }
        let csv = CsvOptions {
            bom: !self.no_bom,
            line_ending: LineEnding::Crlf,
            ..CsvOptions::default()
        };
        let setup = batch.setup(Shape::Package(csv))?;
        let municipality = setup.municipality.clone();
        let about = |profile: &Profile| flags.clone().about(profile, municipality.clone());
        // what is wrong with the flags is told before the work
        let abouts = setup.profiles.parsed().all().iter().map(|p| about(p));
        let abouts = abouts.collect::<anyhow::Result<Vec<_>>>()?;
        if abouts.iter().any(|about| about.license.is_none()) {
            let note = "no licence is given: the README says that it is not decided; add --license";
            batch.messages.note("package", note);
        }
        interrupt::listen();
        let tasks = batch.tasks();
        let engine = batch.workers.engine(&setup)?;
        let folder = OutputFolder::open(&self.output).with_context(|| unwritable(&self.output))?;
        let also = Also {
            workbook: self.xlsx,
            parquet: self.parquet,
        };
        let package = |profile: &Profile, others: bool| {
            let folder = folder.of_form(&profile.id, others);
            let about = about(profile)?;
            let sink = PackageSink::new(folder, about, profile.clone(), csv, also)?;
            Ok(Some(Box::new(sink) as Box<dyn Sink>))
        };
        let sink = ByForm::new(setup.profiles.parsed(), package);
        let progress = batch.workers.progress(tasks.len());
        batch.stream(&tasks, &engine, progress, Box::new(sink))
    }
}
