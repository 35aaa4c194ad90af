//! One page → its blocks: the steps of the layout in their order.

use super::carried::Columns;
use super::cells::Filled;
use super::lines::{self, Ink, Row};
use super::order::{self, Part};
use super::wrap::{self, Measure};
use super::{Block, Cell, Line, Table, dedupe, hidden, ruby, tables, turn};
use crate::extract::{Direction, Page};
use crate::geometry::Rect;
use crate::text::{Char, Place, Position, Text};

/// A cell's padding where none of the table's cells shows it, in points.
const USUAL_PADDING: f32 = 2.0;

/// How a page ends: the columns of its last row, in the frame of its direction.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    direction: Direction,
    columns: Columns,
}

/// A laid-out page.
pub(super) struct Laid {
    pub blocks: Vec<Block>,
    pub duplicates: u32,
    pub direction: Direction,
    /// What goes on over its end, if it ends with a row of columns.
    pub ending: Option<Ending>,
}

/// Lays a page out; the places of its characters are added to `places` in reading order.
///
/// `before` is the page before it, whose last row may go on.
pub(super) fn lay_out(page: &Page, before: Option<&Ending>, places: &mut Vec<Place>) -> Laid {
    let direction = turn::dominant(&page.glyphs);
    let carried = before
        .filter(|b| b.direction == direction)
        .map(|b| &b.columns);
    let turned;
    let upright = match direction {
        Direction::Right => page,
        _ => {
            turned = turn::page(page, direction);
            &turned
        }
    };
    let mut inks = seen(upright);
    let duplicates = dedupe::dedupe(&mut inks);
    let (blocks, columns) = blocks(upright, inks, carried);
    let mut writer = Writer {
        page,
        direction,
        places,
    };
    let blocks = blocks.into_iter().flat_map(|b| writer.blocks(b)).collect();
    Laid {
        blocks,
        duplicates,
        direction,
        ending: columns.map(|columns| Ending { direction, columns }),
    }
}

/// The glyphs that count, numbered.
fn seen(page: &Page) -> Vec<Ink> {
    let is_sane = |i: &Ink| {
        let b = &i.glyph.bbox;
        [
            b.x0,
            b.y0,
            b.x1,
            b.y1,
            i.glyph.size,
            i.glyph.origin.0,
            i.glyph.origin.1,
        ]
        .iter()
        .all(|v| v.is_finite())
    };
    let mut inks: Vec<Ink> = (0..u32::MAX)
        .zip(&page.glyphs)
        .map(|(id, g)| Ink { glyph: *g, id })
        .filter(is_sane)
        .collect();
    hidden::drop_hidden(page, &mut inks);
    inks
}

/// A block whose text still counts in glyphs of the page.
enum Raw {
    Table(Filled),
    Rows(Vec<Row>),
    /// Slanted text, ruby.
    Beside(Row),
}

fn blocks(page: &Page, inks: Vec<Ink>, carried: Option<&Columns>) -> (Vec<Raw>, Option<Columns>) {
    let (slanted, inks): (Vec<Ink>, Vec<Ink>) = inks
        .into_iter()
        .partition(|i| i.glyph.direction == Direction::Slanted);
    let (inks, ruby) = ruby::parted(inks);
    let (tables, outside) = tables::find(page, &inks, carried);
    let columns = Columns::of(&tables, &page.rules, carried);
    let boxes: Vec<Rect> = tables.iter().map(|t| t.grid.bbox()).collect();
    let mut tables: Vec<Option<Filled>> = tables.into_iter().map(Some).collect();
    let parts = order::parts(&boxes, &outside);
    let mut blocks: Vec<Raw> = parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Table(i) => tables.get_mut(i)?.take().map(Raw::Table),
            Part::Text(inks) => Some(Raw::Rows(lines::rows(&inks))),
        })
        .collect();
    let ruby = ruby
        .into_iter()
        .filter_map(|run| Row::new(run, Direction::Right));
    blocks.extend(ruby.map(Raw::Beside));
    blocks.extend(Row::new(slanted, Direction::Slanted).map(Raw::Beside));
    (blocks, columns)
}

/// Writes blocks with places: numbers of glyphs become numbers of places, boxes are turned back.
struct Writer<'a> {
    page: &'a Page,
    direction: Direction,
    places: &'a mut Vec<Place>,
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
        let Filled { grid, inks } = table;
        let rows: Vec<Vec<Row>> = inks.iter().map(|inks| lines::rows(inks)).collect();
        let boxes: Vec<Rect> = grid.cells.iter().map(|c| grid.rect(c)).collect();
        let padding = usual_padding(rows.iter().zip(&boxes));
        let parts = grid.cells.iter().zip(&boxes).zip(&rows);
        let cells = parts.map(|((span, bbox), rows)| Cell {
            row: span.row,
            col: span.col,
            row_span: span.rows,
            col_span: span.cols,
            bbox: turn::rect_back(bbox, self.direction),
            lines: self.cell_lines(rows, bbox, padding),
        });
        let cells = cells.collect();
        Table {
            page: self.page.number,
            bbox: turn::rect_back(&grid.bbox(), self.direction),
            rows: grid.rows(),
            cols: grid.cols(),
            edges: grid.xs,
            cells,
            ruled: true,
        }
    }

    fn cell_lines(&mut self, rows: &[Row], cell: &Rect, padding: f32) -> Vec<Line> {
        let measures = measures(rows, |rows, direction| {
            Measure::in_cell(rows, &turn::rect(cell, direction), padding)
        });
        rows.iter()
            .map(|r| self.line(r, room(&measures, r)))
            .collect()
    }

    fn line(&mut self, row: &Row, room: f32) -> Line {
        Line {
            page: self.page.number,
            text: self.placed(row.text()),
            bbox: turn::rect_back(&row.page_box(), self.direction),
            size: row.size(),
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
                .map(|r| r.own_box().x0 - bbox.x0)
                .min_by(f32::total_cmp)?;
            let size = rows.iter().map(Row::size).fold(0.0, f32::max);
            (gap <= wrap::WIDEST_PADDING * size).then_some(gap)
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_PADDING)
}
