//! Bounds the work of one page: forms can be drawn by forms, so that a file of a kilobyte draws for years.

use super::TooMuch;
use crate::extract::pdf::contents::MOST;

/// What drawing a form costs at least, as bytes: opening it takes as long as reading this many.
const FORM: usize = 4096;

/// The bytes of content that a page may still draw.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST)
    }
}

impl Budget {
    /// Takes the cost of a stream of this length.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), TooMuch> {
        let cost = bytes.max(FORM) as u64;
        self.0 = self.0.checked_sub(cost).ok_or(TooMuch)?;
        Ok(())
    }

    /// Takes the cost of a dictionary of this length, which is parsed each time that it is asked for.
    pub(super) fn parse(&mut self, bytes: usize) -> Result<(), TooMuch> {
        self.spend(bytes as u64)
    }

    /// Takes what colours cost.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), TooMuch> {
        self.0 = self.0.checked_sub(bytes).ok_or(TooMuch)?;
        Ok(())
    }

    /// The bytes that are left.
    pub(super) fn left(&self) -> u64 {
        self.0
    }
}
