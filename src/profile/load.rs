//! Loads profiles: the built-in ones, and a user's own.

use super::error::Place;
use super::{Labels, Profile, ProfileError};

/// A profile that comes with juten.
struct Builtin {
    id: &'static str,
    toml: &'static str,
    /// The same as JSON, made by `build.rs`: it is read in a fifth of the time, and all are read to choose one.
    json: &'static str,
}

macro_rules! builtin {
    ($id:literal) => {
        Builtin {
            id: $id,
            toml: include_str!(concat!("../../profiles/", $id, ".toml")),
            json: include_str!(concat!(env!("OUT_DIR"), "/", $id, ".json")),
        }
    };
}

/// The profiles that come with juten; of two that fit a document equally well the first is taken.
const BUILTIN: &[Builtin] = &[
    builtin!("ueda-juten"),
    builtin!("ikeda-jimujigyo"),
    builtin!("kyoto-shinki"),
    builtin!("yokohama-hyoka"),
    builtin!("nankoku-jigyo"),
    builtin!("nankoku-kurikoshi"),
];

impl Builtin {
    /// Without checks, which compile every pattern: a test makes them.
    fn read(&self) -> Option<Profile> {
        let profile = serde_json::from_str(self.json).ok()?;
        Some(Profile::with_labels(profile))
    }
}

impl Profile {
    /// Parses a profile from TOML.
    ///
    /// # Errors
    ///
    /// What is wrong, where, and what is allowed there.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        let builtin = BUILTIN.iter().find(|builtin| builtin.toml == toml);
        if let Some(profile) = builtin.and_then(Builtin::read) {
            return Ok(profile);
        }
        let profile = Self::read(toml)?;
        let located = |(place, message): (Place, String)| ProfileError::at(toml, &place, message);
        profile.check().map_err(located)?;
        Ok(profile)
    }

    /// Without checks.
    fn read(toml: &str) -> Result<Self, ProfileError> {
        let profile = toml::from_str(toml).map_err(|error| ProfileError::of_toml(toml, &error))?;
        Ok(Self::with_labels(profile))
    }

    fn with_labels(mut self) -> Self {
        self.labels = Labels::new(&self);
        self
    }

    /// The built-in profile with this id.
    pub fn builtin(id: &str) -> Option<Self> {
        BUILTIN.iter().find(|builtin| builtin.id == id)?.read()
    }

    /// The TOML of the built-in profile with this id.
    pub fn builtin_toml(id: &str) -> Option<&'static str> {
        let found = BUILTIN.iter().find(|builtin| builtin.id == id)?;
        Some(found.toml)
    }

    /// Every built-in profile, by its id and as TOML.
    pub fn builtin_tomls() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILTIN.iter().map(|builtin| (builtin.id, builtin.toml))
    }

    /// Every built-in profile.
    pub fn all_builtin() -> Vec<Self> {
        BUILTIN.iter().filter_map(Builtin::read).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_builtin_profile_loads_under_its_own_id() {
        for builtin in BUILTIN {
            let profile = Profile::parse(builtin.toml).unwrap();
            assert_eq!(profile.id, builtin.id);
            assert!(profile.check().is_ok());
        }
    }

    #[test]
    fn a_year_is_needed_where_dates_depend_on_it() {
        let needs_year = |id: &str| Profile::builtin(id).unwrap().needs_year();
        assert!(needs_year("ueda-juten") && needs_year("kyoto-shinki"));
        assert!(!needs_year("nankoku-kurikoshi"));
    }

    #[test]
    fn the_compact_form_says_what_the_profile_says() {
        // the labels' tables have no order
        let said = |profile: Profile| {
            let labels = Labels::default();
            format!("{:?}", Profile { labels, ..profile })
        };
        for builtin in BUILTIN {
            let compact = builtin.read().unwrap();
            assert_eq!(said(compact), said(Profile::read(builtin.toml).unwrap()));
        }
    }
}
