//! Marks: boxes on the page, each with its kind and its text.

use serde_json::{Value, json};

use super::html::{Attribute, seen};
use super::strings::{self, Message};
use crate::map::trace::{self, Area, Extent};

/// The most characters of a mark's text that go to the script; the record has the full text.
const SHOWN: usize = 160;

/// A kind of boxes, with its entry in the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The CSS class.
    pub class: &'static str,
    /// The name in the legend.
    pub name: Message,
}

macro_rules! kinds {
    ($($name:ident $class:literal $message:ident;)+) => {
        $(pub(super) const $name: Kind = Kind { class: $class, name: strings::$message };)+
    };
}

kinds! {
    VALUE "k-a" K_VALUE;
    LABEL "k-b" K_LABEL;
    MARKER "k-c" K_MARKER;
    FURNITURE "k-d" K_FURNITURE;
    UNMAPPED "k-e" K_UNMAPPED;
    UNCERTAIN "k-g" K_UNCERTAIN;
    GLYPH "k-a" K_GLYPH;
    TURNED "k-c" K_TURNED;
    INVISIBLE "k-e" K_INVISIBLE;
    HORIZONTAL "k-a" K_HORIZONTAL;
    VERTICAL "k-c" K_VERTICAL;
    FILL "k-d" K_FILL;
    IMAGE "k-e" K_IMAGE;
    CELL "k-a" K_CELL;
    SPAN "k-c" K_SPAN;
    LINE "k-b" K_LINE;
    BAND "k-d" K_BAND;
    TITLE "k-b" K_TITLE;
    FIELD "k-a" K_FIELD;
    ITEM "k-f" K_ITEM;
    PART "k-c" K_PART;
    COVER "k-g" K_COVER;
    LOOSE "k-e" K_LOOSE;
    NAMED "k-g" K_LABEL;
    COLUMN "k-f" K_COLUMN;
    SHADE_EDGE "k-f" K_SHADE_EDGE;
    OPEN_SIDE "k-f" K_OPEN_SIDE;
    OPEN_ROW "k-f" K_OPEN_ROW;
    SHADED_FORM "k-f" K_SHADED_FORM;
    CONTINUATION "k-f" K_CONTINUATION;
    ROW_LABEL "k-f" K_ROW_LABEL;
    OPEN_REGION "k-f" K_OPEN_REGION;
    SHADE_TILES "k-g" K_SHADE_TILES;
    HEADER_COLUMN "k-g" K_HEADER_COLUMN;
    COLUMN_GAP "k-g" K_COLUMN_GAP;
    HEADING "k-g" K_HEADING;
    NUMBER_ROW "k-g" K_NUMBER_ROW;
}

impl From<trace::Kind> for Kind {
    fn from(kind: trace::Kind) -> Self {
        match kind {
            trace::Kind::Value => VALUE,
            trace::Kind::Label => LABEL,
            trace::Kind::Marker => MARKER,
            trace::Kind::Furniture => FURNITURE,
            trace::Kind::Unmapped => UNMAPPED,
        }
    }
}

/// A boxed part of the source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Its kind.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// Where it is.
    pub areas: Vec<Area>,
}

/// The link from an element of the right side to its boxes.
pub(super) struct Boxes {
    to: String,
    marks: String,
}

impl Boxes {
    /// The attributes of the link. Without the script it leads to the page or line.
    pub fn attributes(&self) -> [Attribute<'_>; 3] {
        [
            ("class", "value"),
            ("href", &self.to),
            ("data-m", &self.marks),
        ]
    }
}

/// The numbers of marks, as the script reads them.
pub(super) fn numbers(marks: &[usize]) -> String {
    let numbers: Vec<String> = marks.iter().map(usize::to_string).collect();
    numbers.join(" ")
}

/// The marks of a report. The report refers to a mark by its index.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// Adds a mark and returns its number.
    pub fn add(&mut self, kind: Kind, text: impl Into<String>, areas: Vec<Area>) -> usize {
        let text = text.into();
        self.0.push(Mark { kind, text, areas });
        self.0.len() - 1
    }

    /// The link to the boxes of these marks.
    pub fn to(&self, marks: &[usize]) -> Boxes {
        let first = marks.first().and_then(|&first| self.0.get(first));
        let to = match first.and_then(|mark| mark.areas.first()) {
            Some(Area {
                extent: Extent::Columns { line, .. },
                ..
            }) => format!("#line-{line}"),
            Some(area) => format!("#page-{}", area.page),
            None => "#pages".to_owned(),
        };
        Boxes {
            to,
            marks: numbers(marks),
        }
    }

    /// The mark of this number.
    pub fn get(&self, number: usize) -> Option<&Mark> {
        self.0.get(number)
    }

    /// The number of marks.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The marks with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Mark)> {
        self.0.iter().enumerate()
    }

    /// The marks for the script: class, kind, text and boxes of each.
    pub fn to_json(&self) -> Value {
        let marks = self.0.iter().map(|mark| {
            let text: String = mark.text.chars().take(SHOWN).collect();
            let boxes = mark.areas.iter().filter_map(|area| {
                let [x0, y0, x1, y1] = area.bbox()?.into();
                Some(json!([area.page, x0, y0, x1, y1]))
            });
            let boxes: Vec<Value> = boxes.collect();
            json!([mark.kind.class, mark.kind.name.key, seen(&text), boxes])
        });
        marks.collect()
    }
}
