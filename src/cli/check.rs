//! `juten check`: verifies records and packages.

pub(super) mod forms;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::package::{self, Resource, references};
use crate::check::{Finding, table};
use crate::diagnostics::Code;
use crate::package::files::{self, DESCRIPTOR};
use clap::Args;
use clap_complete::ArgValueCandidates;
use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

use self::forms::{Checker, Forms};
use super::completions;
use super::form::Known;
use super::messages::Messages;
use crate::sink::package::digest;

#[derive(Args)]
pub struct Check {
    /// Records, files of records, packages, or folders of these
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Profile of the records: its id or a TOML file [default: the profile that each record names]
    #[arg(long, value_name = "ID|FILE", add = ArgValueCandidates::new(completions::profiles))]
    profile: Option<String>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    messages: Messages,
}

/// A run of checks, which reports what it finds.
struct Run<'a> {
    records: Checker<'a>,
    messages: Messages,
    found: usize,
}

impl Check {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let forms = Forms::new(self.profile.as_deref(), &self.known, self.messages)?;
        let mut found = 0;
        for file in &self.files {
            let mut run = Run {
                records: forms.checker(),
                messages: self.messages,
                found: 0,
            };
            run.check(file)?;
            if run.found == 0 {
                run.messages
                    .note(&file.to_string_lossy(), "no problems found");
            }
            found += run.found;
        }
        Ok(ExitCode::from(u8::from(found > 0)))
    }
}

