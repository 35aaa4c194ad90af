//! The head of the report.

use super::super::html::Html;
use super::super::strings;
use super::anchor;
use crate::model::{Document, Source};
use crate::profile::Profile;

/// Writes which file the report is about.
pub(in crate::inspect) fn about(
    source: &Source,
    profile: &Profile,
    document: Option<&Document>,
    html: &mut Html,
) {
    let pages = source.pages.to_string();
    let producer = source.producer.as_deref().unwrap_or("–");
    let profile = format!("{} ({})", profile.title, profile.id);
    html.raw("<dl class=\"about\">");
    for (name, text) in [
        (strings::FILE, source.name.as_str()),
        (strings::PAGE, &pages),
        (strings::PRODUCER, producer),
        (strings::PROFILE, &profile),
    ] {
        html.raw("<div>");
        html.say_in("dt", &[], name);
        html.element("dd", &[], text);
        html.raw("</div>");
    }
    html.raw("<div><dt>SHA-256</dt>");
    html.element("dd", &[("class", "code")], &source.sha256);
    html.raw("</div></dl>");
    let Some(document) = document.filter(|d| d.sheets.len() > 1) else {
        return;
    };
    html.open(
        "nav",
        &[
            ("class", "contents"),
            ("data-t-label", strings::SHEETS.key),
            ("aria-label", strings::SHEETS.ja),
        ],
    );
    html.say(strings::SHEETS);
    html.raw("<ol>");
    // the goals themselves are in the list of the cover, right below
    for (number, sheet) in document.sheets.iter().enumerate() {
        html.raw("<li>");
        let to = format!("#{}", anchor(&format!("/sheets/{number}")));
        let goal = sheet.goal.as_deref().unwrap_or("–");
        let number = (number + 1).to_string();
        html.element("a", &[("href", &to), ("title", goal)], &number);
        html.raw("</li>");
    }
    html.raw("</ol></nav>");
}
