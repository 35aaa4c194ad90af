//! A small table inside a cell of another is text of that cell: one row per line, its columns separated by spaces.

use crate::geometry::Rect;
use crate::layout::glyphs::places::Strips;
use crate::layout::grid::Grid;
use crate::layout::table::assign::Filled;

/// It covers at most this fraction of the outer table, …
const LITTLE: f32 = 0.2;

/// … and has at most one in this many of its cells: two columns of prose with a table in one of them are not a form.
const FEW: usize = 4;

/// The tables without those inside a cell with other text; a frame around a whole table has no other text.
pub(crate) fn without_nested(mut tables: Vec<Filled>) -> Vec<Filled> {
    let boxes: Vec<Rect> = tables.iter().map(|t| t.grid.bbox()).collect();
    let strips = Strips::of(&boxes);
    let around = |inner: &Filled| -> Vec<&Filled> {
        let near = strips.at(inner.grid.bbox().center().1);
        near.iter().filter_map(|n| tables.get(*n)).collect()
    };
    let is_nested: Vec<bool> = tables.iter().map(|t| is_nested(t, &around(t))).collect();
    let mut is_nested = is_nested.into_iter();
    tables.retain(|_| !is_nested.next().unwrap_or_default());
    tables
}

fn is_nested(inner: &Filled, tables: &[&Filled]) -> bool {
    let bbox = inner.grid.bbox();
    let area = |g: &Grid| g.bbox().width() * g.bbox().height();
    let (x, y) = bbox.center();
    tables.iter().any(|outer| {
        let cell = outer.grid.locate(x, y);
        let holds = cell.is_some_and(|cell| {
            let span = outer.grid.cells.get(cell).map(|span| outer.grid.rect(span));
            let around =
                span.is_some_and(|r| r.contains(bbox.x0, bbox.y0) && r.contains(bbox.x1, bbox.y1));
            let text = outer.glyphs.get(cell).into_iter().flatten();
            around && text.into_iter().any(|g| !g.c.is_whitespace())
        });
        holds
            && outer.grid.cells.len() >= FEW * inner.grid.cells.len()
            && area(&inner.grid) <= LITTLE * area(&outer.grid)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::rules::{Rule, across, down, frame};
    use crate::layout::table::assign::fill;
    use crate::layout::tests::string;

    /// A table of three by four cells with a small one of two in its last cell.
    fn tables(text: &str) -> usize {
        let area = Rect::new(0.0, 0.0, 300.0, 200.0);
        let mut outer: Vec<Rule> = frame(&area).to_vec();
        outer.extend([100.0, 200.0].map(|x| down(&area, x)));
        outer.extend([20.0, 40.0, 60.0].map(|y| across(&area, y)));
        let inner = Rect::new(210.0, 120.0, 270.0, 150.0);
        let mut little = frame(&inner).to_vec();
        little.push(down(&inner, 240.0));
        let groups = [little, outer];
        let grids = groups.iter().filter_map(|r| Grid::from_rules(r));
        let mut glyphs = string("件数", 212.0, 140.0, 10.0);
        glyphs.extend(string(text, 205.0, 100.0, 10.0));
        without_nested(fill(grids.collect(), &glyphs).0).len()
    }

    #[test]
    fn a_small_table_below_a_sentence_is_text() {
        assert_eq!(tables("点検した。"), 1);
    }

    #[test]
    fn a_table_alone_in_a_frame_remains() {
        assert_eq!(tables(""), 2);
    }
}
