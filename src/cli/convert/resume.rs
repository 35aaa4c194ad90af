//! Flags about a batch that goes on.

use clap::Args;

/// What is done again of a batch in the output folder.
#[derive(Args, Clone, Copy)]
#[command(next_help_heading = "Batch")]
pub struct Resume {
    /// Go on with the batch in the output folder: convert what is missing, changed, or failed for another reason than
    /// its content
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// The same, and try again all that failed
    #[arg(long, requires = "output")]
    pub retry_failed: bool,
    /// Take a file of the same size and time as unchanged when a batch goes on, without reading it
    #[arg(long, requires = "output")]
    pub trust_mtime: bool,
    /// Print what would be done, and do nothing
    #[arg(long, requires = "output")]
    pub dry_run: bool,
}

impl Resume {
    /// Whether anything is said of it.
    pub fn is_any(&self) -> bool {
        self.goes_on() || self.dry_run
    }

    /// Whether the batch in the output folder goes on.
    pub fn goes_on(&self) -> bool {
        self.resume || self.retry_failed
    }
}
