//! The tables of a page: rules → grids → grids with text.

use crate::extract::{Fill, Page, Rule};
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::grid::Grid;
use crate::layout::grid::{boxes, captions};
use crate::layout::infer::{open_rows, open_sides, row_continuation, row_labels, shaded_form};
use crate::layout::rules;
use crate::layout::rules::{chart_bars, shading, underlines};
use crate::layout::table::assign;
use crate::layout::table::assign::Filled;
use crate::layout::table::{accept, columns, headings, number_rows, overhang};

#[cfg(test)]
mod tests;

/// Fewer cells than this are no table but a frame.
const FEWEST_CELLS: usize = 2;

/// The tables of a page with their text, and the glyphs outside.
///
/// `carried` are the columns of the rows with which the page before ended.
pub(crate) fn find(
    page: &Page,
    glyphs: &[PlacedGlyph],
    carried: &[Columns],
) -> (Vec<Filled>, Vec<PlacedGlyph>) {
    let mut grids = grids(page, glyphs, carried);
    let area = |g: &Grid| g.bbox().width() * g.bbox().height();
    grids.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let is_table = |table: &Filled| accept::is_table(table, carried);
    let (mut tables, mut outside) = assign::fill(grids, glyphs);
    if !tables.iter().all(is_table) {
        // A frame inside a cell must not keep its text from that cell.
        let real = tables.into_iter().filter(is_table);
        (tables, outside) = assign::fill(real.map(|t| t.grid).collect(), glyphs);
    }
    let tables = tables
        .into_iter()
        .map(overhang::settled)
        .map(columns::split)
        .map(headings::split)
        .map(number_rows::split)
        .collect();
    (tables, outside)
}

/// Grids from rules; where shades lie outside of them, from rules and the edges of shades.
fn grids(page: &Page, glyphs: &[PlacedGlyph], carried: &[Columns]) -> Vec<Grid> {
    let fills = chart_bars::without_bars(&page.fills, glyphs);
    let mut pieces: Vec<Rule> = page.rules.clone();
    pieces.extend(shading::bars(&fills));
    let mut grids = from_pieces(&pieces, glyphs, carried);
    let shades = shading::shades(&fills);
    let telling = telling(&shades, &grids);
    if !telling.is_empty() {
        let mut labels = shading::tiles(&fills);
        labels.retain(|f| holder(f, &grids).is_none());
        let of_labels = shaded_form::rules(&labels, glyphs, carried);
        if of_labels.is_empty() {
            pieces.extend(shading::edges(&telling));
        }
        pieces.extend(of_labels);
        grids = from_pieces(&pieces, glyphs, carried);
    }
    let many = carried.iter().filter(|columns| columns.are_many());
    let rests: Vec<Rule> = many
        .flat_map(|columns| row_continuation::rules(columns, &grids, glyphs))
        .collect();
    if !rests.is_empty() {
        pieces.extend(rests);
        grids = from_pieces(&pieces, glyphs, carried);
    }
    let stubs = row_labels::rules(&grids, glyphs);
    if !stubs.is_empty() {
        pieces.extend(stubs);
        grids = from_pieces(&pieces, glyphs, carried);
    }
    let cut = grids.into_iter().map(|g| shading::cut_tiled(g, &shades));
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

fn from_pieces(pieces: &[Rule], glyphs: &[PlacedGlyph], carried: &[Columns]) -> Vec<Grid> {
    let join = |pieces: &[Rule]| underlines::without(rules::joined(pieces), glyphs);
    let mut rules = boxes::settled(pieces, join);
    let (mut groups, mut lone) = grouped(&rules);
    let closed: Vec<Vec<Rule>> = groups.iter().cloned().map(open_sides::closed).collect();
    let missing = open_rows::missing(&rules, (&closed, &lone), glyphs, carried);
    if !missing.is_empty() {
        rules.extend(missing);
        (groups, lone) = grouped(&rules);
    }
    groups.extend(open_sides::lone_columns(lone, carried));
    let grids = groups.into_iter().filter_map(|group| {
        let group = open_sides::closed(group);
        Some(captions::without_captions(
            Grid::from_rules(&group)?,
            &group,
        ))
    });
    // A frame around nothing but a rest of the row before is one cell.
    let goes_on = |g: &Grid| carried.iter().any(|columns| columns.go_on_in(&g.bbox()));
    let grids = grids.filter(|g| g.cells.len() >= FEWEST_CELLS || goes_on(g));
    grids.collect()
}
