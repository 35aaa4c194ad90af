//! Optional content: layers that the file's default configuration hides.

use std::collections::HashSet;

use hayro_interpret::hayro_syntax::Pdf as File;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

/// The hidden layers of a file.
#[derive(Default)]
pub(in crate::extract::pdf) struct Hidden(HashSet<ObjectIdentifier>);

impl Hidden {
    /// The layers that the default configuration of the file hides.
    pub(in crate::extract::pdf) fn of(file: &File) -> Self {
        Self::read(file).unwrap_or_default()
    }

    fn read(file: &File) -> Option<Self> {
        let catalog = file.xref().get::<Dict<'_>>(file.xref().root_id())?;
        let layers = catalog.get::<Dict<'_>>(b"OCProperties")?;
        let config = layers.get::<Dict<'_>>(b"D")?;
        let base = config.get::<Name<'_>>(b"BaseState");
        let mut hidden = HashSet::new();
        if base.is_some_and(|base| base.as_ref() == b"OFF") {
            hidden.extend(groups(&layers, b"OCGs"));
        }
        for shown in groups(&config, b"ON") {
            hidden.remove(&shown);
        }
        hidden.extend(groups(&config, b"OFF"));
        Some(Self(hidden))
    }

    /// Whether a group, or the members of a membership dictionary, are shown.
    fn shows(&self, layer: &Dict<'_>, id: Option<ObjectIdentifier>) -> bool {
        let kind = layer.get::<Name<'_>>(b"Type");
        match id {
            Some(id) if kind.is_none_or(|kind| kind.as_ref() != b"OCMD") => !self.0.contains(&id),
            _ => self.shows_members(layer),
        }
    }

    fn shows_members(&self, membership: &Dict<'_>) -> bool {
        let members: Vec<ObjectIdentifier> = match membership.get::<Array<'_>>(b"OCGs") {
            Some(_) => groups(membership, b"OCGs").collect(),
            None => membership
                .get_ref(b"OCGs")
                .map(Into::into)
                .into_iter()
                .collect(),
        };
        let is_hidden = |id: &ObjectIdentifier| self.0.contains(id);
        let policy = membership.get::<Name<'_>>(b"P");
        members.is_empty()
            || match policy.as_deref() {
                Some(b"AllOn") => !members.iter().any(is_hidden),
                Some(b"AnyOff") => members.iter().any(is_hidden),
                Some(b"AllOff") => members.iter().all(is_hidden),
                _ => !members.iter().all(is_hidden),
            }
    }
}

/// The references in an array.
fn groups(dict: &Dict<'_>, key: &[u8]) -> impl Iterator<Item = ObjectIdentifier> {
    let array = dict.get::<Array<'_>>(key);
    let entries = array.into_iter().flat_map(|array| array.raw_iter());
    entries.filter_map(|entry| entry.as_obj_ref().map(Into::into))
}

/// The open marks, each with whether what it encloses is shown.
#[derive(Default)]
pub(super) struct Layers(Vec<bool>);

impl Layers {
    /// Whether what is drawn now is shown.
    pub(super) fn is_shown(&self) -> bool {
        self.0.last().copied().unwrap_or(true)
    }

    /// Opens a mark that is no layer.
    pub(super) fn open(&mut self) {
        self.0.push(self.is_shown());
    }

    /// Opens a layer.
    pub(super) fn open_layer(
        &mut self,
        hidden: &Hidden,
        layer: &Dict<'_>,
        id: Option<ObjectIdentifier>,
    ) {
        self.0.push(self.is_shown() && hidden.shows(layer, id));
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }
}
