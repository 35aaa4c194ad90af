//! Profiles: those that come with juten, those of the user, and drafts.

use std::sync::Arc;

use juten::profile::Profile;
use pyo3::prelude::*;

use crate::errors::of_profile;
use crate::options::ConvertOptions;
use crate::reading::read;

/// The profiles that come with juten: the id and the TOML of each.
#[pyfunction]
pub fn builtin() -> Vec<(&'static str, &'static str)> {
    Profile::builtin_tomls().collect()
}

/// Id and title of a profile.
#[pyfunction]
pub fn describe(py: Python<'_>, toml: &str) -> PyResult<(String, String)> {
    let profile = Profile::parse(toml).map_err(|error| of_profile(py, &error.to_string()))?;
    Ok((profile.id.clone(), profile.title.clone()))
}

/// Drafts a profile from documents (bytes and name of each): its TOML and what was found, in words; nothing where the
/// documents hold no form.
#[pyfunction]
pub fn propose(
    py: Python<'_>,
    documents: Vec<(Vec<u8>, String)>,
    id: &str,
    options: &ConvertOptions,
) -> PyResult<Option<(String, String)>> {
    let contents: PyResult<Vec<_>> = documents
        .into_iter()
        .map(|(data, name)| {
            let mut content = read(py, data, &name, options)?;
            juten::normalize::normalize(&mut content, options.named(&name).normalize);
            Ok(content)
        })
        .collect();
    let contents = contents?;
    let known: Vec<_> = Profile::all_builtin().into_iter().map(Arc::new).collect();
    let made = py.detach(|| juten::propose::propose(&contents, &known, id));
    Ok(made.map(|proposal| (proposal.toml, proposal.summary)))
}
