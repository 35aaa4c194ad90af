//! Columns without rules: cells that run on under a header row whose cells are parted, and framed tables that have
//! no inner vertical rule at all.
//!
//! Many forms rule the header row and leave the rows below open. Such a wide cell is cut at an edge of the nearest
//! parted row above it, provided that a clear white river runs down the cell there and that text stands on at least
//! two sides. Prose in a cell that is merged on purpose crosses the edges and keeps it whole. Where no row is parted,
//! the rivers that run down through all rows are the columns' edges.

use super::cells::Filled;
use super::grid::{Grid, Span};
use super::lines::Ink;
use crate::geometry::Rect;

/// Width of the river that parts two columns, in font sizes: where several lines confirm it, only the padding of the
/// two cells is left between full lines …
const RIVER: f32 = 0.3;

/// … but a line or two could have a gap there by chance.
const RIVER_FEW_LINES: f32 = 1.0;

/// So many lines' height of text makes a river certain.
const MANY_LINES: f32 = 2.5;

/// Each wide cell looks at all cells above it; a table with more cells than this is ruled throughout.
const MOST_CELLS: usize = 5000;

/// Fewer rows than this show no columns by their rivers.
const FEWEST_ROWS: usize = 3;

/// Rivers through all rows part columns if at least this part of the rows has text on both sides.
const BOTH_SIDES: f32 = 0.75;

/// A text further than this many font sizes from its column's edge may stand there by chance.
const WIDEST_PADDING: f32 = 0.6;

/// Cuts the cells of a table into columns where rules do not.
pub(super) fn split(table: Filled) -> Filled {
    if table.grid.cols() == 1 {
        split_at_rivers(table)
    } else {
        split_under_headers(table)
    }
}

