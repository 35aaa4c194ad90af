//! The coverage ledger: what each character of the source was used for.
//!
//! Every stage keeps characters with their places; mapping enters each text here when it goes into the record. A
//! character without an entry at the end is unmapped and is reported with its place.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;

use super::doubts::Doubts;
use super::trace::{Area, Extent, Kind, Mark};
use crate::content::{Address, Block, Content, Line};
use crate::model::{Coverage, Origin, Uncertain};
use crate::text::chars::is_invisible;
use crate::text::{Place, Text};

#[cfg(test)]
mod tests;
mod unmapped;

/// What a character was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// White space, which is not counted.
    Blank,
    Unmapped,
    Value,
    Label,
    Marker,
    Furniture,
}

/// The disposition of every character of a document.
#[derive(Debug)]
pub struct Ledger {
    places: Vec<Place>,
    addresses: Vec<Address>,
    chars: Vec<char>,
    fates: Vec<Fate>,
    provenance: Option<IndexMap<String, Vec<Origin>>>,
    marks: Option<Vec<Mark>>,
    doubts: Doubts,
}

impl Ledger {
    /// A ledger for a document as extracted, before normalisation; takes over its places.
    pub fn new(content: &mut Content, provenance: bool) -> Self {
        let places = std::mem::take(&mut content.places);
        let mut ledger = Self {
            chars: vec![' '; places.len()],
            fates: vec![Fate::Blank; places.len()],
            places,
            addresses: std::mem::take(&mut content.addresses),
            provenance: provenance.then(IndexMap::new),
            marks: None,
            doubts: Doubts::new(std::mem::take(&mut content.readings)),
        };
        for line in content.blocks.iter().flat_map(Block::lines) {
            for ch in line.text.chars() {
                ledger.count(ch.c, ch.places());
            }
        }
        ledger
    }

    /// The places of the source characters.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// A ledger that also records a trace.
    pub fn tracing(content: &mut Content) -> Self {
        Self {
            marks: Some(Vec::new()),
            ..Self::new(content, false)
        }
    }

    fn count(&mut self, c: char, places: std::ops::Range<usize>) {
        if c.is_whitespace() || is_invisible(c) {
            return;
        }
        for at in places {
            if let (Some(fate), Some(known)) = (self.fates.get_mut(at), self.chars.get_mut(at)) {
                (*fate, *known) = (Fate::Unmapped, c);
            }
        }
    }

    /// Enters a text as a value and returns it as a string.
    pub fn value(&mut self, pointer: fmt::Arguments<'_>, text: &Text) -> String {
        self.enter(text, Fate::Value);
        if self.provenance.is_some() && !text.is_blank() {
            let origins = self.origins(text);
            if let Some(provenance) = &mut self.provenance {
                provenance
                    .entry(pointer.to_string())
                    .or_default()
                    .extend(origins);
            }
        }
        self.doubts.note(pointer, text);
        self.note(Kind::Value, pointer, text);
        text.written()
    }

    /// Enters a text as the label of the value at this pointer.
    pub fn label_of(&mut self, pointer: fmt::Arguments<'_>, text: &Text) {
        self.enter(text, Fate::Label);
        self.note(Kind::Label, pointer, text);
    }

    /// Enters lines as labels without a value.
    pub fn labels(&mut self, lines: &[Line]) {
        self.labels_of(format_args!(""), lines);
    }

    /// Enters lines as the label of the value at this pointer.
    pub fn labels_of(&mut self, pointer: fmt::Arguments<'_>, lines: &[Line]) {
        for line in lines {
            self.label_of(pointer, &line.text);
        }
    }

    /// Enters a text as a marker. The pointer is that of the marker in the record, or empty.
    pub fn marker(&mut self, pointer: fmt::Arguments<'_>, text: &Text) {
        self.enter(text, Fate::Marker);
        self.note(Kind::Marker, pointer, text);
    }

    /// Enters lines as page furniture.
    pub fn furniture(&mut self, lines: &[Line]) {
        for line in lines {
            self.enter(&line.text, Fate::Furniture);
            self.note(Kind::Furniture, format_args!(""), &line.text);
        }
    }

    fn note(&mut self, kind: Kind, of: fmt::Arguments<'_>, text: &Text) {
        if self.marks.is_none() || text.is_blank() {
            return;
        }
        let mark = Mark {
            kind,
            of: of.to_string(),
            text: text.to_string(),
            areas: self.areas(text),
        };
        self.marks.get_or_insert_default().push(mark);
    }

    fn enter(&mut self, text: &Text, fate: Fate) {
        for at in text.chars().iter().flat_map(|ch| ch.places()) {
            if let Some(entry) = self.fates.get_mut(at).filter(|f| **f != Fate::Blank) {
                *entry = fate;
            }
        }
    }

    /// The boxes of a text, one for each of its lines; in a text file, the line and column where it begins;
    /// in an original, the cell.
    pub fn origins(&self, text: &Text) -> Vec<Origin> {
        let areas = self.areas(text);
        areas.iter().map(|area| self.origin(area)).collect()
    }

    fn origin(&self, area: &Area) -> Origin {
        let origin = Origin::from(area);
        match self.address(area) {
            Some(Address { cell, line }) => Origin {
                cell: (!cell.is_empty()).then(|| cell.to_string()),
                line: Some(*line),
                ..origin
            },
            None => origin,
        }
    }

    /// Where a line of an original stands.
    fn address(&self, area: &Area) -> Option<&Address> {
        match area.extent {
            Extent::Columns { line, .. } => self.addresses.get((line as usize).checked_sub(1)?),
            Extent::Box(_) => None,
        }
    }

    /// The areas of a text, one for each of its lines.
    pub fn areas(&self, text: &Text) -> Vec<Area> {
        let mut areas = Vec::new();
        for at in text.chars().iter().flat_map(|ch| ch.places()) {
            if self.fates.get(at) == Some(&Fate::Blank) {
                continue;
            }
            if let Some(place) = self.places.get(at) {
                Area::add(&mut areas, place);
            }
        }
        areas
    }

    /// The values of scanned pages with a character read with less confidence than this.
    pub fn uncertain(&self, least: f32) -> Vec<Uncertain> {
        self.doubts.below(least)
    }

    /// The pages with characters that were recognised, except such without any doubt.
    pub fn scanned_pages(&self) -> BTreeSet<u32> {
        let places = self.doubts.places().filter_map(|at| self.places.get(at));
        places.map(|place| place.page).collect()
    }

    /// The boxes of each value, if provenance was requested.
    pub fn take_provenance(&mut self) -> Option<IndexMap<String, Vec<Origin>>> {
        self.provenance.take()
    }

    /// The trace, if it was recorded, including unmapped characters.
    pub fn take_trace(&mut self) -> Vec<Mark> {
        let Some(mut marks) = self.marks.take() else {
            return Vec::new();
        };
        marks.extend(self.unmapped_runs().into_iter().map(|run| Mark {
            kind: Kind::Unmapped,
            of: String::new(),
            text: run.text,
            areas: run.areas,
        }));
        marks
    }

    /// The number of characters by disposition.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for fate in &self.fates {
            match fate {
                Fate::Blank => continue,
                Fate::Unmapped => coverage.unmapped += 1,
                Fate::Value => coverage.mapped += 1,
                Fate::Label | Fate::Marker => coverage.labels += 1,
                Fate::Furniture => coverage.furniture += 1,
            }
            coverage.characters += 1;
        }
        coverage
    }
}
