//! `juten convert -o DIR`: a record for each input, in a folder, with a manifest by which the batch can go on.
//!
//! Each input in turn: is it done already? → converted by a worker → its files written, whole → an entry in the
//! manifest → told. All but the telling happens side by side; the bytes do not depend on the order.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Context;
use juten::diagnostics::{Diagnostic, Severity};
use juten::model::Coverage;
use juten::write::tables;
use serde_json::json;

use super::known::{Settings, Stamp, TOOL, sha256};
use super::resume::Resume;
use crate::batch::engine::Engine;
use crate::batch::job::{Failure, Outcome, Rendered, Setup};
use crate::batch::manifest::{Entry, Key, Manifest, Output, Status};
use crate::batch::outputs::{OutputFolder, REPORT_CSV, REPORT_JSON};
use crate::batch::report::{self, Report, Took};
use crate::batch::{digest, interrupt, workers};
use crate::cli::batch::{Batch, Task};
use crate::cli::messages::Messages;
use crate::cli::progress::Progress;
use crate::cli::stdout;

/// Entries that may wait for one before them. They are small: the records are written by then.
const WAITING: usize = 1000;

/// A batch that writes into a folder.
pub struct Archive<'a> {
    folder: OutputFolder,
    manifest: Mutex<Manifest>,
    settings: Settings,
    engine: &'a Engine,
}

/// What became of an input.
enum Done {
    /// Nothing: the batch was interrupted.
    Dropped,
    /// It was done already.
    Kept(Entry),
    /// It was converted, or could not be.
    New(Entry, Vec<Diagnostic>),
}

