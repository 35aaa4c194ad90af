//! Glyphs → the cells in which they stand.
//!
//! A glyph belongs to the cell that holds its middle, so that text that touches or crosses a rule stays whole. Of
//! nested tables the innermost has it.

use super::grid::Grid;
use super::lines::Ink;

/// A grid with the glyphs of its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filled {
    pub grid: Grid,
    /// The glyphs of each cell, in the order of [`Grid::cells`].
    pub inks: Vec<Vec<Ink>>,
}

impl Filled {
    fn empty(grid: Grid) -> Self {
        let inks = vec![Vec::new(); grid.cells.len()];
        Self { grid, inks }
    }

    /// Number of cells that hold text.
    pub(super) fn filled_cells(&self) -> usize {
        let is_filled = |inks: &&Vec<Ink>| inks.iter().any(|i| !i.glyph.c.is_whitespace());
        self.inks.iter().filter(is_filled).count()
    }

    fn take(&mut self, ink: &Ink) -> bool {
        let (x, y) = ink.glyph.bbox.center();
        let cell = self.grid.locate(x, y).and_then(|c| self.inks.get_mut(c));
        cell.map(|inks| inks.push(*ink)).is_some()
    }
}

/// Puts the glyphs into the cells of the grids (innermost first); returns those outside of all.
pub(super) fn fill(grids: Vec<Grid>, inks: &[Ink]) -> (Vec<Filled>, Vec<Ink>) {
    let boxes: Vec<_> = grids.iter().map(Grid::bbox).collect();
    let mut tables: Vec<Filled> = grids.into_iter().map(Filled::empty).collect();
    let mut outside = Vec::new();
    for ink in inks {
        let (x, y) = ink.glyph.bbox.center();
        let taken = tables
            .iter_mut()
            .zip(&boxes)
            .any(|(table, bbox)| bbox.contains(x, y) && table.take(ink));
        if !taken {
            outside.push(*ink);
        }
    }
    (tables, outside)
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::super::tests::{across, down, string};
    use super::*;

    fn two_cells() -> Grid {
        Grid::from_rules(&[
            across(0.0, 0.0, 100.0),
            across(20.0, 0.0, 100.0),
            down(0.0, 0.0, 20.0),
            down(50.0, 0.0, 20.0),
            down(100.0, 0.0, 20.0),
        ])
        .unwrap_or_default()
    }

    #[test]
    fn glyphs_go_where_their_middle_is() {
        let inks = string("一二三四五六七", 11.0, 15.0, 10.0);
        let (tables, outside) = fill(vec![two_cells()], &inks);
        let text = |i: usize| {
            tables[0].inks[i]
                .iter()
                .map(|i| i.glyph.c)
                .collect::<String>()
        };
        assert_eq!((text(0), text(1)), ("一二三四".into(), "五六七".into()));
        assert!(outside.is_empty());
    }

    #[test]
    fn what_no_cell_holds_is_outside() {
        let inks = string("題", 11.0, 45.0, 10.0);
        let (tables, outside) = fill(vec![two_cells()], &inks);
        assert_eq!((tables[0].filled_cells(), outside.len()), (0, 1));
    }
}
