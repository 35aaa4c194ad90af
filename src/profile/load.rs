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

    /// The text of the profile of this id that comes with the program.
    pub fn builtin_toml(id: &str) -> Option<&'static str> {
        let has_id = |toml: &&&str| Self::parse(toml).is_ok_and(|p| p.id == id);
        BUILTIN.iter().find(has_id).copied()
    }

    /// Reads a profile.
    pub fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| e.to_string())
    }
}
