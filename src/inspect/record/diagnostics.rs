//! The diagnostics of a record, each with links to its place on the page and to the value concerned.

use std::collections::BTreeMap;

use super::{Writer, anchor};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::geometry::Rect;
use crate::inspect::html::Html;
use crate::inspect::strings::{self, Message};

/// The most values below a diagnostic's path that its link highlights; a whole sheet has hundreds.
const MOST_MARKS: usize = 40;

/// The meaning of a code in one language, for the script.
pub(in crate::inspect) fn code_word(
    code: Code,
    text: fn(&Message) -> &'static str,
) -> (String, serde_json::Value) {
    let word = word(code);
    (word.key.to_owned(), text(&word).into())
}

/// The meaning of a code.
pub(in crate::inspect) fn word(code: Code) -> Message {
    Message {
        key: code.as_str(),
        ja: crate::messages::meaning(code),
        en: code.meaning(),
    }
}

/// Writes the diagnostics of an input without a record.
pub(in crate::inspect) fn diagnostics(diagnostics: &[Diagnostic], html: &mut Html) {
    list(diagnostics, html, |diagnostic, html| {
        page_link(diagnostic, html)
    });
}

/// Writes a message in both languages, of which the style shows the reader's; in English alone if it has no Japanese.
pub(in crate::inspect) fn detail(message: &str, html: &mut Html) {
    html.raw("<div class=\"detail\">");
    let class = match crate::messages::japanese(message) {
        Some(japanese) => {
            html.element("p", &[("lang", "ja")], &japanese);
            "other"
        }
        None => "only",
    };
    html.element("p", &[("lang", "en"), ("class", class)], message);
    html.close("div");
}

impl Writer<'_> {
    /// The list of a record's diagnostics.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic]) -> Html {
        let unmapped = self.unmapped();
        let mut unmapped = unmapped.iter();
        let by_path: BTreeMap<&str, &[usize]> = self
            .names
            .iter()
            .chain(&self.values)
            .map(|(path, marks)| (path.as_str(), marks.as_slice()))
            .collect();
        let mut html = Html::default();
        list(diagnostics, &mut html, |diagnostic, html| {
            if diagnostic.code == Code::Unmapped
                && let Some(&mark) = unmapped.next()
            {
                return self.marks_link(&[mark], html);
            }
            let path = diagnostic.path.as_deref();
            let marks = path.map_or_else(Vec::new, |path| below(path, &by_path));
            if marks.is_empty() {
                page_link(diagnostic, html);
            } else {
                self.marks_link(&marks, html);
            }
            if let Some(to) = path.and_then(|path| self.nearest(path)) {
                html.raw(" ");
                html.say_in("a", &[("href", &format!("#{to}"))], strings::GO_TO_VALUE);
            }
        });
        html
    }

    fn marks_link(&self, marks: &[usize], html: &mut Html) {
        html.say_in("a", &self.marks.to(marks).attributes(), strings::GO_TO);
    }

    /// The element id of the nearest part of the record that the report shows.
    fn nearest(&self, path: &str) -> Option<String> {
        let mut path = path;
        while !self.written.contains(path) {
            path = path.rsplit_once('/')?.0;
        }
        Some(anchor(path))
    }
}

/// The marks of the value at a path and of the values below it, in page order.
fn below(path: &str, by_path: &BTreeMap<&str, &[usize]>) -> Vec<usize> {
    let is_below = |at: &str| {
        let rest = at.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let from = by_path
        .range(path..)
        .take_while(|(at, _)| at.starts_with(path));
    let marks = from.filter(|(at, _)| is_below(at)).flat_map(|(_, m)| *m);
    let mut marks: Vec<usize> = marks.copied().take(MOST_MARKS).collect();
    marks.sort_unstable();
    marks
}

/// Writes a link to the place or page that a diagnostic names, if any.
fn page_link(diagnostic: &Diagnostic, html: &mut Html) {
    let Some(page) = diagnostic.page else { return };
    let to = format!("#page-{page}");
    let place = diagnostic.bbox.map(|bbox| place(page, bbox));
    let mut attributes = vec![("href", to.as_str())];
    attributes.extend(place.as_deref().map(|place| ("data-place", place)));
    html.open("a", &attributes);
    html.say(strings::PAGE);
    html.text(&format!(" {page}"));
    html.close("a");
}

/// Page and box, as the script reads them.
fn place(page: u32, bbox: Rect) -> String {
    let [x0, y0, x1, y1]: [f32; 4] = bbox.into();
    format!("{page} {x0} {y0} {x1} {y1}")
}

fn list(
    diagnostics: &[Diagnostic],
    html: &mut Html,
    mut links: impl FnMut(&Diagnostic, &mut Html),
) {
    html.raw("<section class=\"diagnostics\" id=\"diagnostics\" tabindex=\"-1\"><h3>");
    html.say(strings::DIAGNOSTICS);
    html.text(&format!(" ({})", diagnostics.len()));
    html.raw("</h3>");
    if diagnostics.is_empty() {
        html.say_in("p", &[], strings::NO_DIAGNOSTICS);
    }
    html.raw("<ul>");
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    // the links number the unmapped texts in order, so the sort must be stable
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    for diagnostic in sorted {
        one(diagnostic, html, &mut links);
    }
    html.raw("</ul></section>");
}

fn one(diagnostic: &Diagnostic, html: &mut Html, links: &mut impl FnMut(&Diagnostic, &mut Html)) {
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
    links(diagnostic, html);
    detail(&diagnostic.message, html);
    html.close("li");
}
