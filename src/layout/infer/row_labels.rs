//! Row labels: the labels of a ruled table's rows, if they are next to it without rules of their own.
//!
//! A text to the left of a table is a column of it if it has one line in nearly every row, between the rows' rules.
//! Prose next to a table has lines that cross those.

use crate::extract::Direction;
use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest};
use crate::layout::grid::Grid;
use crate::layout::lines;
use crate::layout::rules::Rule;
use crate::layout::rules::{across, down};

/// Fewer rows are no evidence for a column of labels.
const FEWEST_ROWS: usize = 5;

/// The fraction of rows that must have a label of one line.
const LABELLED: f32 = 0.8;

/// A label extends over a rule by no more than this fraction of its size.
const OVERLAP: f32 = 0.25;

/// The longest label ends at most this many font sizes before the table.
const NEAR: f32 = 4.0;

/// The free space between the labels and the place of their rule, in points.
const MARGIN: f32 = 2.0;

/// The rules that such columns would have.
pub(crate) fn rules(grids: &[Grid], glyphs: &[PlacedGlyph]) -> Vec<Rule> {
    let in_table = |i: &PlacedGlyph| {
        let (x, y) = i.bbox.center();
        grids.iter().any(|g| g.locate(x, y).is_some())
    };
    let long = grids.iter().filter(|g| g.rows() >= FEWEST_ROWS);
    long.filter_map(|grid| {
        let table = grid.bbox();
        let beside = glyphs.iter().filter(|i| is_beside(i, &table));
        let beside: Vec<PlacedGlyph> = beside.filter(|i| !in_table(i)).copied().collect();
        let area = column(grid, &beside)?;
        Some((grid, area))
    })
    .flat_map(|(grid, area)| {
        let rows = grid.ys.iter().map(move |y| across(&area, *y));
        rows.chain([down(&area, area.x0)])
    })
    .collect()
}

fn is_beside(glyph: &PlacedGlyph, table: &Rect) -> bool {
    let glyph = &glyph;
    let y = glyph.bbox.center().1;
    glyph.direction == Direction::Right
        && !glyph.c.is_whitespace()
        && glyph.bbox.x1 <= table.x0
        && (table.y0..table.y1).contains(&y)
}

/// The box of the column that the glyphs next to a table form.
fn column(grid: &Grid, beside: &[PlacedGlyph]) -> Option<Rect> {
    let text = bounds(beside)?;
    let size = largest(beside);
    let table = grid.bbox();
    let mut rows: Vec<Vec<PlacedGlyph>> = vec![Vec::new(); grid.rows()];
    for glyph in beside {
        let row = grid.ys.partition_point(|y| *y <= glyph.bbox.center().1);
        rows.get_mut(row.checked_sub(1)?)?.push(*glyph);
    }
    let within = |(row, glyphs): (&[f32], &Vec<PlacedGlyph>)| match row {
        [top, bottom] => glyphs.iter().all(|i| {
            let over = OVERLAP * i.size;
            *top <= i.bbox.y0 + over && i.bbox.y1 - over <= *bottom
        }),
        _ => false,
    };
    let single = rows.iter().filter(|row| lines::level(row).len() == 1);
    let labelled = single.count() as f32 >= LABELLED * rows.len() as f32;
    let is_column =
        labelled && table.x0 - text.x1 <= NEAR * size && grid.ys.windows(2).zip(&rows).all(within);
    is_column.then(|| Rect::new(text.x0 - MARGIN, table.y0, table.x0, table.y1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::tests::{across, down, string};

    /// A table of six rows from 100 to 200, twenty points each.
    fn table() -> Grid {
        let mut rules: Vec<Rule> = (0..7)
            .map(|n| across(20.0 * n as f32, 100.0, 200.0))
            .collect();
        rules.extend([100.0, 150.0, 200.0].map(|x| down(x, 0.0, 120.0)));
        Grid::from_rules(&rules).unwrap()
    }

    fn lines(count: usize, pitch: f32) -> Vec<PlacedGlyph> {
        let line = |n: usize| string("人件費", 60.0, 14.0 + pitch * n as f32, 10.0);
        (0..count).flat_map(line).collect()
    }

    #[test]
    fn labels_row_by_row_are_a_column() {
        let found = rules(&[table()], &lines(6, 20.0));
        assert_eq!(found.len(), 8);
        assert_eq!(found.last().map(|r| (r.pos, r.to)), Some((58.0, 120.0)));
    }

    #[test]
    fn prose_next_to_a_table_is_not_a_column() {
        assert!(rules(&[table()], &lines(8, 14.0)).is_empty());
        assert!(rules(&[table()], &lines(3, 20.0)).is_empty(), "few rows");
    }
}
