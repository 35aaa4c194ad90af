//! The report as a table, one row for each input.

use std::io::{self, Write};

use crate::write::csv::harmless;

use super::wants_a_look;
use crate::batch::manifest::{Entry, Status};

/// A writer of `report.csv`. Cells that a spreadsheet would run as formulas are defused as in all tables.
pub struct Csv<W: Write>(csv::Writer<W>);

impl<W: Write> Csv<W> {
    /// Starts the table by writing its header.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record([
            "input", "record", "status", "code", "pages", "warnings", "coverage", "look",
            "message", "profile",
        ])?;
        Ok(Self(csv))
    }

    /// Writes the row of an entry.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let status = match entry.status {
            Status::Ok => "ok",
            Status::Failed => "failed",
        };
        let coverage = entry.coverage.map(|share| share.to_string());
        self.0.write_record([
            harmless(entry.input.as_str().into()).as_ref(),
            &harmless(entry.record.as_str().into()),
            status,
            entry.code.map_or("", |code| code.as_str()),
            &entry.pages.to_string(),
            &entry.warnings.to_string(),
            &coverage.unwrap_or_default(),
            if wants_a_look(entry) { "yes" } else { "" },
            &harmless(entry.message.as_deref().unwrap_or_default().into()),
            &harmless(entry.profile.as_deref().unwrap_or_default().into()),
        ])?;
        Ok(())
    }

    /// Flushes, and returns the underlying writer.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(|error| error.into_error())
    }
}
