//! Flags about workers.

use std::time::Duration;

use clap::Args;

use crate::batch::engine::{Engine, Most};
use crate::batch::job::Setup;
use crate::batch::limits;
use crate::cli::progress::{Progress, Show};

/// Who converts the inputs of a batch, and what they may take.
#[derive(Args)]
#[command(next_help_heading = "Batch")]
pub struct Workers {
    /// How many inputs to convert side by side; 0 is as many as there are processors
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: u16,
    /// Give an input up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value = limits::TIMEOUT, value_parser = limits::seconds)]
    timeout: Duration,
    /// Give an input up that wants more memory
    #[arg(long, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::memory_size)]
    pub max_memory: u64,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    progress: Show,
    /// Convert in this process: a little faster, but a crash ends the batch
    #[arg(long, hide = true)]
    in_process: bool,
}

impl Workers {
    /// How many inputs are converted side by side.
    pub fn jobs(&self) -> usize {
        match self.jobs {
            0 => crate::side_by_side::processors(),
            jobs => jobs.into(),
        }
    }

    /// Processes, or this one where the user wants it.
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

    /// For one input whose record goes to standard output this process, within its limits: nobody else could be
    /// harmed.
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

    /// Progress of so many documents.
    pub fn progress(&self, documents: usize) -> Progress {
        Progress::new(self.progress, documents)
    }
}
