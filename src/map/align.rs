//! The measures of an item, and the parts of the other columns, aligned to them by marker.
//!
//! A part goes to each measure whose number its marker has. Text without a marker is common to the item; a part whose
//! marker no measure has is unaligned. An item without measures has only common texts.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::ledger::Ledger;
use super::refers::referred;
use super::sheet::{Mapper, add};
use super::values::{put_common_values, put_value};
use crate::diagnostics::Code;
use crate::model::{Item, Measure, Part};
use crate::profile::{Column, ColumnRole, Profile};
use crate::segment::parts::{MarkedPart, Point, Split, measure_style, point, split};
use crate::text::Text;
use crate::text::chars::is_title_mark;
use crate::text::markers::Style;
use crate::values::FiscalYear;

/// The cell with the item's title and its numbered measures.
pub struct Lead {
    /// The style of the measures' markers.
    style: Option<Style>,
    /// The mark before the title (○).
    mark: Text,
    /// The text before the first measure.
    before: Text,
    /// The same, split into title and sub-points.
    title: Point,
    measures: Vec<MarkedPart>,
}

/// A measure whose columns are being filled.
struct Draft {
    no: u32,
    marker: String,
    point: Point,
    /// The text of each of the other columns.
    texts: Vec<Text>,
}

impl Lead {
    /// Reads the cell; `circled` allows circled numbers as markers of measures.
    pub fn read(text: &Text, circled: bool) -> Self {
        let style = measure_style(text, circled);
        let Split { before, parts } = match style {
            Some(style) => split(text, style),
            None => Split {
                before: text.trimmed(),
                parts: Vec::new(),
            },
        };
        let (mark, rest) = cut_mark(&before);
        Self {
            style,
            mark,
            title: point(&rest),
            before,
            measures: parts,
        }
    }

    /// Takes the title from a column of its own; then everything before the measures is text.
    pub fn put_title(&mut self, title: &Text) {
        let (mark, title) = cut_mark(&title.trimmed());
        self.mark = mark;
        self.title = Point {
            title,
            details: vec![std::mem::take(&mut self.before)],
            bullets: Text::new(),
        };
    }

    /// Whether the cell lists measures.
    pub fn has_measures(&self) -> bool {
        !self.measures.is_empty()
    }

    /// Enters the cell's markers in the ledger; `path` is the item's.
    fn mark(&self, path: &str, ledger: &mut Ledger) {
        ledger.marker(format_args!("{path}/title"), &self.mark);
        ledger.marker(format_args!("{path}/title"), &self.title.bullets);
        let mut measure = 0;
        for part in &self.measures {
            let of = format_args!("{path}/measures/{measure}/marker");
            ledger.marker(of, &part.written);
            measure += part.markers.len();
        }
    }

    fn drafts(&self, columns: usize) -> Vec<Draft> {
        let draft = |(no, marker): &(u32, String), text: &Text| Draft {
            no: *no,
            marker: marker.clone(),
            point: point(text),
            texts: vec![Text::new(); columns],
        };
        let parts = self.measures.iter();
        parts
            .flat_map(|p| p.markers.iter().map(move |m| draft(m, &p.text)))
            .collect()
    }
}

/// The first measure with each number.
fn first_of_each(drafts: &[Draft]) -> BTreeMap<u32, usize> {
    let numbers = drafts.iter().enumerate().rev();
    numbers.map(|(n, draft)| (draft.no, n)).collect()
}

/// Splits the mark off a title.
fn cut_mark(text: &Text) -> (Text, Text) {
    let is_mark = |ch: &&crate::text::Char| is_title_mark(ch.c);
    let marks = text.chars().iter().take_while(is_mark).count();
    (
        text.slice(0..marks),
        text.slice(marks..text.len()).trimmed(),
    )
}