/// Prints what would be done: what, input, record.
pub fn dry_run(
    folder: &Path,
    setup: &Setup,
    resume: Resume,
    tasks: &[Task],
) -> anyhow::Result<ExitCode> {
    let settings = Settings::new(setup, resume)?;
    let known = if resume.goes_on() {
        Manifest::read(folder)
    } else {
        Default::default()
    };
    let mut out = stdout();
    for task in tasks {
        let is_done = known
            .get(&task.key())
            .is_some_and(|entry| settings.is_done(task, entry, folder));
        let what = match (&task.input, is_done) {
            (Err(_), _) => "refuse",
            (Ok(_), true) => "keep",
            (Ok(_), false) => "convert",
        };
        writeln!(out, "{what}\t{}\t{}", task.shown, task.output.display())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

impl Task {
    fn key(&self) -> Key {
        (
            self.shown.clone(),
            self.output.to_string_lossy().into_owned(),
        )
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
        let cannot = || format!("{}: cannot be written", folder.display());
        let settings = Settings::new(setup, resume)?;
        let folder = OutputFolder::open(folder).with_context(cannot)?;
        let manifest = Manifest::open(&folder, resume.goes_on()).with_context(cannot)?;
        Ok(Self {
            folder,
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
        let mut teller = Teller {
            messages: batch.messages,
            progress: batch.workers.progress(tasks.len()),
            strict: batch.strict,
            failed: false,
            converted: 0,
        };
        let work = |task: &Task| self.work(task);
        workers::in_order(tasks, batch.workers.jobs(), WAITING, work, |_, done| {
            teller.tell(&done?);
            anyhow::Ok(())
        })?;
        teller.progress.finish();
        let took = Took {
            interrupted: interrupt::asked(),
            converted: teller.converted,
            time: began.elapsed(),
        };
        self.finish(tasks, &teller, took)?;
        Ok(match took.interrupted {
            true => interrupt::status(),
            false => ExitCode::from(u8::from(teller.failed)),
        })
    }

    fn work(&self, task: &Task) -> anyhow::Result<Done> {
        if interrupt::asked() {
            return Ok(Done::Dropped);
        }
        let old = self.manifest().get(&task.key()).cloned();
        if let Some(entry) = &old
            && self.settings.is_done(task, entry, self.folder.path())
        {
            return Ok(Done::Kept(entry.clone()));
        }
        let began = Instant::now();
        // taken before the bytes are read: what changes later is seen as changed
        let stamp = task.input.as_ref().map(Stamp::of).unwrap_or_default();
        let outcome = task
            .convert(self.engine)
            .context("no worker can be started")?;
        let (entry, diagnostics) = self.entry(task, stamp, outcome)?;
        let seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let entry = Entry { seconds, ..entry };
        self.remove_stale(old.as_ref(), &entry);
        self.manifest()
            .add(entry.clone())
            .context("the manifest cannot be written")?;
        Ok(Done::New(entry, diagnostics))
    }

    /// Writes the outputs and says what was done.
    fn entry(
        &self,
        task: &Task,
        stamp: Stamp,
        outcome: Outcome,
    ) -> anyhow::Result<(Entry, Vec<Diagnostic>)> {
        let readable = || sha256(task.input.as_ref().ok()?, self.settings.max_bytes);
        let entry = Entry {
            sha256: outcome.sha256.or_else(readable),
            ..self.blank(task, stamp)
        };
        match outcome.result {
            Err(failure) => Ok((failed(entry, failure), Vec::new())),
            Ok(record) => {
                let outputs = self.write(&task.output, &record)?;
                let summary = record.summary;
                let is_warning = |d: &&Diagnostic| d.severity >= Severity::Warning;
                let warnings = summary.diagnostics.iter().filter(is_warning).count();
                let coverage = Some(share(&summary.coverage));
                let entry = Entry {
                    outputs,
                    pages: summary.source.pages,
                    warnings,
                    coverage,
                    ..entry
                };
                Ok((entry, summary.diagnostics))
            }
        }
    }

    fn blank(&self, task: &Task, stamp: Stamp) -> Entry {
        let (input, record) = task.key();
        Entry {
            input,
            record,
            sha256: None,
            bytes: stamp.bytes,
            modified: stamp.modified,
            tool: TOOL.to_owned(),
            profile: self.settings.profile.clone(),
            profile_sha256: self.settings.profile_sha256.clone(),
            settings_sha256: self.settings.settings_sha256.clone(),
            status: Status::Ok,
            code: None,
            message: None,
            outputs: Vec::new(),
            pages: 0,
            warnings: 0,
            coverage: None,
            seconds: 0.0,
        }
    }

    fn write(&self, record: &Path, rendered: &Rendered) -> anyhow::Result<Vec<Output>> {
        let tables = tables::NAMES
            .iter()
            .map(|name| record.with_extension(format!("{name}.csv")));
        let paths = std::iter::once(record.to_owned()).chain(tables);
        let write = |(path, bytes): (PathBuf, &Vec<u8>)| {
            let cannot = || format!("{}: cannot be written", self.folder.at(&path).display());
            self.folder.write(&path, bytes).with_context(cannot)?;
            Ok(Output {
                path: path.to_string_lossy().into_owned(),
                sha256: digest::of(bytes),
            })
        };
        paths.zip(&rendered.parts).map(write).collect()
    }

    /// Removes what an earlier run wrote for this input and this one did not.
    fn remove_stale(&self, old: Option<&Entry>, new: &Entry) {
        let written: Vec<&String> = new.outputs.iter().map(|output| &output.path).collect();
        let old = old.into_iter().flat_map(|entry| &entry.outputs);
        for output in old.filter(|output| !written.contains(&&output.path)) {
            // the name was this batch's own; one from a manifest that somebody wrote could lead elsewhere
            if Path::new(&output.path)
                .components()
                .all(|c| matches!(c, std::path::Component::Normal(_)))
            {
                let _ = fs::remove_file(self.folder.at(Path::new(&output.path)));
            }
        }
    }

    fn finish(&self, tasks: &[Task], teller: &Teller, took: Took) -> anyhow::Result<()> {
        let keys: Vec<Key> = tasks.iter().map(Task::key).collect();
        let manifest = self.manifest();
        manifest
            .finish(&self.folder, &keys)
            .context("the manifest cannot be written")?;
        let entries: Vec<&Entry> = keys.iter().filter_map(|key| manifest.get(key)).collect();
        let report = Report::new(&entries, took);
        let write = |name: &str, bytes: Vec<u8>| {
            let cannot = || format!("{name}: cannot be written");
            self.folder
                .write(Path::new(name), &bytes)
                .with_context(cannot)
        };
        write(REPORT_JSON, report.json()?)?;
        write(REPORT_CSV, report::csv(&entries)?)?;
        if tasks.len() > 1 || teller.progress.is_shown() {
            teller.messages.summary(&report.lines());
        }
        teller
            .messages
            .event(&json!({"event": "summary", "report": report}));
        Ok(())
    }
}

fn failed(entry: Entry, failure: Failure) -> Entry {
    Entry {
        status: Status::Failed,
        code: failure.code,
        message: Some(failure.message),
        ..entry
    }
}

fn share(coverage: &Coverage) -> f64 {
    match coverage.characters {
        0 => 1.0,
        all => (all - coverage.unmapped.min(all)) as f64 / all as f64,
    }
}

/// Tells what became of each input, and counts.
struct Teller {
    messages: Messages,
    progress: Progress,
    strict: bool,
    failed: bool,
    converted: usize,
}

impl Teller {
    fn tell(&mut self, done: &Done) {
        let (entry, diagnostics, is_new) = match done {
            Done::Dropped => return,
            Done::Kept(entry) => (entry, &[][..], false),
            Done::New(entry, diagnostics) => (entry, diagnostics.as_slice(), true),
        };
        let has_failed = entry.status == Status::Failed;
        self.failed |= has_failed || self.strict && entry.warnings > 0;
        self.converted += usize::from(is_new);
        self.progress.done(entry.pages, has_failed);
        self.progress.beside(|| {
            self.messages.diagnostics(&entry.input, diagnostics);
            if let (true, Some(message)) = (has_failed, &entry.message) {
                self.messages.failure(&entry.input, entry.code, message);
            }
            self.messages
                .event(&json!({"event": "document", "kept": !is_new, "document": entry}));
        });
    }
}
