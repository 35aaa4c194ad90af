//! The ledger: what became of each character of the source.
//!
//! Every stage keeps characters with their places; the mapping enters each text here as it puts it into the record.
//! What has no entry at the end is unmapped, and is reported with its place.

use std::fmt;

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::geometry::Rect;
use crate::layout::{Block, Content, Line};
use crate::model::{Coverage, Origin};
use crate::text::{Place, Position, Text};

/// Characters of an unmapped run that a message shows.
const SHOWN: usize = 40;

/// What became of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// White space: not counted.
    Blank,
    Unmapped,
    Value,
    Label,
    Furniture,
}

/// What became of each character of a document.
#[derive(Debug)]
pub struct Ledger {
    places: Vec<Place>,
    chars: Vec<char>,
    fates: Vec<Fate>,
    provenance: Option<IndexMap<String, Vec<Origin>>>,
}

impl Ledger {
    /// A ledger for a document as extracted, before normalisation; takes its places.
    pub fn new(content: &mut Content, provenance: bool) -> Self {
        let places = std::mem::take(&mut content.places);
        let mut ledger = Self {
            chars: vec![' '; places.len()],
            fates: vec![Fate::Blank; places.len()],
            places,
            provenance: provenance.then(IndexMap::new),
        };
        for line in content.blocks.iter().flat_map(lines) {
            for ch in line.text.chars() {
                ledger.count(ch.c, ch.places());
            }
        }
        ledger
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

    /// Enters a text as a value and gives it as the record holds it.
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
        text.to_string()
    }

    /// Enters a text as a label, a title or a marker.
    pub fn label(&mut self, text: &Text) {
        self.enter(text, Fate::Label);
    }

    /// Enters lines as labels.
    pub fn labels(&mut self, lines: &[Line]) {
        lines
            .iter()
            .for_each(|line| self.enter(&line.text, Fate::Label));
    }

    /// Enters lines as page furniture.
    pub fn furniture(&mut self, lines: &[Line]) {
        lines
            .iter()
            .for_each(|line| self.enter(&line.text, Fate::Furniture));
    }

    fn enter(&mut self, text: &Text, fate: Fate) {
        for at in text.chars().iter().flat_map(|ch| ch.places()) {
            if let Some(entry) = self.fates.get_mut(at).filter(|f| **f != Fate::Blank) {
                *entry = fate;
            }
        }
    }

    /// The boxes of a text, one for each line of it; line and column of its beginning in a text file.
    pub fn origins(&self, text: &Text) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        for at in text.chars().iter().flat_map(|ch| ch.places()) {
            if self.fates.get(at) == Some(&Fate::Blank) {
                continue;
            }
            if let Some(place) = self.places.get(at) {
                add_origin(&mut origins, place);
            }
        }
        origins
    }

    /// The boxes of each value, if they were asked for.
    pub fn take_provenance(&mut self) -> Option<IndexMap<String, Vec<Origin>>> {
        self.provenance.take()
    }

    /// How many characters went where.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for fate in &self.fates {
            match fate {
                Fate::Blank => continue,
                Fate::Unmapped => coverage.unmapped += 1,
                Fate::Value => coverage.mapped += 1,
                Fate::Label => coverage.labels += 1,
                Fate::Furniture => coverage.furniture += 1,
            }
            coverage.characters += 1;
        }
        coverage
    }

    /// A diagnostic for each run of characters that nothing took.
    pub fn unmapped(&self) -> Vec<Diagnostic> {
        let mut runs: Vec<(Vec<Origin>, String)> = Vec::new();
        let mut in_run = false;
        for (at, fate) in self.fates.iter().enumerate() {
            match (fate, self.places.get(at), self.chars.get(at)) {
                (Fate::Unmapped, Some(place), Some(c)) => {
                    if !in_run || !same_page(runs.last(), place) {
                        runs.push((Vec::new(), String::new()));
                    }
                    if let Some((origins, text)) = runs.last_mut() {
                        add_origin(origins, place);
                        text.push(*c);
                    }
                    in_run = true;
                }
                (Fate::Blank, ..) => {}
                _ => in_run = false,
            }
        }
        runs.iter()
            .map(|(origins, text)| unmapped_run(origins, text))
            .collect()
    }
}

/// The lines of a block.
fn lines(block: &Block) -> Vec<&Line> {
    match block {
        Block::Table(table) => table.cells.iter().flat_map(|cell| &cell.lines).collect(),
        Block::Line(line) | Block::Furniture(line) => vec![line],
    }
}

/// Characters that draw nothing: zero-width joiners and spaces, variation selectors, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
        || c.is_control()
}

fn same_page(run: Option<&(Vec<Origin>, String)>, place: &Place) -> bool {
    run.and_then(|(origins, _)| origins.last())
        .is_some_and(|last| last.page == place.page)
}

