//! `juten check`: records and packages, verified.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::package::{self, Resource, references};
use crate::check::record::Records;
use crate::check::{Finding, table};
use crate::diagnostics::Code;
use clap::Args;
use serde_json::Value;

use super::messages::Messages;
use super::package::digest;
use super::{reading, usage};

/// Verify records (.json, .jsonl) and packages (datapackage.json or its folder)
#[derive(Args)]
pub struct Check {
    /// Records, files of records, packages
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Profile of the records: its id or a TOML file
    #[arg(long, value_name = "ID|FILE", default_value = reading::DEFAULT_PROFILE)]
    profile: String,
    #[command(flatten)]
    messages: Messages,
}

/// The descriptor's name.
const DESCRIPTOR: &str = "datapackage.json";

/// A run of checks: tells what it finds.
struct Run {
    records: Records,
    messages: Messages,
    found: usize,
}

impl Check {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let profile = reading::profile(&self.profile)?;
        let mut found = 0;
        for file in &self.files {
            let mut run = Run {
                records: Records::new(&profile).map_err(usage)?,
                messages: self.messages,
                found: 0,
            };
            run.check(file);
            if run.found == 0 {
                run.messages
                    .note(&file.to_string_lossy(), "nothing is wrong");
            }
            found += run.found;
        }
        Ok(ExitCode::from(u8::from(found > 0)))
    }
}

impl Run {
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

    fn check(&mut self, file: &Path) {
        let has_name = |name: &str| file.file_name().is_some_and(|n| n == name);
        if file.is_dir() {
            self.package(&file.join(DESCRIPTOR));
        } else if has_name(DESCRIPTOR) {
            self.package(file);
        } else if file.extension().is_some_and(|e| e == "jsonl") {
            self.lines(file);
        } else {
            match fs::read_to_string(file) {
                Ok(text) => {
                    let findings = self.records.check(&text, 1);
                    self.tell(file, findings);
                }
                Err(error) => self.unreadable(file, Code::NotCheckable, &error),
            }
        }
    }

    fn lines(&mut self, file: &Path) {
        let lines = match File::open(file) {
            Ok(opened) => BufReader::new(opened).lines(),
            Err(error) => return self.unreadable(file, Code::NotCheckable, &error),
        };
        for (number, line) in (1..).zip(lines) {
            match line {
                Ok(line) => {
                    let findings = self.records.check(&line, number);
                    self.tell(file, findings);
                }
                Err(error) => return self.unreadable(file, Code::NotCheckable, &error),
            }
        }
    }

    fn package(&mut self, descriptor: &Path) {
        let text = match fs::read_to_string(descriptor) {
            Ok(text) => text,
            Err(error) => return self.unreadable(descriptor, Code::NotCheckable, &error),
        };
        let resources = match package::resources(&text) {
            Ok(resources) => resources,
            Err(finding) => return self.tell(descriptor, [finding]),
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
                self.lines(&path);
            }
            self.compare(&path, resource, rows);
        }
        for (name, finding) in package::orphans(&tables) {
            let resource = resources.iter().find(|r| r.name == name);
            let path = resource.map_or_else(|| folder.to_owned(), |r| folder.join(&r.path));
            self.tell(&path, [finding]);
        }
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
