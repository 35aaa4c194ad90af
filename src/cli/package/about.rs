//! The publisher's metadata: flags, with defaults from `juten.toml`.

use std::path::Path;

use crate::model::Municipality;
use crate::package::{About, License};
use crate::profile::{Profile, Role};
use crate::write::csv::Headers;
use clap::Args;
use serde::Deserialize;

use crate::cli::usage;

/// The file that is read if none is named.
const USUAL: &str = "juten.toml";

/// The publisher's metadata. The keys of `[package]` in the file are the names of the flags.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq)]
#[command(next_help_heading = "Publication")]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Flags {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    package: Flags,
}

impl Flags {
    /// The flags, with the file's values where a flag is not given.
    pub fn or_file(self, named: Option<&Path>) -> anyhow::Result<Self> {
        let path = match named {
            Some(path) => path,
            None if Path::new(USUAL).exists() => Path::new(USUAL),
            None => {
                verify(&self, &|key| format!("--{key}")).map_err(usage)?;
                return Ok(self);
            }
        };
        let shown = path.display();
        let text =
            std::fs::read_to_string(path).map_err(|error| usage(format!("{shown}: {error}")))?;
        let file: File =
            toml::from_str(&text).map_err(|error| usage(format!("{shown}: {error}")))?;
        let wrong = |error| usage(format!("{shown}: {error}"));
        verify(&file.package, &|key| key.to_owned()).map_err(wrong)?;
        verify(&self, &|key| format!("--{key}")).map_err(usage)?;
        Ok(self.or(file.package))
    }

    fn or(self, other: Self) -> Self {
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

    /// The flags, if they are valid; errors name keys.
    #[cfg(feature = "serve")]
    pub fn checked(self) -> anyhow::Result<Self> {
        verify(&self, &|key| key.to_owned()).map_err(anyhow::Error::msg)?;
        Ok(self)
    }

    /// The municipality that the file names.
    pub fn municipality(&self) -> anyhow::Result<Option<Municipality>> {
        let parse = |text: &String| crate::municipality::parse(text).map_err(usage);
        self.municipality.as_ref().map(parse).transpose()
    }

    /// The values, checked and with defaults.
    pub fn about(
        self,
        profile: &Profile,
        municipality: Option<Municipality>,
    ) -> anyhow::Result<About> {
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
                .map_err(usage)?,
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

/// Checks the values. `named` gives the name under which the user knows a key.
fn verify(flags: &Flags, named: &dyn Fn(&str) -> String) -> Result<(), String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if let Some(name) = &flags.name
        && (name.is_empty() || !name.chars().all(is_name))
    {
        let key = named("name");
        return Err(format!(
            "{key}: {name:?} may contain only a-z, 0-9, -, _ and ."
        ));
    }
    if let Some(Err(error)) = flags.license.as_deref().map(str::parse::<License>) {
        return Err(format!("{}: {error}", named("license")));
    }
    for (key, url) in [
        ("homepage", &flags.homepage),
        ("source-url", &flags.source_url),
    ] {
        let is_url = |u: &String| u.starts_with("https://") || u.starts_with("http://");
        if url.as_ref().is_some_and(|u| !is_url(u)) {
            return Err(format!(
                "{}: give a URL that begins with https://",
                named(key)
            ));
        }
    }
    if flags
        .date
        .as_deref()
        .is_some_and(|date| !crate::values::is_date(date))
    {
        return Err(format!("{}: give a date as YYYY-MM-DD", named("date")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn about(toml: &str) -> anyhow::Result<About> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("juten.toml");
        std::fs::write(&path, toml)?;
        let flags = Flags::default().or_file(Some(&path))?;
        flags.about(&Profile::builtin("ueda-juten").unwrap(), None)
    }

    #[test]
    fn defaults_come_from_the_profile() {
        let about = about("[package]").unwrap();
        assert_eq!(about.name, "ueda-juten");
        assert_eq!(about.publisher.as_deref(), Some("上田市"));
        assert_eq!(about.license, None);
    }

    #[test]
    fn flags_override_the_file() {
        let flags = Flags {
            title: Some("a".to_owned()),
            ..Flags::default()
        };
        let file = Flags {
            title: Some("b".to_owned()),
            date: Some("2026-04-01".to_owned()),
            ..Flags::default()
        };
        let both = flags.or(file);
        assert_eq!(both.title.as_deref(), Some("a"));
        assert_eq!(both.date.as_deref(), Some("2026-04-01"));
    }

    #[test]
    fn values_that_portals_reject_are_errors() {
        for line in [
            "name = \"上田\"",
            "license = \"free\"",
            "homepage = \"example.jp\"",
            "date = \"2026-02-30\"",
            "colour = \"red\"",
        ] {
            let error = about(&format!("[package]\n{line}"))
                .unwrap_err()
                .to_string();
            assert!(error.contains("juten.toml"), "{error}");
            assert!(!error.contains("--license"), "{error}");
        }
    }

    #[test]
    fn a_wrong_flag_is_named_as_a_flag() {
        let flags = Flags {
            license: Some("free".to_owned()),
            ..Flags::default()
        };
        let error = verify(&flags, &|key| format!("--{key}")).unwrap_err();
        assert!(error.starts_with("--license: "), "{error}");
    }
}
