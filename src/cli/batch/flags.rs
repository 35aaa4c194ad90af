//! Flags about workers.

use std::time::Duration;

use clap::Args;

use crate::batch::engine::{Engine, Most};
use crate::batch::job::Setup;
use crate::batch::limits;
use crate::cli::progress::{Progress, Show};

// The engine of a batch, and its limits.
#[derive(Args)]
#[command(next_help_heading = "Batch")]
pub struct Workers {
    /// Number of inputs to convert in parallel; 0 means one per processor
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: u16,
    /// Abort the conversion of an input after this many seconds
    #[arg(long, value_name = "SECONDS", default_value = limits::TIMEOUT, value_parser = limits::seconds)]
    timeout: Duration,
    /// Abort the conversion of an input that needs more memory than this
    #[arg(long, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::memory_size)]
    pub max_memory: u64,
    /// How to show progress on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    progress: Show,
    /// Convert in this process: slightly faster, but a crash ends the batch
    #[arg(long, hide = true)]
    in_process: bool,
}

/// What `--jobs` means: 0 is one per processor.
pub fn in_parallel(jobs: u16) -> usize {
    match jobs {
        0 => crate::ordered_parallel::processors(),
        jobs => jobs.into(),
    }
}

impl Workers {
    /// The number of inputs that are converted in parallel.
    pub fn jobs(&self) -> usize {
        in_parallel(self.jobs)
    }

    /// Worker processes, or this process if the user asked for it.
    pub fn engine(&self, setup: &Setup) -> anyhow::Result<Engine> {
        match self.in_process {
            true => {
                let most = Most {
                    time: self.timeout,
                    memory: u64::MAX,
                };
                Engine::here(setup, most).map_err(anyhow::Error::msg)
            }
            false => Ok(Engine::workers(setup, self.timeout)),
        }
    }

    /// The engine for a single input whose record goes to standard output: this process, within its limits. A crash can
    /// harm no other input.
    pub fn engine_for_one(&self, setup: &Setup) -> anyhow::Result<Engine> {
        limits::watched_memory(setup.max_memory);
        let setup = Setup {
            threads: self.jobs(),
            ..setup.clone()
        };
        let most = Most {
            time: self.timeout,
            memory: setup.max_memory,
        };
        Engine::here(&setup, most).map_err(anyhow::Error::msg)
    }

    /// A progress display for this many documents.
    pub fn progress(&self, documents: usize) -> Progress {
        Progress::new(self.progress, documents)
    }
}