impl Run<'_> {
    fn record(&mut self, file: &Path, text: &str, first_line: u64) -> anyhow::Result<()> {
        let findings = self.records.check(text, first_line)?;
        self.tell(file, findings);
        Ok(())
    }

    fn tell(&mut self, file: &Path, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.found += 1;
            self.messages.finding(&file.to_string_lossy(), &finding);
        }
    }

    fn unreadable(&mut self, file: &Path, code: Code, error: &dyn std::fmt::Display) {
        self.tell(
            file,
            [Finding::new(code, format!("it cannot be read: {error}"))],
        );
    }

    fn check(&mut self, file: &Path) -> anyhow::Result<()> {
        let has_name = |name: &str| file.file_name().is_some_and(|n| n == name);
        if file.is_dir() && file.join(DESCRIPTOR).exists() {
            self.package(&file.join(DESCRIPTOR))?;
            self.packages_below(file)?;
        } else if file.is_dir() {
            self.folder(file)?;
        } else if has_name(DESCRIPTOR) {
            self.package(file)?;
        } else if file.extension().is_some_and(|e| e == "jsonl") {
            self.lines(file)?;
        } else {
            self.file(file)?;
        }
        Ok(())
    }

    /// The packages of further forms, each in a subfolder.
    fn packages_below(&mut self, folder: &Path) -> anyhow::Result<()> {
        let Ok(entries) = fs::read_dir(folder) else {
            return Ok(());
        };
        let mut below: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path().join(DESCRIPTOR))
            .filter(|descriptor| descriptor.exists())
            .collect();
        below.sort();
        below
            .iter()
            .try_for_each(|descriptor| self.package(descriptor))
    }

    /// The records in a folder, as `juten convert -o` writes them.
    fn folder(&mut self, folder: &Path) -> anyhow::Result<()> {
        let mut any = false;
        for file in visible(folder) {
            let extension = file.extension().map(|e| e.to_string_lossy().into_owned());
            match extension.as_deref() {
                Some("json") => self.file(&file)?,
                Some("jsonl") => self.lines(&file)?,
                _ => continue,
            }
            any = true;
        }
        if !any {
            let message = "the folder contains neither records (.json, .jsonl) nor a package (datapackage.json)";
            self.tell(folder, [Finding::new(Code::NotCheckable, message)]);
        }
        Ok(())
    }

    /// A file that should hold one record.
    fn file(&mut self, file: &Path) -> anyhow::Result<()> {
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.unreadable(file, Code::NotCheckable, &error);
                return Ok(());
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) if is_report(&text) => {
                let note = "it is the report of a batch, not a record; there is nothing to check";
                self.messages.note(&file.to_string_lossy(), note);
            }
            Ok(text) if !text.starts_with("%PDF-") => self.record(file, &text, 1)?,
            Ok(_) | Err(_) => {
                let message = "this is not a record: `juten check` verifies what juten has written (.json, .jsonl, \
                               packages); `juten convert` makes records of documents";
                self.tell(file, [Finding::new(Code::NotCheckable, message)]);
            }
        }
        Ok(())
    }

    fn lines(&mut self, file: &Path) -> anyhow::Result<()> {
        let lines = match File::open(file) {
            Ok(opened) => BufReader::new(opened).lines(),
            Err(error) => {
                self.unreadable(file, Code::NotCheckable, &error);
                return Ok(());
            }
        };
        for (number, line) in (1..).zip(lines) {
            match line {
                Ok(line) if number == 1 && is_manifest(&line) => {
                    let note =
                        "it is the manifest of a batch, not records; there is nothing to check";
                    self.messages.note(&file.to_string_lossy(), note);
                    return Ok(());
                }
                Ok(line) => self.record(file, &line, number)?,
                Err(error) => {
                    self.unreadable(file, Code::NotCheckable, &error);
                    break;
                }
            }
        }
        Ok(())
    }

    fn package(&mut self, descriptor: &Path) -> anyhow::Result<()> {
        let text = match fs::read_to_string(descriptor) {
            Ok(text) => text,
            Err(error) => {
                self.unreadable(descriptor, Code::NotCheckable, &error);
                return Ok(());
            }
        };
        let resources = match package::resources(&text) {
            Ok(resources) => resources,
            Err(finding) => {
                self.tell(descriptor, [finding]);
                return Ok(());
            }
        };
        let folder = descriptor.parent().unwrap_or(Path::new("."));
        let mut tables = HashMap::new();
        for resource in &resources {
            let path = folder.join(&resource.path);
            let mut rows = None;
            if let Some(schema) = &resource.schema {
                if let Some(read) = self.table(&path, schema, &wanted(resource, &resources)) {
                    rows = Some(read.rows);
                    tables.insert(resource.name.clone(), (schema.clone(), read));
                }
            } else if path.extension().is_some_and(|e| e == "jsonl") {
                self.lines(&path)?;
            }
            self.compare(&path, resource, rows);
        }
        for (name, finding) in package::orphans(&tables) {
            let resource = resources.iter().find(|r| r.name == name);
            let path = resource.map_or_else(|| folder.to_owned(), |r| folder.join(&r.path));
            self.tell(&path, [finding]);
        }
        self.foreign(folder, &text);
        Ok(())
    }

    /// Files in a package's folder that the package does not list: leftovers could be mistaken for part of it.
    fn foreign(&mut self, folder: &Path, descriptor: &str) {
        let descriptor: Value = serde_json::from_str(descriptor).unwrap_or_default();
        let known = files::of(&descriptor);
        for path in visible(folder) {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let below: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            if !known.contains(&below.join("/")) {
                let message =
                    "it is in the package's folder but not part of the package; remove it";
                self.tell(&path, [Finding::new(Code::ForeignFile, message)]);
            }
        }
    }

    fn table(
        &mut self,
        path: &Path,
        schema: &Value,
        wanted: &[Vec<String>],
    ) -> Option<table::Read> {
        // a missing file is reported when its digest is compared
        let mut read = table::read(BufReader::new(File::open(path).ok()?), schema, wanted);
        self.tell(path, std::mem::take(&mut read.findings));
        Some(read)
    }

    fn compare(&mut self, path: &Path, resource: &Resource, rows: Option<u64>) {
        match digest(path) {
            Ok((bytes, sha256)) => {
                let findings = resource.compare(bytes, &sha256, rows);
                self.tell(path, findings);
            }
            Err(error) => self.unreadable(path, Code::PackageFile, &format!("{error:#}")),
        }
    }
}

/// The files below a folder, sorted, without hidden ones and without packages in subfolders.
fn visible(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_visible = |entry: &DirEntry| {
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_package = entry.file_type().is_dir() && entry.path().join(DESCRIPTOR).exists();
        entry.depth() == 0 || !(is_hidden || is_package)
    };
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(is_visible).flatten();
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(DirEntry::into_path)
}

/// Whether this is the report of a batch (`report.json`).
fn is_report(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return false;
    };
    value.get("format").is_none()
        && ["tool", "documents", "codes", "run"]
            .iter()
            .all(|key| value.get(key).is_some())
}

/// Whether this is a line of the manifest of a batch.
fn is_manifest(line: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(line) else {
        return false;
    };
    value.get("format").is_none()
        && ["input", "record", "status", "outputs"]
            .iter()
            .all(|key| value.get(key).is_some())
}

/// The columns that references from and to this table use.
fn wanted(resource: &Resource, all: &[Resource]) -> Vec<Vec<String>> {
    let of = |resource: &Resource| resource.schema.as_ref().map(references).unwrap_or_default();
    let own = of(resource).into_iter().map(|reference| reference.fields);
    let others = all.iter().flat_map(of);
    let to = others.filter(|r| r.resource == resource.name).map(|r| r.to);
    own.chain(to).collect()
}
