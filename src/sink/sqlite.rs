//! The rows of all records in one SQLite file: tables with keys, views with Japanese names, full-text search.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;

use super::{DATABASE, Sink, Taken, begin, document, finish, unwritable};
use crate::batch::job::Rendered;
use crate::batch::outputs::{OutputFolder, WholeFile};
use crate::package::sql;
use crate::profile::Profile;
use crate::write::tables::{self, Row, Table, Value};

/// The rows of all records in a database. Takes records as JSON.
pub struct Database {
    connection: Connection,
    tables: Vec<Table>,
    file: WholeFile,
    /// Ids of the documents written so far.
    written: HashSet<String>,
}

impl Database {
    /// A database of every table in the folder.
    pub fn new(profile: &Profile, folder: &OutputFolder) -> anyhow::Result<Self> {
        let cannot = || unwritable(&folder.at(Path::new(DATABASE)));
        let tables = tables::tables(profile);
        let file = begin(folder, DATABASE)?;
        let connection = Connection::open(file.unfinished_path()).with_context(cannot)?;
        // an unfinished file is discarded, so no journal is needed; foreign keys are checked at the end
        connection
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;")
            .and_then(|()| connection.execute_batch(&sql::sqlite(&tables)))
            .with_context(cannot)?;
        Ok(Self {
            connection,
            tables,
            file,
            written: HashSet::new(),
        })
    }
}

impl Sink for Database {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        if !self.written.insert(record.summary.id.clone()) {
            return Ok(Taken::Known);
        }
        let document = document(record)?;
        for table in &self.tables {
            let mut insert = self.connection.prepare_cached(&sql::insert(table))?;
            for row in table.rows(&document) {
                insert
                    .execute(rusqlite::params_from_iter(cells(table, &row)))
                    .with_context(|| format!("{DATABASE}, table {}", table.name))?;
            }
        }
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // without records the files of an earlier run stay
        if self.written.is_empty() {
            return Ok(());
        }
        let path = self.file.path().to_owned();
        self.connection
            .execute_batch(&sql::sqlite_views(&self.tables))
            .and_then(|()| self.connection.execute_batch("COMMIT; VACUUM;"))
            .with_context(|| unwritable(&path))?;
        let orphan: Option<String> = self
            .connection
            .query_row(
                "SELECT \"table\" FROM pragma_foreign_key_check",
                [],
                |row| row.get(0),
            )
            .ok();
        if let Some(table) = orphan {
            anyhow::bail!(
                "{}: a row of {table} refers to a row that does not exist",
                path.display()
            );
        }
        self.connection
            .close()
            .map_err(|(_, error)| error)
            .with_context(|| unwritable(&path))?;
        finish(self.file)
    }
}

fn cells<'r>(table: &'r Table, row: &'r Row<'_>) -> impl Iterator<Item = Cell> + 'r {
    table.columns.iter().map(|column| match column.value(row) {
        Value::Empty => Cell::Null,
        Value::Text(text) => Cell::Text(text.into_owned()),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Cell::Integer(whole),
            (None, Some(value)) => Cell::Real(value),
            (None, None) => Cell::Text(number.to_string()),
        },
    })
}
