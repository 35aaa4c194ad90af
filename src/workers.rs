//! Conversions in worker processes, for programs that use the library.
//!
//! A file that crashes the reader, hangs, or exhausts the memory limit costs only a worker process and is reported as an
//! error of that file; the program continues. The command `juten` starts itself as a worker. Another program sets with
//! [`start_by`] the command line that starts one, which has to call [`serve`].

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::batch::inputs::Input;
use crate::batch::job::{Setup, Shape, SharedProfiles};
use crate::batch::pool::Pool;
use crate::batch::worker;
use crate::diagnostics::Code;
use crate::model::Municipality;
use crate::{Error, Limits};

#[cfg(feature = "ocr")]
pub use crate::batch::models;
pub use crate::batch::pool::start_by;

/// How workers convert, and the limits on an input.
#[derive(Clone, Debug)]
pub struct WorkerOptions {
    /// The TOML of each profile. If there are several, the one that fits a document best is used.
    pub profiles: Vec<String>,
    /// Password of encrypted PDFs, workbooks and Word documents.
    pub password: Option<String>,
    /// Encoding of text input, as a WHATWG label; detected if `None`.
    pub input_encoding: Option<String>,
    /// How characters are normalised: the name of a [`Mode`](crate::normalize::Mode).
    pub normalize: String,
    /// Whether records have the place of each value.
    pub provenance: bool,
    /// The municipality whose documents these are; overrides the profile's.
    pub municipality: Option<Municipality>,
    /// The model that reads scanned pages; `None` to leave them out. Without the feature `ocr` it is not used.
    pub model: Option<PathBuf>,
    /// Values of scans with a character below this confidence are listed as uncertain.
    pub min_confidence: f32,
    /// The most bytes and pages of an input.
    pub limits: Limits,
    /// The time limit of an input, after which its worker is killed.
    pub timeout: Duration,
    /// The most memory of a worker, in bytes: its address space, or what it uses on Windows and macOS.
    pub max_memory: u64,
}

/// The source of an input.
#[derive(Clone, Debug)]
pub enum From {
    /// A file, read by the worker.
    File(PathBuf),
    /// Bytes, and their name in the record.
    Bytes(Vec<u8>, String),
}

/// A pool of worker processes, started on demand and killed when this value is dropped.
pub struct Workers(Pool);

impl Workers {
    /// A pool with these options.
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
            model: options.model,
            min_confidence: options.min_confidence,
            max_bytes: options.limits.max_bytes,
            max_pages: options.limits.max_pages,
            max_memory: options.max_memory,
            threads: 1,
            shape: Shape::Json,
        };
        setup.check()?;
        Ok(Self(Pool::new(setup, options.timeout)))
    }

    /// Converts an input and returns its record as the command writes it: indented JSON. Can be called from several threads
    /// at once; each call uses its own worker.
    ///
    /// # Errors
    ///
    /// The outer error means that no worker could be started; the inner one, why the input yields no record.
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
        From::Bytes(bytes, name) => Input::of_bytes(&name, bytes),
    }
}

/// Runs a worker: converts the jobs on standard input until it ends. To be called by the command of [`start_by`].
pub fn serve() -> ExitCode {
    worker::serve().unwrap_or(ExitCode::FAILURE)
}
