//! The right side: the record for people, each value tied to its boxes.

use std::collections::{HashMap, HashSet};

use super::Pane;
use super::html::{Attribute, Html};
use super::marks::{self, Kind, Marks, numbers};
use super::strings;
use crate::map::trace::{self, Mark};
use crate::model::{Coverage, Document, FieldValue, Sheet, Source};
use crate::profile::{Profile, Role};

mod items;
mod told;

pub(super) use told::{code_word, diagnostics};

/// The kinds of boxes on the pages of a record.
const KINDS: &[Kind] = &[
    marks::VALUE,
    marks::LABEL,
    marks::MARKER,
    marks::FURNITURE,
    marks::UNMAPPED,
];

/// Writes values with the numbers of their marks.
struct Writer<'w> {
    profile: &'w Profile,
    html: Html,
    marks: Marks,
    /// Marks of each value.
    values: HashMap<String, Vec<usize>>,
    /// Marks of what names or orders a value.
    names: HashMap<String, Vec<usize>>,
    /// Pointers that have a place in the report.
    written: HashSet<String>,
}

/// The record, and the boxes on its pages.
pub(super) fn pane(document: &Document, trace: Vec<Mark>, profile: &Profile) -> Pane {
    let mut writer = Writer::new(trace, profile);
    writer.cover(document);
    for (number, sheet) in document.sheets.iter().enumerate() {
        writer.sheet(number, sheet);
    }
    let unmapped: Vec<usize> = writer.unmapped();
    let Writer {
        html,
        marks,
        written,
        ..
    } = writer;
    let mut pane = Pane {
        kinds: KINDS,
        marks,
        html,
    };
    told::of_record(
        &document.diagnostics,
        &unmapped,
        &written,
        &pane.marks,
        &mut pane.html,
    );
    pane
}

