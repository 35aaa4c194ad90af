//! The publisher's metadata with defaults from `juten.toml`. The keys of `[package]` there are the names of the flags.

use std::path::Path;

use serde::Deserialize;

use crate::cli::usage;
use crate::sink::package::Publication;

/// The file that is read if none is named.
const USUAL: &str = "juten.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    package: Publication,
}

/// The flags, with the file's values where a flag is not given.
pub fn with_defaults(flags: Publication, named: Option<&Path>) -> anyhow::Result<Publication> {
    let flag = |key: &str| format!("--{key}");
    let path = match named {
        Some(path) => path,
        None if Path::new(USUAL).exists() => Path::new(USUAL),
        None => {
            flags.verify(&flag).map_err(usage)?;
            return Ok(flags);
        }
    };
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| usage(format!("{shown}: {error}")))?;
    let file: File = toml::from_str(&text).map_err(|error| usage(format!("{shown}: {error}")))?;
    let wrong = |error| usage(format!("{shown}: {error}"));
    file.package.verify(&|key| key.to_owned()).map_err(wrong)?;
    flags.verify(&flag).map_err(usage)?;
    Ok(flags.or(file.package))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::package::About;
    use crate::profile::Profile;

    fn about(toml: &str) -> anyhow::Result<About> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("juten.toml");
        std::fs::write(&path, toml)?;
        let flags = with_defaults(Publication::default(), Some(&path))?;
        let about = flags.about(&Profile::builtin("ueda-juten").unwrap(), None);
        about.map_err(anyhow::Error::msg)
    }

    #[test]
    fn defaults_come_from_the_profile() {
        let about = about("[package]").unwrap();
        assert_eq!(about.name, "ueda-juten");
        assert_eq!(about.publisher.as_deref(), Some("上田市"));
        assert_eq!(about.license, None);
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
}
