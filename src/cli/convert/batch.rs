//! Flags about batches.

use std::time::Duration;

use clap::Args;

use crate::batch::{limits, workers};
use crate::cli::progress::Show;

/// How a batch runs.
#[derive(Args)]
#[command(next_help_heading = "Batch")]
pub struct Batch {
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
    /// How many inputs to convert side by side, or pages of a single one; 0 is as many as there are processors
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: u16,
    /// Give an input up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value = limits::TIMEOUT, value_parser = limits::seconds)]
    pub timeout: Duration,
    /// Give an input up that wants more memory
    #[arg(long, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::size)]
    pub max_memory: u64,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub progress: Show,
    /// Convert in this process: a little faster, but a crash ends the batch
    #[arg(long, hide = true)]
    pub in_process: bool,
}

impl Batch {
    /// Whether the batch in the output folder goes on.
    pub fn goes_on(&self) -> bool {
        self.resume || self.retry_failed
    }

    /// How many inputs are converted side by side.
    pub fn jobs(&self) -> usize {
        match self.jobs {
            0 => workers::processors(),
            jobs => jobs.into(),
        }
    }
}
