//! The profiles of a batch, parsed once, together with the TOML that is sent to the workers.

use std::sync::Arc;

use crate::choose::{ProfileSet, Profiles};
use crate::profile::Profile;
use serde::{Deserialize, Serialize};

/// One profile, or several of which the best is taken. Serialised as TOML.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Tomls", into = "Tomls")]
pub struct SharedProfiles {
    tomls: Tomls,
    parsed: Profiles,
}

/// The same as TOML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Tomls {
    One(String),
    Best(Vec<String>),
}

impl SharedProfiles {
    /// This profile only.
    ///
    /// # Errors
    ///
    /// What is wrong with the profile.
    pub fn one(toml: String) -> Result<Self, String> {
        Self::try_from(Tomls::One(toml))
    }

    /// Whichever of these profiles fits a document best.
    ///
    /// # Errors
    ///
    /// What is wrong with the first invalid profile.
    pub fn best_of(tomls: Vec<String>) -> Result<Self, String> {
        Self::try_from(Tomls::Best(tomls))
    }

    /// The parsed profiles.
    pub fn parsed(&self) -> &Profiles {
        &self.parsed
    }

    /// Each profile with its TOML.
    pub fn tomls(&self) -> impl Iterator<Item = (&Arc<Profile>, &str)> {
        let tomls = match &self.tomls {
            Tomls::One(toml) => std::slice::from_ref(toml),
            Tomls::Best(tomls) => tomls,
        };
        let profiles = self.parsed.all().iter();
        profiles.zip(tomls.iter().map(String::as_str))
    }
}

impl TryFrom<Tomls> for SharedProfiles {
    type Error = String;

    fn try_from(tomls: Tomls) -> Result<Self, String> {
        let parse = |toml: &String| Profile::parse(toml).map_err(|error| error.to_string());
        let parsed = match &tomls {
            Tomls::One(toml) => parse(toml)?.into(),
            Tomls::Best(tomls) => {
                let all = tomls.iter().map(|toml| parse(toml).map(Arc::new));
                ProfileSet::new(all.collect::<Result<Vec<_>, _>>()?).into()
            }
        };
        Ok(Self { tomls, parsed })
    }
}

impl From<SharedProfiles> for Tomls {
    fn from(shared: SharedProfiles) -> Self {
        shared.tomls
    }
}

impl PartialEq for SharedProfiles {
    fn eq(&self, other: &Self) -> bool {
        self.tomls == other.tomls
    }
}
