//! How documents are read and converted.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use juten::choose::{ProfileSet, Profiles};
use juten::profile::Profile;
use juten::workers::WorkerOptions;
use juten::{Limits, Options, ReadOptions};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors::of_profile;

/// The profiles that come with juten, parsed once a process.
static BUILTIN: LazyLock<Arc<ProfileSet>> = LazyLock::new(|| Arc::new(ProfileSet::builtin()));

/// Sorted-out arguments of `convert`, `inspect`, `tables`, `text` and `Pool`.
///
/// `profiles` holds the TOML of each profile to choose from; `None` stands for all that come with juten.
#[pyclass(frozen, module = "juten._native")]
pub struct ConvertOptions {
    options: Options,
    tomls: Option<Vec<String>>,
    encoding: Option<String>,
    normalize: String,
}

#[pymethods]
impl ConvertOptions {
    #[new]
    #[pyo3(signature = (*, profiles=None, password=None, encoding=None, normalize="standard", provenance=false,
        municipality=None, max_bytes=None, max_pages=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn new(
        py: Python<'_>,
        profiles: Option<Vec<String>>,
        password: Option<String>,
        encoding: Option<String>,
        normalize: &str,
        provenance: bool,
        municipality: Option<&str>,
        max_bytes: Option<u64>,
        max_pages: Option<u32>,
    ) -> PyResult<Self> {
        let mut reading = ReadOptions::default();
        reading.password = password;
        reading.input_encoding = encoding.as_deref().map(encoding_named).transpose()?;
        let limits = Limits::default();
        reading.limits.max_bytes = max_bytes.unwrap_or(limits.max_bytes);
        reading.limits.max_pages = max_pages.unwrap_or(limits.max_pages);
        let mut options = Options::new("", parsed(py, profiles.as_deref())?);
        options.reading = reading;
        options.normalize = normalize.parse().map_err(PyValueError::new_err)?;
        options.provenance = provenance;
        let municipality = municipality.map(juten::municipality::parse);
        options.municipality = municipality.transpose().map_err(PyValueError::new_err)?;
        Ok(Self {
            options,
            tomls: profiles,
            encoding,
            normalize: normalize.to_owned(),
        })
    }
}

impl ConvertOptions {
    /// The options for a document of this name.
    pub fn named(&self, name: &str) -> Options {
        let mut options = self.options.clone();
        name.clone_into(&mut options.name);
        options
    }

    /// How documents are read.
    pub fn reading(&self) -> &ReadOptions {
        &self.options.reading
    }

    /// The same for workers, with what an input may cost.
    pub fn workers(&self, timeout: Duration, max_memory: u64) -> WorkerOptions {
        let builtin = || {
            Profile::builtin_tomls()
                .map(|(_, toml)| toml.to_owned())
                .collect()
        };
        WorkerOptions {
            profiles: self.tomls.clone().unwrap_or_else(builtin),
            password: self.options.reading.password.clone(),
            input_encoding: self.encoding.clone(),
            normalize: self.normalize.clone(),
            provenance: self.options.provenance,
            municipality: self.options.municipality.clone(),
            limits: self.options.reading.limits,
            timeout,
            max_memory,
        }
    }
}

fn encoding_named(name: &str) -> PyResult<&'static encoding_rs::Encoding> {
    let found = encoding_rs::Encoding::for_label(name.as_bytes());
    found.ok_or_else(|| PyValueError::new_err(format!("there is no encoding '{name}'")))
}

fn parsed(py: Python<'_>, tomls: Option<&[String]>) -> PyResult<Profiles> {
    let Some(tomls) = tomls else {
        return Ok(Arc::clone(&BUILTIN).into());
    };
    let parse = |toml: &String| Profile::parse(toml).map(Arc::new);
    let profiles: Result<Vec<_>, _> = tomls.iter().map(parse).collect();
    let mut profiles = profiles.map_err(|error| of_profile(py, &error.to_string()))?;
    match (profiles.pop(), profiles.is_empty()) {
        (None, _) => Err(of_profile(py, "there is no profile to choose from")),
        (Some(only), true) => Ok(only.into()),
        (Some(last), false) => {
            profiles.push(last);
            Ok(ProfileSet::new(profiles).into())
        }
    }
}
