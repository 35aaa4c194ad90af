//! Which grids are tables, rather than frames, charts or drawings.

use crate::extract::Direction;
use crate::geometry::Rect;
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::grid::{Grid, Span};
use crate::layout::lines;
use crate::layout::table::assign::Filled;

/// Fewer cells with text than this are a frame rather than a table …
const FEWEST_FILLED: usize = 2;

/// … unless it is one row of this many columns, or has the columns of the row that a page break cut: of a continuation
/// often only the longest cell has text.
const COLUMNS_OF_A_TABLE: usize = 3;

/// Cells that fill less than this fraction of their table's box are boxes connected by lines: some kind of chart.
const FILLED: f32 = 0.4;

/// A grid of more cells than this is a drawing …
const MANY_CELLS: usize = 20;

/// … if fewer than one in this many of its cells have text, …
const SPARSE: usize = 4;

/// … and no row or column of at least this many cells has text in half of them: a form to fill in has headings.
const FEWEST_HEADS: usize = 3;

/// Boxes connected by lines make a grid of at least this many fields per cell, …
const FIELDS_OF_A_CELL: usize = 4;

/// … with at least this many words across lines: what a class diagram writes on its connections.
const WORDS_ACROSS: usize = 2;

/// Letters of one word are no further apart than this many font sizes.
const ONE_WORD: f32 = 0.1;

/// Whether a grid with its text is a table rather than a frame, chart or drawing.
pub(crate) fn is_table(table: &Filled, carried: &[Columns]) -> bool {
    if !fills_its_box(&table.grid) || is_drawing(table) || is_diagram(table) {
        return false;
    }
    let goes_on = || {
        carried
            .iter()
            .any(|columns| columns.stand_at(&table.grid.xs))
    };
    match table.filled_cells() {
        0 => false,
        filled => filled >= FEWEST_FILLED || is_row(&table.grid) || goes_on(),
    }
}

/// Whether it is one row of a table.
fn is_row(grid: &Grid) -> bool {
    grid.rows() == 1 && grid.cols() >= COLUMNS_OF_A_TABLE
}

/// Whether its text is scattered.
fn is_drawing(table: &Filled) -> bool {
    let cells = table.grid.cells.len();
    if cells < MANY_CELLS || table.filled_cells() * SPARSE >= cells {
        return false;
    }
    let grid = &table.grid;
    let is_headed = |lines: usize, line_of: fn(&Span) -> usize| {
        let mut counts = vec![(0, 0); lines];
        for (cell, glyphs) in grid.cells.iter().zip(&table.glyphs) {
            if let Some((all, filled)) = counts.get_mut(line_of(cell)) {
                *all += 1;
                *filled += usize::from(glyphs.iter().any(|i| !i.c.is_whitespace()));
            }
        }
        let is_heading =
            |(all, filled): &(usize, usize)| *filled >= FEWEST_HEADS && filled * 2 >= *all;
        counts.iter().any(is_heading)
    };
    !is_headed(grid.rows(), |cell| cell.row) && !is_headed(grid.cols(), |cell| cell.col)
}

/// Whether there are words across its lines, and those lines are like the ones between the boxes of a diagram.
fn is_diagram(table: &Filled) -> bool {
    let grid = &table.grid;
    if grid.rows() * grid.cols() < FIELDS_OF_A_CELL * grid.cells.len() {
        return false;
    }
    // here the index of a glyph is that of its cell
    let cells = table.glyphs.iter().enumerate();
    let upright = cells.flat_map(|(cell, glyphs)| glyphs.iter().map(move |g| (cell, *g)));
    let upright = upright.filter(|(_, g)| g.direction == Direction::Right);
    let placed = upright.map(|(cell, glyph)| {
        let id = u32::try_from(cell).unwrap_or(u32::MAX);
        PlacedGlyph { id, ..glyph }
    });
    let lines = lines::level(&placed.collect::<Vec<_>>());
    let goes_on = |a: &PlacedGlyph, b: &PlacedGlyph| b.bbox.x0 - a.bbox.x1 <= ONE_WORD * a.size;
    let words = lines.iter().flat_map(|line| line.chunk_by(goes_on));
    let is_across = |word: &&[PlacedGlyph]| {
        word.iter()
            .any(|g| Some(g.id) != word.first().map(|f| f.id))
    };
    words.filter(is_across).count() >= WORDS_ACROSS
}

pub(crate) fn fills_its_box(grid: &Grid) -> bool {
    let area = |r: Rect| r.width() * r.height();
    let cells: f32 = grid.cells.iter().map(|c| area(grid.rect(c))).sum();
    cells >= FILLED * area(grid.bbox())
}
