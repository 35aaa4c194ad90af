//! Workers: processes that are fed one job at a time, ended where they take too long, and replaced where they died.
//!
//! A worker that has done other jobs and dies is given the benefit of the doubt: its job is tried once more in a fresh
//! one, so that what is told of an input does not hang on the inputs before it.

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

/// The hidden command that a worker runs.
pub const COMMAND: &str = "worker";

/// The command line that starts a worker in a program that is not `juten`.
static HOST: OnceLock<Vec<OsString>> = OnceLock::new();

/// Starts workers by this command line instead of the running program's own; the first call holds.
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

/// Jobs after which a worker is replaced: memory in pieces adds up, and the limit is the worker's, not the job's.
const JOBS: usize = 1000;

/// What is kept of a dead worker's last words.
const LAST_WORDS: u64 = 4096;

/// Workers that wait for a job, and how to make more.
pub struct Pool {
    setup: Setup,
    timeout: Duration,
    idle: Mutex<Vec<Worker>>,
}

/// How a job ended without an answer.
enum Lost {
    TimedOut,
    Died(Box<Worker>),
}

impl Pool {
    /// A pool without workers; each comes with its first job.
    pub fn new(setup: Setup, timeout: Duration) -> Self {
        Self {
            setup,
            timeout,
            idle: Mutex::default(),
        }
    }

    /// Converts one input in a worker. An error is none of the input's: no worker could be had.
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

/// The error of an input that wants more memory than this.
pub fn out_of_memory(most: u64) -> Error {
    let message = format!(
        "it wanted more than {} MiB of memory; raise --max-memory if you trust it",
        most >> 20
    );
    Error::new(Code::OutOfMemory, message)
}

/// The error of an input that takes longer than this.
pub fn timed_out(timeout: Duration) -> Error {
    let seconds = timeout.as_secs_f64();
    Error::new(
        Code::TimedOut,
        format!("it took longer than {seconds} seconds; raise --timeout if you trust it"),
    )
}

/// A worker process; it ends with this value.
struct Worker {
    child: Child,
    jobs_to: BufWriter<ChildStdin>,
    answers: Receiver<io::Result<Outcome>>,
    jobs: usize,
}

impl Worker {
    fn start(setup: &Setup) -> io::Result<Self> {
        let mut command = command()?;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Ctrl-C on a terminal goes to the group: the batch decides what becomes of its workers.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
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
        // a worker that is dead by now is found so by its first job
        let _ = frame::write(&mut worker.jobs_to, &serde_json::to_vec(setup)?);
        Ok(worker)
    }

    /// Does a job and gives the worker back.
    fn convert(
        mut self,
        input: &Input,
        stdin: Option<&[u8]>,
        timeout: Duration,
    ) -> Result<(Self, Outcome), Lost> {
        self.jobs += 1;
        if Job::send(&mut self.jobs_to, &input.source, &input.name(), stdin).is_err() {
            return Err(Lost::Died(Box::new(self)));
        }
        match self.answers.recv_timeout(timeout) {
            Ok(Ok(outcome)) => Ok((self, outcome)),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Lost::Died(Box::new(self))),
            Err(RecvTimeoutError::Timeout) => Err(Lost::TimedOut),
        }
    }

    /// Waits for the end of a worker whose output has ended, and says what it died of.
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

/// From a worker's last words, which the runtime of Rust writes, and its exit status.
fn diagnose(said: &str, status: &str, max_memory: u64) -> Error {
    if said.contains("memory allocation of") {
        return out_of_memory(max_memory);
    }
    let what = match said {
        _ if said.contains("overflowed its stack") => "its parts nest too deep".to_owned(),
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
    fn a_death_has_its_code_and_reason() {
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
                .contains("nest")
        );
        assert!(cause("").message.contains("SIGABRT"));
    }
}
