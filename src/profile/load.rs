//! Built-in profiles, and reading one from TOML.

use super::Profile;

const BUILTIN: &[&str] = &[include_str!("../../profiles/ueda-juten.toml")];

impl Profile {
    /// The profile of this id that comes with the program.
    pub fn builtin(id: &str) -> Option<Self> {
        Self::all_builtin().into_iter().find(|p| p.id == id)
    }

    /// Every profile that comes with the program.
    pub fn all_builtin() -> Vec<Self> {
        BUILTIN
            .iter()
            .filter_map(|toml| Self::parse(toml).ok())
            .collect()
    }

    /// Reads a profile.
    pub fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| e.to_string())
    }
}
