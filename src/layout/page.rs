//! One page → what stands on it: the steps of the layout up to the lines, in their order.

use super::carried::Columns;
use super::cells::Filled;
use super::lines::{self, Ink, Row};
use super::order::{self, Part};
use super::{curves, dedupe, hidden, ruby, tables, turn};
use crate::extract::{Direction, Page};
use crate::geometry::Rect;

/// How a page ends: the columns of its last rows, in the frame of its direction.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    direction: Direction,
    columns: Vec<Columns>,
}

/// What stands on a page, not yet written with its places.
pub(super) struct Found {
    pub blocks: Vec<Raw>,
    pub duplicates: u32,
    pub direction: Direction,
}

/// A block whose text still counts in glyphs of the page.
pub(super) enum Raw {
    Table(Filled),
    Rows(Vec<Row>),
    /// Slanted text, ruby.
    Beside(Row),
}

/// Finds what stands on a page, in reading order, and what of it goes on over its end, if it ends with rows of columns.
///
/// `before` is the end of the page before it, whose last rows may go on.
pub(super) fn find(page: &Page, before: Option<&Ending>) -> (Found, Ending) {
    let direction = turn::dominant(&page.glyphs);
    let carried = before
        .filter(|b| b.direction == direction)
        .map_or(&[][..], |b| &b.columns);
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
    let shapes = curves::without(upright, &inks);
    let (blocks, columns) = blocks(shapes.as_ref().unwrap_or(upright), inks, carried);
    let found = Found {
        blocks,
        duplicates,
        direction,
    };
    let ending = Ending { direction, columns };
    (found, ending)
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
    let all = (0..u32::MAX).zip(&page.glyphs);
    let all = all.map(|(id, g)| Ink { glyph: *g, id });
    let mut inks = Vec::with_capacity(page.glyphs.len());
    inks.extend(all.filter(is_sane));
    hidden::drop_hidden(page, &mut inks);
    inks
}

/// Slanted text, and the rest.
fn slanted_parted(inks: Vec<Ink>) -> (Vec<Ink>, Vec<Ink>) {
    let is_slanted = |i: &Ink| i.glyph.direction == Direction::Slanted;
    match inks.iter().any(is_slanted) {
        true => inks.into_iter().partition(is_slanted),
        false => (Vec::new(), inks),
    }
}

fn blocks(page: &Page, inks: Vec<Ink>, carried: &[Columns]) -> (Vec<Raw>, Vec<Columns>) {
    let (slanted, inks) = slanted_parted(inks);
    let (inks, ruby) = ruby::parted(inks);
    let (tables, outside) = tables::find(page, &inks, carried);
    let columns = Columns::of_page(&tables, &outside, &page.rules, carried);
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
