//! Which cells make a table: those with borders that touch each other, and whatever lies among them.

use std::collections::{BTreeMap, HashMap};

use super::area::Area;
use super::merged::Merged;
use super::{MAX_CELLS, Position, Sheet, Sides, too_many};
use crate::error::Error;

/// Tables that a sheet may have.
const MAX_TABLES: usize = 2_000;

/// A cell, or a merged cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// What it covers.
    pub area: Area,
    /// What it shows.
    pub text: String,
    /// On which of its sides a border is drawn, anywhere.
    pub sides: Sides,
}

impl Unit {
    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A table, or cells that belong to none.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Region {
    /// Cells within a frame of borders.
    Table(Area, Vec<Unit>),
    /// A cell outside tables.
    Free(Unit),
}

impl Region {
    /// What it covers.
    pub fn area(&self) -> Area {
        match self {
            Self::Table(area, _) => *area,
            Self::Free(unit) => unit.area,
        }
    }
}

/// The regions of a sheet, in no order.
pub(super) fn of(sheet: &Sheet, merged: &Merged) -> Result<Vec<Region>, Error> {
    let units = units(sheet, merged)?;
    let (framed, free): (Vec<Unit>, Vec<Unit>) =
        units.into_iter().partition(|unit| unit.sides.is_any());
    let mut groups = connected(framed);
    groups.retain(|(_, units)| units.iter().any(|unit| !unit.is_blank()));
    if groups.len() > MAX_TABLES {
        return Err(too_many(&sheet.name));
    }
    let mut groups = apart(groups);
    let mut regions = Vec::new();
    for unit in free {
        let around = groups
            .iter_mut()
            .find(|(area, _)| area.overlaps(&unit.area));
        match around {
            Some((area, units)) => {
                *area = area.union(&unit.area);
                units.push(unit);
            }
            None if unit.is_blank() => {}
            None => regions.push(Region::Free(unit)),
        }
    }
    for (area, units) in apart(groups) {
        let mut texts = units.iter().filter(|unit| !unit.is_blank());
        match (texts.next(), texts.next()) {
            (None, _) => {}
            (Some(only), None) => regions.push(Region::Free(only.clone())),
            _ => regions.push(Region::Table(area, units)),
        }
    }
    Ok(regions)
}

/// The cells with text or borders, merged ones whole.
fn units(sheet: &Sheet, merged: &Merged) -> Result<Vec<Unit>, Error> {
    let mut units: BTreeMap<Position, Unit> = BTreeMap::new();
    let area_of = |at: Position| merged.at(at).unwrap_or(Area::cell(at));
    let blank = |area| Unit {
        area,
        text: String::new(),
        sides: Sides::default(),
    };
    for (at, text) in &sheet.texts {
        let area = area_of(*at);
        // cells under a merged one may keep texts that are not displayed
        if (area.top, area.left) == *at {
            units.entry(*at).or_insert_with(|| blank(area)).text = text.clone();
        }
    }
    for (at, sides) in &sheet.borders {
        let area = area_of(*at);
        let unit = units
            .entry((area.top, area.left))
            .or_insert_with(|| blank(area));
        // what a merged cell has inside is not drawn
        unit.sides.left |= sides.left && at.1 == area.left;
        unit.sides.right |= sides.right && at.1 == area.right;
        unit.sides.top |= sides.top && at.0 == area.top;
        unit.sides.bottom |= sides.bottom && at.0 == area.bottom;
        if units.len() > MAX_CELLS {
            return Err(too_many(&sheet.name));
        }
    }
    Ok(units.into_values().collect())
}

/// Groups of cells that touch each other, each with what it covers.
fn connected(units: Vec<Unit>) -> Vec<(Area, Vec<Unit>)> {
    let mut at: HashMap<Position, usize> = HashMap::new();
    for (number, unit) in units.iter().enumerate() {
        let area = unit.area;
        for row in area.top..=area.bottom {
            for col in area.left..=area.right {
                at.insert((row, col), number);
            }
        }
    }
    let mut sets = Sets::new(units.len());
    for (number, unit) in units.iter().enumerate() {
        let area = unit.area;
        let right = (area.top..=area.bottom).map(|row| (row, area.right + 1));
        let below = (area.left..=area.right).map(|col| (area.bottom + 1, col));
        for other in right.chain(below).filter_map(|cell| at.get(&cell)) {
            sets.join(number, *other);
        }
    }
    let mut groups: BTreeMap<usize, (Area, Vec<Unit>)> = BTreeMap::new();
    for (number, unit) in units.into_iter().enumerate() {
        let group = groups
            .entry(sets.root(number))
            .or_insert_with(|| (unit.area, Vec::new()));
        group.0 = group.0.union(&unit.area);
        group.1.push(unit);
    }
    groups.into_values().collect()
}

/// Joins groups that lie in each other.
fn apart(mut groups: Vec<(Area, Vec<Unit>)>) -> Vec<(Area, Vec<Unit>)> {
    let mut apart: Vec<(Area, Vec<Unit>)> = Vec::new();
    while let Some((mut area, mut units)) = groups.pop() {
        let overlapping = apart.iter().position(|(other, _)| other.overlaps(&area));
        match overlapping {
            Some(other) => {
                let (other, more) = apart.swap_remove(other);
                area = area.union(&other);
                units.extend(more);
                groups.push((area, units));
            }
            None => apart.push((area, units)),
        }
    }
    apart
}

/// Disjoint sets (union by path halving).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut of: usize) -> usize {
        loop {
            let up = self.0.get(of).copied().unwrap_or(of);
            if up == of {
                return of;
            }
            let top = self.0.get(up).copied().unwrap_or(up);
            if let Some(parent) = self.0.get_mut(of) {
                *parent = top;
            }
            of = top;
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.0.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}
