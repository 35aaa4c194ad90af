//! `juten schema`: the schemas of records and tables, for other programs.

use std::io::Write;
use std::process::ExitCode;

use crate::package::dictionary::dictionary;
use crate::profile::Profile;
use crate::write::tables::Table;
use crate::write::{schema, table_schema, tables};
use clap::Args;

use clap_complete::ArgValueCandidates;

use super::completions;
use super::form::Known;
use super::messages::Messages;

#[derive(Args)]
pub struct Schema {
    /// The record, a table, or the dictionary
    #[arg(default_value = RECORD, value_name = "record|dictionary|TABLE")]
    of: String,
    /// Profile of the form: its id or a TOML file [default: ueda-juten]
    #[arg(long, value_name = "ID|FILE", add = ArgValueCandidates::new(completions::profiles))]
    profile: Option<String>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    messages: Messages,
}

/// The profile whose schemas are printed where none is named.
const FIRST: &str = "ueda-juten";

const RECORD: &str = "record";
const DICTIONARY: &str = "dictionary";

impl Schema {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let id = self.profile.as_deref().unwrap_or(FIRST);
        let profile = self.known.profile(id, self.messages)?;
        let all = tables::tables(&profile);
        let all: Vec<&Table> = all.iter().collect();
        let mut out = crate::sink::stdout();
        let schema = match all.iter().find(|table| table.name == self.of) {
            Some(table) => table_schema::table_schema(table, &all),
            None if self.of == DICTIONARY => {
                self.say_which(&profile);
                write!(
                    out,
                    "# {}: 列の説明\n\n{}",
                    profile.title,
                    dictionary(&all, 2)
                )?;
                out.flush()?;
                return Ok(ExitCode::SUCCESS);
            }
            None if self.of == RECORD => schema::record(&profile),
            None => {
                let names: Vec<&str> = all.iter().map(|table| &*table.name).collect();
                let (of, names) = (&self.of, names.join(", "));
                return Err(super::usage(format!(
                    "profile {} has no table {of:?}; its tables are {names}",
                    profile.id
                )));
            }
        };
        self.say_which(&profile);
        serde_json::to_writer_pretty(&mut out, &schema)?;
        writeln!(out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    /// Where no profile was named, says which one it is.
    fn say_which(&self, profile: &Profile) {
        if self.profile.is_none() {
            let (title, id) = (&profile.title, &profile.id);
            let what = format!("{title} ({id}); --profile chooses another form");
            self.messages.note(&self.of, &what);
        }
    }
}
