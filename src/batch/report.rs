//! What became of a batch, for people and spreadsheets.
//!
//! `report.csv` and all of `report.json` but its `run` are the same for the same inputs, however often the batch was
//! interrupted; what hangs on the clock stands under `run`.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use serde::Serialize;

use super::manifest::{Entry, Status};

/// How many of the slowest are named.
const SLOWEST: usize = 10;

/// What became of a batch.
#[derive(Debug, Serialize)]
pub struct Report<'e> {
    tool: &'e str,
    documents: usize,
    pages: u64,
    ok: usize,
    failed: usize,
    codes: BTreeMap<&'static str, usize>,
    profiles: BTreeMap<&'e str, usize>,
    /// Those that want a person's look.
    look: Vec<Look<'e>>,
    run: Run<'e>,
}

#[derive(Debug, Serialize)]
struct Look<'e> {
    input: &'e str,
    record: &'e str,
    warnings: usize,
    coverage: Option<f64>,
}

/// What hangs on the clock.
#[derive(Debug, Serialize)]
struct Run<'e> {
    interrupted: bool,
    converted: usize,
    seconds: f64,
    slowest: Vec<Slow<'e>>,
}

#[derive(Debug, Serialize)]
struct Slow<'e> {
    input: &'e str,
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

impl<'e> Report<'e> {
    /// The report on these entries.
    pub fn new(entries: &[&'e Entry], took: Took) -> Self {
        let mut codes = BTreeMap::new();
        let mut profiles = BTreeMap::new();
        for entry in entries {
            *profiles.entry(entry.profile.as_str()).or_default() += 1;
            if let Some(code) = entry.code {
                *codes.entry(code.as_str()).or_default() += 1;
            }
        }
        let ok = entries.iter().filter(|e| e.status == Status::Ok).count();
        Self {
            tool: concat!("juten ", env!("CARGO_PKG_VERSION")),
            documents: entries.len(),
            pages: entries.iter().map(|e| u64::from(e.pages)).sum(),
            ok,
            failed: entries.len() - ok,
            codes,
            profiles,
            look: entries
                .iter()
                .filter(|e| wants_a_look(e))
                .map(|e| Look::at(e))
                .collect(),
            run: Run {
                interrupted: took.interrupted,
                converted: took.converted,
                seconds: rounded(took.time.as_secs_f64()),
                slowest: slowest(entries),
            },
        }
    }

    /// As `report.json`.
    pub fn json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
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
        let mut lines = vec![
            format!(
                "{} documents, {} pages: {} ok, {} failed{codes}",
                self.documents, self.pages, self.ok, self.failed
            ),
            format!("by profile: {}", list(profiles.collect())),
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

fn wants_a_look(entry: &Entry) -> bool {
    entry.warnings > 0 || entry.coverage.is_some_and(|share| share < 1.0)
}

impl<'e> Look<'e> {
    fn at(entry: &'e Entry) -> Self {
        Self {
            input: &entry.input,
            record: &entry.record,
            warnings: entry.warnings,
            coverage: entry.coverage,
        }
    }
}

fn slowest<'e>(entries: &[&'e Entry]) -> Vec<Slow<'e>> {
    let mut slowest: Vec<&Entry> = entries.to_vec();
    slowest.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    let slow = |entry: &&'e Entry| Slow {
        input: &entry.input,
        seconds: entry.seconds,
    };
    let mut named = slowest.iter().map(slow).collect::<Vec<_>>();
    named.truncate(SLOWEST);
    named
}

/// As `report.csv`: a row an input. Cells that a spreadsheet would run are made harmless as in all tables.
pub fn csv(entries: &[&Entry]) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record([
        "input", "record", "status", "code", "pages", "warnings", "coverage", "look", "message",
    ])?;
    for entry in entries {
        let status = match entry.status {
            Status::Ok => "ok",
            Status::Failed => "failed",
        };
        csv.write_record([
            harmless(&entry.input).as_str(),
            &harmless(&entry.record),
            status,
            entry.code.map_or("", |code| code.as_str()),
            &entry.pages.to_string(),
            &entry.warnings.to_string(),
            &entry
                .coverage
                .map(|share| share.to_string())
                .unwrap_or_default(),
            if wants_a_look(entry) { "yes" } else { "" },
            &harmless(entry.message.as_deref().unwrap_or_default()),
        ])?;
    }
    csv.into_inner().map_err(|error| error.into_error())
}

fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::manifest::tests::entry;
    use super::*;
    use juten::diagnostics::Code;

    fn took() -> Took {
        Took {
            interrupted: false,
            converted: 3,
            time: Duration::from_secs(2),
        }
    }

    #[test]
    fn documents_are_counted_and_those_that_want_a_look_are_named() {
        let mut warned = entry("b", None);
        warned.warnings = 2;
        warned.seconds = 9.0;
        let entries = [entry("a", None), warned, entry("=c", Some(Code::Crashed))];
        let entries: Vec<&Entry> = entries.iter().collect();
        let report = Report::new(&entries, took());
        let json: serde_json::Value = serde_json::from_slice(&report.json().unwrap()).unwrap();
        assert_eq!((&json["ok"], &json["failed"]), (&2.into(), &1.into()));
        assert_eq!(json["codes"]["E109"], 1);
        assert_eq!(json["look"][0]["input"], "b");
        assert_eq!(json["run"]["slowest"][0]["input"], "b");
        assert!(report.lines()[0].starts_with("3 documents, 6 pages: 2 ok, 1 failed (1 E109)"));
        let csv = String::from_utf8(csv(&entries).unwrap()).unwrap();
        assert!(csv.contains("b,b.json,ok,,2,2,1,yes,\n"), "{csv}");
        assert!(csv.contains("'=c"), "{csv}");
    }
}
