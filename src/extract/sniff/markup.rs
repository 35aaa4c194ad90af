//! Texts that are not forms: what a server sent in place of the file, and data and source in other languages.

use super::{DOWNLOAD, Foreign, PRINT};

/// How much of a text is examined; comments and scripts of a page can be long.
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

/// Elements that begin what portals and Excel save as a table, with or without a page around it.
const TABLE: &[&str] = &["table", "style", "div", "center"];

/// Headers of a mail.
const MAIL: &[&str] = &[
    "return-path:",
    "received:",
    "mime-version:",
    "delivered-to:",
    "x-mailer:",
];

const PAGE_KIND: &str = "a web page";
const SAVE: &str = "download the file that it links to, or print it to PDF";

/// What a text is known to be; `None` if it may be a form.
pub(super) fn known(bytes: &[u8]) -> Option<Foreign> {
    let head = ascii(bytes.get(..HEAD).unwrap_or(bytes));
    let text = behind_comments(&head)?;
    if text.starts_with('<') {
        return element(text);
    }
    if is_mail(text) {
        return Some(Foreign::new("a mail", "save the attached file"));
    }
    if text.starts_with("[internetshortcut]") {
        return Some(Foreign::new("a shortcut to a web page", SAVE));
    }
    is_json(text, bytes).then(|| json(&head))
}

/// Whether the text begins with headers of a mail, the first of which may be any: From, Subject.
fn is_mail(text: &str) -> bool {
    let mut lines = text.lines().take_while(|line| !line.trim().is_empty());
    let is_header = |line: &str| {
        let name = line.split([':', ' ']).next().unwrap_or_default();
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    let first = text.lines().next().is_some_and(is_header);
    first && lines.any(|line| MAIL.iter().any(|field| line.starts_with(field)))
}

/// Whether it is a web page with a table, or a part of one.
pub(super) fn is_table(bytes: &[u8]) -> bool {
    let head = ascii(bytes.get(..HEAD).unwrap_or(bytes));
    let Some(text) = behind_comments(&head) else {
        return false;
    };
    let begins = element(text).is_some_and(|found| found.what == PAGE_KIND)
        || TABLE.iter().any(|name| begins_with(text, name));
    let has = |tag: &str| {
        let tag = tag.as_bytes();
        // markup is ASCII, in UTF-16 as well
        let wide: Vec<u8> = tag.iter().flat_map(|b| [*b, 0]).collect();
        let mut windows = bytes.windows(tag.len());
        windows.any(|window| window.eq_ignore_ascii_case(tag))
            || memchr::memmem::find(bytes, &wide).is_some()
    };
    begins && has("<table") && (has("<td") || has("<th"))
}

/// The text in lower case and without non-ASCII bytes and the NULs of UTF-16: markup is ASCII.
fn ascii(bytes: &[u8]) -> String {
    let kept = bytes.iter().filter(|b| b.is_ascii() && **b != 0);
    kept.map(|b| char::from(b.to_ascii_lowercase())).collect()
}

/// The text from the first character that is neither blank nor in a comment.
fn behind_comments(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        match text.strip_prefix("<!--") {
            Some(comment) => text = comment.get(comment.find("-->")? + 3..)?,
            None => return Some(text),
        }
    }
}

/// Whether a text begins with an element of this name.
fn begins_with(text: &str, name: &str) -> bool {
    let rest = text
        .strip_prefix('<')
        .and_then(|tag| tag.strip_prefix(name));
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

fn element(text: &str) -> Option<Foreign> {
    let tag = text.strip_prefix('<')?;
    if PAGE.iter().any(|name| begins_with(text, name)) {
        return Some(Foreign::new(PAGE_KIND, SAVE));
    }
    let is_xml = tag.starts_with("?xml") || tag.starts_with("!doctype");
    if is_xml && text.contains("<html") {
        return Some(Foreign::new(PAGE_KIND, SAVE));
    }
    is_xml.then(|| Foreign::new("an XML file", PRINT))
}

/// Texts may begin with braces and brackets as well: `[別紙1]`. JSON parses to its end, or opens with a quoted key.
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
