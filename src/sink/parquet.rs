//! The rows of all records as Parquet, one file for each table.

use std::collections::HashSet;

use crate::profile::Profile;
use crate::write::parquet::ParquetTable;
use crate::write::tables;

use super::{Sink, Taken, begin, document, finish};
use crate::batch::job::Rendered;
use crate::batch::outputs::{OutputFolder, WholeFile};

/// The rows of all records in shared files. Takes records as JSON.
pub struct ParquetTables {
    tables: Vec<ParquetTable<WholeFile>>,
    /// Ids of the documents written so far.
    written: HashSet<String>,
}

impl ParquetTables {
    /// Each table in a file of its own in the folder.
    pub fn new(profile: &Profile, folder: &OutputFolder) -> anyhow::Result<Self> {
        let begun = tables::tables(profile).into_iter().map(|table| {
            let file = begin(folder, &format!("{}.parquet", table.name))?;
            Ok(ParquetTable::new(table, file)?)
        });
        Ok(Self {
            tables: begun.collect::<anyhow::Result<_>>()?,
            written: HashSet::new(),
        })
    }
}

impl Sink for ParquetTables {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        if !self.written.insert(record.summary.id.clone()) {
            return Ok(Taken::Known);
        }
        let document = document(record)?;
        for table in &mut self.tables {
            table.add(&document)?;
        }
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // without records the files of an earlier run stay
        if self.written.is_empty() {
            return Ok(());
        }
        let mut tables = self.tables.into_iter();
        tables.try_for_each(|table| finish(table.finish()?))
    }
}
