//! Documents in: records, reports, text and tables out.

use juten::content::Content;
use juten::layout::joined_tables::{continued, single};
use juten::model::Document;
use juten::write::{blocks, json};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::errors::of_input;
use crate::options::ConvertOptions;

/// Stack of the thread that reads a document: PDFs nest, and are read by recursion.
const STACK: usize = 64 << 20;

/// Runs `work` without the interpreter's lock in a thread with room for deep documents; a panic becomes E109.
pub fn aside<T: Send>(
    py: Python<'_>,
    input: &str,
    work: impl FnOnce() -> Result<T, juten::Error> + Send,
) -> PyResult<T> {
    let done = py.detach(|| {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).map(|thread| thread.join())
        })
    });
    let crashed = || {
        let message = "the conversion crashed; please report the file";
        juten::Error::new(juten::diagnostics::Code::Crashed, message)
    };
    let result = done?.unwrap_or_else(|_| Err(crashed()));
    result.map_err(|error| of_input(py, &error, input))
}

/// The record of a document: indented JSON, as the command writes it.
#[pyfunction]
pub fn convert(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    options: &ConvertOptions,
) -> PyResult<Vec<u8>> {
    let made = aside(py, name, || {
        let document = juten::convert(data, &options.named(name))?;
        Ok(json::pretty(&document))
    })?;
    made.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// A record of indented JSON on one line, as the command writes JSON Lines.
#[pyfunction]
pub fn line(json: &[u8]) -> PyResult<Vec<u8>> {
    let wrong = |error: serde_json::Error| PyValueError::new_err(error.to_string());
    let document: Document = serde_json::from_slice(json).map_err(wrong)?;
    json::line(&document).map_err(wrong)
}

/// The report on a document, as HTML, and why there is no record where there is none (code and message).
#[pyfunction]
#[pyo3(signature = (data, name, options, stage=None))]
pub fn inspect(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    options: &ConvertOptions,
    stage: Option<&str>,
) -> PyResult<(String, Option<(String, String)>)> {
    let stage = stage.map(str::parse).transpose();
    let stage = stage.map_err(PyValueError::new_err)?;
    let made = aside(py, name, || {
        juten::inspect::inspect(data, &options.named(name), stage)
    })?;
    let refused = made
        .refused
        .map(|error| (error.code.as_str().to_owned(), error.message));
    Ok((made.html, refused))
}

/// The tables of a document as JSON, as `juten tables -f json` writes them.
#[pyfunction]
pub fn page_tables(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    options: &ConvertOptions,
    join: bool,
) -> PyResult<Vec<u8>> {
    let content = read(py, data, name, options)?;
    let tables = match join {
        true => continued(content),
        false => single(content),
    };
    let mut out = Vec::new();
    blocks::tables_json(&tables, join, &mut out)?;
    Ok(out)
}

/// The text of a document, as `juten text` writes it.
#[pyfunction]
pub fn page_text(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    options: &ConvertOptions,
) -> PyResult<String> {
    let content = read(py, data, name, options)?;
    let mut out = Vec::new();
    blocks::text(&content, &mut out)?;
    Ok(String::from_utf8(out)?)
}

/// What stands in a document, as it is there.
pub fn read(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    options: &ConvertOptions,
) -> PyResult<Content> {
    let read = aside(py, name, || juten::read(data, options.reading()))?;
    Ok(read.content)
}
