//! `juten convert -o DIR`: a record for each input, in a folder, with a manifest so that the batch can be resumed.
//!
//! For each input: skip it if it is done; otherwise convert it in a worker, write its files atomically, append a
//! manifest entry, report. All but the report runs in parallel; the output bytes do not depend on the order.

mod dry_run;
mod entry;
mod reporter;

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use std::{fs, io};

use crate::diagnostics::Diagnostic;
use crate::ordered_parallel::{Threads, in_order};
use anyhow::Context;

pub use self::dry_run::dry_run;
use self::reporter::Reporter;
use super::known::{Settings, Stamp, sha256};
use super::resume::Resume;
use crate::batch::engine::Engine;
use crate::batch::job::{Outcome, Rendered, Setup};
use crate::batch::manifest::{Entry, Key, Manifest, Output};
use crate::batch::outputs::{OutputFolder, REPORT_CSV, REPORT_JSON};
use crate::batch::report::{Csv, Report, Took};
use crate::batch::{digest, interrupt};
use crate::cli::batch::{Batch, Task};
use crate::sink::unwritable;

/// How many entries may wait for an earlier one. They are small: the records are on the disk by then.
const WAITING: usize = 1000;

/// A batch that writes to a folder.
pub struct Archive<'a> {
    folder: OutputFolder,
    manifest: Mutex<Manifest>,
    settings: Settings,
    engine: &'a Engine,
}

/// What happened to a task.
pub enum Done {
    /// Nothing: the batch was interrupted.
    Dropped,
    /// It had been done by an earlier run.
    Kept(Entry),
    /// It was converted, or failed.
    New(Entry, Reported),
}

/// What is reported about a record, besides its manifest entry.
#[derive(Default)]
pub struct Reported {
    /// Why its profile was chosen, if there were several.
    pub why: Option<String>,
    /// Its warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

impl Task {
    fn key(&self) -> Key {
        Key::new(self.shown(), &self.output.to_string_lossy())
    }
}

impl<'a> Archive<'a> {
    /// Opens the output folder.
    pub fn open(
        folder: &Path,
        setup: &Setup,
        engine: &'a Engine,
        resume: Resume,
    ) -> anyhow::Result<Self> {
        let cannot = || unwritable(folder);
        let settings = Settings::new(setup, resume);
        let output = OutputFolder::open(folder).with_context(cannot)?;
        let manifest = Manifest::open(&output, resume.goes_on()).with_context(cannot)?;
        Ok(Self {
            folder: output,
            manifest: Mutex::new(manifest),
            settings,
            engine,
        })
    }

    fn manifest(&self) -> MutexGuard<'_, Manifest> {
        self.manifest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the batch.
    pub fn run(self, tasks: &[Task], batch: &Batch) -> anyhow::Result<ExitCode> {
        let began = Instant::now();
        let mut reporter = Reporter::new(batch, tasks.len());
        let threads = Threads {
            jobs: batch.workers.jobs(),
            window: WAITING,
        };
        let work = |(): &mut (), task: &Task| self.work(task);
        in_order(
            tasks,
            threads,
            || (),
            work,
            |_, done| {
                reporter.task(&done?);
                anyhow::Ok(())
            },
        )?;
        reporter.finish();
        let took = Took {
            interrupted: interrupt::asked(),
            converted: reporter.converted,
            time: began.elapsed(),
        };
        let report = self.finish(tasks, took)?;
        reporter.summary(&report, tasks.len());
        Ok(match took.interrupted {
            true => interrupt::status(),
            false => ExitCode::from(u8::from(reporter.failed)),
        })
    }

    fn work(&self, task: &Task) -> anyhow::Result<Done> {
        if interrupt::asked() {
            return Ok(Done::Dropped);
        }
        let old = self.manifest().get(task.key());
        let old = match old {
            Some(entry) if self.settings.is_done(task, &entry, self.folder.path()) => {
                return Ok(Done::Kept(entry));
            }
            old => old,
        };
        let began = Instant::now();
        // stat before reading: a change in between is then seen as one
        let stamp = task.input.as_ref().map(Stamp::of).unwrap_or_default();
        let outcome = task.convert(self.engine).context("cannot start a worker")?;
        let (entry, reported) = self.take(task, stamp, outcome)?;
        let seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let entry = Entry { seconds, ..entry };
        self.remove_stale(old.as_ref(), &entry);
        self.manifest()
            .add(&entry)
            .context("cannot write the manifest")?;
        Ok(Done::New(entry, reported))
    }

    /// Writes the outputs; returns the manifest entry and what to report.
    fn take(
        &self,
        task: &Task,
        stamp: Stamp,
        outcome: Outcome,
    ) -> anyhow::Result<(Entry, Reported)> {
        let readable = || sha256(task.input.as_ref().ok()?, self.settings.max_bytes);
        let blank = Entry {
            sha256: outcome.sha256.or_else(readable),
            ..entry::blank(task, stamp, &self.settings)
        };
        match outcome.result {
            Err(failure) => Ok((entry::failed(blank, failure), Reported::default())),
            Ok(record) => {
                let outputs = self.write(&task.output, &record)?;
                let entry = entry::converted(blank, &record.summary, outputs, &self.settings);
                let reported = Reported {
                    why: record.summary.why,
                    diagnostics: record.summary.diagnostics,
                };
                Ok((entry, reported))
            }
        }
    }

    fn write(&self, record: &Path, rendered: &Rendered) -> anyhow::Result<Vec<Output>> {
        let tables = rendered.summary.tables.iter();
        let tables = tables.map(|name| record.with_extension(format!("{name}.csv")));
        let paths = std::iter::once(record.to_owned()).chain(tables);
        let write = |(path, bytes): (PathBuf, &Vec<u8>)| {
            let cannot = || unwritable(&self.folder.at(&path));
            self.folder.write(&path, bytes).with_context(cannot)?;
            Ok(Output {
                path: path.to_string_lossy().into_owned(),
                sha256: digest::of(bytes),
            })
        };
        paths.zip(&rendered.parts).map(write).collect()
    }

    /// Removes the outputs of an earlier run for this input that this run did not write.
    fn remove_stale(&self, old: Option<&Entry>, new: &Entry) {
        // the manifest may have been edited: a path in it must not lead out of the folder
        let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
        let old = old.into_iter().flat_map(|entry| &entry.outputs);
        let paths = old.map(|output| Path::new(&output.path));
        for path in paths.filter(|path| path.components().all(is_below)) {
            if !new.outputs.iter().any(|o| Path::new(&o.path) == path) {
                let _ = fs::remove_file(self.folder.at(path));
            }
        }
    }

    /// Rewrites the manifest and writes the reports.
    fn finish(&self, tasks: &[Task], took: Took) -> anyhow::Result<Report> {
        let manifest = self.manifest();
        manifest
            .finish(&self.folder, tasks.iter().map(Task::key))
            .context("cannot write the manifest")?;
        let entries = tasks.iter().filter_map(|task| manifest.get(task.key()));
        self.report(entries, Report::new(took))
            .context("cannot write the report")
    }

    fn report(
        &self,
        entries: impl Iterator<Item = Entry>,
        mut report: Report,
    ) -> io::Result<Report> {
        let mut csv = Csv::new(self.folder.create(Path::new(REPORT_CSV))?)?;
        for entry in entries {
            report.add(&entry);
            csv.add(&entry)?;
        }
        csv.finish()?.finish()?;
        self.folder.write(Path::new(REPORT_JSON), &report.json()?)?;
        Ok(report)
    }
}
