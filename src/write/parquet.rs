//! A table as Parquet, for data analysis: typed columns, readable by DuckDB, pandas, R and others.
//!
//! Text is UTF-8, without CSV's protection against formulas. A date is `DATE`, an integer `INT64`, any other number
//! `DOUBLE`; an empty cell is null. Rows are written in groups, so that memory stays bounded.

mod columns;

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use self::columns::Values;
use super::tables::Table;
use crate::model::Document;

/// Rows in a group: a few megabytes of memory.
const GROUP: usize = 10_000;

/// A table being written.
pub struct ParquetTable<W: Write + Send> {
    table: Table,
    writer: SerializedFileWriter<W>,
    /// The rows of the current group, by column.
    waiting: Vec<Values>,
    rows: usize,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Starts a file of the table.
    pub fn new(table: Table, out: W) -> Result<Self, ParquetError> {
        let fields = table.columns.iter().map(columns::field);
        let schema = Type::group_type_builder(&table.name)
            .with_fields(fields.collect::<Result<_, _>>()?)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::GZIP(GzipLevel::default()))
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            waiting: table.columns.iter().map(Values::of).collect(),
            rows: 0,
            table,
        })
    }

    /// Adds the rows of a document.
    pub fn add(&mut self, document: &Document) -> Result<(), ParquetError> {
        for row in self.table.rows(document) {
            for (column, values) in self.table.columns.iter().zip(&mut self.waiting) {
                values.push(column.value(&row));
            }
            self.rows += 1;
        }
        match self.rows < GROUP {
            true => Ok(()),
            false => self.write(),
        }
    }

    /// Writes the buffered rows as a group.
    fn write(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.waiting {
            if let Some(mut column) = group.next_column()? {
                values.write(column.untyped())?;
                column.close()?;
            }
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    /// Finishes the file and returns the underlying writer.
    pub fn finish(mut self) -> Result<W, ParquetError> {
        if self.rows > 0 {
            self.write()?;
        }
        self.writer.into_inner()
    }
}

#[cfg(test)]
mod tests;
