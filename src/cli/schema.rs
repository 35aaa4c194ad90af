//! `juten schema`: what records and tables look like, for other programs.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use juten::write::{schema, table_schema, tables};

use super::reading;

/// Print the JSON Schema of the record or the Table Schema of a table
#[derive(Args)]
pub struct Schema {
    /// The record, or a table
    #[arg(default_value = RECORD, value_parser = PossibleValuesParser::new([RECORD].into_iter().chain(tables::NAMES)))]
    of: String,
    /// Profile of the form: its id or a TOML file
    #[arg(long, value_name = "ID|FILE", default_value = reading::DEFAULT_PROFILE)]
    profile: String,
}

const RECORD: &str = "record";

impl Schema {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let profile = reading::profile(&self.profile)?;
        let all = tables::tables(&profile);
        let schema = match all.iter().find(|table| table.name == self.of) {
            Some(table) => table_schema::table_schema(table, &all),
            None => schema::record(&profile),
        };
        let mut out = super::stdout();
        serde_json::to_writer_pretty(&mut out, &schema)?;
        writeln!(out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
