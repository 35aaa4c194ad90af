//! The frame of a report: head and policy, toolbar, the two sides, the data for the script.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::html::Html;
use super::pages::Source as Pages;
use super::stages::Stage;
use super::strings::{self, ALL};
use super::{Pane, record};
use crate::diagnostics::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::{Coverage, Document, Source};
use crate::profile::Profile;

const SCRIPT: &str = include_str!("report.js");
const STYLE: &str = concat!(include_str!("theme.css"), include_str!("report.css"));

/// The subject of a report.
pub(super) struct Report<'r> {
    pub source: &'r Source,
    pub pages: &'r Pages,
    pub stage: Option<Stage>,
    pub document: Option<&'r Document>,
    pub refused: Option<&'r Error>,
    pub diagnostics: &'r [Diagnostic],
    pub profile: &'r Profile,
}

impl Report<'_> {
    /// The complete report, with this right side.
    pub fn write(&self, pane: Pane) -> String {
        let mut html = Html::default();
        html.raw("<!DOCTYPE html>\n");
        html.open("html", &[("lang", "ja")]);
        head(&self.source.name, SCRIPT, &mut html);
        html.raw("<body>");
        skip_links(&mut html);
        self.bar(&pane, &mut html);
        html.raw("<main><section id=\"source\" aria-labelledby=\"source-title\"><div class=\"pane-bar\">");
        let title = match self.pages {
            Pages::Pages(_) => strings::PAGES,
            Pages::Lines(_) => strings::SOURCE_TEXT,
            Pages::Sheets(_) => strings::SOURCE_SHEETS,
        };
        html.say_in("h2", &[("id", "source-title")], title);
        self.zoom(&mut html);
        html.raw("</div><div id=\"pages\" tabindex=\"0\" role=\"group\" aria-labelledby=\"source-title\">");
        html.say_in("noscript", &[], strings::NEEDS_SCRIPT);
        self.pages.show(&pane.marks, &mut html);
        html.raw("</div><p id=\"status\" role=\"status\"></p></section>");
        divider(&mut html);
        let data = self.data(&pane);
        self.right(pane, &mut html);
        html.raw("</main>");
        html.json("data", &data);
        self.pages.pictures(&mut html);
        html.open("script", &[]);
        html.raw(SCRIPT);
        html.raw("</script></body></html>\n");
        html.finish()
    }

    fn bar(&self, pane: &Pane, html: &mut Html) {
        html.raw("<header><div class=\"top\"><h1>");
        html.element("bdi", &[], &self.source.name);
        html.raw(" <small>");
        html.say(self.stage.map_or(strings::REPORT, Stage::name));
        html.raw("</small></h1><div class=\"tools\">");
        html.say_in(
            "button",
            &[("type", "button"), ("id", "print")],
            strings::PRINT,
        );
        html.say_in(
            "button",
            &[("type", "button"), ("id", "language")],
            strings::LANGUAGE,
        );
        html.raw("</div></div>");
        html.raw("<div class=\"overview\">");
        if let Some(document) = self.document {
            coverage(&document.coverage, html);
        }
        self.summary(html);
        html.close("div");
        legend(pane, html);
        html.raw("<details class=\"help\">");
        html.say_in("summary", &[], strings::HELP);
        html.say_in("p", &[], strings::HELP_POINT);
        html.say_in("p", &[], strings::HELP_ZOOM);
        html.say_in("p", &[], strings::HELP_KEYS);
        html.raw("</details></header>");
    }

    /// Writes the number of diagnostics of each severity, as a link to them.
    fn summary(&self, html: &mut Html) {
        let severities = [
            (Severity::Error, "error", strings::ERRORS),
            (Severity::Warning, "warning", strings::WARNINGS),
            (Severity::Note, "notice", strings::NOTES),
        ];
        html.raw("<p class=\"summary\">");
        for (severity, class, name) in severities {
            let count = self.diagnostics.iter().filter(|d| d.severity == severity);
            let count = count.count();
            if count > 0 {
                html.open("a", &[("href", "#diagnostics"), ("class", class)]);
                html.say(name);
                html.element("strong", &[], &format!(" {count}"));
                html.close("a");
            }
        }
        if self.diagnostics.is_empty() && self.refused.is_none() {
            html.say(strings::NO_DIAGNOSTICS);
        }
        html.raw("</p>");
    }

    fn zoom(&self, html: &mut Html) {
        if let Pages::Lines(_) = self.pages {
            return;
        }
        let group = [
            ("class", "zoom"),
            ("role", "group"),
            ("data-t-label", strings::ZOOM.key),
        ];
        html.open("div", &group);
        let signs = [
            ("zoom-out", "−", strings::ZOOM_OUT),
            ("zoom-in", "+", strings::ZOOM_IN),
        ];
        for (id, sign, name) in signs {
            let attributes = [
                ("type", "button"),
                ("id", id),
                ("aria-label", name.ja),
                ("data-t-label", name.key),
            ];
            html.element("button", &attributes, sign);
        }
        html.raw("<output id=\"zoom\"></output>");
        html.say_in(
            "button",
            &[("type", "button"), ("id", "zoom-fit")],
            strings::ZOOM_FIT,
        );
        html.close("div");
    }

    fn right(&self, pane: Pane, html: &mut Html) {
        html.raw("<section id=\"record\" tabindex=\"0\" aria-labelledby=\"record-title\"><div class=\"pane-bar\">");
        let title = self.stage.map_or(strings::RECORD, |_| strings::STAGE);
        html.say_in("h2", &[("id", "record-title")], title);
        html.raw("</div>");
        if let Some(error) = self.refused {
            html.raw("<div class=\"refused\" role=\"note\"><p><strong class=\"code\">");
            html.text(error.code.as_str());
            html.raw("</strong> ");
            html.say(strings::NO_RECORD);
            html.raw("</p>");
            record::detail(&error.message, html);
            html.raw("</div>");
        }
        record::about(self.source, self.profile, self.document, html);
        html.append(pane.html);
        if self.document.is_none() || self.stage.is_some() {
            record::diagnostics(self.diagnostics, html);
        }
        html.raw("</section>");
    }

    /// The data for the script: page sizes, marks, messages.
    fn data(&self, pane: &Pane) -> Value {
        let words = |text: fn(&strings::Message) -> &'static str| -> Value {
            let mut words = serde_json::Map::new();
            words.extend(ALL.iter().map(|m| (m.key.to_owned(), text(m).into())));
            words.extend(
                self.diagnostics
                    .iter()
                    .map(|d| record::code_word(d.code, text)),
            );
            words.into()
        };
        json!({
            "sizes": self.pages.sizes(),
            "marks": pane.marks.to_json(),
            "words": {"ja": words(|m| m.ja), "en": words(|m| m.en)},
        })
    }
}

