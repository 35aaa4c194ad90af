//! Proposes a profile: what documents show of a form that no profile knows, and a profile to start from.
//!
//! Two kinds of archives show their form in two ways. Documents that each have several sheets with a table of numbered
//! items are read by what repeats from sheet to sheet (`items`); all others, by what repeats from document to document
//! (`learn`). Both end in a [`Proposal`].
//!
//! Only shapes decide, not any city's vocabulary. The result is a proposal that a person has to review.

use std::sync::Arc;

use crate::content::{Content, Line};
use crate::geometry::Rect;
use crate::profile::Profile;

mod items;
mod learn;

/// The id of a draft until a person names it.
pub const UNNAMED: &str = "my-form";

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// Page, one-based.
    pub page: u32,
    /// Box on the page; empty for text input.
    pub bbox: Rect,
}

/// A text with all its places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The text.
    pub text: String,
    /// Where it is.
    pub spots: Vec<Spot>,
}

/// A draft of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The profile as TOML that can be used unchanged.
    pub toml: String,
    /// What was found, in one sentence.
    pub summary: String,
    /// The labels and columns that it names, in the order of the form.
    pub named: Vec<Named>,
}

/// A label or a column of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// Whether it is a column, or the columns of a table.
    pub is_column: bool,
    /// Its text and places.
    pub found: Found,
    /// The key that is proposed.
    pub key: String,
    /// Its values, or the labels of its rows.
    pub values: Vec<String>,
}

/// Proposes a profile with this id for the form of normalised documents; `known` profiles lend names for labels that
/// they have as well. `None` if nothing was found that a form consists of.
///
/// Documents that each have several sheets with an item table of numbered measures are read by what repeats from sheet
/// to sheet, all others by what repeats from document to document.
pub fn propose(documents: &[Content], known: &[Arc<Profile>], id: &str) -> Option<Proposal> {
    let hints = known.iter().find(|profile| profile.has_items());
    if let Some(found) = hints.and_then(|hints| items::of_sheets(documents, hints)) {
        return Some(Proposal {
            summary: found.summary(),
            toml: found.profile_toml(id),
            named: found.named(),
        });
    }
    let draft = learn::learn(documents, known);
    (!draft.is_empty()).then(|| {
        let (toml, named) = draft.profile(id);
        Proposal {
            summary: draft.summary(),
            toml,
            named,
        }
    })
}

impl Found {
    /// The first of several equal texts.
    fn new(text: String, lines: &[Line]) -> Self {
        Self {
            text,
            spots: Spot::of(lines).into_iter().collect(),
        }
    }
}

impl Spot {
    /// The place of lines that belong together.
    fn of(lines: &[Line]) -> Option<Self> {
        let first = lines.first()?;
        let join = |bbox: Rect, line: &Line| bbox.union(&line.bbox);
        Some(Self {
            page: first.page,
            bbox: lines.iter().skip(1).fold(first.bbox, join),
        })
    }
}
