//! Word documents (docx, docm): tables with their spans, and paragraphs.
//!
//! `body` walks through the document; `text` makes the text of a paragraph, with the number that Word would put before it,
//! which stands nowhere in the file and is counted by `numbering`. Page headers, footers, footnotes and comments are
//! not read; deleted text of tracked changes is gone, inserted text is there.

use super::package::{Package, tree};
use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::options::Limits;

mod body;
mod numbering;
mod numerals;
#[cfg(test)]
mod tests;
mod text;

/// Reads a document.
///
/// # Errors
///
/// [`Code::Damaged`], [`Code::Limit`] or [`Code::TooMuch`].
pub(super) fn read(bytes: Vec<u8>, limits: Limits) -> Result<(Content, Vec<Diagnostic>), Error> {
    let mut package = Package::open(bytes, limits.max_bytes)?;
    let main = package.main_part("word/document.xml")?;
    let relations = package.relations(&main)?;
    let mut part = |kind: &str| -> Result<String, Error> {
        let relation = relations.iter().find(|relation| relation.kind == kind);
        let part = relation.map(|relation| package.small_part(&relation.part));
        let part = part.transpose()?.flatten();
        Ok(part.unwrap_or_else(|| "<none/>".to_owned()))
    };
    let (numbering, styles) = (part("numbering")?, part("styles")?);
    let (numbering, styles) = (tree(&numbering)?, tree(&styles)?);
    let numbering = numbering::Numbering::read(&numbering, &styles);
    let xml = package.small_part(&main)?.unwrap_or_default();
    let document = tree(&xml)?;
    let mut body = body::Body::new(numbering, limits);
    body.read(document.root_element())?;
    let has_macros = package.has("word/vbaProject");
    let (content, mut notes) = body.finish();
    notes.extend(has_macros.then(|| {
        let message = "the document has macros, which were not run";
        Diagnostic::new(Code::Macros, message)
    }));
    Ok((content, notes))
}
