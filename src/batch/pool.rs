//! A pool of worker processes, each fed one job at a time, killed when it takes too long, and replaced when it dies.
//!
//! If a worker dies that has already done other jobs, its job is retried once in a fresh worker, so that the result for
//! an input does not depend on the inputs before it.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostics::Code;
use crate::error::Error;

use super::frame;
use super::inputs::{Input, Source};
use super::job::{Outcome, Setup};
use super::worker::{self, Job};

/// The hidden subcommand that runs a worker.
pub const COMMAND: &str = "worker";

/// The command line that starts a worker, if the program is not `juten`.
static HOST: OnceLock<Vec<OsString>> = OnceLock::new();

/// Sets the command line that starts workers, instead of the running program's own. Only the first call counts.
pub fn start_by(command: Vec<OsString>) {
    let _ = HOST.set(command);
}

/// The command that runs a worker.
fn command() -> io::Result<Command> {
    if let Some((program, arguments)) = HOST.get().and_then(|words| words.split_first()) {
        let mut command = Command::new(program);
        command.args(arguments);
        return Ok(command);
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(COMMAND);
    Ok(command)
}

/// Jobs after which a worker is replaced: its heap fragments, and the memory limit applies to the whole process.
const JOBS: usize = 1000;

/// How much of a dead worker's standard error is read, in bytes.
const LAST_WORDS: u64 = 4096;

/// The idle workers, and the setup for new ones.
pub struct Pool {
    setup: Setup,
    timeout: Duration,
    idle: Mutex<Vec<Worker>>,
}

/// Why a job got no answer.
enum Lost {
    TimedOut,
    Died(Box<Worker>),
}

impl Pool {
    /// An empty pool. Workers are started when jobs need them.
    pub fn new(setup: Setup, timeout: Duration) -> Self {
        Self {
            setup,
            timeout,
            idle: Mutex::default(),
        }
    }

    /// Converts one input in a worker. `Err` means that no worker could be started, not that the input is bad.
    pub fn convert(&self, input: &Input) -> io::Result<Outcome> {
        let is_stdin = input.source == Source::Stdin;
        let stdin = is_stdin.then(|| input.source.read(self.setup.max_bytes));
        let stdin = match stdin.transpose() {
            Ok(bytes) => bytes,
            Err(error) => return Ok(failed(error)),
        };
        loop {
            let idle = self
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop();
            let worker = idle.map_or_else(|| Worker::start(&self.setup), Ok)?;
            let was_fresh = worker.jobs == 0;
            match worker.convert(input, stdin.as_deref(), self.timeout) {
                Ok((worker, outcome)) => {
                    self.keep(worker);
                    return Ok(outcome);
                }
                Err(Lost::TimedOut) => return Ok(failed(timed_out(self.timeout))),
                Err(Lost::Died(worker)) if was_fresh => {
                    return Ok(failed(worker.cause_of_death(&self.setup)));
                }
                Err(Lost::Died(_)) => {}
            }
        }
    }

    fn keep(&self, worker: Worker) {
        if worker.jobs < JOBS {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(worker);
        }
    }
}

fn failed(error: Error) -> Outcome {
    Outcome {
        sha256: None,
        result: Err(error.into()),
    }
}

/// The error for an input that needs more than `most` bytes of memory.
pub fn out_of_memory(most: u64) -> Error {
    let message = format!("it needed more than {} MiB of memory", most >> 20);
    Error::new(Code::OutOfMemory, message)
}

/// The error for an input that takes longer than `timeout`.
pub fn timed_out(timeout: Duration) -> Error {
    let seconds = timeout.as_secs_f64();
    Error::new(
        Code::TimedOut,
        format!("it took longer than {seconds} seconds"),
    )
}

/// `CREATE_NEW_PROCESS_GROUP` of the Windows API.
#[cfg(windows)]
const NEW_PROCESS_GROUP: u32 = 0x200;

/// A worker process; dropping it kills the process.
struct Worker {
    child: Child,
    jobs_to: BufWriter<ChildStdin>,
    answers: Receiver<io::Result<Option<Outcome>>>,
    jobs: usize,
}

impl Worker {
    fn start(setup: &Setup) -> io::Result<Self> {
        let mut command = command()?;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A terminal sends Ctrl-C to the whole process group, but ending the workers is up to the batch.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, NEW_PROCESS_GROUP);
        let mut child = command.spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, answers) = sync_channel(1);
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            loop {
                let answer = worker::receive(&mut stdout);
                let is_last = answer.is_err();
                if sender.send(answer).is_err() || is_last {
                    return;
                }
            }
        });
        let mut worker = Self {
            child,
            jobs_to: BufWriter::new(stdin),
            answers,
            jobs: 0,
        };
        // a worker that is already dead is noticed at its first job
        let _ = frame::write(&mut worker.jobs_to, &serde_json::to_vec(setup)?);
        Ok(worker)
    }

    /// Runs a job and returns the worker for the next.
    fn convert(
        mut self,
        input: &Input,
        stdin: Option<&[u8]>,
        timeout: Duration,
    ) -> Result<(Self, Outcome), Lost> {
        self.jobs += 1;
        if Job::send(&mut self.jobs_to, input, stdin).is_err() {
            return Err(Lost::Died(Box::new(self)));
        }
        loop {
            return match self.answers.recv_timeout(timeout) {
                // a scanned page was read: the time limit restarts
                Ok(Ok(None)) => continue,
                Ok(Ok(Some(outcome))) => Ok((self, outcome)),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Lost::Died(Box::new(self))),
                Err(RecvTimeoutError::Timeout) => Err(Lost::TimedOut),
            };
        }
    }

    /// Waits for a worker whose output has ended, and says why it died.
    fn cause_of_death(mut self, setup: &Setup) -> Error {
        let mut said = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(LAST_WORDS).read_to_end(&mut said);
        }
        let status = self
            .child
            .wait()
            .map_or_else(|e| e.to_string(), |status| status.to_string());
        let said = String::from_utf8_lossy(&said);
        diagnose(said.trim(), &status, setup.max_memory)
    }
}

/// The error that a dead worker's standard error (written by the Rust runtime) and exit status stand for.
fn diagnose(said: &str, status: &str, max_memory: u64) -> Error {
    if said.contains("memory allocation of") {
        return out_of_memory(max_memory);
    }
    let what = match said {
        _ if said.contains("overflowed its stack") => "stack overflow".to_owned(),
        "" => format!("the worker ended with {status}"),
        _ => said.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    Error::new(
        Code::Crashed,
        format!("the conversion crashed ({what}); please report the file"),
    )
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_error_of_a_dead_worker_has_code_and_cause() {
        let cause = |said| diagnose(said, "signal: 6 (SIGABRT)", 512 << 20);
        let memory = cause("memory allocation of 99 bytes failed");
        assert_eq!(memory.code, Code::OutOfMemory);
        assert!(memory.message.contains("512 MiB"));
        let panic = cause("thread panicked at src/a.rs:1:\n index out of bounds");
        assert_eq!(panic.code, Code::Crashed);
        assert!(panic.message.contains("src/a.rs:1: index"));
        assert!(
            cause("thread 'x' has overflowed its stack")
                .message
                .contains("overflow")
        );
        assert!(cause("").message.contains("SIGABRT"));
    }
}
