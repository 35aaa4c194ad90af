//! Mapping: covers and [`Form`](crate::segment::Form)s → the record, guided by a [`Profile`].
//!
//! Steps: each form becomes a sheet ([`sheet`]), each of its rows an item with measures, with the parts of the other
//! columns aligned by marker ([`item`]); the covers give the list of goals ([`document`]); finally `checks` compares
//! the parts with each other. Every text is entered in the [`ledger`] when it is used, so that nothing is lost
//! silently; on request the ledger also records a [`trace`] of where everything was found. This is the only stage that
//! knows what fields mean.

use crate::diagnostics::Diagnostic;
use crate::model::{DocumentInfo, Sheet};
use crate::profile::Profile;
use crate::segment::Segmented;

pub mod align;
mod checks;
pub mod document;
mod doubts;
mod drift;
pub mod item;
pub mod ledger;
mod missing;
mod refers;
mod shaped;
pub mod sheet;
pub mod trace;
mod values;
mod whose;

pub(crate) use doubts::diagnostics as uncertain;
pub use ledger::Ledger;
pub(crate) use missing::{ScannedPages, contradicted, missing};
pub use whose::contradiction;

/// The result of mapping a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapped {
    /// What the document says about itself, without id and municipality.
    pub info: DocumentInfo,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// Warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Maps a segmented document by a profile and enters every text in the ledger.
pub fn map(segmented: Segmented, profile: &Profile, ledger: &mut Ledger) -> Mapped {
    let mut mapped = Mapped::default();
    ledger.furniture(&segmented.furniture);
    ledger.labels(&segmented.headings);
    let covers = document::covers(&segmented.covers, ledger);
    let cover_of: Vec<Option<usize>> = segmented.forms.iter().map(|form| form.cover).collect();
    for (number, form) in segmented.forms.into_iter().enumerate() {
        let cover = form.cover.and_then(|cover| covers.get(cover));
        let mut mapper = sheet::Mapper {
            profile,
            ledger,
            number,
            diagnostics: Vec::new(),
        };
        let sheet = mapper.sheet(form, cover);
        mapped.diagnostics.append(&mut mapper.diagnostics);
        mapped.sheets.push(sheet);
    }
    let checked = checks::sheets(&mapped.sheets, &cover_of, &covers);
    mapped.diagnostics.extend(checked);
    mapped.info = document::info(covers, &mapped.sheets, profile, &mut mapped.diagnostics);
    mapped.diagnostics.extend(ledger.unmapped());
    mapped
}
