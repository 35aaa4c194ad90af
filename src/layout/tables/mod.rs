//! The tables of a page: rules → grids → grids with text.

use super::carried::Columns;
use super::cells::{self, Filled};
use super::grid::{Grid, Span};
use super::lines::Ink;
use super::{
    bands, boxes, charts, columns, fills, frames, headings, numbers, open, rests, rules, shaded,
    stubs, underlines,
};
use crate::extract::{Fill, Page, Rule};
use crate::geometry::Rect;

/// Fewer cells with text than this are no table but a frame …
const FEWEST_FILLED: usize = 2;

/// … unless it is one row of so many columns, or has those of the row that the page's end broke: where one goes on, often
/// only its longest cell has text.
const COLUMNS_OF_A_TABLE: usize = 3;

/// Cells that fill less than this part of their table's box are boxes with lines between them: a chart of some kind.
const FILLED: f32 = 0.4;

/// A grid of more cells than this is a drawing …
const MANY_CELLS: usize = 20;

/// … if fewer than one in so many of its cells hold text, …
const SPARSE: usize = 4;

/// … and no row or column of so many cells has text in half of them: a form to fill in has its headings.
const FEWEST_HEADS: usize = 3;

/// The tables of a page with their text, and the glyphs outside.
///
/// `carried` are the columns of the row with which the page before ended.
pub(super) fn find(
    page: &Page,
    inks: &[Ink],
    carried: Option<&Columns>,
) -> (Vec<Filled>, Vec<Ink>) {
    let mut grids = grids(page, inks, carried);
    let area = |g: &Grid| g.bbox().width() * g.bbox().height();
    grids.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let is_table = |table: &Filled| is_table(table, carried);
    let (mut tables, mut outside) = cells::fill(grids, inks);
    if !tables.iter().all(is_table) {
        // A frame inside a cell must not keep its text from that cell.
        let real = tables.into_iter().filter(is_table);
        (tables, outside) = cells::fill(real.map(|t| t.grid).collect(), inks);
    }
    let tables = tables
        .into_iter()
        .map(columns::split)
        .map(headings::split)
        .map(numbers::split)
        .collect();
    (tables, outside)
}

fn is_table(table: &Filled, carried: Option<&Columns>) -> bool {
    if !fills_its_box(&table.grid) || is_drawing(table) {
        return false;
    }
    let goes_on = || carried.is_some_and(|columns| columns.stand_at(&table.grid.xs));
    match table.filled_cells() {
        0 => false,
        filled => filled >= FEWEST_FILLED || is_row(&table.grid) || goes_on(),
    }
}

fn is_row(grid: &Grid) -> bool {
    grid.rows() == 1 && grid.cols() >= COLUMNS_OF_A_TABLE
}

fn is_drawing(table: &Filled) -> bool {
    let cells = table.grid.cells.len();
    if cells < MANY_CELLS || table.filled_cells() * SPARSE >= cells {
        return false;
    }
    let grid = &table.grid;
    let is_headed = |lines: usize, line_of: fn(&Span) -> usize| {
        let mut counts = vec![(0, 0); lines];
        for (cell, inks) in grid.cells.iter().zip(&table.inks) {
            if let Some((all, filled)) = counts.get_mut(line_of(cell)) {
                *all += 1;
                *filled += usize::from(inks.iter().any(|i| !i.glyph.c.is_whitespace()));
            }
        }
        let is_heading =
            |(all, filled): &(usize, usize)| *filled >= FEWEST_HEADS && filled * 2 >= *all;
        counts.iter().any(is_heading)
    };
    !is_headed(grid.rows(), |cell| cell.row) && !is_headed(grid.cols(), |cell| cell.col)
}

fn fills_its_box(grid: &Grid) -> bool {
    let area = |r: Rect| r.width() * r.height();
    let cells: f32 = grid.cells.iter().map(|c| area(grid.rect(c))).sum();
    cells >= FILLED * area(grid.bbox())
}

/// Grids from rules; where shades lie outside of them, from rules and the edges of shades.
fn grids(page: &Page, inks: &[Ink], carried: Option<&Columns>) -> Vec<Grid> {
    let many = carried.filter(|columns| columns.are_many());
    let fills = charts::without_bars(&page.fills, inks);
    let mut pieces: Vec<Rule> = page.rules.clone();
    pieces.extend(fills::bars(&fills));
    let mut grids = from_pieces(&pieces, inks, carried);
    let shades = fills::shades(&fills);
    let telling = telling(&shades, &grids);
    if !telling.is_empty() {
        let mut labels = fills::tiles(&fills);
        labels.retain(|f| holder(f, &grids).is_none());
        let of_labels = shaded::rules(&labels, inks, many);
        if of_labels.is_empty() {
            pieces.extend(fills::edges(&telling));
        }
        pieces.extend(of_labels);
        grids = from_pieces(&pieces, inks, carried);
    }
    let rests = many.map(|columns| rests::rules(columns, &grids, inks));
    if let Some(rests) = rests.filter(|rules| !rules.is_empty()) {
        pieces.extend(rests);
        grids = from_pieces(&pieces, inks, carried);
    }
    let stubs = stubs::rules(&grids, inks);
    if !stubs.is_empty() {
        pieces.extend(stubs);
        grids = from_pieces(&pieces, inks, carried);
    }
    let cut = grids.into_iter().map(|g| fills::cut_tiled(g, &shades));
    cut.collect()
}

