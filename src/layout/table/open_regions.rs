//! Areas inside a table that its rules leave open: a column that ends with the page, a corner without its frame.
//!
//! What is inside a table's box belongs to the table: text in such an area is a cell of its own. So the text of all
//! tables together with the text outside their boxes is the text of the page.

use std::collections::BTreeSet;

use crate::content::Origin;
use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::places::Strips;
use crate::layout::grid::walls::Walls;
use crate::layout::grid::{Grid, Span, rectangles};
use crate::layout::rules::{self, Sets};
use crate::layout::table::assign::Filled;

/// A field of a grid: its row and its column.
type Field = (usize, usize);

/// The grids of the tables with cells where there is text in open areas, and whether there are any.
pub(crate) fn closed(tables: &[Filled], glyphs: &[PlacedGlyph]) -> (Vec<Grid>, bool) {
    let mut fields: Vec<BTreeSet<Field>> = vec![BTreeSet::new(); tables.len()];
    let boxes: Vec<Rect> = tables.iter().map(|t| t.grid.bbox()).collect();
    let strips = Strips::of(&boxes);
    for glyph in glyphs.iter().filter(|g| !g.c.is_whitespace()) {
        let (x, y) = glyph.bbox.center();
        let near = strips.at(y);
        let holds = |n: &&usize| boxes.get(**n).is_some_and(|b| b.contains(x, y));
        let mut holding = near.iter().filter(holds);
        let grid = |n: usize| tables.get(n).map(|t| &t.grid);
        let is_held = |n: &usize| grid(*n).is_some_and(|g| g.locate(x, y).is_some());
        let Some(first) = holding.next() else {
            continue;
        };
        if is_held(first) || holding.any(is_held) {
            continue;
        }
        let field = grid(*first).and_then(|g| g.field(x, y));
        let fields = fields.get_mut(*first).into_iter();
        fields.for_each(|set| set.extend(field));
    }
    let is_open = fields.iter().any(|set| !set.is_empty());
    let grids = tables.iter().zip(fields);
    let grids = grids.map(|(table, fields)| with_cells(table.grid.clone(), &fields));
    (grids.collect(), is_open)
}

/// The grid with cells at these open fields, and at adjacent ones that no rule separates from them.
fn with_cells(grid: Grid, text: &BTreeSet<Field>) -> Grid {
    if text.is_empty() {
        return grid;
    }
    let regions = regions(&grid);
    let with_text = regions
        .iter()
        .filter(|r| r.iter().any(|f| text.contains(f)));
    let pieces = with_text.flat_map(|region| rectangles(region));
    let holds_text = |cell: &Span| {
        let fields = |row: usize| (row, cell.col)..(row, cell.col_end());
        (cell.row..cell.row_end()).any(|row| text.range(fields(row)).next().is_some())
    };
    let open: Vec<Span> = pieces.filter(holds_text).collect();
    let sides = open.iter().flat_map(|cell| rules::frame(&grid.rect(cell)));
    let sides = rules::of(Origin::OpenRegion, sides);
    let cells = grid.cells.iter().copied().chain(open).collect();
    let mut grid = grid.with_cells(cells);
    grid.rules.extend(sides);
    grid
}

/// The fields that no cell covers, grouped if no rule separates them.
fn regions(grid: &Grid) -> Vec<Vec<Field>> {
    let (rows, cols) = (grid.rows(), grid.cols());
    let walls = Walls::new(&grid.rules, &grid.xs, &grid.ys);
    let is_open = |r: usize, c: usize| grid.cell_at(r, c).is_none();
    let all = (0..rows).flat_map(|r| (0..cols).map(move |c| (r, c)));
    let all: Vec<Field> = all.collect();
    let mut sets = Sets::new(all.len());
    for &(r, c) in all.iter().filter(|(r, c)| is_open(*r, *c)) {
        if c > 0 && is_open(r, c - 1) && !walls.left_of(r, c) {
            sets.unite(r * cols + c, r * cols + c - 1);
        }
        if r > 0 && is_open(r - 1, c) && !walls.above(r, c) {
            sets.unite(r * cols + c, (r - 1) * cols + c);
        }
    }
    let mut regions = sets.gather(&all);
    regions.retain(|region| region.first().is_some_and(|(r, c)| is_open(*r, *c)));
    regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::table::assign::fill;
    use crate::layout::tests::{across, down, string};

    /// Two columns of three rows; the right one has rules above and below its first row only, and no right side below.
    #[test]
    fn text_in_an_open_column_is_a_cell() {
        let mut rules = vec![across(0.0, 0.0, 200.0), across(20.0, 0.0, 200.0)];
        rules.extend([40.0, 60.0].map(|y| across(y, 0.0, 100.0)));
        rules.extend([0.0, 100.0].map(|x| down(x, 0.0, 60.0)));
        rules.push(down(200.0, 0.0, 20.0));
        let glyphs = string("旅費", 120.0, 45.0, 10.0);
        let grid = Grid::from_rules(&rules).into_iter().collect();
        let (tables, outside) = fill(grid, &glyphs);
        assert_eq!((tables[0].grid.cells.len(), outside.len()), (4, 2));
        let (grids, is_open) = closed(&tables, &glyphs);
        assert!(is_open);
        let open = grids[0].cells.iter().filter(|c| c.col == 1 && c.row > 0);
        let open: Vec<_> = open.map(|c| (c.row, c.rows)).collect();
        assert_eq!(open, [(1, 2)], "one cell, down to the end of the table");
    }
}
