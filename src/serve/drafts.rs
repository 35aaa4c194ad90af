//! Profiles that are drafted on the page: from the form fields in which a person named things, to TOML, to a profile
//! in use and, if wanted, to a file for the next time.

use std::fs;
use std::io::{self, ErrorKind, Write};
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
    /// Whether it may replace one that was kept under the same id.
    #[serde(default)]
    pub replace: bool,
}

/// A drafted profile that is valid.
pub struct Drafted {
    id: String,
    /// Its TOML.
    pub toml: String,
}

/// Why a draft is not taken into use.
#[derive(Debug)]
pub enum Refused {
    /// What is wrong with it, or what keeps it from being written.
    Wrong(String),
    /// A file of this name was kept before.
    Exists(String),
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
    pub fn checked(&self) -> Result<Drafted, Refused> {
        let wrong = |error: &dyn std::fmt::Display| Refused::Wrong(error.to_string());
        let toml = toml::to_string_pretty(&self.profile).map_err(|error| wrong(&error))?;
        let profile = Profile::parse(&toml).map_err(|error| wrong(&error))?;
        let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // the id becomes the name of a file
        match !profile.id.is_empty() && profile.id.chars().all(is_allowed) {
            true => Ok(Drafted {
                id: profile.id,
                toml,
            }),
            false => Err(wrong(&"the id may contain only a-z, 0-9 and -")),
        }
    }
}

impl Drafted {
    /// Writes the profile into the folder of a user's own profiles. A file that is there is replaced on request only.
    ///
    /// # Errors
    ///
    /// That there is such a file, or what keeps it from being written.
    pub fn save(&self, folder: &Path, replace: bool) -> Result<(), Refused> {
        let name = format!("{}.toml", self.id);
        let path = folder.join(&name);
        let write = || {
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(self.toml.as_bytes())?;
            let saved = match replace {
                true => file.persist(&path),
                false => file.persist_noclobber(&path),
            };
            saved.map(drop).map_err(|refused| refused.error)
        };
        write().map_err(|error: io::Error| match error.kind() {
            ErrorKind::AlreadyExists => Refused::Exists(name),
            _ => Refused::Wrong(format!("{}: {error}", path.display())),
        })
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
            replace: false,
        }
    }

    #[test]
    fn a_draft_is_saved_under_a_plain_name_and_replaced_on_request_only() {
        let folder = tempfile::tempdir().unwrap();
        let drafted = draft("my-form").checked().unwrap();
        drafted.save(folder.path(), false).unwrap();
        let saved = fs::read_to_string(folder.path().join("my-form.toml")).unwrap();
        assert_eq!(Profile::parse(&saved).unwrap().id, "my-form");
        let again = drafted.save(folder.path(), false).unwrap_err();
        assert!(matches!(again, Refused::Exists(name) if name == "my-form.toml"));
        let other = Drafted {
            toml: "changed".to_owned(),
            ..drafted
        };
        other.save(folder.path(), true).unwrap();
        let saved = fs::read_to_string(folder.path().join("my-form.toml")).unwrap();
        assert_eq!(saved, "changed");
        for id in ["../x", "", "様式", "a/b"] {
            assert!(draft(id).checked().is_err(), "{id}");
        }
    }
}
