//! Records of several forms, each checked against its own profile.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::check::Finding;
use crate::check::record::Records;
use crate::cli::form::Known;
use crate::cli::messages::Messages;
use crate::cli::usage;
use crate::diagnostics::Code;
use crate::profile::Profile;

/// The part of a record that names its profile.
#[derive(Deserialize)]
struct Of {
    profile: String,
}

/// The profiles to check against.
pub struct Forms {
    /// The profile that the user named.
    named: Option<Arc<Profile>>,
    /// All others, in the order in which they are tried.
    known: Vec<Arc<Profile>>,
}

/// Checks records, each against its profile.
pub struct Checker<'a> {
    forms: &'a Forms,
    records: HashMap<String, Records>,
}

impl Forms {
    /// The named profile, or all known ones.
    pub fn new(named: Option<&str>, known: &Known, messages: Messages) -> anyhow::Result<Self> {
        let named = named.map(|named| known.profile(named, messages));
        let all = known.all(messages)?.into_iter();
        let parsed = all.filter_map(|local| Profile::parse(&local.toml).ok());
        Ok(Self {
            named: named.transpose()?,
            known: parsed.map(Arc::new).collect(),
        })
    }

    /// A checker before its first record.
    pub fn checker(&self) -> Checker<'_> {
        Checker {
            forms: self,
            records: HashMap::new(),
        }
    }

    /// The profile of a record. A text that names none is not a record, which the schema of any profile will report.
    fn of(&self, text: &str) -> Result<&Arc<Profile>, String> {
        let id = || serde_json::from_str::<Of>(text).ok().map(|of| of.profile);
        let profile = match (&self.named, id()) {
            (Some(named), _) => Some(named),
            (None, Some(id)) => match self.known.iter().find(|profile| profile.id == id) {
                Some(known) => Some(known),
                None => {
                    return Err(format!(
                        "it was made with the profile {id:?}, which is unknown here; pass it with --profile or --profiles"
                    ));
                }
            },
            (None, None) => self.known.last(),
        };
        profile.ok_or_else(|| "there are no profiles".to_owned())
    }
}

impl Checker<'_> {
    /// Checks one record, which begins on this line of its file.
    pub fn check(&mut self, text: &str, first_line: u64) -> anyhow::Result<Vec<Finding>> {
        let profile = match self.forms.of(text) {
            Ok(profile) => profile,
            Err(why) => {
                let mut finding = Finding::new(Code::NotCheckable, why);
                finding.path = Some("/profile".to_owned());
                return Ok(vec![finding.at(first_line, None)]);
            }
        };
        if !self.records.contains_key(&profile.id) {
            let records = Records::new(profile).map_err(usage)?;
            self.records.insert(profile.id.clone(), records);
        }
        let records = self.records.get_mut(&profile.id);
        Ok(records.map_or_else(Vec::new, |records| records.check(text, first_line)))
    }
}
