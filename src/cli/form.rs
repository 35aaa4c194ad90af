//! The flags that say which form a document has, and the profiles that they name.

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

/// The value of `--profile` that leaves the choice to juten.
pub const AUTO: &str = "auto";

/// Which form the inputs have.
#[derive(Args)]
pub struct Form {
    /// Profile of the form: auto takes the one that fits best; else its id (see `juten profiles`) or a TOML file
    #[arg(long, value_name = "auto|ID|FILE", default_value = AUTO, add = ArgValueCandidates::new(completions::profiles))]
    profile: String,
    #[command(flatten)]
    known: Known,
}

/// Where profiles are, beside those that are built in.
#[derive(Args, Clone, Default)]
pub struct Known {
    /// Folder with profiles of your own (TOML files) to choose from, too; those in juten/profiles in your
    /// configuration folder always are
    #[arg(long, value_name = "DIR", env = "JUTEN_PROFILES")]
    profiles: Option<PathBuf>,
}

impl Form {
    /// The profile that is named, or all that are known.
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
    /// The profile of this id, or in this file.
    pub fn profile(&self, id_or_file: &str, messages: Messages) -> anyhow::Result<Arc<Profile>> {
        let toml = self.toml(id_or_file, messages)?;
        let profile = Profile::parse(&toml);
        let profile = profile.map_err(|error| usage(format!("profile {id_or_file}: {error}")))?;
        Ok(Arc::new(profile))
    }

    /// The same, as TOML.
    pub fn toml(&self, id_or_file: &str, messages: Messages) -> anyhow::Result<String> {
        let all = || self.all(messages);
        // a file's name is no id: folders need not be read for it
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
            "there is no profile and no file '{id_or_file}'; give a TOML file or one of: {}",
            ids.join(", ")
        )))
    }

    /// All profiles: the user's own first, then those built in that none of them replaces.
    pub fn all(&self, messages: Messages) -> anyhow::Result<Vec<Local>> {
        let mut all: Vec<Local> = Vec::new();
        for (folder, named) in folder::folders(self.profiles.as_deref()) {
            let found = folder::read(&folder, named, messages).map_err(usage)?;
            // a folder that the user names stands before the configuration's
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
