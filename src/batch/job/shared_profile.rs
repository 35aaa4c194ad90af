//! The profile of a batch, parsed once, with the text that goes to its workers.

use std::sync::Arc;

use crate::profile::Profile;
use serde::{Deserialize, Serialize};

/// A profile with its TOML, as which it is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SharedProfile {
    toml: String,
    parsed: Arc<Profile>,
}

impl SharedProfile {
    /// The profile.
    pub fn parsed(&self) -> &Arc<Profile> {
        &self.parsed
    }

    /// Its TOML.
    pub fn toml(&self) -> &str {
        &self.toml
    }
}

impl TryFrom<String> for SharedProfile {
    type Error = String;

    fn try_from(toml: String) -> Result<Self, String> {
        let parsed = Profile::parse(&toml).map_err(|error| error.to_string())?;
        Ok(Self {
            toml,
            parsed: Arc::new(parsed),
        })
    }
}

impl From<SharedProfile> for String {
    fn from(shared: SharedProfile) -> Self {
        shared.toml
    }
}

impl PartialEq for SharedProfile {
    fn eq(&self, other: &Self) -> bool {
        self.toml == other.toml
    }
}
