//! The municipality of a document: the profile's, unless the document names another where it names itself.
//!
//! A city's name occurs in the title, in running titles, on the cover and in labels (第二次上田市総合計画における位置付け). Texts of
//! fields and items mention neighbours and partners as well, so they are not used.

use crate::content::Line;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Municipality;
use crate::municipality::Names;
use crate::segment::{Form, Segmented, squeezed};

/// A warning if the document contradicts the profile.
pub fn contradiction(document: &Segmented, own: &Municipality) -> Option<Diagnostic> {
    let texts = texts(document);
    if texts.iter().any(|(_, text)| text.contains(&own.name)) {
        return None;
    }
    let names = Names::all();
    let other = |(page, text): &(u32, String)| {
        let name = *names.find(text).first()?;
        Some((*page, name, text.clone()))
    };
    let (page, name, text) = texts.iter().find_map(other)?;
    let message = format!(
        "the document names {name} ({text}), but the profile {}; the record has no municipality",
        own.name
    );
    let told = Diagnostic::new(Code::OtherMunicipality, message);
    Some(told.at_path("/document/municipality").on_page(page))
}

/// The texts in which a document names its municipality: page and text without white space.
fn texts(document: &Segmented) -> Vec<(u32, String)> {
    let covers = document.covers.iter();
    let single = covers.flat_map(|cover| cover.headings.iter().chain(&cover.department));
    let single = single.chain(&document.headings).chain(&document.furniture);
    let single = single.chain(document.forms.iter().flat_map(|form| &form.headings));
    let labels = document.forms.iter().flat_map(labels);
    let text = |lines: &[_]| {
        let first: &Line = lines.first()?;
        Some((first.page, squeezed(lines)))
    };
    single
        .map(std::slice::from_ref)
        .chain(labels)
        .filter_map(text)
        .collect()
}

/// The labels that the profile knows; unknown ones may be values that look like labels.
fn labels(form: &Form) -> impl Iterator<Item = &[Line]> {
    let shaped = form.found.fields.iter();
    let shaped = shaped.map(|field| field.label.as_slice());
    let fields = form.fields.iter().filter(|field| field.known.is_some());
    let columns = form.header.iter().filter(|column| column.known.is_some());
    let fields = fields.map(|field| field.label.as_slice());
    let columns = columns.map(|column| column.label.as_slice());
    fields.chain(columns).chain(shaped)
}
