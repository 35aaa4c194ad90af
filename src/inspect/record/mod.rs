//! The right side: the record for people, each value linked to its boxes.

use std::collections::{HashMap, HashSet};

use super::Pane;
use super::html::{Attribute, Html};
use super::marks::{self, Kind, Marks, numbers};
use super::strings;
use crate::map::trace::{self, Mark};
use crate::model::{Coverage, Document, Doubt};
use crate::profile::Profile;

mod about;
mod cover;
mod diagnostics;
mod items;
mod shaped;
mod sheet;
mod uncertain;

pub(super) use about::about;
pub(super) use diagnostics::{code_word, detail, diagnostics, word};

/// The kinds of boxes of a record.
const KINDS: &[Kind] = &[
    marks::VALUE,
    marks::LABEL,
    marks::MARKER,
    marks::FURNITURE,
    marks::UNMAPPED,
];

/// Those of a record with uncertain values.
const KINDS_OF_SCAN: &[Kind] = &[
    marks::VALUE,
    marks::LABEL,
    marks::MARKER,
    marks::FURNITURE,
    marks::UNMAPPED,
    marks::UNCERTAIN,
];

/// Writes values with the numbers of their marks.
struct Writer<'w> {
    profile: &'w Profile,
    html: Html,
    marks: Marks,
    /// The marks of each value, by JSON Pointer.
    values: HashMap<String, Vec<usize>>,
    /// The marks of the labels, columns and markers of each value, by JSON Pointer.
    names: HashMap<String, Vec<usize>>,
    /// The pointers that have an element in the report.
    written: HashSet<String>,
    /// The uncertain characters of each value, by JSON Pointer.
    doubts: HashMap<String, Vec<Doubt>>,
}

/// The record, and the boxes on its pages.
pub(super) fn pane(document: &Document, trace: Vec<Mark>, profile: &Profile) -> Pane {
    let mut writer = Writer::new(document, trace, profile);
    writer.cover(document);
    for (number, sheet) in document.sheets.iter().enumerate() {
        writer.sheet(number, sheet);
    }
    // first what needs attention
    let mut html = writer.diagnostics(&document.diagnostics);
    html.append(writer.uncertain(&document.uncertain));
    html.append(writer.html);
    Pane {
        kinds: match document.uncertain.is_empty() {
            true => KINDS,
            false => KINDS_OF_SCAN,
        },
        marks: writer.marks,
        html,
    }
}

/// The coverage as a percentage; 100 only if every character is accounted for.
pub(super) fn share(coverage: &Coverage) -> String {
    let known = coverage.characters - coverage.unmapped.min(coverage.characters);
    let tenths = (known * 1000)
        .checked_div(coverage.characters)
        .unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

impl<'w> Writer<'w> {
    fn new(document: &Document, trace: Vec<Mark>, profile: &'w Profile) -> Self {
        let mut writer = Self {
            profile,
            html: Html::default(),
            marks: Marks::default(),
            values: HashMap::new(),
            names: HashMap::new(),
            written: HashSet::new(),
            doubts: uncertain::by_path(&document.uncertain),
        };
        // the parts of a whole cell are boxed instead
        let parts = trace.into_iter().filter(|mark| !is_whole_cell(mark));
        parts.for_each(|mark| writer.add(mark));
        writer
    }

    fn add(&mut self, mark: Mark) {
        let kind = match self.doubts.contains_key(&mark.of) {
            true if mark.kind == trace::Kind::Value => marks::UNCERTAIN,
            _ => mark.kind.into(),
        };
        let number = self.marks.add(kind, mark.text, mark.areas);
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

    /// The marks on these pages of labels with this text, such as the title that names a year.
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

    /// Writes a value as an element that links to its boxes and is identified by its pointer.
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
        let Some(doubts) = self.doubts.get(pointer) else {
            return self.html.tied(&self.marks.to(marks), id, text);
        };
        let boxes = self.marks.to(marks);
        self.html.open("a", &[id, &boxes.attributes()].concat());
        uncertain::text(text, doubts, &mut self.html);
        self.html.close("a");
    }

    /// Writes the name of a value as an element that highlights the boxes of its label.
    fn name(&mut self, tag: &'static str, more: &[Attribute<'_>], pointer: &str, text: &str) {
        let numbers = self.names.get(pointer).map(|marks| numbers(marks));
        let tied = numbers
            .as_ref()
            .map(|n| [("data-m", n.as_str()), ("tabindex", "-1")]);
        let tied: &[Attribute<'_>] = tied.as_ref().map_or(&[], |t| t);
        self.html.element(tag, &[more, tied].concat(), text);
    }

    /// Writes the dates that a text was read as.
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

fn is_whole_cell(mark: &Mark) -> bool {
    mark.kind == trace::Kind::Value && mark.of.contains("/cells/")
}

/// The element id of a pointer.
fn anchor(pointer: &str) -> String {
    format!("r{pointer}")
}
