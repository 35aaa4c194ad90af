//! Filled areas in place of rules: thin bars, and shades that tile a table or cell without rules.
//!
//! Only visible edges count: a shade inside another of the same brightness, or meeting one, shows none there (the boxes
//! behind the lines of a cell's text must not split the cell).

use crate::content::Origin;
use crate::extract::{Axis, Fill};
use crate::geometry::Rect;
use crate::layout::grid::{Grid, Span};
use crate::layout::rules;
use crate::layout::rules::Rule;

#[cfg(test)]
mod tests;

/// A bar no thicker than this, in points, is a rule …
const THICKEST_BAR: f32 = 3.6;

/// … if it is at least this many times as long as thick.
const BAR_SHAPE: f32 = 3.0;

/// Fills at least this bright are paper.
const PAPER: f32 = 0.97;

/// Fills whose brightness differs by less than this look the same.
const SAME_SHADE: f32 = 0.02;

/// A white bar is a rule if there are shades behind or next to this fraction of its length.
const ON_SHADES: f32 = 0.5;

/// A page with more white bars than this is a drawing: none of them is a rule.
const MOST_WHITE: usize = 10_000;

/// Shades that meet within this many points show no edge, and boxes that differ by less are level.
const MEET: f32 = 0.6;

/// A page with more shades than this is a drawing: none of them is evidence for a table.
const MOST_SHADES: usize = 2000;

/// Shades tile a cell if they cover this fraction of it in each direction.
const TILED: f32 = 0.85;

/// Bars as rules. White ones separate shaded cells, and are invisible on paper.
pub(crate) fn bars(fills: &[Fill]) -> Vec<Rule> {
    let as_rules = fills.iter().filter_map(|f| Some((f, bar(&f.bbox)?)));
    let (white, mut rules): (Vec<_>, Vec<_>) = as_rules.partition(|(f, _)| f.luma >= PAPER);
    if white.len() <= MOST_WHITE {
        let shades = shaded(fills);
        rules.extend(white.into_iter().filter(|(_, rule)| is_on(rule, &shades)));
    }
    rules.into_iter().map(|(_, rule)| rule).collect()
}

fn bar(bbox: &Rect) -> Option<Rule> {
    let is_bar = |thin: f32, long: f32| thin <= THICKEST_BAR && long >= BAR_SHAPE * thin;
    let (width, height) = (bbox.width(), bbox.height());
    let (x, y) = bbox.center();
    if is_bar(height, width) {
        Some(rule(Axis::Horizontal, y, bbox.x0, bbox.x1, height))
    } else if is_bar(width, height) {
        Some(rule(Axis::Vertical, x, bbox.y0, bbox.y1, width))
    } else {
        None
    }
}

/// Whether a bar is on shades, or between them.
fn is_on(bar: &Rule, shades: &[Fill]) -> bool {
    let behind = |f: &Fill| {
        let b = f.bbox.grown(bar.width + MEET);
        let (from, to, low, high) = match bar.axis {
            Axis::Horizontal => (b.x0, b.x1, b.y0, b.y1),
            Axis::Vertical => (b.y0, b.y1, b.x0, b.x1),
        };
        match (low..=high).contains(&bar.pos) {
            true => (to.min(bar.to) - from.max(bar.from)).max(0.0),
            false => 0.0,
        }
    };
    shades.iter().map(behind).sum::<f32>() >= ON_SHADES * (bar.to - bar.from)
}

fn rule(axis: Axis, pos: f32, from: f32, to: f32, width: f32) -> Rule {
    Rule {
        axis,
        pos,
        from,
        to,
        width,
        origin: Origin::Drawn,
    }
}

/// The visible shades, with those of one brightness that meet merged.
pub(crate) fn shades(fills: &[Fill]) -> Vec<Fill> {
    met(met(tiles(fills), Axis::Vertical), Axis::Horizontal)
}

/// The shades as drawn, without hidden ones, paper and bars.
pub(crate) fn tiles(fills: &[Fill]) -> Vec<Fill> {
    outermost(shaded(fills))
}

/// Whether a fill is neither paper nor a bar in place of a rule.
pub(crate) fn is_shade(fill: &Fill) -> bool {
    fill.luma < PAPER && fill.bbox.width().min(fill.bbox.height()) > THICKEST_BAR
}

fn shaded(fills: &[Fill]) -> Vec<Fill> {
    let mut shades: Vec<Fill> = fills.iter().filter(|f| is_shade(f)).copied().collect();
    if shades.len() > MOST_SHADES {
        shades.clear();
    }
    shades
}

