//! The error of the library: an input that yields no record.

use crate::diagnostics::Code;

/// Why an input could not be converted. The message does not name the input: that is up to the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct Error {
    /// An `E…` code.
    pub code: Code,
    /// What is wrong, where, and how to fix it.
    pub message: String,
}

impl Error {
    /// An error with this code.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
