//! The flags that choose the form, and the profiles that they name.

mod folder;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap_complete::ArgValueCandidates;

use self::folder::Local;
use super::completions;
use super::messages::Messages;
use super::usage;
use crate::batch::job::SharedProfiles;
use crate::profile::Profile;

/// The value of `--profile` that lets juten choose.
pub const AUTO: &str = "auto";

// The form of the inputs.
#[derive(Args)]
pub struct Form {
    /// Profile of the form: auto for whichever fits best, an id (see `juten profiles`), or a TOML file
    #[arg(long, value_name = "auto|ID|FILE", default_value = AUTO, add = ArgValueCandidates::new(completions::profiles))]
    profile: String,
    #[command(flatten)]
    known: Known,
}

// The profiles besides those that are built in.
#[derive(Args, Clone, Default)]
pub struct Known {
    /// Folder with profiles of your own (TOML files) to choose from as well; those in juten/profiles in your
    /// configuration folder are always included
    #[arg(long, value_name = "DIR", env = "JUTEN_PROFILES")]
    profiles: Option<PathBuf>,
}

impl Form {
    /// The named profile, or all known ones.
    pub fn profiles(&self, messages: Messages) -> anyhow::Result<SharedProfiles> {
        if self.profile == AUTO {
            let tomls = self
                .known
                .all(messages)?
                .into_iter()
                .map(|local| local.toml);
            return SharedProfiles::best_of(tomls.collect()).map_err(usage);
        }
        let toml = self.known.toml(&self.profile, messages)?;
        SharedProfiles::one(toml)
            .map_err(|error| usage(format!("profile {}: {error}", self.profile)))
    }
}

impl Known {
    /// The profile with this id, or in this file.
    pub fn profile(&self, id_or_file: &str, messages: Messages) -> anyhow::Result<Arc<Profile>> {
        let toml = self.toml(id_or_file, messages)?;
        let profile = Profile::parse(&toml);
        let profile = profile.map_err(|error| usage(format!("profile {id_or_file}: {error}")))?;
        Ok(Arc::new(profile))
    }

    /// The same, as TOML.
    pub fn toml(&self, id_or_file: &str, messages: Messages) -> anyhow::Result<String> {
        let all = || self.all(messages);
        // a path is not an id: the folders need not be read
        if Path::new(id_or_file).is_file() {
            return std::fs::read_to_string(id_or_file)
                .map_err(|error| usage(format!("profile {id_or_file}: {error}")));
        }
        let all = all()?;
        if let Some(known) = all.iter().find(|known| known.id == id_or_file) {
            return Ok(known.toml.clone());
        }
        let ids: Vec<&str> = all.iter().map(|known| known.id.as_str()).collect();
        Err(usage(format!(
            "'{id_or_file}' is neither a profile nor a file; give a TOML file or one of: {}",
            ids.join(", ")
        )))
    }

    /// The folder of the user's own profiles, which is always searched, if the system has one.
    #[cfg(feature = "serve")]
    pub fn own_folder() -> Option<PathBuf> {
        folder::folders(None).pop().map(|(folder, _)| folder)
    }

    /// All profiles: the user's first, then the built-in ones that they do not replace.
    pub fn all(&self, messages: Messages) -> anyhow::Result<Vec<Local>> {
        let mut all: Vec<Local> = Vec::new();
        for (folder, named) in folder::folders(self.profiles.as_deref()) {
            let found = folder::read(&folder, named, messages).map_err(usage)?;
            // the folder from --profiles comes before the configuration folder
            let is_new = |local: &Local| !all.iter().any(|other| other.id == local.id);
            let new: Vec<Local> = found.into_iter().filter(is_new).collect();
            all.extend(new);
        }
        for (id, toml) in Profile::builtin_tomls() {
            if !all.iter().any(|local| local.id == id) {
                all.push(Local {
                    id: id.to_owned(),
                    toml: toml.to_owned(),
                    path: None,
                });
            }
        }
        Ok(all)
    }
}
