//! Profiles that are drafted on the page: from the form fields in which a person named things, to TOML, to a profile
//! in use and, if wanted, to a file for the next time.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::profile::Profile;

/// A draft as the page sends it.
#[derive(Deserialize)]
pub struct Draft {
    /// The profile, in the shape of its TOML.
    profile: toml::Table,
    /// Whether to keep it for the next time.
    pub keep: bool,
}

/// A drafted profile that is valid.
pub struct Drafted {
    id: String,
    /// Its TOML.
    pub toml: String,
}

/// The draft of a report, in the shape of its TOML, for the page's form fields.
pub fn fields(toml: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(toml).ok()?;
    let table: toml::Table = toml::from_str(text).ok()?;
    serde_json::to_value(table).ok()
}

impl Draft {
    /// Checks the draft.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn checked(&self) -> Result<Drafted, String> {
        let toml = toml::to_string_pretty(&self.profile).map_err(|error| error.to_string())?;
        let profile = Profile::parse(&toml).map_err(|error| error.to_string())?;
        let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // the id becomes the name of a file
        match !profile.id.is_empty() && profile.id.chars().all(is_allowed) {
            true => Ok(Drafted {
                id: profile.id,
                toml,
            }),
            false => Err("the id may contain only a-z, 0-9 and -".to_owned()),
        }
    }
}

impl Drafted {
    /// Writes the profile into the folder of a user's own profiles. A file that is there is not replaced.
    ///
    /// # Errors
    ///
    /// What keeps it from being written.
    pub fn save(&self, folder: &Path) -> Result<(), String> {
        let path = folder.join(format!("{}.toml", self.id));
        let write = || {
            fs::create_dir_all(folder)?;
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&path)?;
            file.write_all(self.toml.as_bytes())
        };
        write().map_err(|error| format!("{}: {error}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn draft(id: &str) -> Draft {
        let toml = Profile::builtin_tomls().next().unwrap().1;
        let mut profile: toml::Table = toml::from_str(toml).unwrap();
        profile.insert("id".to_owned(), id.into());
        Draft {
            profile,
            keep: true,
        }
    }

    #[test]
    fn a_draft_is_saved_once_and_only_under_a_plain_name() {
        let folder = tempfile::tempdir().unwrap();
        let drafted = draft("my-form").checked().unwrap();
        drafted.save(folder.path()).unwrap();
        let saved = fs::read_to_string(folder.path().join("my-form.toml")).unwrap();
        assert_eq!(Profile::parse(&saved).unwrap().id, "my-form");
        assert!(drafted.save(folder.path()).is_err());
        for id in ["../x", "", "様式", "a/b"] {
            assert!(draft(id).checked().is_err(), "{id}");
        }
    }
}