impl Mapper<'_> {
    /// Fills an item from its lead cell and its other cells.
    pub fn align(
        &mut self,
        path: &str,
        item: &mut Item,
        lead: Lead,
        lead_key: &str,
        cells: &[(&Column, &Text)],
        year: Option<FiscalYear>,
    ) {
        item.title = self
            .ledger
            .value(format_args!("{path}/title"), &lead.title.title);
        let mut rest = Text::new();
        lead.title
            .details
            .iter()
            .for_each(|detail| add(&mut rest, detail.clone()));
        self.put_common(path, item, lead_key, &rest);
        let mut drafts = lead.drafts(cells.len());
        let named = first_of_each(&drafts);
        for (number, (column, text)) in cells.iter().enumerate() {
            let parted = lead.style.filter(|_| !drafts.is_empty());
            let Split { before, parts } = match parted {
                Some(style) => split(text, style),
                None => Split {
                    before: text.trimmed(),
                    parts: Vec::new(),
                },
            };
            self.put_common(path, item, &column.key, &before);
            for part in parts {
                self.mark_part(path, &named, &part);
                for (no, marker) in &part.markers {
                    let draft = named.get(no).and_then(|n| drafts.get_mut(*n));
                    match draft.and_then(|draft| draft.texts.get_mut(number)) {
                        Some(text) => add(text, part.text.clone()),
                        None => self.put_unaligned(path, item, &column.key, marker, &part.text),
                    }
                }
            }
        }
        let keys = keys(self.profile, cells);
        let meant = |(key, text): (&String, &String)| {
            Some((key.clone(), referred(self.profile, &keys, key, text)?))
        };
        item.refers_to = item.common.iter().filter_map(meant).collect();
        lead.mark(path, self.ledger);
        item.measures = self.measures(path, drafts, cells, year);
        put_common_values(item, self.profile, year);
    }

    fn put_common(&mut self, path: &str, item: &mut Item, key: &str, text: &Text) {
        if !text.is_blank() {
            let value = self.ledger.value(format_args!("{path}/common/{key}"), text);
            item.common.insert(key.to_owned(), value);
        }
    }

    /// Enters the markers of a part in the ledger as those of the first measure that they name.
    fn mark_part(&mut self, path: &str, named: &BTreeMap<u32, usize>, part: &MarkedPart) {
        let measures = part.markers.iter().filter_map(|(no, _)| named.get(no));
        match measures.min() {
            Some(n) => {
                let of = format_args!("{path}/measures/{n}/marker");
                self.ledger.marker(of, &part.written);
            }
            None => self.ledger.marker(format_args!(""), &part.written),
        }
    }

    fn put_unaligned(&mut self, path: &str, item: &mut Item, key: &str, marker: &str, text: &Text) {
        let parts = item.unaligned.entry(key.to_owned()).or_default();
        let below = format!("{path}/unaligned/{key}/{}", parts.len());
        let value = self.ledger.value(format_args!("{below}/text"), text);
        parts.push(Part {
            marker: marker.to_owned(),
            text: value,
        });
        let message = format!("{marker} in {key:?} matches no measure of item {}", item.no);
        let mut diagnostic =
            crate::diagnostics::Diagnostic::new(Code::Unaligned, message).at_path(below);
        let origins = self.ledger.origins(text);
        diagnostic.page = origins.first().map(|origin| origin.page);
        diagnostic.bbox = origins.first().and_then(|origin| origin.bbox);
        self.diagnostics.push(diagnostic);
    }

    fn measures(
        &mut self,
        path: &str,
        drafts: Vec<Draft>,
        cells: &[(&Column, &Text)],
        year: Option<FiscalYear>,
    ) -> Vec<Measure> {
        let mut measures = Vec::new();
        for (position, draft) in drafts.into_iter().enumerate() {
            let path = format!("{path}/measures/{position}");
            measures.push(self.measure(&path, draft, cells, year));
        }
        measures
    }

    fn measure(
        &mut self,
        path: &str,
        draft: Draft,
        cells: &[(&Column, &Text)],
        year: Option<FiscalYear>,
    ) -> Measure {
        let title = self
            .ledger
            .value(format_args!("{path}/title"), &draft.point.title);
        let mut details = Vec::new();
        for (n, detail) in draft.point.details.iter().enumerate() {
            details.push(
                self.ledger
                    .value(format_args!("{path}/details/{n}"), detail),
            );
        }
        let of = format_args!("{path}/title");
        self.ledger.marker(of, &draft.point.bullets);
        let mut measure = Measure {
            no: draft.no,
            marker: draft.marker,
            title,
            details,
            values: IndexMap::new(),
            refers_to: IndexMap::new(),
            figures: Vec::new(),
        };
        let keys = keys(self.profile, cells);
        for ((column, _), text) in cells.iter().zip(&draft.texts) {
            let value = self
                .ledger
                .value(format_args!("{path}/{}", column.key), text);
            if let Some(meant) = referred(self.profile, &keys, &column.key, &value) {
                measure.refers_to.insert(column.key.clone(), meant);
            }
            put_value(&mut measure, column, value, year);
        }
        measure
    }
}

/// The keys of the form's columns, starting with that of the measures.
fn keys<'k>(profile: &'k Profile, cells: &[(&'k Column, &Text)]) -> Vec<&'k str> {
    let lead = profile.column_of(ColumnRole::Measures);
    let lead = lead.and_then(|n| profile.columns.get(n)).into_iter();
    let further = cells.iter().map(|(column, _)| *column);
    lead.chain(further).map(|c| c.key.as_str()).collect()
}
