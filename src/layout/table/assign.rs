//! Assigns glyphs to cells.
//!
//! A glyph belongs to the cell that contains its centre, so that text that touches or crosses a rule stays whole; one
//! that hangs over the table's border belongs to the adjacent cell. Of nested tables the innermost has it.

use crate::content::Origin;
use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::places::Strips;
use crate::layout::grid::{Grid, Span};

/// A glyph hangs over the border of a table if at least this fraction of it is inside.
const HANGS_IN: f32 = 0.25;

/// A grid with the glyphs of its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filled {
    pub grid: Grid,
    /// The glyphs of each cell, in the order of [`Grid::cells`].
    pub glyphs: Vec<Vec<PlacedGlyph>>,
}

impl Filled {
    /// A grid without glyphs, with room for this many in each cell.
    fn with_room(grid: Grid, counts: Vec<usize>) -> Self {
        let glyphs = counts.into_iter().map(Vec::with_capacity).collect();
        Self { grid, glyphs }
    }

    /// A grid whose cells, with their glyphs, were cut at grid lines that it has.
    pub(crate) fn recut(grid: Grid, cells: Vec<(Span, Vec<PlacedGlyph>)>, origin: Origin) -> Self {
        let is_cut = cells.len() > grid.cells.len();
        let (spans, glyphs) = cells.into_iter().unzip();
        let grid = match is_cut {
            true => grid.recut_columns(spans, origin),
            false => grid,
        };
        Self { grid, glyphs }
    }

    /// The number of cells with text.
    pub(crate) fn filled_cells(&self) -> usize {
        let is_filled = |glyphs: &&Vec<PlacedGlyph>| glyphs.iter().any(|i| !i.c.is_whitespace());
        self.glyphs.iter().filter(is_filled).count()
    }
}

/// The index of a table, and of a cell in it.
type Place = (usize, usize);

/// Assigns the glyphs to the cells of the grids (innermost first); returns those outside of all.
pub(crate) fn fill(grids: Vec<Grid>, glyphs: &[PlacedGlyph]) -> (Vec<Filled>, Vec<PlacedGlyph>) {
    let boxes: Vec<Rect> = grids.iter().map(Grid::bbox).collect();
    let strips = Strips::of(&boxes);
    let places = glyphs.iter().map(|g| place(g, &grids, &boxes, &strips));
    let places: Vec<Option<Place>> = places.collect();
    let none = |grid: &Grid| vec![0; grid.cells.len()];
    let mut counts: Vec<Vec<usize>> = grids.iter().map(none).collect();
    for (table, cell) in places.iter().flatten() {
        if let Some(count) = counts.get_mut(*table).and_then(|t| t.get_mut(*cell)) {
            *count += 1;
        }
    }
    let tables = grids.into_iter().zip(counts);
    let mut tables: Vec<Filled> = tables
        .map(|(g, counts)| Filled::with_room(g, counts))
        .collect();
    let mut outside = Vec::new();
    for (glyph, place) in glyphs.iter().zip(places) {
        let cell = place.and_then(|(table, cell)| tables.get_mut(table)?.glyphs.get_mut(cell));
        cell.unwrap_or(&mut outside).push(*glyph);
    }
    (tables, outside)
}

/// The cell of a glyph.
fn place(glyph: &PlacedGlyph, grids: &[Grid], boxes: &[Rect], strips: &Strips) -> Option<Place> {
    let table = |n: usize| Some((n, grids.get(n)?, boxes.get(n)?));
    let (x, y) = glyph.bbox.center();
    let tables = strips.at(y);
    let mut holding = tables.iter().filter_map(|n| table(*n));
    let held = holding.find_map(|(table, grid, bbox)| {
        let cell = bbox.contains(x, y).then(|| grid.locate(x, y))??;
        Some((table, cell))
    });
    if held.is_some() {
        return held;
    }
    // a glyph that hangs over a border has its foot or its head in the table's strips
    let mut beside: Vec<Place> = Vec::new();
    for y in [glyph.bbox.y0, y, glyph.bbox.y1] {
        for (table, grid, bbox) in strips.at(y).iter().filter_map(|n| table(*n)) {
            let inside = hanging_in(&glyph.bbox, bbox);
            let cell = inside.and_then(|(x, y)| grid.locate(x, y));
            beside.extend(cell.map(|cell| (table, cell)));
        }
    }
    beside.into_iter().min()
}

/// The centre of the part inside, if it is enough of the glyph.
fn hanging_in(glyph: &Rect, table: &Rect) -> Option<(f32, f32)> {
    let (x0, x1) = (glyph.x0.max(table.x0), glyph.x1.min(table.x1));
    let (y0, y1) = (glyph.y0.max(table.y0), glyph.y1.min(table.y1));
    let inside = (x1 - x0).max(0.0) * (y1 - y0).max(0.0);
    let enough = inside > 0.0 && inside >= HANGS_IN * glyph.width() * glyph.height();
    enough.then_some(((x0 + x1) / 2.0, (y0 + y1) / 2.0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::grid::Grid;
    use crate::layout::tests::{across, down, string};

    fn two_cells() -> Grid {
        Grid::from_rules(&[
            across(0.0, 0.0, 100.0),
            across(20.0, 0.0, 100.0),
            down(0.0, 0.0, 20.0),
            down(50.0, 0.0, 20.0),
            down(100.0, 0.0, 20.0),
        ])
        .unwrap()
    }

    #[test]
    fn glyphs_go_where_their_middle_is() {
        let glyphs = string("一二三四五六七", 11.0, 15.0, 10.0);
        let (tables, outside) = fill(vec![two_cells()], &glyphs);
        let text = |i: usize| tables[0].glyphs[i].iter().map(|i| i.c).collect::<String>();
        assert_eq!((text(0), text(1)), ("一二三四".into(), "五六七".into()));
        assert!(outside.is_empty());
    }

    #[test]
    fn a_glyph_over_the_border_belongs_to_the_adjacent_cell() {
        let glyphs = string("八九", 84.0, 15.0, 10.0);
        let glyphs: Vec<_> = glyphs.into_iter().map(|i| shifted(i, 2.0)).collect();
        let (tables, outside) = fill(vec![two_cells()], &glyphs);
        assert_eq!((tables[0].glyphs[1].len(), outside.len()), (2, 0));
    }

    fn shifted(mut glyph: PlacedGlyph, by: f32) -> PlacedGlyph {
        glyph.bbox.x0 += by;
        glyph.bbox.x1 += by;
        glyph
    }

    #[test]
    fn glyphs_in_no_cell_are_outside() {
        let glyphs = string("題", 11.0, 45.0, 10.0);
        let (tables, outside) = fill(vec![two_cells()], &glyphs);
        assert_eq!((tables[0].filled_cells(), outside.len()), (0, 1));
    }
}
