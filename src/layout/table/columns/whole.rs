//! Framed tables without any inner vertical rule, split at the gaps through all rows.

use crate::content::Origin;
use crate::layout::glyphs::{PlacedGlyph, largest};
use crate::layout::grid::{Grid, Span};
use crate::layout::table::assign::Filled;
use crate::layout::table::columns::cut;
use crate::layout::whitespace::{self, FEW_LINES};

/// Fewer rows than this show no columns by their gaps.
const FEWEST_ROWS: usize = 3;

/// Gaps through all rows separate columns if at least this fraction of the rows has text on both sides.
const BOTH_SIDES: f32 = 0.75;

/// Splits a table of one column at the gaps through all its rows.
pub(crate) fn split_at_rivers(table: Filled) -> Filled {
    let Filled { grid, glyphs } = table;
    let edges: Vec<f32> = gaps(glyphs.iter().flatten())
        .into_iter()
        .filter(|&x| parts_most(&glyphs, x))
        .collect();
    if edges.is_empty() || grid.rows() < FEWEST_ROWS {
        return Filled { grid, glyphs };
    }
    let ends = grid.xs.iter().copied();
    let mut xs: Vec<f32> = ends.chain(edges.iter().copied()).collect();
    xs.sort_by(f32::total_cmp);
    let wide: Vec<Span> = grid
        .cells
        .iter()
        .map(|c| Span {
            cols: xs.len() - 1,
            ..*c
        })
        .collect();
    let cuts: Vec<usize> = (1..=edges.len()).collect();
    let lines = Grid::of_lines(xs, grid.ys.clone());
    let pieces = wide
        .iter()
        .zip(glyphs)
        .flat_map(|(cell, glyphs)| cut(&lines, cell, &cuts, glyphs));
    let (spans, glyphs) = pieces.unzip();
    Filled {
        grid: grid.recut(lines.xs, lines.ys, spans, Origin::ColumnGap),
        glyphs,
    }
}

/// The centres of the gaps between all glyphs that are wide enough for a column gap.
fn gaps<'g>(glyphs: impl Iterator<Item = &'g PlacedGlyph> + Clone) -> Vec<f32> {
    let seen = glyphs.filter(|i| !i.c.is_whitespace());
    let least = FEW_LINES * largest(seen.clone());
    let spans = seen.map(|i| (i.bbox.x0, i.bbox.x1)).collect();
    let free = whitespace::free(spans, least).into_iter();
    free.map(|(from, to)| (from + to) / 2.0).collect()
}

fn parts_most(rows: &[Vec<PlacedGlyph>], x: f32) -> bool {
    let visible = |row: &[PlacedGlyph]| -> Vec<f32> {
        let seen = row.iter().filter(|i| !i.c.is_whitespace());
        seen.map(|i| i.bbox.x0).collect()
    };
    let filled: Vec<Vec<f32>> = rows
        .iter()
        .map(|r| visible(r))
        .filter(|r| !r.is_empty())
        .collect();
    let parted = |row: &&Vec<f32>| row.iter().any(|&g| g < x) && row.iter().any(|&g| g > x);
    let both = filled.iter().filter(parted).count();
    both as f32 >= BOTH_SIDES * filled.len() as f32
}
