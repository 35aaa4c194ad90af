//! The tables of a page: rules → grids → grids with text, pass by pass.
//!
//! Each pass that infers rules or cuts cells marks them with its [`Origin`], and can be turned off ([`Passes`]), so
//! that a table can show what each is for (made by `examples/ablation.rs`).

use crate::content::Origin;
use crate::extract::{Fill, Page};
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::grid::{Grid, boxes, captions};
use crate::layout::infer::{open_rows, open_sides, row_continuation, row_labels, shaded_form};
use crate::layout::rules::{self, Rule, chart_bars, shading, underlines};
use crate::layout::table::assign::{self, Filled};
use crate::layout::table::{
    accept, columns, headings, nested, number_rows, open_regions, overhang,
};

pub use switch::{Pass, Passes};

mod switch;
#[cfg(test)]
mod tests;

/// Fewer cells than this are a frame rather than a table.
const FEWEST_CELLS: usize = 2;

/// The tables of a page with their text, and the glyphs outside.
///
/// `carried` are the columns of the rows with which the page before ended.
pub(crate) fn find(
    page: &Page,
    glyphs: &[PlacedGlyph],
    carried: &[Columns],
    passes: Passes,
) -> (Vec<Filled>, Vec<PlacedGlyph>) {
    let tables = Tables {
        glyphs,
        carried,
        passes,
    };
    let mut grids = tables.grids(page);
    let area = |g: &Grid| g.bbox().width() * g.bbox().height();
    grids.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let (filled, outside) = tables.real(grids);
    let filled = filled.into_iter().map(|table| tables.cut(table));
    (filled.collect(), outside)
}

/// The input of all passes over a page.
struct Tables<'p> {
    glyphs: &'p [PlacedGlyph],
    carried: &'p [Columns],
    passes: Passes,
}

