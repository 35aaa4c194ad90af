//! The trace: where each part of a record was found, and what the rest of the source was used for.
//!
//! The [`Ledger`](super::Ledger) records one for callers that show the record next to the page; a plain conversion has
//! none.

use crate::geometry::Rect;
use crate::model::Origin;
use crate::text::{Place, Position};

/// What a text was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A value of the record.
    Value,
    /// The name of a value: a label, a title, a column header.
    Label,
    /// An ordering mark: ①, (1), ○, ・.
    Marker,
    /// Part of the page rather than the text: a page number, a running title.
    Furniture,
    /// Nothing.
    Unmapped,
}

/// A text of the source and what it was used for.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it was used for.
    pub kind: Kind,
    /// JSON Pointer of the value that it is, names or orders; empty if there is none. A column header has
    /// `/sheets/N/items/*/cells/KEY`.
    pub of: String,
    /// The text.
    pub text: String,
    /// Its areas, one for each of its lines.
    pub areas: Vec<Area>,
}

/// A part of a line of the source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Page, one-based.
    pub page: u32,
    /// The extent on the page.
    pub extent: Extent,
}

/// The extent of a part of a line, in a PDF or in a text file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// A box in points from the page's top-left corner.
    Box(Rect),
    /// Characters of a line in a text file.
    Columns {
        /// Line, one-based.
        line: u32,
        /// First character, one-based.
        from: u32,
        /// The character after the last one.
        to: u32,
    },
}

impl From<&Area> for Origin {
    fn from(area: &Area) -> Self {
        let (bbox, line, column) = match area.extent {
            Extent::Box(bbox) => (Some(bbox), None, None),
            Extent::Columns { line, from, .. } => (None, Some(line), Some(from)),
        };
        Self {
            page: area.page,
            bbox,
            cell: None,
            line,
            column,
        }
    }
}

impl From<&Place> for Area {
    fn from(place: &Place) -> Self {
        let extent = match place.position {
            Position::Box(bbox) => Extent::Box(bbox),
            Position::LineColumn(line, column) => Extent::Columns {
                line,
                from: column,
                to: column + 1,
            },
        };
        Self {
            page: place.page,
            extent,
        }
    }
}

impl Area {
    /// Adds a character's place: to the previous area if both are on one line, else as a new area.
    pub(crate) fn add(areas: &mut Vec<Self>, place: &Place) {
        let next = Self::from(place);
        let last = areas.last_mut().filter(|last| last.page == next.page);
        match (last.map(|last| &mut last.extent), next.extent) {
            (Some(Extent::Box(line)), Extent::Box(glyph)) if on_one_line(line, &glyph) => {
                *line = line.union(&glyph);
            }
            (Some(Extent::Columns { line, to, .. }), Extent::Columns { line: l, to: t, .. })
                if *line == l =>
            {
                *to = t.max(*to);
            }
            _ => areas.push(next),
        }
    }

    /// The box, for PDF input.
    pub fn bbox(&self) -> Option<Rect> {
        match self.extent {
            Extent::Box(bbox) => Some(bbox),
            Extent::Columns { .. } => None,
        }
    }
}

/// Whether a glyph continues a line, whether upright, rotated or vertical: they overlap by half their height (or the
/// width of a column of single glyphs), and the gap is no more than two characters.
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
    fn characters_of_a_line_of_text_are_one_area() {
        let mut areas = Vec::new();
        for (line, column) in [(3, 5), (3, 6), (3, 9), (4, 1)] {
            let position = Position::LineColumn(line, column);
            Area::add(&mut areas, &Place { page: 1, position });
        }
        let columns = |line, from, to| Area {
            page: 1,
            extent: Extent::Columns { line, from, to },
        };
        assert_eq!(areas, [columns(3, 5, 10), columns(4, 1, 2)]);
    }
}