/// Cuts a table of one column at the rivers that run through all its rows.
fn split_at_rivers(table: Filled) -> Filled {
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

/// Cuts the wide cells of a table where its header says that columns are.
fn split_under_headers(table: Filled) -> Filled {
    if table.grid.cells.len() > MOST_CELLS {
        return table;
    }
    let Filled { grid, inks } = table;
    let mut cells: Vec<(Span, Vec<Ink>)> = Vec::with_capacity(grid.cells.len());
    for (cell, inks) in grid.cells.iter().zip(inks) {
        let edges = match cell.cols > 1 && parts_like_header(&grid, cell, &cells) {
            true => edges_above(&cells, cell),
            false => Vec::new(),
        };
        let cuts = cuts(&grid, cell, &edges, &inks);
        if cuts.is_empty() {
            cells.push((*cell, inks));
        } else {
            cells.extend(cut(&grid, cell, &cuts, inks));
        }
    }
    cells.sort_by_key(|(span, _)| *span);
    let (spans, inks) = cells.into_iter().unzip();
    Filled {
        grid: Grid::new(grid.xs, grid.ys, spans),
        inks,
    }
}

/// Whether all rules inside the cell's rows stand where the nearest parted row above has its edges. A row that parts
/// elsewhere is of another kind (特記事項 below an item table), and its wide cells are meant so.
fn parts_like_header(grid: &Grid, cell: &Span, above: &[(Span, Vec<Ink>)]) -> bool {
    let row = Span {
        col: 0,
        cols: grid.cols(),
        ..*cell
    };
    let header = edges_above(above, &row);
    let beside = (cell.row..cell.row_end())
        .flat_map(|row| (0..grid.cols()).map(move |col| (row, col)))
        .filter_map(|(row, col)| grid.cells.get(grid.cell_at(row, col)?));
    beside
        .flat_map(|c| [c.col, c.col_end()])
        .all(|edge| edge == 0 || edge == grid.cols() || header.contains(&edge))
}

/// The column edges inside the cell's width of the nearest row above that has any.
fn edges_above(above: &[(Span, Vec<Ink>)], cell: &Span) -> Vec<usize> {
    let mut edges = Vec::new();
    let mut row = None;
    for (span, _) in above.iter().rev() {
        // Not the end of the search: a tall cell beside a header of two levels comes later.
        if row.is_some_and(|row| span.row_end() < row) {
            continue;
        }
        let inside = |edge: &usize| (cell.col + 1..cell.col_end()).contains(edge);
        if span.row_end() <= cell.row {
            edges.extend([span.col, span.col_end()].iter().filter(|e| inside(e)));
            row = row.or((!edges.is_empty()).then_some(span.row_end()));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The edges at which the cell is to be cut, if that leaves text in two pieces or more.
fn cuts(grid: &Grid, cell: &Span, edges: &[usize], inks: &[Ink]) -> Vec<usize> {
    let Some(bounds) = super::lines::bounds(inks) else {
        return Vec::new();
    };
    let size = inks.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let many = bounds.height() > MANY_LINES * size;
    let river = size * if many { RIVER } else { RIVER_FEW_LINES };
    let at = |edge: &usize| grid.xs.get(*edge).copied().unwrap_or_default();
    let clear: Vec<usize> = edges
        .iter()
        .copied()
        .filter(|e| river_at(inks, at(e)) >= river)
        .collect();
    let stops: Vec<f32> = clear.iter().map(at).collect();
    let mut filled: Vec<usize> = inks
        .iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| piece_of(&stops, i))
        .collect();
    filled.sort_unstable();
    filled.dedup();
    let is_parted = match filled.as_slice() {
        [] => false,
        [one] => {
            *one > 0
                && begins_column(&bounds, &stops, *one, size)
                && !is_centred(&bounds, &grid.rect(cell), size)
        }
        _ => true,
    };
    if cell.cols > 1 && is_parted {
        clear
    } else {
        Vec::new()
    }
}

/// Whether a text begins right behind the edge of its column: text of a merged cell begins at its left side, or stands
/// in its middle.
fn begins_column(text: &Rect, stops: &[f32], column: usize, size: f32) -> bool {
    let edge = column.checked_sub(1).and_then(|before| stops.get(before));
    edge.is_some_and(|edge| (0.0..=WIDEST_PADDING * size).contains(&(text.x0 - edge)))
}

/// Width of the white river around `x`; infinite where text stands on one side only.
pub(super) fn river_at(inks: &[Ink], x: f32) -> f32 {
    let (mut left, mut right) = (f32::NEG_INFINITY, f32::INFINITY);
    for b in inks
        .iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| i.glyph.bbox)
    {
        if b.center().0 < x {
            left = left.max(b.x1);
        } else {
            right = right.min(b.x0);
        }
    }
    right - left
}

fn piece_of(stops: &[f32], ink: &Ink) -> usize {
    stops.partition_point(|&s| s <= ink.glyph.bbox.center().0)
}

fn is_centred(text: &Rect, cell: &Rect, size: f32) -> bool {
    (text.center().0 - cell.center().0).abs() <= size
}

/// The cell cut at these edges, with its glyphs.
pub(super) fn cut(
    grid: &Grid,
    cell: &Span,
    cuts: &[usize],
    inks: Vec<Ink>,
) -> Vec<(Span, Vec<Ink>)> {
    let ends = cuts.iter().copied().chain([cell.col_end()]);
    let mut col = cell.col;
    let mut pieces: Vec<(Span, Vec<Ink>)> = Vec::new();
    for end in ends {
        let span = Span {
            col,
            cols: end - col,
            ..*cell
        };
        pieces.push((span, Vec::new()));
        col = end;
    }
    let stops: Vec<f32> = cuts
        .iter()
        .filter_map(|&c| grid.xs.get(c).copied())
        .collect();
    for ink in inks {
        if let Some((_, piece)) = pieces.get_mut(piece_of(&stops, &ink)) {
            piece.push(ink);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::cells::fill;
    use super::super::tests::{across, down, string};
    use super::*;

    /// A header row of three cells over a row without inner rules.
    fn table(body: &[Ink]) -> Filled {
        let grid = Grid::from_rules(&[
            across(0.0, 0.0, 300.0),
            across(20.0, 0.0, 300.0),
            across(80.0, 0.0, 300.0),
            down(0.0, 0.0, 80.0),
            down(100.0, 0.0, 20.0),
            down(200.0, 0.0, 20.0),
            down(300.0, 0.0, 80.0),
        ]);
        let (mut tables, _) = fill(vec![grid.unwrap_or_default()], body);
        tables.remove(0)
    }

    #[test]
    fn a_row_under_a_parted_header_is_parted() {
        let mut body = string("(1) 通年", 2.0, 35.0, 10.0);
        body.extend(string("目標", 102.0, 35.0, 10.0));
        body.extend(string("10件", 202.0, 35.0, 10.0));
        let split = split_under_headers(table(&body));
        assert_eq!(split.grid.cells.len(), 6);
        assert_eq!(
            split.inks.iter().map(Vec::len).collect::<Vec<_>>()[3..],
            [6, 2, 3]
        );
    }

    #[test]
    fn full_lines_leave_only_the_padding() {
        let body: Vec<_> = (0..4)
            .flat_map(|i| {
                let y = 32.0 + 12.0 * i as f32;
                let mut line = string("一二三四五六七八九", 6.0, y, 10.0);
                line.extend(string("左", 101.0, y, 10.0));
                line
            })
            .collect();
        assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 6);
    }

    #[test]
    fn a_framed_table_without_inner_verticals_is_parted_at_its_rivers() {
        let rules: Vec<_> = (0..5)
            .map(|i| across(20.0 * i as f32, 0.0, 200.0))
            .chain([down(0.0, 0.0, 80.0), down(200.0, 0.0, 80.0)])
            .collect();
        let body: Vec<_> = (0..4)
            .flat_map(|i| {
                let y = 14.0 + 20.0 * i as f32;
                let mut row = string("項目名", 2.0, y, 10.0);
                row.extend(string(if i == 2 { "" } else { "12" }, 100.0, y, 10.0));
                row
            })
            .collect();
        let (mut tables, _) = fill(vec![Grid::from_rules(&rules).unwrap_or_default()], &body);
        let split = split(tables.remove(0));
        assert_eq!((split.grid.cols(), split.grid.cells.len()), (2, 8));
        assert_eq!(
            split.inks.iter().map(Vec::len).collect::<Vec<_>>(),
            [3, 2, 3, 2, 3, 0, 3, 2]
        );
    }

    #[test]
    fn prose_in_a_merged_cell_keeps_it_whole() {
        let body = string(
            "この欄は結合されているので列の境を越えて文が続きます。",
            2.0,
            35.0,
            10.0,
        );
        assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 4);
    }

    #[test]
    fn a_row_that_parts_elsewhere_keeps_its_wide_cells() {
        let grid = Grid::from_rules(&[
            across(0.0, 0.0, 300.0),
            across(20.0, 0.0, 300.0),
            across(80.0, 0.0, 300.0),
            down(0.0, 0.0, 80.0),
            down(100.0, 0.0, 20.0),
            down(150.0, 20.0, 80.0),
            down(300.0, 0.0, 80.0),
        ]);
        let mut body = string("特", 20.0, 35.0, 10.0);
        body.extend(string("記", 120.0, 35.0, 10.0));
        body.extend(string("なし", 160.0, 35.0, 10.0));
        let (mut tables, _) = fill(vec![grid.unwrap_or_default()], &body);
        let split = split_under_headers(tables.remove(0));
        assert_eq!(split.grid.cells.len(), 4);
    }

    #[test]
    fn text_in_one_column_only_cuts_nothing() {
        let body = string("合計", 2.0, 35.0, 10.0);
        assert_eq!(split_under_headers(table(&body)).grid.cells.len(), 4);
    }
}
