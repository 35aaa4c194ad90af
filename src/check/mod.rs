//! Checks files that were written: records against schema and invariants, packages against their descriptor.
//!
//! - [`record`]: a record, or a line of records;
//! - [`table`]: a table of a package against its Table Schema: header, types, keys;
//! - [`package`]: the descriptor, and foreign keys across tables.
//!
//! Everything reads from memory or from a reader; files are up to the caller. A finding names line and column.

mod invariants;
mod locate;
pub mod package;
pub mod record;
pub mod table;

use crate::diagnostics::Code;

/// A problem that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The `E3xx` code.
    pub code: Code,
    /// What is wrong, in a sentence.
    pub message: String,
    /// JSON Pointer into the record.
    pub path: Option<String>,
    /// Line number, from 1.
    pub line: Option<u64>,
    /// In JSON the character within the line, in a table the column number; from 1.
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

    /// Adds line and column.
    pub fn at(mut self, line: u64, column: Option<u64>) -> Self {
        self.line = Some(line);
        self.column = column;
        self
    }
}

#[cfg(test)]
mod tests;
