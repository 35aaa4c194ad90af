//! What was found of an unknown form in a document, and a draft profile for it.

use std::sync::Arc;

use super::Pane;
use super::html::Html;
use super::marks::{CELL, COLUMN, FURNITURE, Kind, LINE, Marks, NAMED, SPAN};
use super::strings;
use crate::content::Content;
use crate::map::trace::{Area, Extent};
use crate::normalize::{Mode, normalize};
use crate::profile::Profile;
use crate::propose::{Found, Named, UNNAMED, propose};

const KINDS: &[Kind] = &[CELL, SPAN, LINE, FURNITURE, NAMED, COLUMN];

/// The most characters shown of a label's first value.
const SHOWN: usize = 40;

/// Puts the proposal, as `juten profiles --propose` drafts it, if there is one, before the tables and lines of a document.
/// Returns its TOML as well.
pub(super) fn before(
    pane: Pane,
    mut content: Content,
    known: &[Arc<Profile>],
) -> (Pane, Option<String>) {
    normalize(&mut content, Mode::Standard);
    let Some(proposal) = propose(&[content], known, UNNAMED) else {
        return (pane, None);
    };
    let mut writer = Writer {
        marks: pane.marks,
        html: Html::default(),
    };
    writer.proposal(&proposal.named, &proposal.toml);
    let Writer { marks, mut html } = writer;
    html.append(pane.html);
    let pane = Pane {
        kinds: KINDS,
        marks,
        html,
    };
    (pane, Some(proposal.toml))
}

struct Writer {
    marks: Marks,
    html: Html,
}

impl Writer {
    fn proposal(&mut self, named: &[Named], toml: &str) {
        self.html.raw("<section class=\"list\"><h3>");
        self.html.say(strings::PROPOSAL);
        self.html.raw("</h3>");
        self.html
            .say_in("p", &[("class", "how")], strings::PROPOSAL_HOW);
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
        for named in named {
            let kind = if named.is_column { COLUMN } else { NAMED };
            self.row(kind, &named.found, &named.key, &named.values);
        }
        self.html.raw("</tbody></table></div>");
        let attributes = [("class", "toml"), ("tabindex", "0")];
        self.html.element("pre", &attributes, toml);
        self.html.raw("</section>");
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
