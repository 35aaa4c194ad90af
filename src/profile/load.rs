//! Reading profiles: those built in, and a user's own.

use std::collections::HashSet;

use super::{Labels, Profile, Role};

/// The profiles that come with juten, as TOML.
const BUILTIN: &[(&str, &str)] = &[("ueda-juten", include_str!("../../profiles/ueda-juten.toml"))];

/// Keys that a sheet has by itself.
const FIXED_IN_SHEETS: &[&str] = &[
    "priority",
    "goal",
    "department",
    "fiscal_year",
    "pages",
    "items",
    "other",
];
/// Keys that a measure has by itself.
const FIXED_IN_MEASURES: &[&str] = &["no", "marker", "title", "details", "refers_to", "figures"];

/// Keys name parts of the record and columns of the tables: ASCII, none twice, none that is there already.
fn check_keys<'a>(fixed: &[&str], keys: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut seen: HashSet<&str> = fixed.iter().copied().collect();
    for key in keys {
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(is_name) {
            return Err(format!("the key {key:?} may hold a-z, 0-9 and _ alone"));
        }
        if !seen.insert(key) {
            return Err(format!("the key {key:?} is taken"));
        }
    }
    Ok(())
}

impl Profile {
    /// Reads a profile from TOML.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it, with the line where TOML can tell.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let profile = Self::read(toml)?;
        profile.labels.check()?;
        profile.check()?;
        Ok(profile)
    }

    /// Without checks: a test makes them on the profiles built in.
    fn read(toml: &str) -> Result<Self, String> {
        let mut profile: Profile = toml::from_str(toml).map_err(|e| e.to_string())?;
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

    /// Every built-in profile, the default first.
    pub fn all_builtin() -> Vec<Self> {
        BUILTIN
            .iter()
            .filter_map(|(_, toml)| Self::read(toml).ok())
            .collect()
    }

    /// A form needs a field where its sheets begin and a column that holds the measures; keys must differ.
    fn check(&self) -> Result<(), String> {
        let goals = self.fields.iter().filter(|f| f.role == Some(Role::Goal));
        if goals.count() != 1 {
            return Err(
                "exactly one [[field]] must have role = \"goal\": a sheet begins there".into(),
            );
        }
        if self.measures_column().is_none() {
            return Err("one [[column]] must have role = \"measures\"".into());
        }
        check_keys(
            FIXED_IN_SHEETS,
            self.fields
                .iter()
                .filter(|f| f.role.is_none())
                .map(|f| &f.key),
        )?;
        check_keys(FIXED_IN_MEASURES, self.columns.iter().map(|c| &c.key))
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
    fn keys_may_not_clash() {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        for (from, to) in [
            ("key = \"reform_outline\"", "key = \"items\""),
            ("key = \"target\"", "key = \"period\""),
        ] {
            let error = Profile::parse(&toml.replace(from, to)).unwrap_err();
            assert!(error.contains("is taken"), "{error}");
        }
    }

    #[test]
    fn a_bad_pattern_is_named() {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        let error = Profile::parse(&toml.replace("^中間(", "^中間((")).unwrap_err();
        assert!(error.contains("^中間(("), "{error}");
    }
}
