//! The language of messages on standard error: `--lang`, `JUTEN_LANG`, or the locale; where the environment has none, as in
//! Windows, the system's language.
//!
//! Data never change with it: records, tables and `--message-format json` keep their English messages.

use std::borrow::Cow;
use std::sync::OnceLock;

use clap::ValueEnum;

use crate::diagnostics::Code;
use crate::messages;

/// The variable that overrides the locale.
const VARIABLE: &str = "JUTEN_LANG";

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Japanese
    Ja,
    /// English
    En,
}

static CHOSEN: OnceLock<Language> = OnceLock::new();

/// Chooses the language for this run: the one given, or else the environment's.
pub fn choose(given: Option<Language>) {
    CHOSEN.get_or_init(|| given.unwrap_or_else(of_environment));
}

/// The language of this run.
pub fn chosen() -> Language {
    CHOSEN.get().copied().unwrap_or(Language::En)
}

fn of_environment() -> Language {
    let variable = |name: &str| std::env::var(name).ok();
    match variable(VARIABLE).and_then(|name| Language::from_str(&name, true).ok()) {
        Some(language) => language,
        None => of_locale(locale(variable).or_else(sys_locale::get_locale)),
    }
}

/// The POSIX locale: the first of its variables that is not empty decides.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut locales = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    locales.find_map(|name| variable(name).filter(|value| !value.is_empty()))
}

/// The language of a locale such as `ja_JP.UTF-8`, `ja-JP` or `C`.
fn of_locale(locale: Option<String>) -> Language {
    match locale.is_some_and(|locale| locale.starts_with("ja")) {
        true => Language::Ja,
        false => Language::En,
    }
}

impl Language {
    /// The message in this language; English where there is no other.
    pub fn of(self, message: &str) -> Cow<'_, str> {
        match self {
            Self::Ja => messages::japanese(message).map_or(Cow::Borrowed(message), Cow::Owned),
            Self::En => Cow::Borrowed(message),
        }
    }

    /// The message of a diagnostic in this language.
    pub fn of_diagnostic(self, code: Code, message: &str) -> Cow<'_, str> {
        match self {
            Self::Ja => Cow::Owned(messages::of_diagnostic(code, message)),
            Self::En => Cow::Borrowed(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Language {
        of_locale(locale(|name| {
            let found = variables.iter().find(|(of, _)| *of == name);
            found.map(|(_, value)| (*value).to_owned())
        }))
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8")]), Language::Ja);
        assert_eq!(
            of(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]),
            Language::En
        );
        assert_eq!(
            of(&[
                ("LANG", "C"),
                ("LC_MESSAGES", "ja_JP.eucJP"),
                ("LC_ALL", "")
            ]),
            Language::Ja
        );
        assert_eq!(of(&[]), Language::En);
    }

    #[test]
    fn the_system_names_languages_with_a_hyphen() {
        assert_eq!(of_locale(Some("ja-JP".to_owned())), Language::Ja);
        assert_eq!(of_locale(Some("en-US".to_owned())), Language::En);
    }
}
