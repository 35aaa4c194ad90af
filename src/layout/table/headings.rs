//! Headings above groups of columns that no rule separates: a wide cell above a divided row, whose single line of text
//! is in pieces, each centred above the columns that it heads.

use crate::content::Origin;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest, visible};
use crate::layout::grid::{Grid, Span};
use crate::layout::lines;
use crate::layout::table::assign::Filled;
use crate::layout::table::columns;
use crate::layout::whitespace::HEADINGS;

/// The greatest distance of a piece's centre from the centre of its columns, in font sizes.
const OFF_CENTRE: f32 = 1.0;

/// Splits such cells between their pieces.
pub(crate) fn split(table: Filled) -> Filled {
    let Filled { grid, glyphs } = table;
    let mut cells: Vec<(Span, Vec<PlacedGlyph>)> = Vec::with_capacity(grid.cells.len());
    for (cell, glyphs) in grid.cells.iter().zip(glyphs) {
        match cuts(&grid, cell, &glyphs) {
            Some(cuts) => cells.extend(columns::cut(&grid, cell, &cuts, glyphs)),
            None => cells.push((*cell, glyphs)),
        }
    }
    Filled::recut(grid, cells, Origin::Heading)
}

fn cuts(grid: &Grid, cell: &Span, glyphs: &[PlacedGlyph]) -> Option<Vec<usize>> {
    let edges = edges_below(grid, cell);
    if edges.is_empty() {
        return None;
    }
    let rows = lines::level(&visible(glyphs).copied().collect::<Vec<_>>());
    let [row] = rows.as_slice() else { return None };
    let pieces = pieces(row);
    if pieces.iter().all(|piece| piece.len() == 1) {
        return None; // a label spread over its cell
    }
    let boxes: Vec<_> = pieces.into_iter().filter_map(bounds).collect();
    let x_of = |edge: usize| grid.xs.get(edge).copied().unwrap_or_default();
    let between = |from: f32, to: f32| {
        let mut inside = edges
            .iter()
            .copied()
            .filter(|&e| from < x_of(e) && x_of(e) < to);
        inside.next().filter(|_| inside.next().is_none())
    };
    let cuts: Option<Vec<usize>> = boxes
        .windows(2)
        .map(|pair| match pair {
            [a, b] => between(a.x1, b.x0),
            _ => None,
        })
        .collect();
    let cuts = cuts?;
    let size = largest(row);
    let ends = [cell.col]
        .into_iter()
        .chain(cuts.iter().copied())
        .chain([cell.col_end()]);
    let ends: Vec<f32> = ends.map(x_of).collect();
    let is_centred = ends.windows(2).zip(&boxes).all(|(columns, piece)| {
        let middle = columns.iter().sum::<f32>() / 2.0;
        (middle - piece.center().0).abs() <= OFF_CENTRE * size
    });
    is_centred.then_some(cuts)
}

/// The edges, inside the cell's width, of the cells right below it.
fn edges_below(grid: &Grid, cell: &Span) -> Vec<usize> {
    let below = |col: usize| grid.cell_at(cell.row_end(), col);
    (cell.col + 1..cell.col_end())
        .filter(|&col| below(col).is_some() && below(col) != below(col - 1))
        .collect()
}

fn pieces(row: &[PlacedGlyph]) -> Vec<&[PlacedGlyph]> {
    row.chunk_by(|a, b| b.bbox.x0 - a.bbox.x1 < HEADINGS * a.size)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::table::assign::fill;
    use crate::layout::tests::{across, down, string};

    /// A wide cell above four columns of 50 points.
    fn table(heading: &[PlacedGlyph]) -> Filled {
        let mut rules: Vec<_> = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 200.0)).to_vec();
        rules.extend([0.0, 200.0].map(|x| down(x, 0.0, 40.0)));
        rules.extend([50.0, 100.0, 150.0].map(|x| down(x, 20.0, 40.0)));
        let (mut tables, _) = fill(vec![Grid::from_rules(&rules).unwrap()], heading);
        split(tables.remove(0))
    }

    #[test]
    fn pieces_centred_over_their_columns_are_cells() {
        let mut heading = string("2009", 40.0, 14.0, 10.0);
        heading.extend(string("2010", 140.0, 14.0, 10.0));
        let split = table(&heading);
        assert_eq!(split.grid.cells.len(), 6);
        assert_eq!((split.grid.cells[0].cols, split.glyphs[0].len()), (2, 4));
    }

    #[test]
    fn a_line_with_gaps_elsewhere_stays_whole() {
        let mut heading = string("2009", 2.0, 14.0, 10.0);
        heading.extend(string("2010", 60.0, 14.0, 10.0));
        assert_eq!(table(&heading).grid.cells.len(), 5);
        assert_eq!(
            table(&string("one title", 80.0, 14.0, 10.0))
                .grid
                .cells
                .len(),
            5
        );
    }
}
