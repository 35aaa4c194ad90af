//! Checking what was written: records against their schema and against themselves, packages against their descriptor.
//!
//! - [`record`]: a record, or a line of records;
//! - [`table`]: a table of a package by its Table Schema: header, types, keys;
//! - [`package`]: the descriptor, and the foreign keys over all tables.
//!
//! Everything reads from memory or a reader; files are the caller's. A finding names line and column where it is.

mod invariants;
mod locate;
pub mod package;
pub mod record;
pub mod table;

use crate::diagnostics::Code;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// An `E3xx` code.
    pub code: Code,
    /// What is wrong, in a sentence.
    pub message: String,
    /// JSON Pointer of the place in a record.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u64>,
    /// In JSON the character in the line, in a table the number of the column; from 1.
    pub column: Option<u64>,
}

impl Finding {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            path: None,
            line: None,
            column: None,
        }
    }

    /// The same, at a line and column.
    pub fn at(mut self, line: u64, column: Option<u64>) -> Self {
        self.line = Some(line);
        self.column = column;
        self
    }
}

#[cfg(test)]
mod tests;
