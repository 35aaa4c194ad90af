//! What was found on a page → its blocks: lines are made, indexes of glyphs become indexes of places, and boxes are
//! rotated back.

use crate::content::{Block, Cell, Line, Ruling, Table};
use crate::extract::scan::Reading;
use crate::extract::{Direction, Page};
use crate::geometry::Rect;
use crate::layout::glyphs::rotate;
use crate::layout::grid::Grid;
use crate::layout::lines;
use crate::layout::lines::Row;
use crate::layout::lines::wrap;
use crate::layout::lines::wrap::Measure;
use crate::layout::page::{Found, Raw};
use crate::layout::rules;
use crate::layout::table::assign::Filled;
use crate::text::{Char, Place, Position, Text};

/// A cell's padding if none of the table's cells shows it, in points.
const USUAL_PADDING: f32 = 2.0;

/// Writes what was found on a page; the places of its characters are numbered from 0, in reading order.
pub(crate) fn write(page: &Page, found: Found) -> Written {
    let mut writer = Writer {
        page,
        direction: found.direction,
        places: Vec::with_capacity(page.glyphs.len()),
        rulings: Vec::new(),
        readings: Vec::new(),
    };
    let blocks = found.blocks.into_iter();
    let blocks = blocks.flat_map(|b| writer.blocks(b)).collect();
    Written {
        blocks,
        places: writer.places,
        readings: writer.readings,
        rulings: writer.rulings,
    }
}

/// A page's blocks, the places of their characters, and the lines that separate the cells of its tables.
pub(crate) struct Written {
    pub blocks: Vec<Block>,
    pub places: Vec<Place>,
    pub rulings: Vec<Ruling>,
    pub readings: Vec<(u32, Reading)>,
}

struct Writer<'a> {
    page: &'a Page,
    direction: Direction,
    places: Vec<Place>,
    rulings: Vec<Ruling>,
    readings: Vec<(u32, Reading)>,
}

impl Writer<'_> {
    fn blocks(&mut self, raw: Raw) -> Vec<Block> {
        match raw {
            Raw::Table(table) => vec![Block::Table(self.table(table))],
            Raw::Rows(rows) => {
                let measures = measures(&rows, |rows, _| Measure::of_text(rows));
                let lines = rows
                    .iter()
                    .map(|r| Block::Line(self.line(r, room(&measures, r))));
                lines.collect()
            }
            Raw::Beside(row) => vec![Block::Furniture(self.line(&row, f32::INFINITY))],
        }
    }

    fn table(&mut self, table: Filled) -> Table {
        let Filled { grid, glyphs } = table;
        self.rule(&grid);
        let rows: Vec<Vec<Row>> = glyphs.iter().map(|glyphs| lines::rows(glyphs)).collect();
        let boxes: Vec<Rect> = grid.cells.iter().map(|c| grid.rect(c)).collect();
        let padding = usual_padding(rows.iter().zip(&boxes));
        let parts = grid.cells.iter().zip(&boxes).zip(&rows);
        let cells = parts.map(|((span, bbox), rows)| Cell {
            row: span.row,
            col: span.col,
            row_span: span.rows,
            col_span: span.cols,
            bbox: rotate::rect_back(bbox, self.direction),
            lines: self.cell_lines(rows, bbox, padding),
        });
        let cells = cells.collect();
        Table {
            page: self.page.number,
            bbox: rotate::rect_back(&grid.bbox(), self.direction),
            rows: grid.rows(),
            cols: grid.cols(),
            edges: grid.xs,
            cells,
            ruled: true,
        }
    }

    /// Records the rules inside the table and around it.
    fn rule(&mut self, grid: &Grid) {
        let area = grid.bbox().grown(rules::TOUCH);
        let extents = grid.rules.iter().map(|r| (r.extent(), r.origin));
        let inside = extents.filter(|(extent, _)| area.overlaps(extent));
        self.rulings.extend(inside.map(|(extent, origin)| Ruling {
            page: self.page.number,
            bbox: rotate::rect_back(&extent, self.direction),
            origin,
        }));
    }

    fn cell_lines(&mut self, rows: &[Row], cell: &Rect, padding: f32) -> Vec<Line> {
        let measures = measures(rows, |rows, direction| {
            Measure::in_cell(rows, &rotate::rect(cell, direction), padding)
        });
        rows.iter()
            .map(|r| self.line(r, room(&measures, r)))
            .collect()
    }

    fn line(&mut self, row: &Row, room: f32) -> Line {
        Line {
            page: self.page.number,
            text: self.placed(row.text()),
            bbox: rotate::rect_back(&row.page_box(), self.direction),
            size: row.size,
            room,
            head: wrap::head(row),
        }
    }

    fn placed(&mut self, text: Text) -> Text {
        text.0.into_iter().map(|ch| self.place(ch)).collect()
    }

    fn place(&mut self, ch: Char) -> Char {
        let Some(glyph) = self.page.glyphs.get(ch.at as usize) else {
            return ch;
        };
        let at = u32::try_from(self.places.len()).unwrap_or(Char::NOWHERE);
        let scan = self.page.scan.as_ref();
        if let Some(reading) = scan.and_then(|s| s.readings.get(ch.at as usize)) {
            self.readings.push((at, *reading));
        }
        self.places.push(Place {
            page: self.page.number,
            position: Position::Box(glyph.bbox),
        });
        Char { at, ..ch }
    }
}

/// The measure of the rows of each direction.
fn measures(
    rows: &[Row],
    measure: impl Fn(&[&Row], Direction) -> Measure,
) -> Vec<(Direction, Measure)> {
    let mut out: Vec<(Direction, Measure)> = Vec::new();
    for row in rows {
        if !out.iter().any(|(d, _)| *d == row.direction) {
            let same: Vec<&Row> = rows
                .iter()
                .filter(|r| r.direction == row.direction)
                .collect();
            out.push((row.direction, measure(&same, row.direction)));
        }
    }
    out
}

fn room(measures: &[(Direction, Measure)], row: &Row) -> f32 {
    let own = measures.iter().find(|(d, _)| *d == row.direction);
    own.map_or(f32::INFINITY, |(_, m)| m.room(row))
}

/// The left padding that most cells of a table show.
fn usual_padding<'a>(cells: impl Iterator<Item = (&'a Vec<Row>, &'a Rect)>) -> f32 {
    let mut gaps: Vec<f32> = cells
        .filter_map(|(rows, bbox)| {
            let upright = rows.iter().filter(|r| r.direction == Direction::Right);
            let gap = upright
                .map(|r| r.own_box.x0 - bbox.x0)
                .min_by(f32::total_cmp)?;
            let size = rows.iter().map(|r| r.size).fold(0.0, f32::max);
            (gap <= wrap::WIDEST_PADDING * size).then_some(gap)
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_PADDING)
}
