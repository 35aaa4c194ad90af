//! Regions → blocks.

use std::sync::Arc;

use super::super::writer::{Where, Writer, cell_name};
use super::area::Area;
use super::merged::Merged;
use super::regions::{self, Region, Unit};
use super::{Position, Sheet, order, quoted, too_many};
use crate::content::{Cell, Table};
use crate::error::Error;
use crate::geometry::Rect;

/// Grid cells of one table.
const MAX_GRID: usize = 4_000_000;

/// Writes a sheet as a page.
pub(super) fn write(sheet: &Sheet, merged: &Merged, writer: &mut Writer) -> Result<(), Error> {
    let regions = regions::of(sheet, merged)?;
    let places = Places::of(sheet, &regions);
    for column in order::columns(regions) {
        let mut rows: Vec<Vec<Unit>> = Vec::new();
        for region in column {
            match region {
                Region::Free(unit) => match rows.last_mut() {
                    Some(row) if row.iter().any(|u| u.area.shares_rows(&unit.area)) => {
                        row.push(unit);
                    }
                    _ => rows.push(vec![unit]),
                },
                Region::Table(area, units) => {
                    places.free(std::mem::take(&mut rows), writer)?;
                    places.table(area, units, writer)?;
                }
            }
        }
        places.free(rows, writer)?;
    }
    for (at, text) in &sheet.shapes {
        let lines = writer.lines(text, &places.name(*at), places.bbox(Area::cell(*at)));
        writer.add_lines(lines);
    }
    Ok(())
}

/// Where the cells of a sheet stand on its page.
struct Places<'s> {
    sheet: &'s Sheet,
    name: String,
    /// Edges of rows and columns.
    rows: Vec<f32>,
    cols: Vec<f32>,
}

impl<'s> Places<'s> {
    fn of(sheet: &'s Sheet, regions: &[Region]) -> Self {
        let areas = regions.iter().map(Region::area);
        let shapes = sheet.shapes.iter().map(|(at, _)| Area::cell(*at));
        let last = areas.chain(shapes).reduce(|a, b| a.union(&b));
        let last = last.map_or((0, 0), |area| (area.bottom as usize, area.right as usize));
        Self {
            sheet,
            name: quoted(&sheet.name),
            rows: sheet.rows.edges(last.0 + 1),
            cols: sheet.cols.edges(last.1 + 1),
        }
    }

    fn name(&self, (row, col): Position) -> Where {
        let cell = cell_name(row as usize, col as usize);
        Where::Cell(Arc::from(format!("{}!{cell}", self.name)))
    }

    fn bbox(&self, area: Area) -> Rect {
        let edge = |edges: &[f32], at: u32| edges.get(at as usize).copied().unwrap_or_default();
        Rect::new(
            edge(&self.cols, area.left),
            edge(&self.rows, area.top),
            edge(&self.cols, area.right + 1),
            edge(&self.rows, area.bottom + 1),
        )
    }

    /// Cells outside frames, by rows: a table where several stand side by side, lines before and after it.
    fn free(&self, rows: Vec<Vec<Unit>>, writer: &mut Writer) -> Result<(), Error> {
        for run in without_gaps(rows) {
            let is_wide = |row: &Vec<Unit>| row.len() > 1;
            let first = run.iter().position(is_wide).unwrap_or(run.len());
            let end = run.iter().rposition(is_wide).map_or(first, |last| last + 1);
            let mut table: Vec<Unit> = Vec::new();
            for (number, row) in run.into_iter().enumerate() {
                if number == end && !table.is_empty() {
                    self.units(std::mem::take(&mut table), writer)?;
                }
                match (first..end).contains(&number) {
                    true => table.extend(row),
                    false => self.lines(&row, writer),
                }
            }
            if !table.is_empty() {
                self.units(table, writer)?;
            }
        }
        Ok(())
    }

    fn lines(&self, row: &[Unit], writer: &mut Writer) {
        for unit in row {
            let at = self.name((unit.area.top, unit.area.left));
            let lines = writer.lines(&unit.text, &at, self.bbox(unit.area));
            writer.add_lines(lines);
        }
    }

    fn units(&self, units: Vec<Unit>, writer: &mut Writer) -> Result<(), Error> {
        let areas = units.iter().map(|unit| unit.area);
        match areas.reduce(|a, b| a.union(&b)) {
            Some(area) => self.table(area, units, writer),
            None => Ok(()),
        }
    }

    fn table(&self, area: Area, mut units: Vec<Unit>, writer: &mut Writer) -> Result<(), Error> {
        let shown = |tracks: &super::Tracks, from, to| -> Vec<u32> {
            (from..=to).filter(|n| !tracks.is_hidden(*n)).collect()
        };
        let last = units.iter().filter(|unit| !unit.is_blank());
        let last = last.map(|unit| unit.area.bottom).max().unwrap_or(area.top);
        units.retain(|unit| unit.area.top <= last);
        let rows = shown(&self.sheet.rows, area.top, last.max(area.top));
        let cols = shown(&self.sheet.cols, area.left, area.right);
        if rows.len().saturating_mul(cols.len()) > MAX_GRID {
            return Err(too_many(&self.sheet.name));
        }
        units.sort_by_key(|unit| (unit.area.top, unit.area.left));
        let span = |tracks: &[u32], from: u32, to: u32| {
            let first = tracks.partition_point(|n| *n < from);
            (first, tracks.partition_point(|n| *n <= to) - first)
        };
        let mut cells = Vec::with_capacity(units.len());
        for unit in units {
            let (row, row_span) = span(&rows, unit.area.top, unit.area.bottom);
            let (col, col_span) = span(&cols, unit.area.left, unit.area.right);
            if row_span == 0 || col_span == 0 {
                continue;
            }
            let bbox = self.bbox(unit.area);
            let at = self.name((unit.area.top, unit.area.left));
            cells.push(Cell {
                row,
                col,
                row_span,
                col_span,
                bbox,
                lines: writer.lines(&unit.text, &at, bbox),
            });
        }
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let edges = cols.iter().chain(cols.last()).enumerate();
        let edges = edges.map(|(i, col)| {
            let at = *col as usize + usize::from(i == cols.len());
            self.cols.get(at).copied().unwrap_or_default()
        });
        writer.add_table(Table {
            page: writer.page(),
            bbox: self.bbox(Area {
                bottom: last.max(area.top),
                ..area
            }),
            rows: rows.len(),
            cols: cols.len(),
            edges: edges.collect(),
            cells,
            ruled: true,
        });
        Ok(())
    }
}

/// Rows that follow one another without an empty one between.
fn without_gaps(rows: Vec<Vec<Unit>>) -> Vec<Vec<Vec<Unit>>> {
    let mut runs: Vec<Vec<Vec<Unit>>> = Vec::new();
    let mut end = 0;
    for mut row in rows {
        row.sort_by_key(|unit| unit.area.left);
        let top = row.iter().map(|unit| unit.area.top).min().unwrap_or(0);
        let bottom = row.iter().map(|unit| unit.area.bottom).max().unwrap_or(0);
        match runs.last_mut() {
            Some(run) if top <= end + 1 => run.push(row),
            _ => runs.push(vec![row]),
        }
        end = bottom;
    }
    runs
}
