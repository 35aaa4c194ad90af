//! The values of scanned pages that should be checked, each next to its cut-out of the page.

use std::collections::HashMap;

use super::{Writer, anchor};
use crate::inspect::html::Html;
use crate::inspect::strings;
use crate::map::trace::Area;
use crate::model::{Doubt, Uncertain};

/// White around a cut-out, in points.
const MARGIN: f32 = 3.0;

impl Writer<'_> {
    /// The list of uncertain values, except whole cells, whose parts are values, too.
    pub(super) fn uncertain(&self, uncertain: &[Uncertain]) -> Html {
        let mut html = Html::default();
        let listed = || uncertain.iter().filter(|v| !v.path.contains("/cells/"));
        if listed().next().is_none() {
            return html;
        }
        html.raw("<section class=\"uncertain\" id=\"uncertain\" tabindex=\"-1\"><h3>");
        html.say(strings::UNCERTAIN);
        html.text(&format!(" ({})", listed().count()));
        html.raw("</h3><ul>");
        listed().for_each(|value| self.one(value, &mut html));
        html.raw("</ul></section>");
        html
    }

    fn one(&self, value: &Uncertain, html: &mut Html) {
        html.raw("<li>");
        let marks = self.values.get(&value.path);
        let marks = marks.map_or(&[][..], Vec::as_slice);
        for mark in marks.iter().filter_map(|&number| self.marks.get(number)) {
            mark.areas.iter().for_each(|area| cutout(area, html));
        }
        for doubt in &value.characters {
            html.raw(" <span class=\"guess\">");
            html.element("mark", &[], &doubt.read);
            if let Some(second) = &doubt.second {
                html.raw(" <small>");
                html.say(strings::SECOND);
                html.text(second);
                html.raw("</small>");
            }
            html.raw("</span>");
        }
        if value.characters.is_empty() {
            html.raw(" ");
            html.say_in("span", &[("class", "note")], strings::LOST);
        }
        html.raw(" ");
        let to = self
            .written
            .contains(&value.path)
            .then(|| format!("#{}", anchor(&value.path)));
        match to {
            Some(to) => html.element("a", &[("class", "code"), ("href", &to)], &value.path),
            None => html.element("span", &[("class", "code")], &value.path),
        }
        html.raw("</li>");
    }
}

/// An element that the script fills with this part of the page.
fn cutout(area: &Area, html: &mut Html) {
    let Some(bbox) = area.bbox() else { return };
    let [x0, y0, x1, y1]: [f32; 4] = bbox.into();
    let place = format!(
        "{} {} {} {} {}",
        area.page,
        x0 - MARGIN,
        y0 - MARGIN,
        x1 + MARGIN,
        y1 + MARGIN
    );
    html.element("span", &[("class", "cutout"), ("data-cut", &place)], "");
}

/// The uncertain characters of each value, by JSON Pointer.
pub(super) fn by_path(uncertain: &[Uncertain]) -> HashMap<String, Vec<Doubt>> {
    let values = uncertain.iter();
    values
        .map(|value| (value.path.clone(), value.characters.clone()))
        .collect()
}

/// Writes a text with its uncertain characters marked.
pub(super) fn text(text: &str, doubts: &[Doubt], html: &mut Html) {
    let mut doubts = doubts.iter().peekable();
    let mut plain = String::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        let is_doubtful = doubts.next_if(|doubt| doubt.at == at).is_some();
        if !is_doubtful {
            plain.push(c);
            continue;
        }
        html.text(&std::mem::take(&mut plain));
        html.element("mark", &[], c.encode_utf8(&mut [0; 4]));
    }
    html.text(&plain);
}
