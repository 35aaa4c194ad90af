//! Who does the work: workers, or this process where there is one input and nobody whom its end could harm.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::side_by_side::STACK;

use super::inputs::Input;
use super::job::{Converter, Outcome, Setup};
use super::pool::{Pool, timed_out};

/// Who does the work.
pub enum Engine {
    /// Processes.
    Workers(Box<Pool>),
    /// Threads of this process, with the time that a job may take.
    Here(Arc<Converter>, Duration),
}

impl Engine {
    /// Workers.
    pub fn workers(setup: &Setup, timeout: Duration) -> Self {
        Self::Workers(Box::new(Pool::new(setup.clone(), timeout)))
    }

    /// This process; an error says what is wrong with the setup.
    pub fn here(setup: &Setup, timeout: Duration) -> Result<Self, String> {
        Ok(Self::Here(Arc::new(Converter::new(setup)?), timeout))
    }

    /// Converts one input. An error is none of the input's.
    pub fn convert(&self, input: &Input) -> io::Result<Outcome> {
        match self {
            Self::Workers(pool) => pool.convert(input),
            Self::Here(converter, timeout) => here(converter.clone(), input, *timeout),
        }
    }
}

fn here(converter: Arc<Converter>, input: &Input, timeout: Duration) -> io::Result<Outcome> {
    let (source, name) = (input.source.clone(), input.name());
    let outcome = within(timeout, move || converter.convert(&source, &name))?;
    Ok(outcome.unwrap_or_else(|error| Outcome {
        sha256: None,
        result: Err(error.into()),
    }))
}

/// Does the work in a thread of this process and gives it up when its time is over or it crashes. A thread that takes
/// too long cannot be ended; it goes with the process.
pub fn within<T: Send + 'static>(
    timeout: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Result<T, Error>> {
    let (sender, outcome) = sync_channel(1);
    let work = move || {
        let _ = sender.send(work());
    };
    thread::Builder::new().stack_size(STACK).spawn(work)?;
    Ok(outcome.recv_timeout(timeout).map_err(|error| match error {
        RecvTimeoutError::Timeout => timed_out(timeout),
        RecvTimeoutError::Disconnected => Error::new(
            Code::Crashed,
            "the conversion crashed; please report the file",
        ),
    }))
}
