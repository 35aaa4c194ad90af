//! The report on a batch, for people and programs ([`Report`]) and for spreadsheets ([`Csv`]), built entry by entry.
//!
//! `report.csv`, and all of `report.json` except `run`, are the same for the same inputs, however often the batch was
//! interrupted. What depends on the clock is under `run`.

mod csv;

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use serde::Serialize;

pub use self::csv::Csv;
use super::manifest::{Entry, Status};

/// How many of the slowest inputs are listed.
const SLOWEST: usize = 10;

/// The report on a batch.
#[derive(Debug, Serialize)]
pub struct Report {
    tool: &'static str,
    documents: usize,
    pages: u64,
    ok: usize,
    failed: usize,
    codes: BTreeMap<&'static str, usize>,
    profiles: BTreeMap<String, usize>,
    /// The records that a person should look at.
    look: Vec<Look>,
    run: Run,
}

#[derive(Debug, Serialize)]
struct Look {
    input: String,
    record: String,
    warnings: usize,
    coverage: Option<f64>,
}

/// The part that differs from run to run.
#[derive(Debug, Serialize)]
struct Run {
    interrupted: bool,
    converted: usize,
    seconds: f64,
    slowest: Vec<Slow>,
}

#[derive(Debug, Serialize)]
struct Slow {
    input: String,
    seconds: f64,
}

/// Facts about a run that its entries do not hold.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// Whether the user interrupted it.
    pub interrupted: bool,
    /// The number of documents that were converted or failed in this run.
    pub converted: usize,
    /// The wall-clock time.
    pub time: Duration,
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

impl Report {
    /// A report without entries.
    pub fn new(took: Took) -> Self {
        Self {
            tool: concat!("juten ", env!("CARGO_PKG_VERSION")),
            documents: 0,
            pages: 0,
            ok: 0,
            failed: 0,
            codes: BTreeMap::new(),
            profiles: BTreeMap::new(),
            look: Vec::new(),
            run: Run {
                interrupted: took.interrupted,
                converted: took.converted,
                seconds: rounded(took.time.as_secs_f64()),
                slowest: Vec::new(),
            },
        }
    }

    /// Adds an entry.
    pub fn add(&mut self, entry: &Entry) {
        self.documents += 1;
        self.pages += u64::from(entry.pages);
        match entry.status {
            Status::Ok => self.ok += 1,
            Status::Failed => self.failed += 1,
        }
        if let Some(code) = entry.code {
            *self.codes.entry(code.as_str()).or_default() += 1;
        }
        if let Some(profile) = &entry.profile {
            *self.profiles.entry(profile.clone()).or_default() += 1;
        }
        if wants_a_look(entry) {
            self.look.push(Look {
                input: entry.input.clone(),
                record: entry.record.clone(),
                warnings: entry.warnings,
                coverage: entry.coverage,
            });
        }
        self.run.add(entry);
    }

    /// The content of `report.json`.
    pub fn json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// After an interruption: how many of the inputs are not done yet, and how to continue.
    pub fn left(&self, inputs: usize) -> Option<String> {
        let left = inputs.saturating_sub(self.documents);
        self.run.interrupted.then(|| {
            format!(
                "interrupted: {left} of {inputs} inputs are left; run the same command with --resume to continue"
            )
        })
    }

    /// A summary of a few lines for the terminal.
    pub fn lines(&self) -> Vec<String> {
        let run = &self.run;
        let rate = run.converted as f64 / run.seconds.max(0.001);
        let list = |counts: Vec<String>| counts.join(", ");
        let codes: Vec<String> = self
            .codes
            .iter()
            .map(|(code, count)| format!("{count} {code}"))
            .collect();
        let codes = if codes.is_empty() {
            String::new()
        } else {
            format!(" ({})", list(codes))
        };
        let profiles = self
            .profiles
            .iter()
            .map(|(profile, count)| format!("{count} {profile}"));
        let without = self.documents - self.profiles.values().sum::<usize>();
        let none = (without > 0).then(|| format!("{without} without one"));
        let mut lines = vec![
            format!(
                "{} documents, {} pages: {} ok, {} failed{codes}",
                self.documents, self.pages, self.ok, self.failed
            ),
            format!("by profile: {}", list(profiles.chain(none).collect())),
            format!(
                "converted {} in {:.1} s ({rate:.1} a second)",
                run.converted, run.seconds
            ),
        ];
        if let Some(slow) = run.slowest.first() {
            lines.push(format!(
                "the slowest took {:.1} s: {}",
                slow.seconds, slow.input
            ));
        }
        if !self.look.is_empty() {
            lines.push(format!("{} need a look: see report.csv", self.look.len()));
        }
        lines
    }
}

impl Run {
    /// Adds an entry if it is among the slowest.
    fn add(&mut self, entry: &Entry) {
        let is_slower = |slow: &Slow| slow.seconds >= entry.seconds;
        let place = self.slowest.partition_point(is_slower);
        if place < SLOWEST {
            let input = entry.input.clone();
            let seconds = entry.seconds;
            self.slowest.insert(place, Slow { input, seconds });
            self.slowest.truncate(SLOWEST);
        }
    }
}

fn wants_a_look(entry: &Entry) -> bool {
    entry.warnings > 0 || entry.coverage.is_some_and(|share| share < 1.0)
}

#[cfg(test)]
mod tests;
