//! Scores a reading order of page parts by how well it makes whole sheets.

use std::collections::HashSet;

use super::super::bands::{Band, bands};
use super::super::markers::{item_number, leading_circle};
use super::super::{fields, items, squeezed};
use crate::content::Table;
use crate::profile::Labels;

/// A part ends above the foot of its page if at least this fraction of the page's height is free below it.
const SHORT: f32 = 0.15;

/// The content of one column of one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    rows: Vec<Row>,
    /// Its vertical extent.
    height: Option<(f32, f32)>,
}

/// A row, as far as it tells its place in a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Goal,
    /// Another labelled cell.
    Field(usize),
    Header,
    /// An item with this number.
    Item(u32),
    Other,
}

impl Piece {
    /// Reads tables that are below each other.
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

    /// Whether it contains nothing of an earlier sheet.
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

/// The item number at the start of the row.
fn number(band: &Band) -> Option<u32> {
    let first = band.cells.first()?;
    item_number(&squeezed(&first.lines))
        .or_else(|| Some(leading_circle(&first.lines.first()?.text)?.no))
}

/// The contradictions in a reading order; the worse kind first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Faults {
    /// Rows that cannot follow the ones before them, and sheets that lack what others have.
    rows: usize,
    /// Parts that continue elsewhere although there was room below them.
    rooms: usize,
}

impl Faults {
    /// The faults of the parts in this order.
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

/// The number of sheets without items, and of sheets with nothing below their items if others have something there.
fn incomplete(sheets: &[Sheet]) -> usize {
    let has_foot = sheets.iter().any(|sheet| sheet.has_foot);
    let lacks = |sheet: &&Sheet| !sheet.in_items || (has_foot && !sheet.has_foot);
    sheets.iter().filter(lacks).count()
}

/// A sheet as read so far.
#[derive(Default)]
struct Sheet {
    has_goal: bool,
    fields: HashSet<usize>,
    in_items: bool,
    /// The number of the last item.
    item: Option<u32>,
    has_foot: bool,
}

impl Sheet {
    /// Adds the next row; returns whether it can be there.
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
