//! The municipality of a document: the profile's, unless the document names another where it names itself.
//!
//! A city's name occurs in the title, in running titles, on the cover and in labels (第二次上田市総合計画における位置付け), and by
//! itself or before the name of an office in other lines and in the department (上田市総務部). Other texts of fields and items
//! mention neighbours and partners as well, so they are not used.

use std::sync::LazyLock;

use regex::Regex;

use crate::content::Line;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Municipality;
use crate::municipality::named_in;
use crate::profile::{Profile, Role};
use crate::segment::{Form, Segmented, squeezed};

/// A warning if the document contradicts the municipality of the profile.
pub fn contradiction(
    document: &Segmented,
    profile: &Profile,
    own: &Municipality,
) -> Option<Diagnostic> {
    let texts = texts(document, profile);
    if texts.iter().any(|(_, text)| text.contains(&own.name)) {
        return None;
    }
    let other = |(page, text): &(u32, String)| {
        let name = *named_in(text).first()?;
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
fn texts(document: &Segmented, profile: &Profile) -> Vec<(u32, String)> {
    let covers = document.covers.iter();
    let single = covers.flat_map(|cover| cover.headings.iter().chain(&cover.department));
    let single = single.chain(&document.headings).chain(&document.furniture);
    let single = single.chain(document.forms.iter().flat_map(|form| &form.headings));
    let labels = document.forms.iter().flat_map(labels);
    let text = |lines: &[_]| {
        let first: &Line = lines.first()?;
        Some((first.page, squeezed(lines)))
    };
    let signed = document.loose.iter().map(std::slice::from_ref);
    let signed = signed.chain(
        document
            .forms
            .iter()
            .flat_map(|form| departments(form, profile)),
    );
    let signed = signed
        .filter_map(text)
        .filter(|(_, text)| is_signature(text));
    single
        .map(std::slice::from_ref)
        .chain(labels)
        .filter_map(text)
        .chain(signed)
        .collect()
}

/// The values of the field with the department.
fn departments<'f>(form: &'f Form, profile: &'f Profile) -> impl Iterator<Item = &'f [Line]> {
    let is_department = |field: usize| {
        let field = profile.fields.get(field);
        field.is_some_and(|field| field.role == Some(Role::Department))
    };
    let plain = form.fields.iter();
    let plain = plain.filter(move |f| f.known.is_some_and(|known| is_department(known.field)));
    let shaped = form.found.fields.iter();
    let shaped = shaped.filter(move |f| is_department(f.field));
    let plain = plain.map(|field| field.value.as_slice());
    plain.chain(shaped.map(|field| field.value.as_slice()))
}

/// Whether a text is the name of a municipality alone, after its prefecture, or before an office or a mayor.
fn is_signature(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '（', '）', '【', '】']);
    let name = named_in(bare).into_iter().next();
    let Some((before, behind)) = name.and_then(|name| bare.split_once(name)) else {
        return false;
    };
    let is_prefecture = before.ends_with(['都', '道', '府', '県']) && before.chars().count() <= 4;
    (before.is_empty() || is_prefecture)
        && OFFICE
            .as_ref()
            .is_some_and(|office| office.is_match(behind))
}

static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let office = "役所|役場|長.{0,10}|.{1,12}(部|局|課|室|所|院|会|センター)";
    Regex::new(&format!("^({office})?$")).ok()
});

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alone_and_before_offices_are_signatures() {
        for text in [
            "佐久市",
            "（佐久市）",
            "長野県佐久市",
            "佐久市役所",
            "佐久市総務部",
            "佐久市長仮名太郎",
        ] {
            assert!(is_signature(text), "{text}");
        }
        for text in [
            "佐久市との広域連携",
            "隣の佐久市",
            "市町村",
            "佐久市、東御市",
            "総務部",
            "",
        ] {
            assert!(!is_signature(text), "{text}");
        }
    }
}
