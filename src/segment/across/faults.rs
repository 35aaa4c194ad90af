//! How well pieces of pages, read one after the other, make whole sheets.

use std::collections::HashSet;

use super::super::bands::{Band, bands};
use super::super::markers::{item_number, leading_circle};
use super::super::{fields, items, squeezed};
use crate::content::Table;
use crate::profile::Labels;

/// A piece ends above its page's foot if this part of the page's height is left below it.
const SHORT: f32 = 0.15;

/// What stands in one column of one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    rows: Vec<Row>,
    /// Where it begins and ends from top to bottom.
    height: Option<(f32, f32)>,
}

/// What a row says of its place in a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Goal,
    /// Another labelled cell.
    Field(usize),
    Header,
    /// An item that bears this number.
    Item(u32),
    Other,
}

impl Piece {
    /// Reads tables that stand below each other.
    pub(super) fn of<'a>(tables: impl Iterator<Item = &'a Table>, labels: &Labels) -> Self {
        let mut piece = Self::default();
        for table in tables {
            let bands = bands(table.clone());
            piece
                .rows
                .extend(bands.iter().flat_map(|band| rows(band, labels)));
            let (top, bottom) = piece.height.unwrap_or((f32::INFINITY, f32::NEG_INFINITY));
            piece.height = Some((top.min(table.bbox.y0), bottom.max(table.bbox.y1)));
        }
        piece
    }

    /// Whether nothing of a sheet before it stands in it.
    pub(super) fn begins_sheet(&self) -> bool {
        let goal = self.rows.iter().position(|row| *row == Row::Goal);
        let before = self.rows.iter().take(goal.unwrap_or(usize::MAX));
        self.rows.is_empty()
            || (goal.is_some() && before.into_iter().all(|row| matches!(row, Row::Field(_))))
    }
}

fn rows(band: &Band, labels: &Labels) -> Vec<Row> {
    if items::header(band, labels).is_some() {
        return vec![Row::Header];
    }
    let known = band
        .cells
        .iter()
        .filter_map(|cell| fields::field_of(cell, labels));
    let row = |field: usize| match field == labels.goal_field() {
        true => Row::Goal,
        false => Row::Field(field),
    };
    let mut fields: Vec<Row> = known.map(|known| row(known.field)).collect();
    fields.dedup();
    match fields.is_empty() {
        true => vec![number(band).map_or(Row::Other, Row::Item)],
        false => fields,
    }
}

/// The number of the item that the row begins with.
fn number(band: &Band) -> Option<u32> {
    let first = band.cells.first()?;
    item_number(&squeezed(&first.lines))
        .or_else(|| Some(leading_circle(&first.lines.first()?.text)?.no))
}

/// What speaks against an order of the pieces, the worse first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Faults {
    /// Rows that cannot follow those before them, and sheets that lack what others have.
    rows: usize,
    /// Pieces that go on elsewhere, though there was room below them.
    rooms: usize,
}

impl Faults {
    /// Those of the pieces in this order.
    pub(super) fn of<'a>(pieces: impl Iterator<Item = &'a Piece> + Clone) -> Self {
        let heights = pieces.clone().filter_map(|piece| piece.height);
        let (top, foot) = heights.fold((f32::INFINITY, f32::NEG_INFINITY), |a, b| {
            (a.0.min(b.0), a.1.max(b.1))
        });
        let room = SHORT * (foot - top);
        let rooms = pieces.clone().filter(|piece| !piece.rows.is_empty());
        let rooms = rooms.clone().zip(rooms.skip(1)).filter(|(piece, next)| {
            !next.begins_sheet() && piece.height.is_some_and(|(_, bottom)| foot - bottom > room)
        });
        let rooms = rooms.count();
        let mut sheets = vec![Sheet::default()];
        let mut faults = 0;
        for row in pieces.flat_map(|piece| &piece.rows) {
            if *row == Row::Goal
                && sheets
                    .last()
                    .is_some_and(|sheet| sheet.has_goal || sheet.in_items)
            {
                sheets.push(Sheet::default());
            }
            let fits = sheets.last_mut().is_some_and(|sheet| sheet.add(*row));
            faults += usize::from(!fits);
        }
        Self {
            rows: faults + incomplete(&sheets),
            rooms,
        }
    }
}

impl std::ops::Add for Faults {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            rooms: self.rooms + other.rooms,
        }
    }
}

/// Sheets without items, and those without anything below their items where others have it.
fn incomplete(sheets: &[Sheet]) -> usize {
    let has_foot = sheets.iter().any(|sheet| sheet.has_foot);
    let lacks = |sheet: &&Sheet| !sheet.in_items || (has_foot && !sheet.has_foot);
    sheets.iter().filter(lacks).count()
}

/// A sheet as far as it was read.
#[derive(Default)]
struct Sheet {
    has_goal: bool,
    fields: HashSet<usize>,
    in_items: bool,
    /// Number of the last item.
    item: Option<u32>,
    has_foot: bool,
}

impl Sheet {
    /// Takes the next row; tells whether it can stand there.
    fn add(&mut self, row: Row) -> bool {
        match row {
            Row::Goal => {
                self.has_goal = true;
                true
            }
            Row::Field(field) => {
                self.has_foot |= self.in_items;
                self.fields.insert(field)
            }
            Row::Header => {
                self.in_items = true;
                !self.has_foot
            }
            Row::Item(number) => {
                let before = self.item.replace(number);
                self.in_items = true;
                !self.has_foot && before.is_none_or(|before| before + 1 == number)
            }
            Row::Other => true,
        }
    }
}
