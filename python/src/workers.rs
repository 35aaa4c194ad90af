//! Conversion in worker processes, and the command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use juten::workers::From;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors::of_input;
use crate::options::ConvertOptions;

/// Worker processes that convert documents.
#[pyclass(frozen, module = "juten._native")]
pub struct Workers(juten::workers::Workers);

/// An input: the path of a file, or bytes.
#[derive(FromPyObject)]
pub enum Input {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A path.
    Path(PathBuf),
}

#[pymethods]
impl Workers {
    #[new]
    fn new(options: &ConvertOptions, timeout: f64, max_memory: u64) -> PyResult<Self> {
        let timeout = Duration::try_from_secs_f64(timeout)
            .map_err(|error| PyValueError::new_err(format!("timeout: {error}")))?;
        let workers = juten::workers::Workers::new(options.workers(timeout, max_memory));
        workers.map(Self).map_err(PyValueError::new_err)
    }

    /// The record of an input as indented JSON; `name` is the name of bytes.
    fn convert(&self, py: Python<'_>, input: Input, name: String) -> PyResult<Vec<u8>> {
        let from = match input {
            Input::Path(path) => From::File(path),
            Input::Bytes(bytes) => From::Bytes(bytes, name.clone()),
        };
        let made = py.detach(|| self.0.convert(from))?;
        made.map_err(|error| of_input(py, &error, &name))
    }
}

/// Says how workers are started: this command line, which calls [`serve`].
#[pyfunction]
pub fn start_by(command: Vec<OsString>) {
    juten::workers::start_by(command);
}

/// Names the folder of a Python package that brings models; it counts where the user has added none.
#[pyfunction]
pub fn bundled_in(folder: PathBuf) {
    #[cfg(feature = "ocr")]
    juten::workers::models::bundled_in(folder);
    #[cfg(not(feature = "ocr"))]
    drop(folder);
}

/// Runs a worker until its input ends; gives the status to exit with.
#[pyfunction]
pub fn serve(py: Python<'_>) -> u8 {
    status(py.detach(juten::workers::serve))
}

/// Runs the command line; gives the status to exit with.
#[pyfunction]
pub fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    status(py.detach(|| juten::cli::main(arguments)))
}

/// The number of a status, which `ExitCode` does not tell.
fn status(code: ExitCode) -> u8 {
    (0..=u8::MAX)
        .find(|number| ExitCode::from(*number) == code)
        .unwrap_or(1)
}