/// The share of characters that went somewhere, as people write it; never 100 where one did not.
pub(super) fn share(coverage: &Coverage) -> String {
    let known = coverage.characters - coverage.unmapped.min(coverage.characters);
    let tenths = (known * 1000)
        .checked_div(coverage.characters)
        .unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

impl<'w> Writer<'w> {
    fn new(trace: Vec<Mark>, profile: &'w Profile) -> Self {
        let mut writer = Self {
            profile,
            html: Html::default(),
            marks: Marks::default(),
            values: HashMap::new(),
            names: HashMap::new(),
            written: HashSet::new(),
        };
        // A whole cell is the sum of its parts, which are boxed.
        let parts = trace.into_iter().filter(|mark| !is_whole_cell(mark));
        parts.for_each(|mark| writer.add(mark));
        writer
    }

    fn add(&mut self, mark: Mark) {
        let number = self.marks.add(mark.kind.into(), mark.text, mark.areas);
        let of = match mark.kind {
            trace::Kind::Value => &mut self.values,
            _ => &mut self.names,
        };
        if !mark.of.is_empty() {
            of.entry(mark.of).or_default().push(number);
        }
    }

    fn unmapped(&self) -> Vec<usize> {
        let unmapped = self.marks.iter().filter(|(_, m)| m.kind == marks::UNMAPPED);
        unmapped.map(|(number, _)| number).collect()
    }

    /// Marks on these pages of what names something and holds this text: the title that names a year.
    fn titles(&self, text: &str, pages: &[u32]) -> Vec<usize> {
        let on_pages = |areas: &[trace::Area]| areas.iter().any(|a| pages.contains(&a.page));
        let found = self.marks.iter().filter(|(_, mark)| {
            let squeezed = || {
                mark.text
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .collect::<String>()
            };
            mark.kind == marks::LABEL && on_pages(&mark.areas) && squeezed().contains(text)
        });
        found.map(|(number, _)| number).take(1).collect()
    }

    /// A value in an element of its own, which leads to its boxes and has the pointer's name.
    fn value(&mut self, pointer: &str, text: &str) {
        let marks = self.values.get(pointer).cloned().unwrap_or_default();
        self.tied(pointer, text, &marks);
    }

    fn tied(&mut self, pointer: &str, text: &str, marks: &[usize]) {
        let first = self.written.insert(pointer.to_owned());
        let id = anchor(pointer);
        let id: &[Attribute<'_>] = if first { &[("id", &id)] } else { &[] };
        if text.is_empty() {
            self.html
                .open("span", &[id, &[("class", "empty")]].concat());
            self.html.say(strings::EMPTY);
            self.html.close("span");
            return;
        }
        if marks.is_empty() {
            let plain = [id, &[("class", "plain")]].concat();
            self.html.element("span", &plain, text);
            return;
        }
        self.html.tied(&self.marks.to(marks), id, text);
    }

    /// An element that names a value: it lights the boxes of the label.
    fn name(&mut self, tag: &'static str, more: &[Attribute<'_>], pointer: &str, text: &str) {
        let numbers = self.names.get(pointer).map(|marks| numbers(marks));
        let tied = numbers
            .as_ref()
            .map(|n| [("data-m", n.as_str()), ("tabindex", "-1")]);
        let tied: &[Attribute<'_>] = tied.as_ref().map_or(&[], |t| t);
        self.html.element(tag, &[more, tied].concat(), text);
    }

    fn cover(&mut self, document: &Document) {
        let info = &document.document;
        self.html.raw("<dl class=\"fields\">");
        if let Some(city) = &info.municipality {
            self.html.say_in("dt", &[], strings::MUNICIPALITY);
            self.html.element(
                "dd",
                &[],
                &format!("{} {} ({})", city.prefecture, city.name, city.code),
            );
        }
        if let Some(department) = &info.department {
            self.html.say_in("dt", &[], strings::DEPARTMENT);
            self.html.open("dd", &[]);
            self.value("/document/department", department);
            self.html.close("dd");
        }
        if let Some(year) = &info.fiscal_year {
            self.html.say_in("dt", &[], strings::FISCAL_YEAR);
            self.html.open("dd", &[]);
            let pages: Vec<u32> = (1..=document.source.pages).collect();
            let titles = self.titles(year, &pages);
            self.tied("/document/fiscal_year", year, &titles);
            self.dates(
                info.fiscal_year_start.as_deref(),
                info.fiscal_year_end.as_deref(),
            );
            self.html.close("dd");
        }
        self.html.raw("</dl>");
        self.goals(document);
    }

    fn goals(&mut self, document: &Document) {
        self.html
            .say_in("h3", &[("id", &anchor("/document/goals"))], strings::GOALS);
        self.written.insert("/document/goals".to_owned());
        self.html.raw("<ol class=\"goals\">");
        for (n, goal) in document.document.goals.iter().enumerate() {
            let pointer = format!("/document/goals/{n}");
            self.html.open("li", &[]);
            self.name(
                "span",
                &[("class", "marker")],
                &format!("{pointer}/no"),
                &goal.no.to_string(),
            );
            self.html.raw(" ");
            self.value(&format!("{pointer}/title"), &goal.title);
            if let Some(department) = &goal.department {
                self.html.raw(" ");
                self.html.element("span", &[("class", "note")], department);
            }
            self.html.close("li");
        }
        self.html.raw("</ol>");
    }

    fn sheet(&mut self, number: usize, sheet: &Sheet) {
        let path = format!("/sheets/{number}");
        self.written.insert(path.clone());
        self.html
            .open("section", &[("class", "sheet"), ("id", &anchor(&path))]);
        self.html.raw("<h3>");
        self.html.say(strings::SHEET);
        self.html.text(&format!(" {}", number + 1));
        self.html.raw(" <small>");
        self.html.say(strings::PAGE);
        let pages: Vec<String> = sheet.pages.iter().map(u32::to_string).collect();
        self.html.text(&format!(" {}", pages.join(", ")));
        self.html.raw("</small></h3><dl class=\"fields\">");
        self.fields(&path, sheet);
        self.html.raw("</dl>");
        self.items(&path, sheet);
        self.html.close("section");
    }

    fn fields(&mut self, path: &str, sheet: &Sheet) {
        if let Some(year) = &sheet.fiscal_year {
            self.html.say_in("dt", &[], strings::FISCAL_YEAR);
            self.html.open("dd", &[]);
            let titles = self.titles(year, &sheet.pages);
            self.tied(&format!("{path}/fiscal_year"), year, &titles);
            self.html.close("dd");
        }
        for field in &self.profile.fields {
            let pointer = format!("{path}/{}", field.key);
            let text = match field.role {
                Some(Role::Goal) => sheet.goal.clone(),
                Some(Role::Department) => sheet.department.clone(),
                Some(Role::Priority) => sheet.priority.map(|n| n.to_string()),
                None => match sheet.fields.get(&field.key) {
                    Some(FieldValue::Text(text)) => Some(text.clone()),
                    Some(FieldValue::Parts(_)) => {
                        self.parts(&pointer, field, sheet);
                        None
                    }
                    None => None,
                },
            };
            if let Some(text) = text {
                let pointer = match field.role {
                    Some(Role::Goal) => format!("{path}/goal"),
                    Some(Role::Department) => format!("{path}/department"),
                    Some(Role::Priority) => format!("{path}/priority"),
                    None => pointer,
                };
                self.field(&pointer, &field.title, &text);
            }
        }
        for (n, other) in sheet.other.iter().enumerate() {
            let pointer = format!("{path}/other/{n}");
            self.name(
                "dt",
                &[("class", "other")],
                &format!("{pointer}/label"),
                &other.label,
            );
            self.html.open("dd", &[]);
            self.value(&format!("{pointer}/text"), &other.text);
            self.html.close("dd");
        }
    }

    fn field(&mut self, pointer: &str, title: &str, text: &str) {
        self.name("dt", &[], pointer, title);
        self.html.open("dd", &[]);
        self.value(pointer, text);
        self.html.close("dd");
    }

    fn parts(&mut self, pointer: &str, field: &crate::profile::Field, sheet: &Sheet) {
        let Some(FieldValue::Parts(parts)) = sheet.fields.get(&field.key) else {
            return;
        };
        self.name("dt", &[], pointer, &field.title);
        self.html.raw("<dd><dl class=\"fields\">");
        for part in &field.parts {
            if let Some(text) = parts.get(&part.key) {
                self.field(&format!("{pointer}/{}", part.key), &part.title, text);
            }
        }
        self.html.raw("</dl></dd>");
    }

    /// What a text says as dates, beside it.
    fn dates(&mut self, start: Option<&str>, end: Option<&str>) {
        if start.is_some() || end.is_some() {
            self.html.raw(" <span class=\"note date\">");
            let day = [("class", "day")];
            self.html.element("span", &day, start.unwrap_or_default());
            self.html.raw("〜<wbr>");
            self.html.element("span", &day, end.unwrap_or_default());
            self.html.raw("</span>");
        }
    }
}

/// What file the report is on.
pub(super) fn about(
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
    html.raw("<ol>");
    for (number, sheet) in document.sheets.iter().enumerate() {
        html.raw("<li>");
        let to = format!("#{}", anchor(&format!("/sheets/{number}")));
        html.element("a", &[("href", &to)], sheet.goal.as_deref().unwrap_or("–"));
        html.raw("</li>");
    }
    html.raw("</ol></nav>");
}

fn is_whole_cell(mark: &Mark) -> bool {
    mark.kind == trace::Kind::Value && mark.of.contains("/cells/")
}

/// The id of the element of a pointer.
fn anchor(pointer: &str) -> String {
    format!("r{pointer}")
}