/// The head of a page with this script and the common style.
pub(super) fn head(title: &str, script: &str, html: &mut Html) {
    html.raw("<head><meta charset=\"utf-8\">");
    html.open(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", &policy(script)),
        ],
    );
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.open("meta", &[("name", "generator"), ("content", generator())]);
    html.element("title", &[], &format!("{title} – juten inspect"));
    html.raw("<style>");
    html.raw(STYLE);
    html.raw("</style></head>");
}

/// The Content-Security-Policy: only the page's own script, style and embedded images.
fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(STYLE)
    )
}

fn hash(inline: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(inline)))
}

fn generator() -> &'static str {
    concat!("juten ", env!("CARGO_PKG_VERSION"))
}

fn skip_links(html: &mut Html) {
    let links = [
        ("#record", strings::SKIP_RECORD),
        ("#pages", strings::SKIP_PAGES),
        ("#diagnostics", strings::SKIP_DIAGNOSTICS),
    ];
    html.raw("<nav class=\"skip\">");
    for (to, name) in links {
        html.say_in("a", &[("href", to)], name);
    }
    html.raw("</nav>");
}

fn coverage(coverage: &Coverage, html: &mut Html) {
    let parts = [
        ("k-a", strings::K_VALUE, coverage.mapped),
        ("k-b", strings::K_LABEL, coverage.labels),
        ("k-d", strings::K_FURNITURE, coverage.furniture),
        ("k-e", strings::K_UNMAPPED, coverage.unmapped),
    ];
    html.raw("<div class=\"coverage\">");
    html.say_in("h2", &[], strings::COVERAGE);
    html.raw("<div class=\"bar\" aria-hidden=\"true\">");
    for (class, _, count) in parts.iter().filter(|(.., count)| *count > 0) {
        let share = [("class", *class), ("data-share", &count.to_string())];
        html.element("span", &share, "");
    }
    html.raw("</div><dl>");
    for (class, name, count) in parts {
        html.open("div", &[]);
        html.swatch(class);
        html.say_in("dt", &[], name);
        html.element("dd", &[], &count.to_string());
        html.close("div");
    }
    html.raw("</dl><p>");
    let share = record::share(coverage);
    html.element("strong", &[], &share);
    html.raw(" ");
    html.say(strings::ACCOUNTED);
    html.text(&format!(" · {} ", coverage.characters));
    html.say(strings::CHARACTERS);
    html.raw("</p></div>");
}

/// Writes the draggable divider between the two sides.
fn divider(html: &mut Html) {
    let attributes = [
        ("id", "divider"),
        ("role", "separator"),
        ("tabindex", "0"),
        ("aria-orientation", "vertical"),
        ("aria-controls", "source"),
        ("aria-valuemin", "20"),
        ("aria-valuemax", "80"),
        ("aria-valuenow", "50"),
        ("aria-label", strings::DIVIDER.ja),
        ("data-t-label", strings::DIVIDER.key),
    ];
    html.element("div", &attributes, "");
}

fn legend(pane: &Pane, html: &mut Html) {
    html.raw("<fieldset class=\"legend\">");
    html.say_in("legend", &[], strings::LEGEND);
    for kind in pane.kinds {
        html.raw("<label>");
        let check = [
            ("type", "checkbox"),
            ("checked", ""),
            ("data-kind", kind.class),
        ];
        html.open("input", &check);
        html.swatch(kind.class);
        html.say(kind.name);
        html.raw("</label>");
    }
    html.raw("<label><input type=\"checkbox\" id=\"outlines\">");
    html.say(strings::OUTLINES);
    html.raw("</label></fieldset>");
}
