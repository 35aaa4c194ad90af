//! Reading profiles: those built in, and a user's own.

use super::error::Place;
use super::{Labels, Profile, ProfileError};

/// The profiles that come with juten, as TOML.
const BUILTIN: &[(&str, &str)] = &[
    ("ueda-juten", include_str!("../../profiles/ueda-juten.toml")),
    (
        "ikeda-jimujigyo",
        include_str!("../../profiles/ikeda-jimujigyo.toml"),
    ),
    (
        "kyoto-shinki",
        include_str!("../../profiles/kyoto-shinki.toml"),
    ),
    (
        "yokohama-hyoka",
        include_str!("../../profiles/yokohama-hyoka.toml"),
    ),
    (
        "nankoku-jigyo",
        include_str!("../../profiles/nankoku-jigyo.toml"),
    ),
    (
        "nankoku-kurikoshi",
        include_str!("../../profiles/nankoku-kurikoshi.toml"),
    ),
];

impl Profile {
    /// Reads a profile from TOML.
    ///
    /// # Errors
    ///
    /// What is wrong with it, where, and what may stand there.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        let profile = Self::read(toml)?;
        // a test checks those; it compiles every pattern, which is an eighth of the work on a page
        if BUILTIN.iter().any(|(_, builtin)| *builtin == toml) {
            return Ok(profile);
        }
        let located = |(place, message): (Place, String)| ProfileError::at(toml, &place, message);
        profile.check().map_err(located)?;
        Ok(profile)
    }

    /// Without checks: a test makes them on the profiles built in.
    fn read(toml: &str) -> Result<Self, ProfileError> {
        let mut profile: Profile =
            toml::from_str(toml).map_err(|error| ProfileError::of_toml(toml, &error))?;
        profile.labels = Labels::new(&profile);
        Ok(profile)
    }

    /// The built-in profile of this id.
    pub fn builtin(id: &str) -> Option<Self> {
        Self::builtin_toml(id).and_then(|toml| Self::read(toml).ok())
    }

    /// The TOML of the built-in profile of this id.
    pub fn builtin_toml(id: &str) -> Option<&'static str> {
        let (_, toml) = BUILTIN.iter().find(|(name, _)| *name == id)?;
        Some(toml)
    }

    /// Every built-in profile, by its id and as TOML.
    pub fn builtin_tomls() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILTIN.iter().copied()
    }

    /// Every built-in profile.
    pub fn all_builtin() -> Vec<Self> {
        BUILTIN
            .iter()
            .filter_map(|(_, toml)| Self::read(toml).ok())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_builtin_profile_loads_under_its_own_id() {
        for (id, toml) in BUILTIN {
            let profile = Profile::parse(toml).unwrap();
            assert_eq!(profile.id, *id);
            assert!(profile.check().is_ok());
        }
    }
}
