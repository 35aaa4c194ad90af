//! The worker processes: some convert, others write reports. Both keep to the limits of time and memory.

use std::time::Duration;

use crate::batch::inputs::Input;
use crate::batch::job::{Failure, Outcome, Rendered, Setup, Shape, SharedProfiles};
use crate::batch::pool::Pool;

/// Workers that read files by one choice of profiles.
pub struct Press {
    setup: Setup,
    timeout: Duration,
    records: Pool,
    reports: Pool,
}

impl Press {
    /// Workers with this setup, whose shape does not matter. They start as files arrive.
    pub fn new(setup: Setup, timeout: Duration) -> Self {
        let of = |shape| Setup {
            shape,
            ..setup.clone()
        };
        Self {
            records: Pool::new(of(Shape::Line), timeout),
            reports: Pool::new(of(Shape::Report), timeout),
            setup,
            timeout,
        }
    }

    /// The same with other profiles.
    pub fn with(&self, profiles: SharedProfiles) -> Self {
        let setup = Setup {
            profiles,
            ..self.setup.clone()
        };
        Self::new(setup, self.timeout)
    }

    /// How files are read.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The record of a file, as a line of JSON.
    pub fn convert(&self, input: &Input) -> Result<Rendered, Failure> {
        made(self.records.convert(input))
    }

    /// The report on a file: an HTML file; then the TOML of the profile that it proposes, if any.
    pub fn report(&self, input: &Input) -> Result<Rendered, Failure> {
        made(self.reports.convert(input))
    }
}

fn made(outcome: std::io::Result<Outcome>) -> Result<Rendered, Failure> {
    match outcome {
        Ok(outcome) => outcome.result,
        Err(error) => Err(Failure {
            code: None,
            message: format!("no worker process could be started ({error}); restart juten"),
        }),
    }
}
