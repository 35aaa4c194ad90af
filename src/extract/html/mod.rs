//! Web pages, and what portals and Excel save as such: tables with their spans, and the text around them, as a browser
//! lays them out.
//!
//! The page is parsed as browsers do (html5ever) and walked through once, without recursion. A table in a cell becomes
//! lines of that cell; a table that holds little but other tables only lays out the page and is none. What a style hides
//! is left out, which a note says.

use crate::content::Content;
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::options::ReadOptions;

mod depth;
mod table;
#[cfg(test)]
mod tests;
mod walk;

/// Reads a page.
///
/// # Errors
///
/// [`Code::Encoding`] or [`Code::TooMuch`].
pub(super) fn read(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<(Content, Vec<Diagnostic>), Error> {
    let text = super::text::decoded(bytes, options.input_encoding)?;
    depth::check(&text)?;
    let page = scraper::Html::parse_document(&text);
    let mut walk = walk::Walk::new(options.limits);
    walk.through(&page)?;
    let (content, hidden) = walk.finish();
    let message = format!("left out, as in a browser: {hidden} hidden parts with text");
    let hidden = (hidden > 0).then(|| Diagnostic::new(Code::LeftOut, message));
    Ok((content, hidden.into_iter().collect()))
}
