//! How well a profile fits a document, and why.

use std::sync::Arc;

use crate::profile::Profile;

/// With its title on the page a form needs this share of the profile's labels: the rest may be spelt otherwise this year.
const ENOUGH_WITH_TITLE: f64 = 0.2;
/// Without its title it needs this share: cities of one prefecture use many of the same words.
const ENOUGH_WITHOUT: f64 = 0.4;
/// A title tells as much as this share of the labels.
const TITLE: f64 = 0.5;
/// So many missing labels are named; more do not help anyone.
const MOST_NAMED: usize = 4;

/// How well a profile fits a document.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The profile.
    pub profile: Arc<Profile>,
    /// Whether a sheet's or a cover's title is on a page; none where the profile knows no title.
    pub title: Option<bool>,
    /// How many of the profile's fields and columns have their label on a page.
    pub found: usize,
    /// The Japanese titles of those that have not, but for optional columns.
    pub missing: Vec<String>,
    /// Weight of the labels found, as a share of all.
    pub share: f64,
}

impl Fit {
    /// How well it fits: the greater the better.
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

    /// What speaks for it, for example `its title and 9 of 10 labels`.
    pub fn why(&self) -> String {
        let all = self.found + self.missing.len();
        let title = if self.title == Some(true) {
            "its title and "
        } else {
            ""
        };
        format!("{title}{} of {all} labels", self.found)
    }

    /// What speaks against it, for example `lacks its title and 7 of 10 labels (重点目標, …)`.
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
