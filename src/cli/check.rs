//! `juten check`: records and packages, verified.

mod forms;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::package::{self, Resource, references};
use crate::check::{Finding, table};
use crate::diagnostics::Code;
use clap::Args;
use serde_json::Value;

use self::forms::{Checker, Forms};
use super::form::Known;
use super::messages::Messages;
use super::package::digest;

/// Verify records (.json, .jsonl) and packages (datapackage.json or its folder)
#[derive(Args)]
pub struct Check {
    /// Records, files of records, packages
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Profile of the records: its id or a TOML file [default: the one that each record names]
    #[arg(long, value_name = "ID|FILE")]
    profile: Option<String>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    messages: Messages,
}

/// The descriptor's name.
const DESCRIPTOR: &str = "datapackage.json";

/// A run of checks: tells what it finds.
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
                    .note(&file.to_string_lossy(), "nothing is wrong");
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
        if file.is_dir() {
            self.package(&file.join(DESCRIPTOR))?;
        } else if has_name(DESCRIPTOR) {
            self.package(file)?;
        } else if file.extension().is_some_and(|e| e == "jsonl") {
            self.lines(file)?;
        } else {
            match fs::read_to_string(file) {
                Ok(text) => self.record(file, &text, 1)?,
                Err(error) => self.unreadable(file, Code::NotCheckable, &error),
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
        Ok(())
    }

    fn table(
        &mut self,
        path: &Path,
        schema: &Value,
        wanted: &[Vec<String>],
    ) -> Option<table::Read> {
        // a file that is not there is told when it is compared
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

/// The columns whose values references from and to the table need.
fn wanted(resource: &Resource, all: &[Resource]) -> Vec<Vec<String>> {
    let of = |resource: &Resource| resource.schema.as_ref().map(references).unwrap_or_default();
    let own = of(resource).into_iter().map(|reference| reference.fields);
    let others = all.iter().flat_map(of);
    let to = others.filter(|r| r.resource == resource.name).map(|r| r.to);
    own.chain(to).collect()
}
