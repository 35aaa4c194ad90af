//! What is told of a record: each diagnostic with a way to its place.

use std::collections::HashSet;

use super::anchor;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::inspect::html::Html;
use crate::inspect::marks::Marks;
use crate::inspect::strings::{self, Message};

/// The word of a code for the script, in one language.
pub(in crate::inspect) fn code_word(
    code: Code,
    text: fn(&Message) -> &'static str,
) -> (String, serde_json::Value) {
    let word = word(code);
    (word.key.to_owned(), text(&word).into())
}

fn word(code: Code) -> Message {
    Message {
        key: code.as_str(),
        ja: strings::meaning(code),
        en: code.meaning(),
    }
}

/// The diagnostics of what has no record.
pub(in crate::inspect) fn diagnostics(diagnostics: &[Diagnostic], html: &mut Html) {
    list(diagnostics, html, |_, _| None);
}

/// The diagnostics of a record. Those of unmapped text are tied to its marks; the others lead to the part of the record
/// that they speak of, or to the page.
pub(super) fn of_record(
    diagnostics: &[Diagnostic],
    unmapped: &[usize],
    written: &HashSet<String>,
    marks: &Marks,
    html: &mut Html,
) {
    let mut unmapped = unmapped.iter();
    list(diagnostics, html, |diagnostic, html| {
        if diagnostic.code == Code::Unmapped {
            let mark = *unmapped.next()?;
            html.say_in("a", &marks.to(&[mark]).attributes(), strings::GO_TO);
            return Some(());
        }
        let to = format!("#{}", nearest(diagnostic.path.as_deref()?, written)?);
        html.say_in("a", &[("href", &to)], strings::GO_TO);
        Some(())
    });
}

/// The id of the nearest part of the record that the report shows.
fn nearest(path: &str, written: &HashSet<String>) -> Option<String> {
    let mut path = path;
    while !written.contains(path) {
        path = path.rsplit_once('/')?.0;
    }
    Some(anchor(path))
}

fn list(
    diagnostics: &[Diagnostic],
    html: &mut Html,
    mut link: impl FnMut(&Diagnostic, &mut Html) -> Option<()>,
) {
    html.raw("<section class=\"told\" id=\"diagnostics\" tabindex=\"-1\"><h3>");
    html.say(strings::DIAGNOSTICS);
    html.text(&format!(" ({})", diagnostics.len()));
    html.raw("</h3>");
    if diagnostics.is_empty() {
        html.say_in("p", &[], strings::NO_DIAGNOSTICS);
    }
    html.raw("<ul>");
    for diagnostic in diagnostics {
        one(diagnostic, html, &mut link);
    }
    html.raw("</ul></section>");
}

fn one(
    diagnostic: &Diagnostic,
    html: &mut Html,
    link: &mut impl FnMut(&Diagnostic, &mut Html) -> Option<()>,
) {
    let (class, severity) = match diagnostic.severity {
        Severity::Error => ("error", strings::ERROR),
        Severity::Warning => ("warning", strings::WARNING),
        Severity::Note => ("notice", strings::NOTE),
    };
    html.open("li", &[("class", class)]);
    html.say_in("strong", &[], severity);
    html.raw(" ");
    html.element("span", &[("class", "code")], diagnostic.code.as_str());
    html.raw(" ");
    html.say(word(diagnostic.code));
    html.raw(" ");
    let place = link(diagnostic, html);
    if let (None, Some(page)) = (place, diagnostic.page) {
        html.open("a", &[("href", &format!("#page-{page}"))]);
        html.say(strings::PAGE);
        html.text(&format!(" {page}"));
        html.close("a");
    }
    html.element("p", &[("lang", "en")], &diagnostic.message);
    html.close("li");
}
