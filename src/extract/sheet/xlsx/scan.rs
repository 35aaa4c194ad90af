//! What a worksheet's part says beside its values: sizes, what is hidden, merged cells, formulas without a value.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::super::package::damaged;
use super::super::area::{Area, LAST_COL, LAST_ROW};
use super::super::{Sheet, Track, Tracks};
use crate::error::Error;

/// Points of a row and of a column of which nothing else is said.
const ROW: f32 = 18.75;
const COL: f32 = 54.0;

/// Points of a character's width at the usual font, and of the space beside them.
const CHARACTER: f32 = 6.0;
const MARGIN: f32 = 3.75;

/// Reads a worksheet's part from end to end.
pub(super) fn scan(name: &str, xml: &str) -> Result<Sheet, Error> {
    let mut sheet = Sheet {
        name: name.to_owned(),
        rows: Tracks {
            usual: ROW,
            ..Tracks::default()
        },
        cols: Tracks {
            usual: COL,
            ..Tracks::default()
        },
        ..Sheet::default()
    };
    let mut reader = Reader::from_str(xml);
    let mut at = At::default();
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(element) => at.open(&element, false, &mut sheet),
            Event::Empty(element) => at.open(&element, true, &mut sheet),
            Event::End(element) => match element.local_name().as_ref() {
                "c" => at.close(&mut sheet),
                "v" => at.in_value = false,
                _ => {}
            },
            // Excel writes an empty value for a text that is empty, other programs for one that was never computed
            Event::Text(text) if at.in_value => at.has_value |= !text.trim().is_empty(),
            Event::Eof => return Ok(sheet),
            _ => {}
        }
    }
}

/// Where the reading stands.
#[derive(Default)]
struct At {
    row: u32,
    /// The next column, where a cell does not name its own.
    col: u32,
    cell: Option<(u32, u32)>,
    has_formula: bool,
    in_value: bool,
    has_value: bool,
}

impl At {
    fn open(&mut self, element: &BytesStart<'_>, is_empty: bool, sheet: &mut Sheet) {
        match element.local_name().as_ref() {
            "sheetFormatPr" => {
                let size = |name| number(element, name);
                sheet.rows.usual = size("defaultRowHeight").unwrap_or(ROW);
                sheet.cols.usual = size("defaultColWidth").map_or(COL, points);
                if flag(element, "zeroHeight") {
                    sheet.rows.usual = 0.0;
                }
            }
            "col" => column(element, &mut sheet.cols),
            "row" => self.begin_row(element, &mut sheet.rows),
            "c" => {
                let named = attribute(element, "r").and_then(|r| Area::parse(&r));
                let place = named.map_or((self.row, self.col), |a| (a.top, a.left));
                self.col = place.1 + 1;
                let is_text = attribute(element, "t").as_deref() == Some("str");
                (self.cell, self.has_formula, self.has_value) = (Some(place), false, is_text);
                if is_empty {
                    self.close(sheet);
                }
            }
            "f" => self.has_formula = true,
            "v" => self.in_value = !is_empty,
            "is" => self.has_value = true,
            "mergeCell" => {
                let area = attribute(element, "ref").and_then(|r| Area::parse(&r));
                sheet.merged.extend(area);
            }
            _ => {}
        }
    }

    fn begin_row(&mut self, element: &BytesStart<'_>, rows: &mut Tracks) {
        let named = attribute(element, "r").and_then(|r| r.parse::<u32>().ok());
        let next = self.cell.map_or(0, |_| self.row + 1);
        self.row = named
            .map_or(next, |row| row.saturating_sub(1))
            .min(LAST_ROW);
        self.col = 0;
        let size = number(element, "ht");
        let is_hidden = flag(element, "hidden");
        if size.is_some() || is_hidden {
            let last = self.row;
            rows.given.insert(
                self.row,
                Track {
                    last,
                    size,
                    is_hidden,
                },
            );
        }
    }

    fn close(&mut self, sheet: &mut Sheet) {
        if let Some(cell) = self.cell
            && self.has_formula
            && !self.has_value
        {
            sheet.without_value.push(cell);
        }
    }
}

fn column(element: &BytesStart<'_>, cols: &mut Tracks) {
    let edge = |name| number(element, name).map(|n| (n as u32).saturating_sub(1).min(LAST_COL));
    if let (Some(first), Some(last)) = (edge("min"), edge("max")) {
        let track = Track {
            last,
            size: number(element, "width").map(points),
            is_hidden: flag(element, "hidden"),
        };
        cols.given.insert(first, track);
    }
}

/// A width in characters of the usual font, in points.
fn points(characters: f32) -> f32 {
    characters * CHARACTER + MARGIN
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.ok()?.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<f32> {
    let number = attribute(element, name)?.parse::<f32>().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}
