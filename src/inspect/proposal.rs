//! What was found of an unknown form in a document, and a draft profile for it.

use super::Pane;
use super::html::Html;
use super::marks::{CELL, COLUMN, FURNITURE, Kind, LINE, Marks, NAMED, SPAN};
use super::strings;
use crate::content::Content;
use crate::map::trace::{Area, Extent};
use crate::normalize::{Mode, normalize};
use crate::profile::Profile;
use crate::propose::{Findings, Found, Label, findings};

const KINDS: &[Kind] = &[CELL, SPAN, LINE, FURNITURE, NAMED, COLUMN];

/// The id of the drafted profile, until a person renames it.
const ID: &str = "my-form";

/// The most characters shown of a label's first value.
const SHOWN: usize = 40;

/// Puts the proposal, if there is one, before the tables and lines of a document.
pub(super) fn before(pane: Pane, mut content: Content, hints: &Profile) -> Pane {
    normalize(&mut content, Mode::Standard);
    let findings = findings(&content, hints);
    if findings.is_empty() {
        return pane;
    }
    let mut writer = Writer {
        marks: pane.marks,
        html: Html::default(),
    };
    writer.findings(&findings);
    let Writer { marks, mut html } = writer;
    html.append(pane.html);
    Pane {
        kinds: KINDS,
        marks,
        html,
    }
}

struct Writer {
    marks: Marks,
    html: Html,
}

impl Writer {
    fn findings(&mut self, findings: &Findings) {
        self.html.raw("<section class=\"list\"><h3>");
        self.html.say(strings::PROPOSAL);
        self.html.raw("</h3>");
        self.html.say_in("p", &[], strings::PROPOSAL_HOW);
        self.html
            .raw("<div class=\"scroll\"><table class=\"boxes\"><thead><tr>");
        for column in [
            strings::KIND,
            strings::TEXT,
            strings::KEY,
            strings::FIRST_VALUE,
        ] {
            self.html.say_in("th", &[("scope", "col")], column);
        }
        self.html.raw("</tr></thead><tbody>");
        findings.labels.iter().for_each(|label| self.label(label));
        for column in &findings.columns {
            self.row(COLUMN, &column.found, &column.key, &column.values);
        }
        self.html.raw("</tbody></table></div>");
        let toml = findings.profile_toml(ID);
        let attributes = [("class", "toml"), ("tabindex", "0")];
        self.html.element("pre", &attributes, &toml);
        self.html.raw("</section>");
    }

    fn label(&mut self, label: &Label) {
        self.row(NAMED, &label.found, &label.key, &label.values);
        label.parts.iter().for_each(|part| self.label(part));
    }

    fn row(&mut self, kind: Kind, found: &Found, key: &str, values: &[String]) {
        let html = &mut self.html;
        html.raw("<tr><td>");
        html.swatch(kind.class);
        html.say(kind.name);
        html.raw("</td><td>");
        let areas = areas(found);
        if areas.is_empty() {
            html.text(&found.text);
        } else {
            let number = self.marks.add(kind, found.text.as_str(), areas);
            html.tied(&self.marks.to(&[number]), &[], &found.text);
        }
        html.raw("</td>");
        html.element("td", &[("class", "code")], key);
        let value = values.iter().find(|value| !value.trim().is_empty());
        let value: String = value
            .into_iter()
            .flat_map(|v| v.chars())
            .take(SHOWN)
            .collect();
        html.element("td", &[], &value);
        html.raw("</tr>");
    }
}

/// The boxes of a label on the pages; none in a text.
fn areas(found: &Found) -> Vec<Area> {
    let spots = found.spots.iter().filter(|spot| spot.bbox.width() > 0.0);
    let area = |spot: &crate::propose::Spot| Area {
        page: spot.page,
        extent: Extent::Box(spot.bbox),
    };
    spots.map(area).collect()
}
