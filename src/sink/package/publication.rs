//! What a publisher says of a package.

use crate::model::Municipality;
use crate::package::{About, License};
use crate::profile::{Profile, Role};
use crate::write::csv::Headers;
use clap::Args;
use serde::Deserialize;

// The publisher's metadata: flags of the command line, keys in its file of defaults, fields of the local page.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq)]
#[command(next_help_heading = "Publication")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publication {
    /// Short name of the package: a-z, 0-9, - _ . [default: the profile's id]
    #[arg(long)]
    name: Option<String>,
    /// Title [default: the profile's title]
    #[arg(long)]
    title: Option<String>,
    /// Description, in one sentence
    #[arg(long)]
    description: Option<String>,
    /// Version of the data
    #[arg(long, value_name = "VERSION")]
    data_version: Option<String>,
    /// Licence: CC-BY-4.0, PDL-1.0, CC0-1.0, … or NAME=URL
    #[arg(long)]
    license: Option<String>,
    /// Publisher [default: the municipality]
    #[arg(long)]
    publisher: Option<String>,
    /// URL of the page where the package will be
    #[arg(long, value_name = "URL")]
    homepage: Option<String>,
    /// URL of the page where the source files are
    #[arg(long, value_name = "URL")]
    source_url: Option<String>,
    /// Publication date, YYYY-MM-DD; never taken from the clock
    #[arg(long)]
    date: Option<String>,
    /// How often it is updated, for example 毎年度
    #[arg(long, value_name = "TEXT")]
    update_frequency: Option<String>,
    /// In the file only: on the command line every converting command has this flag.
    #[arg(skip)]
    municipality: Option<String>,
}

impl Publication {
    /// These values, and those of another where there is none.
    pub fn or(self, other: Self) -> Self {
        Self {
            name: self.name.or(other.name),
            title: self.title.or(other.title),
            description: self.description.or(other.description),
            data_version: self.data_version.or(other.data_version),
            license: self.license.or(other.license),
            publisher: self.publisher.or(other.publisher),
            homepage: self.homepage.or(other.homepage),
            source_url: self.source_url.or(other.source_url),
            date: self.date.or(other.date),
            update_frequency: self.update_frequency.or(other.update_frequency),
            municipality: self.municipality.or(other.municipality),
        }
    }

    /// Checks the values. `named` gives the name under which the user knows a key.
    ///
    /// # Errors
    ///
    /// Which value is wrong, and what is allowed.
    pub fn verify(&self, named: &dyn Fn(&str) -> String) -> Result<(), String> {
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        if let Some(name) = &self.name
            && (name.is_empty() || !name.chars().all(is_name))
        {
            let key = named("name");
            return Err(format!(
                "{key}: {name:?} may contain only a-z, 0-9, -, _ and ."
            ));
        }
        if let Some(Err(error)) = self.license.as_deref().map(str::parse::<License>) {
            return Err(format!("{}: {error}", named("license")));
        }
        for (key, url) in [
            ("homepage", &self.homepage),
            ("source-url", &self.source_url),
        ] {
            let is_url = |u: &String| u.starts_with("https://") || u.starts_with("http://");
            if url.as_ref().is_some_and(|u| !is_url(u)) {
                return Err(format!(
                    "{}: give a URL that begins with https://",
                    named(key)
                ));
            }
        }
        if self
            .date
            .as_deref()
            .is_some_and(|date| !crate::values::is_date(date))
        {
            return Err(format!("{}: give a date as YYYY-MM-DD", named("date")));
        }
        Ok(())
    }

    /// The municipality that the file names.
    ///
    /// # Errors
    ///
    /// That there is no such municipality.
    pub fn municipality(&self) -> Result<Option<Municipality>, String> {
        let parse = |text: &String| crate::municipality::parse(text);
        self.municipality.as_ref().map(parse).transpose()
    }

    /// The values, checked and with defaults.
    ///
    /// # Errors
    ///
    /// What is wrong with the licence.
    pub fn about(
        self,
        profile: &Profile,
        municipality: Option<Municipality>,
    ) -> Result<About, String> {
        let municipality = municipality.or_else(|| profile.municipality.clone());
        let city = municipality.as_ref().map(|m| m.name.clone());
        let about = About {
            name: self.name.unwrap_or_else(|| profile.id.clone()),
            title: self.title.unwrap_or_else(|| profile.title.clone()),
            subject: profile.role_title(Role::Goal).to_owned(),
            description: self.description,
            version: self.data_version,
            license: self
                .license
                .map(|l| l.parse::<License>())
                .transpose()
                .map_err(|error| error.to_string())?,
            publisher: self.publisher.or(city).filter(|p| !p.is_empty()),
            municipality,
            homepage: self.homepage,
            source_url: self.source_url,
            date: self.date,
            update_frequency: self.update_frequency,
            headers: Headers::default(),
        };
        Ok(about)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn own_values_override_others() {
        let flags = Publication {
            title: Some("a".to_owned()),
            ..Publication::default()
        };
        let file = Publication {
            title: Some("b".to_owned()),
            date: Some("2026-04-01".to_owned()),
            ..Publication::default()
        };
        let both = flags.or(file);
        assert_eq!(both.title.as_deref(), Some("a"));
        assert_eq!(both.date.as_deref(), Some("2026-04-01"));
    }

    #[test]
    fn a_wrong_flag_is_named_as_a_flag() {
        let flags = Publication {
            license: Some("free".to_owned()),
            ..Publication::default()
        };
        let error = flags.verify(&|key| format!("--{key}")).unwrap_err();
        assert!(error.starts_with("--license: "), "{error}");
    }
}
