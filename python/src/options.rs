//! How documents are read and converted.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use juten::choose::{ProfileSet, Profiles};
#[cfg(feature = "ocr")]
use juten::extract::scan::Recognizer;
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
/// `profiles` holds the TOML of each profile to choose from; `None` stands for all that come with juten. With `ocr`
/// scanned pages are read by the installed model, if there is one.
#[pyclass(frozen, module = "juten._native")]
pub struct ConvertOptions {
    options: Options,
    tomls: Option<Vec<String>>,
    encoding: Option<String>,
    normalize: String,
    model: Option<PathBuf>,
}

#[pymethods]
impl ConvertOptions {
    #[new]
    #[pyo3(signature = (*, profiles=None, password=None, encoding=None, normalize="standard", provenance=false,
        municipality=None, ocr=true, min_confidence=juten::MIN_CONFIDENCE, max_bytes=None, max_pages=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn new(
        py: Python<'_>,
        profiles: Option<Vec<String>>,
        password: Option<String>,
        encoding: Option<String>,
        normalize: &str,
        provenance: bool,
        municipality: Option<&str>,
        ocr: bool,
        min_confidence: f32,
        max_bytes: Option<u64>,
        max_pages: Option<u32>,
    ) -> PyResult<Self> {
        let mut reading = ReadOptions::default();
        reading.password = password;
        reading.input_encoding = encoding.as_deref().map(encoding_named).transpose()?;
        let limits = Limits::default();
        reading.limits.max_bytes = max_bytes.unwrap_or(limits.max_bytes);
        reading.limits.max_pages = max_pages.unwrap_or(limits.max_pages);
        let model = model().filter(|_| ocr);
        reading.recognizer = recognizer(model.as_deref());
        let mut options = Options::new("", parsed(py, profiles.as_deref())?);
        options.reading = reading;
        options.normalize = normalize.parse().map_err(PyValueError::new_err)?;
        options.provenance = provenance;
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(PyValueError::new_err(
                "min_confidence: a number from 0 to 1",
            ));
        }
        options.min_confidence = min_confidence;
        let municipality = municipality.map(juten::municipality::parse);
        options.municipality = municipality.transpose().map_err(PyValueError::new_err)?;
        Ok(Self {
            options,
            tomls: profiles,
            encoding,
            normalize: normalize.to_owned(),
            model,
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
            model: self.model.clone(),
            min_confidence: self.options.min_confidence,
            limits: self.options.reading.limits,
            timeout,
            max_memory,
        }
    }
}

/// The installed model.
#[cfg(feature = "ocr")]
fn model() -> Option<PathBuf> {
    juten::workers::models::usual()
}

#[cfg(not(feature = "ocr"))]
fn model() -> Option<PathBuf> {
    None
}

/// The reader of scanned pages by this model, loaded once a process.
#[cfg(feature = "ocr")]
fn recognizer(model: Option<&Path>) -> Option<Arc<dyn Recognizer>> {
    use juten::workers::models::OnDisk;
    use std::collections::HashMap;
    use std::sync::{Mutex, PoisonError};

    static LOADED: LazyLock<Mutex<HashMap<PathBuf, Arc<OnDisk>>>> = LazyLock::new(Mutex::default);
    let path = model?;
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    let model = loaded.entry(path.to_owned()).or_insert_with(|| {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Arc::new(OnDisk::new(path.to_owned(), threads, None))
    });
    Some(model.clone())
}

#[cfg(not(feature = "ocr"))]
fn recognizer(_: Option<&Path>) -> Option<Arc<dyn juten::extract::scan::Recognizer>> {
    None
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
