//! How deep the elements of a page are nested, counted before it is parsed: the parser's time grows with the square of it.

use crate::diagnostics::Code;
use crate::error::Error;

/// Chromium nests elements no deeper than 512, whatever the page says.
const MAX_DEPTH: usize = 1000;

/// Elements that hold nothing.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose contents are no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Elements whose contents are XML.
const FOREIGN: &[&str] = &["svg", "math"];

/// Elements that one of the same kind ends, within the nearest list or table.
const ENDED_BY_NEXT: &[&[&str]] = &[
    &["p"],
    &["li"],
    &["dt", "dd"],
    &["td", "th"],
    &["tr"],
    &["thead", "tbody", "tfoot"],
    &["option"],
];
const LISTS: &[&str] = &["table", "ul", "ol", "dl", "select"];

/// Refuses a page that takes too long to parse.
///
/// # Errors
///
/// [`Code::TooMuch`].
pub(super) fn check(page: &str) -> Result<(), Error> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if let Some(end) = tag.strip_prefix('/') {
            close(&mut open, name(end));
        } else {
            let name = name(tag);
            if !is_closed(tag) || !is_foreign(&open) {
                enter(&mut open, name);
            }
            if is_one_of(name, RAW) {
                rest = after_raw(tag, name);
            }
        }
        if open.len() > MAX_DEPTH {
            let message = format!(
                "its elements are nested more than {MAX_DEPTH} deep; open it in a browser and print it to PDF"
            );
            return Err(Error::new(Code::TooMuch, message));
        }
    }
    Ok(())
}

fn enter<'p>(open: &mut Vec<&'p str>, name: &'p str) {
    if name.is_empty() || is_one_of(name, EMPTY) {
        return;
    }
    if let Some(kind) = ENDED_BY_NEXT.iter().find(|kind| is_one_of(name, kind)) {
        let inner = open.iter().rposition(|outer| is_one_of(outer, LISTS));
        let inner = inner.map_or(0, |list| list + 1);
        let before = open.get(inner..).unwrap_or_default();
        if let Some(at) = before.iter().rposition(|other| is_one_of(other, kind)) {
            open.truncate(inner + at);
        }
    }
    open.push(name);
}

/// An end tag ends everything inside its element; one without an element ends nothing.
fn close(open: &mut Vec<&str>, name: &str) {
    if let Some(at) = open
        .iter()
        .rposition(|other| other.eq_ignore_ascii_case(name))
    {
        open.truncate(at);
    }
}

/// Whether a tag ends its own element, which counts inside drawings and formulas alone: a map has thousands of paths.
fn is_closed(tag: &str) -> bool {
    tag.split_once('>')
        .is_some_and(|(tag, _)| tag.ends_with('/'))
}

fn is_foreign(open: &[&str]) -> bool {
    open.iter().any(|name| is_one_of(name, FOREIGN))
}

/// The name at the start of a tag; none where a `<` begins no tag.
fn name(tag: &str) -> &str {
    let length = tag.find(|c: char| !c.is_ascii_alphanumeric());
    let name = tag.get(..length.unwrap_or(tag.len())).unwrap_or_default();
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => "",
    }
}

/// What follows the contents of a script or the like, which may look like tags.
fn after_raw<'p>(tag: &'p str, name: &str) -> &'p str {
    let is_end = |at: &usize| {
        let end = tag.get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let mut ends = tag.match_indices("</").map(|(at, _)| at);
    ends.find(is_end)
        .and_then(|at| tag.get(at..))
        .unwrap_or_default()
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_nested_too_deep_is_refused_at_once() {
        for part in ["<div>", "<div/>", "<b><div>", "<table><tr><td>", "<ul><li>"] {
            let page = format!("<table><tr><td>a</table>{}", part.repeat(50_000));
            let error = check(&page).unwrap_err();
            assert_eq!(error.code, Code::TooMuch, "{part}");
        }
    }

    /// Old pages leave out end tags, and scripts hold tags.
    #[test]
    fn long_pages_are_not_deep() {
        for part in [
            "<tr><td><font size=2>a<td><b>b",
            "<p>a<br><img src=x>",
            "<li>a",
            "<dt>a<dd>b",
            "<div><span>a</div>",
            "<script>'<div>'</script>",
            "<!-- <div> -->",
            "a < b",
            "<TR><TD>a</TD></tr>",
            "<svg><path d='M0 0'/><g><path/></g></svg>",
        ] {
            let page = format!("<body><table>{}</table>", part.repeat(50_000));
            assert!(check(&page).is_ok(), "{part}");
        }
        let map = format!("<svg>{}</svg>", "<path d='M0 0'/>".repeat(50_000));
        assert!(check(&map).is_ok());
    }
}
