//! The one error of the library: an input that gives no record.

use crate::diagnostics::Code;

/// Why an input could not be converted. Its text says what is wrong and what to do; the caller names the input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct Error {
    /// An `E…` code.
    pub code: Code,
    /// What is wrong, where, and what to do.
    pub message: String,
}

impl Error {
    /// An error of this code.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
