//! Who does the work: workers, or this process where there is one input and nobody whom its end could harm.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostics::Code;
use crate::error::Error;
use crate::side_by_side::STACK;

use super::inputs::Input;
use super::job::{Converter, Outcome, Setup};
use super::limits;
#[cfg(feature = "ocr")]
use super::models::pages_read;
use super::pool::{Pool, out_of_memory, timed_out};

/// Who does the work.
pub enum Engine {
    /// Processes.
    Workers(Box<Pool>),
    /// Threads of this process, with what a job may take.
    Here(Arc<Converter>, Most),
}

impl Engine {
    /// Workers.
    pub fn workers(setup: &Setup, timeout: Duration) -> Self {
        Self::Workers(Box::new(Pool::new(setup.clone(), timeout)))
    }

    /// This process; an error says what is wrong with the setup.
    pub fn here(setup: &Setup, most: Most) -> Result<Self, String> {
        Ok(Self::Here(Arc::new(Converter::new(setup)?), most))
    }

    /// Converts one input. An error is none of the input's.
    pub fn convert(&self, input: &Input) -> io::Result<Outcome> {
        match self {
            Self::Workers(pool) => pool.convert(input),
            Self::Here(converter, most) => here(converter.clone(), input, *most),
        }
    }
}

fn here(converter: Arc<Converter>, input: &Input, most: Most) -> io::Result<Outcome> {
    let (source, name) = (input.source.clone(), input.name());
    let outcome = within(most, move || converter.convert(&source, &name))?;
    Ok(outcome.unwrap_or_else(|error| Outcome {
        sha256: None,
        result: Err(error.into()),
    }))
}

/// What a job may take of this process.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Time.
    pub time: Duration,
    /// Bytes of memory, of the process as a whole.
    pub memory: u64,
}

/// How often memory is looked at while a job is in work. In this time a machine fills some tens of megabytes.
const LOOK: Duration = Duration::from_millis(20);

/// Does the work in a thread of this process and gives it up when its time is over, when it takes too much memory, or
/// when it crashes. A thread that is given up cannot be ended; it goes with the process.
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
        // A scanned page was read: the time begins again.
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

/// Without text recognition no scanned page is read.
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
    fn what_takes_too_much_is_given_up() {
        let sleep = || thread::sleep(Duration::from_secs(3));
        assert_eq!(code(60_000, u64::MAX, || ()), None);
        assert_eq!(code(30, u64::MAX, sleep), Some(Code::TimedOut));
        #[cfg(target_os = "linux")]
        assert_eq!(code(60_000, 1, sleep), Some(Code::OutOfMemory));
    }
}
