//! Chooses the profile of a document among several.
//!
//! One pass over the document's cells and lines looks each text up among the labels of all profiles at once (`index`).
//! A label that several profiles share counts less than a unique one. A profile fits by the title of its sheets and a
//! few of its labels, or by many labels alone ([`Fit`]). Of those that fit, the caller takes the first for which
//! segmentation finds a sheet.

mod fit;
mod index;
mod texts;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use crate::content::Content;
use crate::profile::Profile;

pub use fit::Fit;
use index::Index;

/// The profiles to choose from.
#[derive(Clone, Debug, Default)]
pub struct ProfileSet {
    profiles: Vec<Arc<Profile>>,
    /// Built for the first document.
    index: OnceLock<Index>,
}

impl ProfileSet {
    /// A set of these profiles. If two fit a document equally well, the earlier one is chosen.
    pub fn new(profiles: impl IntoIterator<Item = Arc<Profile>>) -> Self {
        Self {
            profiles: profiles.into_iter().collect(),
            index: OnceLock::new(),
        }
    }

    /// The profiles that come with juten.
    pub fn builtin() -> Self {
        Self::new(Profile::all_builtin().into_iter().map(Arc::new))
    }

    /// The profiles, in their order.
    pub fn profiles(&self) -> &[Arc<Profile>] {
        &self.profiles
    }

    /// How well each profile fits a normalised document, best first.
    pub fn ranked(&self, content: &Content) -> Vec<Fit> {
        let index = self.index.get_or_init(|| Index::of(&self.profiles));
        let mut fits = index.fits(content, &self.profiles);
        // a stable sort, so that the earlier of two equals comes first
        fits.sort_by(|a, b| b.score().total_cmp(&a.score()));
        fits
    }
}

/// The profiles that a document may have.
#[derive(Clone, Debug)]
pub enum Profiles {
    /// Exactly this one.
    One(Arc<Profile>),
    /// Whichever of these fits best.
    Best(Arc<ProfileSet>),
}

impl Profiles {
    /// All of them.
    pub fn all(&self) -> &[Arc<Profile>] {
        match self {
            Self::One(profile) => std::slice::from_ref(profile),
            Self::Best(set) => set.profiles(),
        }
    }

    /// The profile with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Profile>> {
        self.all().iter().find(|profile| profile.id == id)
    }
}

impl From<Profile> for Profiles {
    fn from(profile: Profile) -> Self {
        Self::One(Arc::new(profile))
    }
}

impl From<Arc<Profile>> for Profiles {
    fn from(profile: Arc<Profile>) -> Self {
        Self::One(profile)
    }
}

impl From<ProfileSet> for Profiles {
    fn from(set: ProfileSet) -> Self {
        Self::Best(Arc::new(set))
    }
}

impl From<Arc<ProfileSet>> for Profiles {
    fn from(set: Arc<ProfileSet>) -> Self {
        Self::Best(set)
    }
}
