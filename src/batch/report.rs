//! What became of a batch, for people ([`Report`]) and for spreadsheets ([`Csv`]), put together entry by entry.
//!
//! `report.csv` and all of `report.json` but its `run` are the same for the same inputs, however often the batch was
//! interrupted; what hangs on the clock stands under `run`.

mod csv;

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use serde::Serialize;

pub use self::csv::Csv;
use super::manifest::{Entry, Status};

/// How many of the slowest are named.
const SLOWEST: usize = 10;

/// What became of a batch.
#[derive(Debug, Serialize)]
pub struct Report {
    tool: &'static str,
    documents: usize,
    pages: u64,
    ok: usize,
    failed: usize,
    codes: BTreeMap<&'static str, usize>,
    profiles: BTreeMap<String, usize>,
    /// Those that want a person's look.
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

/// What hangs on the clock.
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

/// What a run did.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// Whether it was interrupted.
    pub interrupted: bool,
    /// Documents that it converted, or tried to.
    pub converted: usize,
    /// How long it took.
    pub time: Duration,
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

impl Report {
    /// A report on a run that has yet no entries.
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

    /// Adds what became of an input.
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

    /// As `report.json`.
    pub fn json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// What is left of so many inputs by a run that was interrupted.
    pub fn left(&self, inputs: usize) -> Option<String> {
        let left = inputs.saturating_sub(self.documents);
        self.run.interrupted.then(|| {
            format!(
                "interrupted: {left} of {inputs} inputs are left; the same command with --resume goes on"
            )
        })
    }

    /// In a few lines.
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
            lines.push(format!("{} want a look: see report.csv", self.look.len()));
        }
        lines
    }
}

impl Run {
    /// Keeps the slowest.
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
