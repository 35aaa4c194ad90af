//! Merged cells: which of them covers a cell.

use std::collections::HashMap;

use super::area::Area;
use super::{MAX_CELLS, Position, Sheet, too_many};
use crate::error::Error;

/// The merged cells of a sheet, within the part of it that is used.
#[derive(Debug, Default)]
pub(super) struct Merged {
    areas: Vec<Area>,
    /// Number of the area that covers a cell.
    at: HashMap<Position, usize>,
}

impl Merged {
    /// Those of a sheet. Of two that overlap, which no program writes, the first counts.
    pub fn of(sheet: &Sheet) -> Result<Self, Error> {
        let texts = sheet.texts.iter().map(|(at, _)| *at);
        let used = texts.chain(sheet.borders.iter().map(|(at, _)| *at));
        let last = used.fold((0, 0), |(row, col), at| (row.max(at.0), col.max(at.1)));
        let mut merged = Self::default();
        for area in sheet.merged.iter().filter_map(|area| area.within(last)) {
            let cells = (area.top..=area.bottom)
                .flat_map(|row| (area.left..=area.right).map(move |col| (row, col)));
            for cell in cells {
                merged.at.entry(cell).or_insert(merged.areas.len());
                if merged.at.len() > MAX_CELLS {
                    return Err(too_many(&sheet.name));
                }
            }
            merged.areas.push(area);
        }
        Ok(merged)
    }

    /// The merged cell that covers a cell.
    pub fn at(&self, cell: Position) -> Option<Area> {
        self.areas.get(*self.at.get(&cell)?).copied()
    }
}
