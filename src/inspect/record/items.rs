//! A sheet's items as a table, with the form's columns and one row for each measure, so that aligned parts are next to
//! each other.

use super::{Writer, anchor};
use crate::inspect::strings;
use crate::model::{Item, Measure, Sheet};
use crate::profile::{Column, ColumnRole};

/// The columns of a sheet: the one with the measures, and the others.
struct Columns<'p> {
    lead: Option<&'p Column>,
    others: Vec<&'p Column>,
}

impl Columns<'_> {
    fn count(&self) -> String {
        (self.others.len() + 1).to_string()
    }
}

impl<'w> Writer<'w> {
    pub(super) fn items(&mut self, path: &str, sheet: &Sheet) {
        let columns = self.columns(sheet);
        self.html.open(
            "div",
            &[
                ("class", "scroll"),
                ("id", &anchor(&format!("{path}/items"))),
            ],
        );
        self.written.insert(format!("{path}/items"));
        self.html.raw("<table class=\"items\">");
        self.html.say_in("caption", &[], strings::ITEMS);
        self.html.raw("<thead><tr>");
        let lead = columns
            .lead
            .map_or(("", ""), |c| (c.key.as_str(), c.title.as_str()));
        let others = columns
            .others
            .iter()
            .map(|c| (c.key.as_str(), c.title.as_str()));
        for (key, title) in std::iter::once(lead).chain(others) {
            let pointer = format!("{path}/items/*/cells/{key}");
            self.name("th", &[("scope", "col")], &pointer, title);
        }
        self.html.raw("</tr></thead>");
        for (number, item) in sheet.items.iter().enumerate() {
            self.item(&format!("{path}/items/{number}"), item, &columns);
        }
        self.html.raw("</table></div>");
    }