impl Tables<'_> {
    /// The items that a pass finds; none if it is turned off.
    fn with<T: Default>(&self, pass: Pass, found: impl FnOnce() -> T) -> T {
        match self.passes.has(pass) {
            true => found(),
            false => T::default(),
        }
    }

    /// The result of a pass; unchanged if it is turned off.
    fn by<T>(&self, pass: Pass, thing: T, changed: impl FnOnce(T) -> T) -> T {
        match self.passes.has(pass) {
            true => changed(thing),
            false => thing,
        }
    }

    /// Grids from rules or, if there are shades outside of them, from rules and the edges of shades.
    fn grids(&self, page: &Page) -> Vec<Grid> {
        let (glyphs, carried) = (self.glyphs, self.carried);
        let fills = self.by(Pass::ChartBars, page.fills.clone(), |fills| {
            chart_bars::without_bars(&fills, glyphs)
        });
        let mut pieces: Vec<Rule> = page.rules.iter().map(Rule::from).collect();
        pieces.extend(shading::bars(&fills));
        let mut grids = self.grids_of(&pieces);
        let shades = shading::shades(&fills);
        let telling = telling(&shades, &grids);
        if !telling.is_empty() {
            let mut labels = shading::tiles(&fills);
            labels.retain(|f| holder(f, &grids).is_none());
            let form = self.with(Pass::ShadedForm, || {
                shaded_form::rules(&labels, glyphs, carried)
            });
            if form.is_empty() && self.passes.has(Pass::ShadeEdges) {
                pieces.extend(rules::of(Origin::ShadeEdge, shading::edges(&telling)));
            }
            pieces.extend(rules::of(Origin::ShadedForm, form));
            grids = self.grids_of(&pieces);
        }
        let going_on = self.with(Pass::RowContinuation, || {
            let many = carried.iter().filter(|columns| columns.are_many());
            let rules = many.flat_map(|columns| row_continuation::rules(columns, &grids, glyphs));
            rules.collect::<Vec<_>>()
        });
        if !going_on.is_empty() {
            pieces.extend(rules::of(Origin::Continuation, going_on));
            grids = self.grids_of(&pieces);
        }
        let labels = self.with(Pass::RowLabels, || row_labels::rules(&grids, glyphs));
        if !labels.is_empty() {
            pieces.extend(rules::of(Origin::RowLabel, labels));
            grids = self.grids_of(&pieces);
        }
        let tiled = |grid| self.by(Pass::ShadeTiles, grid, |g| shading::cut_tiled(g, &shades));
        grids.into_iter().map(tiled).collect()
    }

    fn grids_of(&self, pieces: &[Rule]) -> Vec<Grid> {
        let join = |pieces: &[Rule]| {
            self.by(Pass::Underlines, rules::joined(pieces), |rules| {
                underlines::without(rules, self.glyphs)
            })
        };
        let mut rules = match self.passes.has(Pass::Boxes) {
            true => boxes::settled(pieces, join),
            false => join(pieces),
        };
        let (mut groups, mut lone) = self.grouped(&rules);
        let missing = self.with(Pass::OpenRows, || {
            let closed: Vec<Vec<Rule>> = groups.iter().map(|g| self.closed(g.clone())).collect();
            open_rows::missing(&rules, (&closed, &lone), self.glyphs, self.carried)
        });
        if !missing.is_empty() {
            rules.extend(rules::of(Origin::OpenRow, missing));
            (groups, lone) = self.grouped(&rules);
        }
        groups.extend(self.with(Pass::LoneColumns, || {
            open_sides::lone_columns(lone, self.carried)
        }));
        let grids = groups.into_iter().filter_map(|group| {
            let grid = Grid::from_rules(&self.closed(group))?;
            Some(self.by(Pass::Captions, grid, captions::without_captions))
        });
        // a frame around only a continuation of the row before is one cell
        let goes_on = |g: &Grid| self.carried.iter().any(|c| c.go_on_in(&g.bbox()));
        let grids = grids.filter(|g| g.cells.len() >= FEWEST_CELLS || goes_on(g));
        grids.collect()
    }

    fn grouped(&self, rules: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
        self.by(Pass::WideRows, rules::groups(rules), |(groups, lone)| {
            rules::united(groups, lone)
        })
    }

    fn closed(&self, group: Vec<Rule>) -> Vec<Rule> {
        self.by(Pass::OpenSides, group, open_sides::closed)
    }

    /// The grids (innermost first) that are tables, with their text, and the glyphs outside.
    fn real(&self, grids: Vec<Grid>) -> (Vec<Filled>, Vec<PlacedGlyph>) {
        let is_table = |table: &Filled| accept::is_table(table, self.carried);
        let (tables, outside) = assign::fill(grids, self.glyphs);
        let count = tables.len();
        let real: Vec<Filled> = tables.into_iter().filter(is_table).collect();
        let real = self.by(Pass::Nested, real, nested::without_nested);
        let is_same = real.len() == count;
        let (grids, closed): (Vec<Grid>, bool) = match self.passes.has(Pass::OpenRegions) {
            true => open_regions::closed(&real, self.glyphs),
            false => (Vec::new(), false),
        };
        match (is_same, closed) {
            (true, false) => (real, outside),
            // a frame inside a cell must not keep its text from that cell
            (false, false) => assign::fill(real.into_iter().map(|t| t.grid).collect(), self.glyphs),
            (_, true) => assign::fill(grids, self.glyphs),
        }
    }

    /// A table with its cells split where their text requires it.
    fn cut(&self, table: Filled) -> Filled {
        let table = self.by(Pass::Overhang, table, overhang::settled);
        let table = self.by(Pass::HeaderColumns, table, columns::split);
        let table = self.by(Pass::Headings, table, headings::split);
        self.by(Pass::NumberRows, table, number_rows::split)
    }
}

/// The shades whose edges count: those in no cell, and those of the tables that they touch, which rules alone do not
/// show.
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

/// The index of the grid that has a shade in a cell.
fn holder(shade: &Fill, grids: &[Grid]) -> Option<usize> {
    let (x, y) = shade.bbox.center();
    grids.iter().position(|g| g.locate(x, y).is_some())
}
