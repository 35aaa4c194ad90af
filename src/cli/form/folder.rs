//! Folders with a user's own profiles.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};

use crate::cli::messages::Messages;
use crate::profile::Profile;

/// A profile as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The id.
    pub id: String,
    /// The TOML.
    pub toml: String,
    /// The file; `None` if it is built in.
    pub path: Option<PathBuf>,
}

/// The folders with profiles, and whether the user named each: first that of the flag or the environment, then that of
/// the platform's configuration folder.
pub fn folders(named: Option<&Path>) -> Vec<(PathBuf, bool)> {
    // an empty variable counts as unset
    let named = named.filter(|folder| !folder.as_os_str().is_empty());
    let named = named.map(|folder| (folder.to_owned(), true));
    let own = choose_native_strategy().ok();
    let own = own.map(|base| (base.config_dir().join("juten").join("profiles"), false));
    named.into_iter().chain(own).collect()
}

/// The profiles in a folder, ordered by file name. An invalid profile, or one whose id is taken, is reported and
/// skipped. `Err` means that the folder cannot be read.
pub fn read(folder: &Path, is_named: bool, messages: Messages) -> Result<Vec<Local>, String> {
    let paths = match tomls(folder) {
        Ok(paths) => paths,
        // the configuration folder is optional
        Err(_) if !is_named => return Ok(Vec::new()),
        Err(error) => return Err(format!("profiles in {}: {error}", folder.display())),
    };
    if paths.is_empty() && is_named {
        let message = "it contains no profile (*.toml); the built-in profiles are used";
        messages.note(&folder.to_string_lossy(), message);
    }
    let mut found: Vec<Local> = Vec::new();
    for path in paths {
        let told = match local(&path) {
            Ok(local) => match found.iter().find(|other| other.id == local.id) {
                None => {
                    found.push(local);
                    continue;
                }
                Some(other) => {
                    let file = other.path.as_deref().and_then(Path::file_name);
                    let file = file.unwrap_or_default().to_string_lossy();
                    format!(
                        "its id {:?} is already used by {file}; it is ignored",
                        local.id
                    )
                }
            },
            Err(error) => format!("{error}; it is ignored"),
        };
        messages.warning(&path.to_string_lossy(), &told);
    }
    Ok(found)
}

fn tomls(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|e| e == "toml") && path.is_file();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(is_toml);
    paths.sort();
    Ok(paths)
}

fn local(path: &Path) -> Result<Local, String> {
    let toml = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let profile = Profile::parse(&toml).map_err(|error| error.to_string())?;
    Ok(Local {
        id: profile.id,
        toml,
        path: Some(path.to_owned()),
    })
}
