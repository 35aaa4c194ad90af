//! Records of several forms: each form gets its own tables.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Sink, Taken};
use crate::batch::job::Rendered;
use crate::choose::Profiles;
use crate::diagnostics::Diagnostic;
use crate::profile::Profile;

/// Makes the sink of a form; the flag says whether other forms came before it.
type Make<'a> = Box<dyn FnMut(&Profile, bool) -> anyhow::Result<Option<Box<dyn Sink>>> + 'a>;

/// Gives each record to the sink of its form, which is made for the first one.
pub struct ByForm<'a> {
    profiles: &'a Profiles,
    make: Make<'a>,
    sinks: IndexMap<String, Box<dyn Sink>>,
}

impl<'a> ByForm<'a> {
    /// `make` returns no sink if the form cannot be written next to the first.
    pub fn new(
        profiles: &'a Profiles,
        make: impl FnMut(&Profile, bool) -> anyhow::Result<Option<Box<dyn Sink>>> + 'a,
    ) -> Self {
        Self {
            profiles,
            make: Box::new(make),
            sinks: IndexMap::new(),
        }
    }

    /// Makes the sink of a new form, if there may be one.
    fn add(&mut self, id: &str) -> anyhow::Result<()> {
        let known: Option<&Arc<Profile>> = self.profiles.get(id);
        let profile = known.filter(|_| !self.sinks.contains_key(id));
        if let Some(profile) = profile
            && let Some(sink) = (self.make)(profile, !self.sinks.is_empty())?
        {
            self.sinks.insert(id.to_owned(), sink);
        }
        Ok(())
    }
}

impl Sink for ByForm<'_> {
    fn write(&mut self, record: &Rendered) -> anyhow::Result<Taken> {
        self.add(&record.summary.profile)?;
        match self.sinks.get_mut(&record.summary.profile) {
            Some(sink) => sink.write(record),
            None => Ok(Taken::OtherForm),
        }
    }

    fn noted(&mut self) -> Vec<Diagnostic> {
        self.sinks
            .values_mut()
            .flat_map(|sink| sink.noted())
            .collect()
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        self.sinks.into_values().try_for_each(Sink::finish)
    }
}
