//! Framed tables without any inner vertical rule: parted at the rivers that run down through all rows.

use super::super::cells::Filled;
use super::super::grid::{Grid, Span};
use super::super::lines::Ink;
use super::{RIVER_FEW_LINES, cut};

/// Fewer rows than this show no columns by their rivers.
const FEWEST_ROWS: usize = 3;

/// Rivers through all rows part columns if at least this part of the rows has text on both sides.
const BOTH_SIDES: f32 = 0.75;

/// Cuts a table of one column at the rivers that run through all its rows.
pub(super) fn split_at_rivers(table: Filled) -> Filled {
    let Filled { grid, inks } = table;
    let all: Vec<&Ink> = inks.iter().flatten().collect();
    let edges: Vec<f32> = rivers(&all)
        .into_iter()
        .filter(|&x| parts_most(&inks, x))
        .collect();
    if edges.is_empty() || grid.rows() < FEWEST_ROWS {
        return Filled { grid, inks };
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
    let grid = Grid::of_lines(xs, grid.ys);
    let pieces = wide
        .iter()
        .zip(inks)
        .flat_map(|(cell, inks)| cut(&grid, cell, &cuts, inks));
    let (spans, inks) = pieces.unzip();
    Filled {
        grid: Grid::new(grid.xs, grid.ys, spans),
        inks,
    }
}

/// The middles of the gaps between all glyphs that are wide enough for a gap between columns.
fn rivers(inks: &[&Ink]) -> Vec<f32> {
    let mut boxes: Vec<(f32, f32, f32)> = inks
        .iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| (i.glyph.bbox.x0, i.glyph.bbox.x1, i.glyph.size))
        .collect();
    boxes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f32::INFINITY;
    let mut out = Vec::new();
    for (x0, x1, size) in boxes {
        if x0 - end >= RIVER_FEW_LINES * size {
            out.push((x0 + end) / 2.0);
        }
        end = if end.is_finite() { end.max(x1) } else { x1 };
    }
    out
}

fn parts_most(rows: &[Vec<Ink>], x: f32) -> bool {
    let visible = |row: &[Ink]| -> Vec<f32> {
        let seen = row.iter().filter(|i| !i.glyph.c.is_whitespace());
        seen.map(|i| i.glyph.bbox.x0).collect()
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
