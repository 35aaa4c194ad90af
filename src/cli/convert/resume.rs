//! Flags about resuming a batch.

use clap::Args;

// What to do again of the batch in the output folder.
#[derive(Args, Clone, Copy)]
#[command(next_help_heading = "Batch")]
pub struct Resume {
    /// Resume the batch in the output folder: convert inputs that are missing, changed, or failed for a reason other
    /// than their content
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Resume, and retry all that failed
    #[arg(long, requires = "output")]
    pub retry_failed: bool,
    /// When resuming, treat a file of the same size and modification time as unchanged without reading it
    #[arg(long, requires = "output")]
    pub trust_mtime: bool,
    /// Print what would be done, and do nothing
    #[arg(long, requires = "output")]
    pub dry_run: bool,
}

impl Resume {
    /// Whether any of these flags is set.
    pub fn is_any(&self) -> bool {
        self.goes_on() || self.dry_run
    }

    /// Whether to resume the batch in the output folder.
    pub fn goes_on(&self) -> bool {
        self.resume || self.retry_failed
    }
}