    /// The profile's columns that occur in any item.
    fn columns(&self, sheet: &Sheet) -> Columns<'w> {
        let has = |column: &&Column| {
            sheet
                .items
                .iter()
                .any(|i| i.cells.contains_key(&column.key))
        };
        let is_lead = |column: &&Column| column.role == Some(ColumnRole::Measures);
        let (lead, others): (Vec<_>, Vec<_>) =
            self.profile.columns.iter().filter(has).partition(is_lead);
        Columns {
            lead: lead.first().copied(),
            others,
        }
    }

    fn item(&mut self, path: &str, item: &Item, columns: &Columns<'_>) {
        self.html.open("tbody", &[("id", &anchor(path))]);
        self.written.insert(path.to_owned());
        self.html.raw("<tr class=\"item\">");
        self.html.open(
            "th",
            &[("scope", "rowgroup"), ("colspan", &columns.count())],
        );
        self.marker(path, &item.marker);
        self.value(&format!("{path}/title"), &item.title);
        self.html.raw("</th></tr>");
        if !item.common.is_empty() || item.measures.is_empty() {
            self.common(path, item, columns);
        }
        for (number, measure) in item.measures.iter().enumerate() {
            self.measure(&format!("{path}/measures/{number}"), measure, columns);
        }
        if !item.unaligned.is_empty() {
            self.unaligned(path, item, columns);
        }
        self.other(path, item, columns);
        self.html.close("tbody");
    }

    fn marker(&mut self, path: &str, marker: &str) {
        if !marker.is_empty() {
            self.name(
                "span",
                &[("class", "marker")],
                &format!("{path}/marker"),
                marker,
            );
            self.html.raw(" ");
        }
    }

    /// Writes the texts that concern the whole item.
    fn common(&mut self, path: &str, item: &Item, columns: &Columns<'_>) {
        self.html.raw("<tr class=\"common\"><th scope=\"row\">");
        self.html
            .say_in("span", &[("class", "note")], strings::WHOLE_ITEM);
        let lead = columns
            .lead
            .and_then(|c| item.common.get(&c.key).map(|text| (c, text)));
        if let Some((column, text)) = lead {
            self.html.raw(" ");
            self.value(&format!("{path}/common/{}", column.key), text);
        }
        self.html.close("th");
        for column in &columns.others {
            self.open_cell(column);
            if let Some(text) = item.common.get(&column.key) {
                self.value(&format!("{path}/common/{}", column.key), text);
                self.referred(item.refers_to.get(&column.key));
            }
            self.html.close("td");
        }
        self.html.close("tr");
    }

    fn measure(&mut self, path: &str, measure: &Measure, columns: &Columns<'_>) {
        self.html.open("tr", &[("id", &anchor(path))]);
        self.written.insert(path.to_owned());
        self.html.raw("<th scope=\"row\">");
        self.marker(path, &measure.marker);
        self.value(&format!("{path}/title"), &measure.title);
        if !measure.details.is_empty() {
            self.html.raw("<ul>");
            for (n, detail) in measure.details.iter().enumerate() {
                self.html.raw("<li>");
                self.value(&format!("{path}/details/{n}"), detail);
                self.html.raw("</li>");
            }
            self.html.raw("</ul>");
        }
        self.html.close("th");
        for column in &columns.others {
            self.open_cell(column);
            self.part(path, measure, column);
            self.html.close("td");
        }
        self.html.close("tr");
    }

    fn part(&mut self, path: &str, measure: &Measure, column: &Column) {
        let key = column.key.as_str();
        let text_of = |key: &str| measure.values.get(key).and_then(Option::as_deref);
        if let Some(text) = text_of(key) {
            self.value(&format!("{path}/{key}"), text);
        }
        self.referred(measure.refers_to.get(key));
        if column.role == Some(ColumnRole::Period) {
            self.dates(
                text_of(&format!("{key}_start")),
                text_of(&format!("{key}_end")),
            );
        }
        for figure in measure.figures.iter().filter(|f| f.field == key) {
            let qualifier = figure.qualifier.as_ref();
            let qualifier = qualifier.map(|q| format!(" ({q})")).unwrap_or_default();
            let said = format!("{} {}", figure.value, figure.unit);
            let said = format!("{}{qualifier}", said.trim_end());
            self.html.raw(" ");
            self.html.element("span", &[("class", "figure")], &said);
        }
    }

    /// Writes which column a text such as “as in that column” refers to.
    fn referred(&mut self, key: Option<&String>) {
        let column = key.and_then(|key| self.profile.columns.iter().find(|c| c.key == *key));
        if let Some(column) = column {
            self.html.raw(" <span class=\"note\">");
            self.html.say(strings::AS_IN);
            self.html.text(&column.title);
            self.html.raw("</span>");
        }
    }

    fn unaligned(&mut self, path: &str, item: &Item, columns: &Columns<'_>) {
        self.html.raw("<tr class=\"unaligned\"><th scope=\"row\">");
        self.html.say(strings::UNALIGNED);
        self.html.close("th");
        for column in &columns.others {
            self.open_cell(column);
            for (n, part) in item
                .unaligned
                .get(&column.key)
                .into_iter()
                .flatten()
                .enumerate()
            {
                let path = format!("{path}/unaligned/{}/{n}", column.key);
                self.html.open("p", &[("id", &anchor(&path))]);
                self.written.insert(path.clone());
                self.html
                    .element("span", &[("class", "marker")], &part.marker);
                self.html.raw(" ");
                self.value(&format!("{path}/text"), &part.text);
                self.html.close("p");
            }
            self.html.close("td");
        }
        self.html.close("tr");
    }

    fn other(&mut self, path: &str, item: &Item, columns: &Columns<'_>) {
        for (n, other) in item.other.iter().enumerate() {
            self.html.raw("<tr class=\"other\"><th scope=\"row\">");
            self.html
                .say_in("span", &[("class", "note")], strings::OTHER);
            self.html.raw(" ");
            self.html.text(&other.label);
            self.html.close("th");
            self.html.open(
                "td",
                &[("colspan", &columns.others.len().max(1).to_string())],
            );
            self.value(&format!("{path}/other/{n}/text"), &other.text);
            self.html.raw("</td></tr>");
        }
    }

    fn open_cell(&mut self, column: &Column) {
        self.html.open("td", &[("data-h", &column.title)]);
    }
}
