//! A worker: a process that converts one input after another. If it crashes, only its current job is lost.
//!
//! Standard input carries the [`Setup`], then one job at a time; standard output carries an answer to each. The worker
//! exits as soon as its input ends, even during a job, and so does not outlive a batch that is killed. On a panic it
//! writes one line to standard error and exits.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::guard::is_guarded;
use crate::ordered_parallel::STACK;
use serde::{Deserialize, Serialize};

use super::inputs::{Input, Source};
use super::job::{Converter, Failure, Outcome, Rendered, Setup, Summary};
use super::{frame, limits};

/// A job as it is sent to a worker.
#[derive(Serialize, Deserialize)]
pub struct Job {
    name: String,
    from: From,
    password: Option<String>,
}

#[derive(Serialize, Deserialize)]
enum From {
    /// The bytes are the next message.
    Next,
    /// A file. `OsString`, since a path need not be UTF-8.
    File(OsString),
    /// An entry of a zip archive.
    Zipped(OsString, usize),
}

/// Sent before the answer, once for each scanned page: the worker is still busy.
const PAGE: &[u8] = b"page";

/// An answer as it is sent back. The parts follow as messages of their own.
#[derive(Serialize, Deserialize)]
struct Answer {
    sha256: Option<String>,
    result: Result<Summary, Failure>,
    parts: usize,
}

impl Job {
    /// Sends a job, with the bytes of the batch's standard input if that is the source: the worker has its own.
    pub fn send(to: &mut impl Write, input: &Input, stdin: Option<&[u8]>) -> io::Result<()> {
        let from = match &input.source {
            Source::Stdin | Source::Bytes(_) => From::Next,
            Source::File(path) => From::File(path.clone().into_os_string()),
            Source::Zipped(archive, entry) => {
                From::Zipped(archive.clone().into_os_string(), *entry)
            }
        };
        let job = Self {
            name: input.name(),
            from,
            password: input.password.clone(),
        };
        frame::write(to, &serde_json::to_vec(&job)?)?;
        if let From::Next = job.from {
            let bytes = match &input.source {
                Source::Bytes(bytes) => Some(bytes.as_slice()),
                _ => stdin,
            };
            frame::write(to, bytes.unwrap_or_default())?;
        }
        to.flush()
    }

    fn receive(from: &mut impl Read) -> io::Result<Input> {
        let job: Self = serde_json::from_slice(&frame::read(from)?)?;
        let source = match job.from {
            From::Next => Source::Bytes(frame::read(from)?),
            From::File(path) => Source::File(path.into()),
            From::Zipped(archive, entry) => Source::Zipped(archive.into(), entry),
        };
        Ok(Input {
            shown: job.name.clone(),
            source,
            below: job.name.into(),
            password: job.password,
        })
    }
}

fn send(to: &mut impl Write, outcome: Outcome) -> io::Result<()> {
    let (result, parts) = match outcome.result {
        Ok(rendered) => (Ok(rendered.summary), rendered.parts),
        Err(failure) => (Err(failure), Vec::new()),
    };
    let answer = Answer {
        sha256: outcome.sha256,
        result,
        parts: parts.len(),
    };
    frame::write(to, &serde_json::to_vec(&answer)?)?;
    parts.iter().try_for_each(|part| frame::write(to, part))?;
    to.flush()
}

/// Receives the answer to a job; `None` is the signal that a scanned page was read.
pub fn receive(from: &mut impl Read) -> io::Result<Option<Outcome>> {
    let answer = frame::read(from)?;
    if answer == PAGE {
        return Ok(None);
    }
    let answer: Answer = serde_json::from_slice(&answer)?;
    let parts = (0..answer.parts)
        .map(|_| frame::read(from))
        .collect::<io::Result<Vec<_>>>()?;
    let result = answer.result.map(|summary| Rendered { summary, parts });
    Ok(Some(Outcome {
        sha256: answer.sha256,
        result,
    }))
}

/// Sends the signal that a scanned page was read.
fn tell_page() {
    let mut stdout = io::stdout().lock();
    if frame::write(&mut stdout, PAGE)
        .and_then(|()| stdout.flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

/// Runs jobs until standard input ends.
pub fn serve() -> anyhow::Result<ExitCode> {
    std::panic::set_hook(Box::new(|panic| {
        if is_guarded() {
            return;
        }
        let _ = writeln!(io::stderr(), "{panic}");
        std::process::exit(101);
    }));
    let mut stdin = io::stdin().lock();
    let setup: Setup = serde_json::from_slice(&frame::read(&mut stdin)?)?;
    limits::no_core_dumps();
    limits::worker_memory(setup.max_memory);
    let converter =
        Converter::telling(&setup, Some(Box::new(tell_page))).map_err(anyhow::Error::msg)?;
    let (sender, jobs) = sync_channel(1);
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || work(&converter, &jobs))?;
    while let Ok(job) = Job::receive(&mut stdin) {
        if sender.send(job).is_err() {
            break;
        }
    }
    std::process::exit(0);
}

fn work(converter: &Converter, jobs: &Receiver<Input>) {
    for input in jobs {
        let outcome = converter.convert(&input);
        if send(&mut io::BufWriter::new(io::stdout().lock()), outcome).is_err() {
            std::process::exit(0);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::diagnostics::Code;

    /// A job with this source and name, sent and received.
    fn passed(source: Source, name: &str, stdin: Option<&[u8]>) -> Input {
        let input = Input {
            shown: name.to_owned(),
            source,
            below: name.into(),
            password: Some("secret".to_owned()),
        };
        let mut pipe = Vec::new();
        Job::send(&mut pipe, &input, stdin).unwrap();
        let mut pipe = &pipe[..];
        let received = Job::receive(&mut pipe).unwrap();
        assert!(Job::receive(&mut pipe).is_err());
        assert_eq!(received.password, input.password);
        assert_eq!(received.name(), input.name());
        received
    }

    #[test]
    fn jobs_and_answers_arrive_as_sent() {
        let of_bytes = |bytes: &[u8]| Source::Bytes(bytes.to_vec());
        assert_eq!(
            passed(Source::Stdin, "-", Some(b"abc")).source,
            of_bytes(b"abc")
        );
        assert_eq!(passed(of_bytes(b"d"), "d.pdf", None).source, of_bytes(b"d"));
        let zipped = Source::Zipped("a.zip".into(), 3);
        assert_eq!(passed(zipped.clone(), "b.pdf", None).source, zipped);

        let failure = Failure {
            code: Some(Code::Empty),
            message: "empty".to_owned(),
        };
        let outcome = Outcome {
            sha256: Some("00".to_owned()),
            result: Err(failure),
        };
        let mut pipe = Vec::new();
        send(&mut pipe, outcome.clone()).unwrap();
        assert_eq!(receive(&mut &pipe[..]).unwrap(), Some(outcome));
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_utf_8_arrives() {
        use std::os::unix::ffi::OsStrExt;
        let path = std::ffi::OsStr::from_bytes(b"a\xFF.pdf");
        let file = Source::File(path.into());
        assert_eq!(passed(file.clone(), "a", None).source, file);
    }
}
