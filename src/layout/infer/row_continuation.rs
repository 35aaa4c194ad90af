//! Continuations of a row at the top of a page, whose columns are known only from the row on the page before
//! (`carried`).
//!
//! A continuation is in a frame that is open inside, as the first rows of a table that began on the page before; or it
//! has no rules at all, if the row was left open. Continuations between full rules are up to `open_rows`.

use crate::geometry::Rect;
use crate::layout::document::continuation::{Columns, MARGIN};
use crate::layout::document::repeated_texts::blocks;
use crate::layout::glyphs::{PlacedGlyph, bounds};
use crate::layout::grid::{Grid, Span};
use crate::layout::rules::Rule;
use crate::layout::rules::{down, frame};

/// The rules that a ruled form would have around and in the continuations of the row before.
pub(crate) fn rules(columns: &Columns, grids: &[Grid], glyphs: &[PlacedGlyph]) -> Vec<Rule> {
    let is_seen = |i: &&PlacedGlyph| !i.c.is_whitespace() && columns.is_beside(i.bbox.center().0);
    let seen: Vec<&PlacedGlyph> = glyphs.iter().filter(is_seen).collect();
    let level = |g: &&Grid| columns.is_level(g.bbox().x0, g.bbox().x1);
    let rows = grids
        .iter()
        .filter(level)
        .flat_map(|g| top_rows(columns, g, &seen));
    let loose = columns.open.then(|| loose(columns, grids, &seen)).flatten();
    rows.chain(loose)
        .flat_map(|row| {
            let own = inside(&row, &seen);
            let edges = columns.fitted(&own).unwrap_or_default().into_iter();
            let edges = edges.chain(columns.marker_edge(&own));
            frame(&row)
                .into_iter()
                .chain(edges.map(move |x| down(&row, x)))
        })
        .collect()
}

/// The first rows of a table that are a single cell each and have text in the columns.
fn top_rows(columns: &Columns, grid: &Grid, glyphs: &[&PlacedGlyph]) -> Vec<Rect> {
    let rows = grid.cells.iter().enumerate();
    rows.take_while(|(n, cell)| cell.row == *n && is_whole_row(grid, cell))
        .map(|(_, cell)| grid.rect(cell))
        .take_while(|row| columns.fit(&inside(row, glyphs)))
        .collect()
}

fn is_whole_row(grid: &Grid, cell: &Span) -> bool {
    cell.rows == 1 && cell.cols == grid.cols()
}

fn inside<'a>(area: &Rect, glyphs: &[&'a PlacedGlyph]) -> Vec<&'a PlacedGlyph> {
    let inside = glyphs.iter().filter(|i| i.is_in(area));
    inside.copied().collect()
}

/// The first text above all tables that fits the columns.
fn loose(columns: &Columns, grids: &[Grid], glyphs: &[&PlacedGlyph]) -> Option<Rect> {
    let own = grids
        .iter()
        .filter(|g| columns.is_beside(g.bbox().center().0));
    let tops = own.map(|g| g.bbox().y0);
    let top = tops.fold(f32::INFINITY, f32::min);
    let above = glyphs.iter().filter(|i| i.bbox.center().1 < top);
    let blocks = blocks(above.copied().collect());
    let is_rest = |block: &&Vec<&PlacedGlyph>| columns.fit(block) && !columns.outside.hold(block);
    let block = blocks.iter().find(is_rest)?;
    let own: Vec<PlacedGlyph> = block.iter().map(|i| **i).collect();
    let bbox = bounds(&own)?;
    Some(columns.row(bbox.y0 - MARGIN, (bbox.y1 + MARGIN).min(top)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::document::continuation::tests::{columns, columns_of};
    use crate::layout::tests::{across, down, string};

    fn grid(body: &[PlacedGlyph], rows: &[Rule]) -> Grid {
        let columns = columns(&[across(0.0, 0.0, 300.0)]);
        let grids: Vec<Grid> = Grid::from_rules(rows).into_iter().collect();
        Grid::from_rules(&rules(&columns, &grids, body)).unwrap()
    }

    #[test]
    fn a_frame_that_continues_is_divided_like_the_row_before() {
        let mut frame = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 300.0)).to_vec();
        frame.extend([down(0.0, 0.0, 40.0), down(300.0, 0.0, 40.0)]);
        let mut body = string("公表", 102.0, 14.0, 10.0);
        body.extend(string(
            "この行は表の幅いっぱいに書かれた注記です",
            2.0,
            34.0,
            10.0,
        ));
        assert_eq!(grid(&body, &frame).cells.len(), 3);
    }

    #[test]
    fn a_marker_that_the_row_before_lacked_has_a_column() {
        let mut frame = [0.0, 40.0].map(|y| across(y, 0.0, 300.0)).to_vec();
        frame.extend([down(0.0, 0.0, 40.0), down(300.0, 0.0, 40.0)]);
        let indented = |text: &str, y: f32| string(text, 22.0, y, 10.0);
        let mut glyphs = string("①", 5.0, 20.0, 10.0);
        glyphs.extend(indented("点検", 14.0));
        glyphs.extend(indented("公表", 26.0));
        let mut before = [0.0, 40.0].map(|y| across(y, 0.0, 300.0)).to_vec();
        before.extend([0.0, 100.0, 200.0, 300.0].map(|x| down(x, 0.0, 40.0)));
        let text: Vec<PlacedGlyph> = [22.0, 102.0, 202.0]
            .iter()
            .flat_map(|x| string("点検の結果", *x, 14.0, 10.0))
            .collect();
        let columns = columns_of(&before, &text);
        let grids: Vec<Grid> = Grid::from_rules(&frame).into_iter().collect();
        let found = Grid::from_rules(&rules(&columns, &grids, &glyphs)).unwrap();
        assert_eq!(found.cells.len(), 4);
        assert_eq!(found.xs.get(1), Some(&20.0));
    }

    #[test]
    fn text_of_an_open_row_needs_no_rule() {
        let mut body = string("令和四年度の重点目標管理", 30.0, 14.0, 10.0);
        body.extend(string("公表した。", 102.0, 60.0, 10.0));
        body.extend(string("次の年", 102.0, 72.0, 10.0));
        let grid = grid(&body, &[]);
        assert_eq!((grid.cells.len(), grid.bbox().height().round()), (3, 26.0));
    }
}
