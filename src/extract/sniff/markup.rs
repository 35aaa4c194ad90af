//! Texts that are no forms: what a server sent in place of the file, and data and source in other languages.

use super::{DOWNLOAD, Foreign, PRINT};

/// So much of a text shows what it is; comments and scripts of a page can be long.
const HEAD: usize = 64 << 10;

/// Elements that a web page begins with. Others, such as `<p>` and `<table>`, are remnants in copied text.
const PAGE: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "meta",
    "title",
    "body",
    "script",
];

/// What heads a mail.
const MAIL: &[&str] = &[
    "return-path:",
    "received:",
    "mime-version:",
    "delivered-to:",
    "x-mailer:",
];

const SAVE: &str = "download the file that it links to, or print it to PDF";

/// What a text is known to be, or `None` where it may be a form.
pub(super) fn known(bytes: &[u8]) -> Option<Foreign> {
    let head = ascii(bytes.get(..HEAD).unwrap_or(bytes));
    let text = behind_comments(&head)?;
    if text.starts_with('<') {
        return element(text);
    }
    if MAIL.iter().any(|field| text.starts_with(field)) {
        return Some(Foreign::new("a mail", "save the attached file"));
    }
    is_json(text, bytes).then(|| json(&head))
}

/// In lower case and without the bytes that UTF-16 and other scripts add: markup is ASCII.
fn ascii(bytes: &[u8]) -> String {
    let kept = bytes.iter().filter(|b| b.is_ascii() && **b != 0);
    kept.map(|b| char::from(b.to_ascii_lowercase())).collect()
}

/// From the first character on that is neither blank nor in a comment.
fn behind_comments(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        match text.strip_prefix("<!--") {
            Some(comment) => text = comment.get(comment.find("-->")? + 3..)?,
            None => return Some(text),
        }
    }
}

fn element(text: &str) -> Option<Foreign> {
    let tag = text.strip_prefix('<')?;
    let is_page = |name: &&str| {
        let rest = tag.strip_prefix(*name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    if PAGE.iter().any(is_page) {
        return Some(Foreign::new("a web page", SAVE));
    }
    let is_xml = tag.starts_with("?xml") || tag.starts_with("!doctype");
    if is_xml && text.contains("<html") {
        return Some(Foreign::new("a web page", SAVE));
    }
    is_xml.then(|| Foreign::new("an XML file", PRINT))
}

/// Braces and brackets begin texts as well: `[別紙1]`. JSON can be read to its end, or opens with a key in quotes.
fn is_json(text: &str, bytes: &[u8]) -> bool {
    let is_object = text
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('"'));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    is_object
        || (text.starts_with(['{', '[', '"'])
            && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok())
}

fn json(head: &str) -> Foreign {
    match head.contains("\"juten-document\"") {
        true => Foreign::new(
            "a record that juten wrote (JSON)",
            "give the document that it was made from; `juten check` verifies records",
        ),
        false => Foreign::new(
            "JSON, perhaps a server's answer in place of the file",
            DOWNLOAD,
        ),
    }
}
