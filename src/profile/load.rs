//! Reading profiles: those built in, and a user's own.

use super::{Labels, Profile, Role};

/// The profiles that come with juten, as TOML.
const BUILTIN: &[(&str, &str)] = &[(
    "ueda-juten",
    include_str!("../../profiles/ueda-juten.toml"),
)];

impl Profile {
    /// Reads a profile from TOML.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it, with the line where TOML can tell.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let mut profile: Profile = toml::from_str(toml).map_err(|e| e.to_string())?;
        profile.labels = Labels::new(&profile)?;
        profile.check()?;
        Ok(profile)
    }

    /// The built-in profile of this id.
    pub fn builtin(id: &str) -> Option<Self> {
        Self::builtin_toml(id).and_then(|toml| Self::parse(toml).ok())
    }

    /// The TOML of the built-in profile of this id.
    pub fn builtin_toml(id: &str) -> Option<&'static str> {
        let (_, toml) = BUILTIN.iter().find(|(name, _)| *name == id)?;
        Some(toml)
    }

    /// Every built-in profile, the default first.
    pub fn all_builtin() -> Vec<Self> {
        BUILTIN
            .iter()
            .filter_map(|(_, toml)| Self::parse(toml).ok())
            .collect()
    }

    /// A form needs a field where its sheets begin and a column that holds the measures; keys must differ.
    fn check(&self) -> Result<(), String> {
        let goals = self.fields.iter().filter(|f| f.role == Some(Role::Goal));
        if goals.count() != 1 {
            return Err("exactly one [[field]] must have role = \"goal\": a sheet begins there".into());
        }
        if self.measures_column().is_none() {
            return Err("one [[column]] must have role = \"measures\"".into());
        }
        let keys = self.fields.iter().map(|f| &f.key);
        let columns = self.columns.iter().map(|c| &c.key);
        let mut seen = std::collections::HashSet::new();
        match keys.chain(columns).find(|key| !seen.insert(key.as_str())) {
            Some(key) => Err(format!("the key {key:?} occurs twice")),
            None => Ok(()),
        }
    }

    /// Number of the column that holds the items' titles and measures.
    pub fn measures_column(&self) -> Option<usize> {
        self.columns
            .iter()
            .position(|c| c.role == Some(super::ColumnRole::Measures))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_builtin_profile_loads_under_its_own_id() {
        for (id, toml) in BUILTIN {
            assert_eq!(Profile::parse(toml).unwrap().id, *id);
        }
    }

    #[test]
    fn a_profile_must_say_where_a_sheet_begins() {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        let error = Profile::parse(&toml.replace("role = \"goal\"", "")).unwrap_err();
        assert!(error.contains("goal"), "{error}");
    }

    #[test]
    fn a_bad_pattern_is_named() {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        let error = Profile::parse(&toml.replace("^取組項目", "^取組(項目")).unwrap_err();
        assert!(error.contains("^取組(項目"), "{error}");
    }
}
