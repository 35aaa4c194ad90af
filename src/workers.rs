//! Conversions in worker processes, for programs that use the library.
//!
//! A file that crashes the reader, never ends or wants all memory ends a worker and becomes an error of that file; the
//! program goes on. The command `juten` starts itself as worker; another program says by [`start_by`] how to start it,
//! and that command calls [`serve`].

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::batch::inputs::{Input, Source};
use crate::batch::job::{Setup, Shape, SharedProfiles};
use crate::batch::pool::Pool;
use crate::batch::worker;
use crate::diagnostics::Code;
use crate::model::Municipality;
use crate::{Error, Limits};

pub use crate::batch::pool::start_by;

/// How workers convert, and what an input may cost.
#[derive(Clone, Debug)]
pub struct WorkerOptions {
    /// The TOML of each profile. With one, every document has that form; with several, the best fit is taken.
    pub profiles: Vec<String>,
    /// Password of encrypted PDFs.
    pub password: Option<String>,
    /// Encoding of text input, by a name that browsers know; detected if `None`.
    pub input_encoding: Option<String>,
    /// How far characters are normalised: the name of a [`Mode`](crate::normalize::Mode).
    pub normalize: String,
    /// Whether records say where each value stands.
    pub provenance: bool,
    /// Whose documents they are; overrides the profile's municipality.
    pub municipality: Option<Municipality>,
    /// Bytes and pages of an input.
    pub limits: Limits,
    /// Time of an input; then its worker is ended.
    pub timeout: Duration,
    /// Bytes of address space of a worker; not limited on Windows.
    pub max_memory: u64,
}

/// Where an input is.
#[derive(Clone, Debug)]
pub enum From {
    /// A file, which the worker reads.
    File(PathBuf),
    /// Bytes, with the name that the record gives them.
    Bytes(Vec<u8>, String),
}

/// Worker processes, started as they are needed and ended with this value.
pub struct Workers(Pool);

impl Workers {
    /// Workers that convert in this way.
    ///
    /// # Errors
    ///
    /// What is wrong with a profile, the normalisation or the encoding.
    pub fn new(options: WorkerOptions) -> Result<Self, String> {
        let mut profiles = options.profiles;
        let profiles = match (profiles.pop(), profiles.is_empty()) {
            (None, _) => return Err("there is no profile".to_owned()),
            (Some(toml), true) => SharedProfiles::one(toml)?,
            (Some(last), false) => {
                profiles.push(last);
                SharedProfiles::best_of(profiles)?
            }
        };
        let setup = Setup {
            profiles,
            password: options.password,
            input_encoding: options.input_encoding,
            normalize: options.normalize,
            provenance: options.provenance,
            municipality: options.municipality,
            max_bytes: options.limits.max_bytes,
            max_pages: options.limits.max_pages,
            max_memory: options.max_memory,
            threads: 1,
            shape: Shape::Json,
        };
        setup.check()?;
        Ok(Self(Pool::new(setup, options.timeout)))
    }

    /// Converts an input and gives its record as the command writes it: indented JSON. May be called from several threads
    /// at once; each call has a worker of its own.
    ///
    /// # Errors
    ///
    /// Outside, that no worker could be started; inside, why the input gives no record.
    pub fn convert(&self, from: From) -> std::io::Result<Result<Vec<u8>, Error>> {
        let outcome = self.0.convert(&input(from))?;
        let failed = |failure: crate::batch::job::Failure| {
            Error::new(failure.code.unwrap_or(Code::Crashed), failure.message)
        };
        Ok(outcome
            .result
            .map_err(failed)
            .map(|made| made.json().to_vec()))
    }
}

fn input(from: From) -> Input {
    match from {
        From::File(path) => Input::one(&path),
        From::Bytes(bytes, name) => Input {
            shown: name.clone(),
            below: name.into(),
            source: Source::Bytes(bytes),
        },
    }
}

/// Runs a worker: takes jobs from standard input until it ends. For the command of [`start_by`].
pub fn serve() -> ExitCode {
    worker::serve().unwrap_or(ExitCode::FAILURE)
}