fn unmapped_run(origins: &[Origin], text: &str) -> Diagnostic {
    let count = text.chars().count();
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if count > SHOWN { "…" } else { "" };
    let message = format!("{count} characters belong to no field: {shown}{more}");
    let mut diagnostic = Diagnostic::new(Code::Unmapped, message);
    diagnostic.page = origins.first().map(|origin| origin.page);
    let boxes = origins.iter().filter_map(|origin| origin.bbox);
    diagnostic.bbox = boxes.reduce(|a, b| a.union(&b));
    diagnostic
}

/// Adds a character's place: to the box before it where both stand on one line, else as a new one.
fn add_origin(origins: &mut Vec<Origin>, place: &Place) {
    match place.position {
        Position::Box(bbox) => {
            let last = origins.last_mut().filter(|last| last.page == place.page);
            match last.and_then(|last| last.bbox.as_mut()) {
                Some(line) if on_one_line(line, &bbox) => *line = line.union(&bbox),
                _ => origins.push(Origin {
                    page: place.page,
                    bbox: Some(bbox),
                    line: None,
                    column: None,
                }),
            }
        }
        Position::LineColumn(line, column) => {
            if origins.last().is_none_or(|last| last.line != Some(line)) {
                origins.push(Origin {
                    page: place.page,
                    bbox: None,
                    line: Some(line),
                    column: Some(column),
                });
            }
        }
    }
}

/// Whether a glyph goes on a line, upright, turned or vertical: they share half of a height, or of the width of a
/// column one glyph wide, and no gap of more than two characters parts them.
fn on_one_line(line: &Rect, glyph: &Rect) -> bool {
    let size = glyph.width().max(glyph.height());
    let shared = |a: (f32, f32), b: (f32, f32)| a.1.min(b.1) - a.0.max(b.0);
    let rows = shared((line.y0, line.y1), (glyph.y0, glyph.y1));
    let columns = shared((line.x0, line.x1), (glyph.x0, glyph.x1));
    let beside = rows >= line.height().min(glyph.height()) / 2.0 && -columns <= 2.0 * size;
    let is_column = line.width() <= 1.5 * size;
    let below =
        is_column && columns >= line.width().min(glyph.width()) / 2.0 && -rows <= size / 2.0;
    beside || below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Char;

    fn content(s: &str) -> (Content, Text) {
        let text: Text = s.chars().zip(0..).map(|(c, at)| Char::new(c, at)).collect();
        let place = |x: u32| Place {
            page: 1,
            position: Position::Box(Rect::new(
                x as f32 * 10.0,
                0.0,
                x as f32 * 10.0 + 10.0,
                10.0,
            )),
        };
        let line = Line {
            text: text.clone(),
            ..Line::default()
        };
        let content = Content {
            blocks: vec![Block::Line(line)],
            places: (0..s.chars().count() as u32).map(place).collect(),
            ..Content::default()
        };
        (content, text)
    }

    #[test]
    fn every_character_has_one_fate() {
        let (mut content, text) = content("目標 甲 -2- 余り");
        let mut ledger = Ledger::new(&mut content, true);
        ledger.label(&text.slice(0..2));
        assert_eq!(ledger.value(format_args!("/a"), &text.slice(3..4)), "甲");
        let c = ledger.coverage();
        assert_eq!((c.characters, c.labels, c.mapped, c.unmapped), (8, 2, 1, 5));
        assert_eq!(c.characters, c.labels + c.mapped + c.furniture + c.unmapped);
    }

    #[test]
    fn unmapped_runs_tell_text_and_place() {
        let (mut content, text) = content("甲乙丙");
        let mut ledger = Ledger::new(&mut content, false);
        ledger.label(&text.slice(1..2));
        let told = ledger.unmapped();
        assert_eq!(told.len(), 2);
        assert_eq!(
            told.last().and_then(|d| d.bbox),
            Some(Rect::new(20.0, 0.0, 30.0, 10.0))
        );
        assert!(told.iter().any(|d| d.message.contains('丙')));
    }

    #[test]
    fn glyphs_on_a_line_and_down_a_column() {
        let line = Rect::new(0.0, 0.0, 30.0, 10.0);
        assert!(on_one_line(&line, &Rect::new(32.0, 1.0, 42.0, 11.0)));
        assert!(!on_one_line(&line, &Rect::new(0.0, 12.0, 10.0, 22.0)));
        let column = Rect::new(0.0, 0.0, 10.0, 30.0);
        assert!(on_one_line(&column, &Rect::new(0.0, 31.0, 10.0, 41.0)));
        assert!(!on_one_line(&column, &Rect::new(12.0, 50.0, 22.0, 60.0)));
    }

    #[test]
    fn provenance_is_a_box_a_line() {
        let (mut content, text) = content("甲乙丙");
        let mut ledger = Ledger::new(&mut content, true);
        ledger.value(format_args!("/a"), &text);
        let found = ledger.take_provenance().and_then(|p| p.get("/a").cloned());
        assert_eq!(found.map(|f| f.len()), Some(1));
    }
}