/// Drops the shades inside others that look the same.
fn outermost(mut shades: Vec<Fill>) -> Vec<Fill> {
    let area = |f: &Fill| f.bbox.width() * f.bbox.height();
    shades.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let mut out: Vec<Fill> = Vec::new();
    for f in shades {
        let inside = |o: &Fill| {
            let o_box = o.bbox.grown(MEET);
            alike(o, &f)
                && o_box.contains(f.bbox.x0, f.bbox.y0)
                && o_box.contains(f.bbox.x1, f.bbox.y1)
        };
        if !out.iter().any(inside) {
            out.push(f);
        }
    }
    out
}

fn alike(a: &Fill, b: &Fill) -> bool {
    (a.luma - b.luma).abs() < SAME_SHADE
}

/// Merges shades that look the same, are level across the axis, and meet along it.
fn met(mut shades: Vec<Fill>, axis: Axis) -> Vec<Fill> {
    let along = |r: &Rect| match axis {
        Axis::Horizontal => (r.x0, r.x1, r.y0, r.y1),
        Axis::Vertical => (r.y0, r.y1, r.x0, r.x1),
    };
    let key = |f: &Fill| {
        let (from, _, low, _) = along(&f.bbox);
        (low.round(), from)
    };
    shades.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut out: Vec<Fill> = Vec::new();
    for f in shades {
        let (from, _, low, high) = along(&f.bbox);
        match out.last_mut() {
            Some(last)
                if alike(last, &f) && {
                    let (_, end, last_low, last_high) = along(&last.bbox);
                    from - end < MEET
                        && (low - last_low).abs() < MEET
                        && (high - last_high).abs() < MEET
                } =>
            {
                last.bbox = last.bbox.union(&f.bbox);
            }
            _ => out.push(f),
        }
    }
    out
}

/// The edges of shades as rules.
pub(crate) fn edges(shades: &[Fill]) -> impl Iterator<Item = Rule> {
    shades.iter().map(|f| f.bbox).flat_map(|b| {
        [
            rule(Axis::Horizontal, b.y0, b.x0, b.x1, 0.0),
            rule(Axis::Horizontal, b.y1, b.x0, b.x1, 0.0),
            rule(Axis::Vertical, b.x0, b.y0, b.y1, 0.0),
            rule(Axis::Vertical, b.x1, b.y0, b.y1, 0.0),
        ]
    })
}

/// Splits the cells that two or more adjacent shades tile, at the grid lines between them.
pub(crate) fn cut_tiled(grid: Grid, shades: &[Fill]) -> Grid {
    let mut tiles: Vec<Vec<Rect>> = vec![Vec::new(); grid.cells.len()];
    for f in shades {
        let (x, y) = f.bbox.center();
        let cell = grid.locate(x, y).and_then(|c| tiles.get_mut(c));
        cell.into_iter().for_each(|t| t.push(f.bbox));
    }
    if tiles.iter().all(|t| t.len() < 2) {
        return grid;
    }
    let cells: Vec<Span> = grid
        .cells
        .iter()
        .zip(&tiles)
        .flat_map(|(cell, tiles)| cut(&grid, cell, tiles))
        .collect();
    grid.recut_columns(cells, Origin::ShadeTiles)
}

fn cut(grid: &Grid, cell: &Span, tiles: &[Rect]) -> Vec<Span> {
    let area = grid.rect(cell);
    let wide: f32 = tiles.iter().map(Rect::width).sum();
    let is_tiled = tiles.len() > 1
        && wide >= TILED * area.width()
        && wide <= area.width() + 2.0 * rules::TOUCH
        && tiles.iter().all(|t| t.height() >= TILED * area.height());
    let mut col = cell.col;
    let mut out = Vec::new();
    for (edge, &x) in grid
        .xs
        .iter()
        .enumerate()
        .take(cell.col_end())
        .skip(cell.col + 1)
    {
        let meets = |at: f32| (at - x).abs() <= rules::TOUCH;
        if is_tiled && tiles.iter().any(|t| meets(t.x1)) && tiles.iter().any(|t| meets(t.x0)) {
            out.push(Span {
                col,
                cols: edge - col,
                ..*cell
            });
            col = edge;
        }
    }
    out.push(Span {
        col,
        cols: cell.col_end() - col,
        ..*cell
    });
    out
}
