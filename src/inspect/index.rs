//! The index of the reports on many inputs: those that need a look come first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::html::Html;
use super::record::{self, code_word};
use super::shell::head;
use super::strings::{self, ALL, Message};
use crate::diagnostics::{Code, Severity};
use crate::model::Coverage;

const SCRIPT: &str = include_str!("index.js");

/// An input in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The input's name.
    pub name: String,
    /// Its report, relative to the index; `None` if the input could not be read.
    pub report: Option<String>,
    /// The number of pages.
    pub pages: u32,
    /// The codes of its diagnostics, and of the error if it has no record.
    pub codes: Vec<Code>,
    /// Where its characters went, if it has a record.
    pub coverage: Option<Coverage>,
}

impl Listed {
    fn count(&self, severity: Severity) -> usize {
        let is_it = |code: &&Code| code.severity() == severity;
        self.codes.iter().filter(is_it).count()
    }

    /// Errors, then warnings, then characters without a field; the more, the earlier.
    fn urgency(&self) -> [u64; 3] {
        let count = |severity| self.count(severity) as u64;
        let unmapped = self.coverage.as_ref().map_or(0, |c| c.unmapped);
        [count(Severity::Error), count(Severity::Warning), unmapped]
    }

    fn needs_a_look(&self) -> bool {
        self.urgency() != [0; 3]
    }
}

/// The index as an HTML file, which loads nothing.
pub fn index(mut listed: Vec<Listed>) -> String {
    listed.sort_by_key(|one| Reverse(one.urgency()));
    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n");
    html.open("html", &[("lang", "ja")]);
    head(strings::INDEX.ja, SCRIPT, &mut html);
    html.raw("<body class=\"index\"><header><div class=\"top\"><h1>");
    html.say(strings::INDEX);
    html.raw("</h1><div class=\"tools\">");
    html.say_in(
        "button",
        &[("type", "button"), ("id", "language")],
        strings::LANGUAGE,
    );
    html.raw("</div></div>");
    summary(&listed, &mut html);
    html.raw("</header><main>");
    table(&listed, &mut html);
    html.raw("</main>");
    html.json("data", &words(&listed));
    html.open("script", &[]);
    html.raw(SCRIPT);
    html.raw("</script></body></html>\n");
    html.finish()
}

fn summary(listed: &[Listed], html: &mut Html) {
    let urgent = listed.iter().filter(|one| one.needs_a_look()).count();
    html.raw("<p class=\"overview\"><span>");
    html.element("strong", &[], &listed.len().to_string());
    html.raw(" ");
    html.say(strings::DOCUMENTS);
    html.raw("</span> <span>");
    html.say(strings::TO_LOOK_AT);
    html.element("strong", &[], &format!(" {urgent}"));
    html.raw("</span> ");
    html.say(strings::INDEX_ORDER);
    html.raw("</p>");
}

fn table(listed: &[Listed], html: &mut Html) {
    html.raw("<div class=\"scroll\"><table class=\"boxes\"><thead><tr>");
    for name in [
        strings::DOCUMENT,
        strings::PAGE,
        strings::ACCOUNTED,
        strings::FINDINGS,
    ] {
        html.say_in("th", &[("scope", "col")], name);
    }
    html.raw("</tr></thead><tbody>");
    listed.iter().for_each(|one| row(one, html));
    html.raw("</tbody></table></div>");
}

fn row(one: &Listed, html: &mut Html) {
    html.raw("<tr><th scope=\"row\">");
    match &one.report {
        Some(report) => html.element("a", &[("href", &address(report))], &one.name),
        None => html.text(&one.name),
    }
    html.raw("</th>");
    html.element("td", &[("class", "number")], &one.pages.to_string());
    let share = one.coverage.as_ref().map(record::share);
    html.element("td", &[("class", "number")], &share.unwrap_or_default());
    html.raw("<td><ul class=\"codes\">");
    let mut counts: BTreeMap<(Reverse<Severity>, Code), usize> = BTreeMap::new();
    for code in &one.codes {
        *counts.entry((Reverse(code.severity()), *code)).or_default() += 1;
    }
    for ((Reverse(severity), code), count) in counts {
        let class = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        html.open("li", &[("class", class)]);
        html.element("strong", &[("class", "code")], code.as_str());
        html.raw(" ");
        html.say(record::word(code));
        if count > 1 {
            html.text(&format!(" ×{count}"));
        }
        html.close("li");
    }
    html.raw("</ul></td></tr>");
}

/// The words of the page in both languages.
fn words(listed: &[Listed]) -> Value {
    let all = |text: fn(&Message) -> &'static str| -> Value {
        let mut words = serde_json::Map::new();
        words.extend(ALL.iter().map(|m| (m.key.to_owned(), text(m).into())));
        let codes = listed.iter().flat_map(|one| &one.codes);
        words.extend(codes.map(|code| code_word(*code, text)));
        words.into()
    };
    json!({"words": {"ja": all(|m| m.ja), "en": all(|m| m.en)}})
}

/// The relative URL of a file: everything but letters, digits and a few signs in percent-encoding.
fn address(path: &str) -> String {
    let encoded = path.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn listed(name: &str, codes: &[Code]) -> Listed {
        Listed {
            name: name.to_owned(),
            report: Some(format!("{name}.html")),
            pages: 1,
            codes: codes.to_vec(),
            coverage: None,
        }
    }

    #[test]
    fn what_needs_a_look_comes_first() {
        let html = index(vec![
            listed("fine", &[Code::NoTarget]),
            listed("two warnings", &[Code::Unaligned, Code::Unmapped]),
            listed("no form", &[Code::NoForm]),
        ]);
        let at = |name: &str| html.find(&format!(">{name}<")).unwrap();
        assert!(at("no form") < at("two warnings") && at("two warnings") < at("fine"));
    }

    #[test]
    fn names_cannot_break_a_link_or_become_markup() {
        let html = index(vec![listed("<b>評価 1#?</b>", &[])]);
        assert!(html.contains("href=\"%3Cb%3E%E8%A9%95%E4%BE%A1%201%23%3F%3C/b%3E.html\""));
        assert!(!html.contains("<b>"));
    }
}