/// The shades whose edges count: those in no cell, and those of the tables that they touch, which rules alone do not
/// tell.
fn telling(shades: &[Fill], grids: &[Grid]) -> Vec<Fill> {
    let (held, loose): (Vec<Fill>, Vec<Fill>) =
        shades.iter().partition(|f| holder(f, grids).is_some());
    let touched = |grid: &Grid| {
        let area = grid.bbox().grown(rules::TOUCH);
        loose.iter().any(|f| area.overlaps(&f.bbox))
    };
    let touched: Vec<bool> = grids.iter().map(touched).collect();
    let is_touched = |f: &Fill| {
        holder(f, grids)
            .and_then(|i| touched.get(i))
            .is_some_and(|t| *t)
    };
    let held: Vec<Fill> = held.into_iter().filter(is_touched).collect();
    loose.into_iter().chain(held).collect()
}

/// Number of the grid that has a shade in a cell.
fn holder(shade: &Fill, grids: &[Grid]) -> Option<usize> {
    let (x, y) = shade.bbox.center();
    grids.iter().position(|g| g.locate(x, y).is_some())
}

fn grouped(rules: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    let (groups, lone) = rules::groups(rules);
    rules::united(groups, lone)
}

fn from_pieces(pieces: &[Rule], inks: &[Ink], carried: Option<&Columns>) -> Vec<Grid> {
    let join = |pieces: &[Rule]| underlines::without(rules::joined(pieces), inks);
    let mut rules = boxes::settled(pieces, join);
    let (mut groups, mut lone) = grouped(&rules);
    let closed: Vec<Vec<Rule>> = groups.iter().cloned().map(open::closed).collect();
    let many = carried.filter(|columns| columns.are_many());
    let missing = bands::missing(&rules, (&closed, &lone), inks, many);
    if !missing.is_empty() {
        rules.extend(missing);
        (groups, lone) = grouped(&rules);
    }
    groups.extend(open::lone_columns(lone, carried));
    let grids = groups.into_iter().filter_map(|group| {
        let group = open::closed(group);
        Some(frames::without_captions(Grid::from_rules(&group)?, &group))
    });
    // A frame around nothing but a rest of the row before is one cell.
    let goes_on = |g: &Grid| many.is_some_and(|c| c.is_level(g.bbox().x0, g.bbox().x1));
    let grids = grids.filter(|g| g.cells.len() >= FEWEST_FILLED || goes_on(g));
    grids.collect()
}

#[cfg(test)]
mod tests {
    use super::super::rules::frame;
    use super::super::tests::string;
    use super::*;

    #[test]
    fn boxes_with_lines_between_them_are_no_table() {
        let boxes = [(0.0, 0.0), (200.0, 0.0), (100.0, 100.0)];
        let boxes = boxes.map(|(x, y)| Rect::new(x, y, x + 60.0, y + 30.0));
        let mut rules: Vec<Rule> = boxes.iter().flat_map(frame).collect();
        rules.push(rules::across(&Rect::new(60.0, 0.0, 200.0, 0.0), 15.0));
        rules.push(rules::down(&Rect::new(0.0, 15.0, 0.0, 100.0), 130.0));
        let grid = Grid::from_rules(&rules).unwrap_or_default();
        assert_eq!(grid.cells.len(), 3);
        assert!(!fills_its_box(&grid));
        let table = Grid::from_rules(&frame(&boxes[0])).unwrap_or_default();
        assert!(fills_its_box(&table));
    }

    #[test]
    fn a_grid_with_text_here_and_there_is_a_drawing() {
        let area = Rect::new(0.0, 0.0, 300.0, 180.0);
        let mut rules: Vec<Rule> = (0..=5)
            .map(|n| rules::down(&area, 60.0 * n as f32))
            .collect();
        rules.extend((0..=6).map(|n| rules::across(&area, 30.0 * n as f32)));
        let grid = Grid::from_rules(&rules).unwrap_or_default();
        let table = |texts: [(f32, f32); 4]| {
            let inks: Vec<Ink> = texts
                .iter()
                .flat_map(|(x, y)| string("図", *x, *y, 10.0))
                .collect();
            let (tables, _) = cells::fill(vec![grid.clone()], &inks);
            tables.iter().all(|table| is_table(table, None))
        };
        assert!(!table([
            (5.0, 20.0),
            (70.0, 50.0),
            (130.0, 80.0),
            (190.0, 20.0)
        ]));
        assert!(table([
            (5.0, 20.0),
            (70.0, 20.0),
            (130.0, 20.0),
            (190.0, 20.0)
        ]));
    }

    #[test]
    fn one_text_between_the_lines_of_a_chart_is_no_table() {
        let area = Rect::new(0.0, 0.0, 300.0, 80.0);
        let lines = |ys: &[f32]| {
            let mut rules: Vec<Rule> = [0.0, 100.0, 200.0, 300.0]
                .map(|x| rules::down(&area, x))
                .to_vec();
            rules.extend(ys.iter().map(|y| rules::across(&area, *y)));
            let grid = Grid::from_rules(&rules).unwrap_or_default();
            cells::fill(vec![grid], &string("凡例", 110.0, 14.0, 10.0)).0
        };
        let is_table = |ys: &[f32]| lines(ys).iter().all(|table| is_table(table, None));
        assert!(is_table(&[0.0, 80.0]), "a row with one text");
        assert!(!is_table(&[0.0, 20.0, 40.0, 60.0, 80.0]));
    }
}
