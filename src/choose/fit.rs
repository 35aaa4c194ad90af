//! How well a profile fits a document, and why.

use std::sync::Arc;

use crate::profile::Profile;

/// The share of a profile's labels that a form needs if its title is on the page; others may be spelt differently this
/// year.
const ENOUGH_WITH_TITLE: f64 = 0.2;
/// The share that it needs without its title: cities of one prefecture use many of the same words.
const ENOUGH_WITHOUT: f64 = 0.4;
/// The share of the labels that a title is worth.
const TITLE: f64 = 0.5;
/// The most missing labels that a message names.
const MOST_NAMED: usize = 4;

/// How well a profile fits a document.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The profile.
    pub profile: Arc<Profile>,
    /// Whether the title of a sheet or cover is on a page; `None` if the profile knows no title.
    pub title: Option<bool>,
    /// The number of the profile's fields and columns whose label is on a page.
    pub found: usize,
    /// The Japanese titles of the others, except optional columns.
    pub missing: Vec<String>,
    /// The weight of the labels that were found, as a share of all.
    pub share: f64,
}

impl Fit {
    /// The score; greater is better.
    pub fn score(&self) -> f64 {
        let title = if self.title == Some(true) { TITLE } else { 0.0 };
        self.share + title
    }

    /// Whether it fits at all.
    pub fn is_enough(&self) -> bool {
        let enough = match self.title {
            Some(true) => ENOUGH_WITH_TITLE,
            _ => ENOUGH_WITHOUT,
        };
        self.share >= enough
    }

    /// The reason for it, for example `its title and 9 of 10 labels`.
    pub fn why(&self) -> String {
        let all = self.found + self.missing.len();
        let title = if self.title == Some(true) {
            "its title and "
        } else {
            ""
        };
        format!("{title}{} of {all} labels", self.found)
    }

    /// The reason against it, for example `lacks its title and 7 of 10 labels (重点目標, …)`.
    pub fn lacks(&self) -> String {
        let all = self.found + self.missing.len();
        let named: Vec<&str> = self.missing.iter().map(String::as_str).collect();
        let more = if named.len() > MOST_NAMED {
            ", …"
        } else {
            ""
        };
        let named = named.get(..MOST_NAMED.min(named.len())).unwrap_or_default();
        let title = if self.title == Some(false) {
            "its title and "
        } else {
            ""
        };
        format!(
            "lacks {title}{} of {all} labels ({}{more})",
            self.missing.len(),
            named.join(", ")
        )
    }
}
