//! The worker processes: some convert, others write reports or draft profiles. All keep to the limits of time and memory.

use std::sync::Arc;
use std::time::Duration;

use crate::batch::inputs::Input;
use crate::batch::job::{Failure, Outcome, Rendered, Setup, Shape, SharedProfiles, for_page};
use crate::batch::pool::Pool;

/// Workers that read files by one choice of profiles.
pub struct Press {
    setup: Setup,
    timeout: Duration,
    records: Pool,
    reports: Pool,
    drafts: Pool,
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
            drafts: Pool::new(of(Shape::Draft), timeout),
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

    /// The TOML of the profile that several files of one form propose.
    pub fn draft(&self, inputs: &[Arc<Input>]) -> Result<Vec<u8>, Failure> {
        let inputs: Vec<&Input> = inputs.iter().map(Arc::as_ref).collect();
        let together = for_page::together(&inputs, self.setup.max_bytes)?;
        let made = made(self.drafts.convert(&Input::of_bytes("", together)))?;
        Ok(made.json().to_vec())
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
