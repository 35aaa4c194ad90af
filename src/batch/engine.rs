//! The engine of a batch: worker processes, or threads of this process when there is a single input.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostics::Code;
use crate::error::Error;
use crate::ordered_parallel::STACK;

use super::inputs::Input;
use super::job::{Converter, Outcome, Setup};
use super::limits;
#[cfg(feature = "ocr")]
use super::models::pages_read;
use super::pool::{Pool, out_of_memory, timed_out};

/// What runs the jobs.
pub enum Engine {
    /// Worker processes, which may crash without harm to the batch.
    Workers(Box<Pool>),
    /// Threads of this process, within these limits.
    Here(Arc<Converter>, Most),
}

impl Engine {
    /// An engine of worker processes; they start as jobs arrive. `timeout` applies to each job.
    pub fn workers(setup: &Setup, timeout: Duration) -> Self {
        Self::Workers(Box::new(Pool::new(setup.clone(), timeout)))
    }

    /// An engine of threads in this process.
    ///
    /// # Errors
    ///
    /// What is wrong with the setup.
    pub fn here(setup: &Setup, most: Most) -> Result<Self, String> {
        Ok(Self::Here(Arc::new(Converter::new(setup)?), most))
    }

    /// Converts one input. `Err` means that no worker or thread could be started, not that the input is bad: that is in
    /// the [`Outcome`].
    pub fn convert(&self, input: &Input) -> io::Result<Outcome> {
        match self {
            Self::Workers(pool) => pool.convert(input),
            Self::Here(converter, most) => here(converter.clone(), input, *most),
        }
    }
}

fn here(converter: Arc<Converter>, input: &Input, most: Most) -> io::Result<Outcome> {
    let input = input.clone();
    let outcome = within(most, move || converter.convert(&input))?;
    Ok(outcome.unwrap_or_else(|error| Outcome {
        sha256: None,
        result: Err(error.into()),
    }))
}

/// The limits of a job in this process.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Wall-clock time.
    pub time: Duration,
    /// Resident memory of the whole process, in bytes.
    pub memory: u64,
}

/// How often memory is checked while a job runs. In this time a machine can fill some tens of megabytes.
const LOOK: Duration = Duration::from_millis(20);

/// Runs the work in a thread of this process. The inner error says that it took too long, used too much memory, or
/// crashed. A thread cannot be killed: after an error it runs on until the process ends.
pub fn within<T: Send + 'static>(
    most: Most,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Result<T, Error>> {
    let (sender, outcome) = sync_channel(1);
    let work = move || {
        let _ = sender.send(work());
    };
    thread::Builder::new().stack_size(STACK).spawn(work)?;
    let (mut began, mut pages) = (Instant::now(), pages_read());
    loop {
        // a scanned page was read: the time limit restarts
        if pages_read() > pages {
            (began, pages) = (Instant::now(), pages_read());
        }
        let left = most.time.saturating_sub(began.elapsed());
        match outcome.recv_timeout(left.min(LOOK)) {
            Ok(done) => return Ok(Ok(done)),
            Err(RecvTimeoutError::Disconnected) => {
                let message = "the conversion crashed; please report the file";
                return Ok(Err(Error::new(Code::Crashed, message)));
            }
            Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                return Ok(Err(timed_out(most.time)));
            }
            Err(RecvTimeoutError::Timeout) => {
                if limits::in_use().is_some_and(|bytes| bytes > most.memory) {
                    return Ok(Err(out_of_memory(most.memory)));
                }
            }
        }
    }
}

/// Without the feature `ocr`, no scanned page is read.
#[cfg(not(feature = "ocr"))]
fn pages_read() -> usize {
    0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn code(time: u64, memory: u64, work: impl FnOnce() + Send + 'static) -> Option<Code> {
        let time = Duration::from_millis(time);
        within(Most { time, memory }, work)
            .unwrap()
            .err()
            .map(|error| error.code)
    }

    #[test]
    fn a_job_over_its_limits_is_abandoned() {
        let sleep = || thread::sleep(Duration::from_secs(3));
        assert_eq!(code(60_000, u64::MAX, || ()), None);
        assert_eq!(code(30, u64::MAX, sleep), Some(Code::TimedOut));
        #[cfg(target_os = "linux")]
        assert_eq!(code(60_000, 1, sleep), Some(Code::OutOfMemory));
    }
}
