//! One page → what is on it: the steps of layout up to the lines, in order.

use crate::extract::{Direction, Page};
use crate::geometry::Rect;
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::{duplicates, hidden, outlines, rotate, ruby};
use crate::layout::lines::{self, Row};
use crate::layout::passes::{self, Pass, Passes};
use crate::layout::reading::{self, Part};
use crate::layout::rules::Rule;
use crate::layout::table::assign::Filled;

/// The end of a page: the columns of its last rows, in the frame of its direction.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    direction: Direction,
    columns: Vec<Columns>,
}

/// What is on a page, before it is written with places.
pub(crate) struct Found {
    pub blocks: Vec<Raw>,
    pub duplicates: u32,
    pub direction: Direction,
}

/// A block whose text still refers to glyphs of the page.
pub(crate) enum Raw {
    Table(Filled),
    Rows(Vec<Row>),
    /// Slanted text, ruby.
    Beside(Row),
}

/// Finds what is on a page, in reading order, and what of it may continue on the next, if it ends with rows of columns.
///
/// `before` is the end of the page before it, whose last rows may continue.
pub(crate) fn find(page: &Page, before: Option<&Ending>, passes: Passes) -> (Found, Ending) {
    let direction = rotate::dominant(&page.glyphs);
    let carried = before
        .filter(|b| b.direction == direction)
        .map_or(&[][..], |b| &b.columns);
    let turned;
    let upright = match direction {
        Direction::Right => page,
        _ => {
            turned = rotate::page(page, direction);
            &turned
        }
    };
    let mut glyphs = seen(upright, passes);
    let duplicates = match passes.has(Pass::Duplicates) {
        true => duplicates::dedupe(&mut glyphs),
        false => 0,
    };
    let shapes = outlines::without(upright, &glyphs).filter(|_| passes.has(Pass::Outlines));
    let shapes = shapes.as_ref().unwrap_or(upright);
    let (blocks, columns) = blocks(shapes, glyphs, carried, passes);
    let found = Found {
        blocks,
        duplicates,
        direction,
    };
    let ending = Ending { direction, columns };
    (found, ending)
}

/// The glyphs that count, numbered.
fn seen(page: &Page, passes: Passes) -> Vec<PlacedGlyph> {
    let is_sane = |i: &PlacedGlyph| {
        let b = &i.bbox;
        [b.x0, b.y0, b.x1, b.y1, i.size, i.origin.0, i.origin.1]
            .iter()
            .all(|v| v.is_finite())
    };
    let all = (0..u32::MAX).zip(&page.glyphs);
    let all = all.map(|(id, g)| PlacedGlyph { glyph: *g, id });
    let mut glyphs = Vec::with_capacity(page.glyphs.len());
    glyphs.extend(all.filter(is_sane));
    if passes.has(Pass::Hidden) {
        hidden::drop_hidden(page, &mut glyphs);
    }
    glyphs
}

/// Slanted text, and the rest.
fn slanted_parted(glyphs: Vec<PlacedGlyph>) -> (Vec<PlacedGlyph>, Vec<PlacedGlyph>) {
    let is_slanted = |i: &PlacedGlyph| i.direction == Direction::Slanted;
    match glyphs.iter().any(is_slanted) {
        true => glyphs.into_iter().partition(is_slanted),
        false => (Vec::new(), glyphs),
    }
}

fn blocks(
    page: &Page,
    glyphs: Vec<PlacedGlyph>,
    carried: &[Columns],
    passes: Passes,
) -> (Vec<Raw>, Vec<Columns>) {
    let (slanted, glyphs) = slanted_parted(glyphs);
    let (glyphs, ruby) = match passes.has(Pass::Ruby) {
        true => ruby::parted(glyphs),
        false => (glyphs, Vec::new()),
    };
    let (tables, outside) = passes::find(page, &glyphs, carried, passes);
    let rules: Vec<Rule> = page.rules.iter().map(Rule::from).collect();
    let columns = Columns::of_page(&tables, &outside, &rules, carried);
    let boxes: Vec<Rect> = tables.iter().map(|t| t.grid.bbox()).collect();
    let mut tables: Vec<Option<Filled>> = tables.into_iter().map(Some).collect();
    let parts = reading::parts(&boxes, &outside);
    let mut blocks: Vec<Raw> = parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Table(i) => tables.get_mut(i)?.take().map(Raw::Table),
            Part::Text(glyphs) => Some(Raw::Rows(lines::rows(&glyphs))),
        })
        .collect();
    let ruby = ruby
        .into_iter()
        .filter_map(|run| Row::new(run, Direction::Right));
    blocks.extend(ruby.map(Raw::Beside));
    blocks.extend(Row::new(slanted, Direction::Slanted).map(Raw::Beside));
    (blocks, columns)
}
