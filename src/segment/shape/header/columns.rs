//! The columns of a header: the cells that name some, and those between and beside them.

use super::super::super::is_number;
use super::super::canvas::Canvas;
use super::super::scope::Reader;
use super::hits::{Hit, chain, names_columns};
use super::{Header, HeaderColumn};
use crate::profile::ScopeNames;

/// So many filled cells tell what a column holds.
const MOST_ROWS: usize = 3;

/// The header that a row of cells with names makes.
pub fn header(
    reader: &Reader<'_>,
    own: &ScopeNames,
    spec: usize,
    grid: usize,
    bottom: usize,
    hits: &[Hit],
    matrix: bool,
) -> Header {
    let canvas = &reader.canvas;
    let leaf = |col: usize| {
        let at = canvas.at(grid, bottom.checked_sub(1)?, col)?;
        canvas.get(at).filter(|p| p.rows.1 == bottom).map(|_| at)
    };
    let cols = |at: usize| canvas.get(at).map_or((0, 0), |p| p.cols);
    let from = hits.first().map_or(0, |hit| cols(hit.piece).0);
    let to = hits.last().map_or(0, |hit| cols(hit.piece).1);
    let end = canvas.size(grid).1;
    let is_open = |at: &usize| {
        let piece = canvas.get(*at);
        let scope = hits
            .first()
            .and_then(|hit| canvas.get(hit.piece))
            .map(|p| p.scope);
        piece.is_some_and(|p| {
            !p.taken && Some(p.scope) == scope && !is_others(reader, own, spec, *at)
        })
    };
    let before = neighbours((0..from).rev(), leaf, is_open);
    let behind = neighbours(to..end, leaf, is_open);
    let mut columns: Vec<usize> = Vec::new();
    let between = neighbours(from..to, leaf, |_| true);
    columns.extend(between);
    let mut corner: Vec<usize> = before.into_iter().rev().collect();
    if matrix {
        // columns that the profile does not know, identified by the figures below them
        let is_column = |at: &usize| holds_figures(canvas, grid, *at);
        let from = corner.iter().rposition(|at| !is_column(at));
        let own_before = corner.split_off(from.map_or(0, |from| from + 1));
        columns.splice(0..0, own_before);
        columns.extend(behind.into_iter().take_while(is_column));
    } else {
        let named = |at: &usize| canvas.get(*at).is_some_and(|p| !p.is_blank());
        let others = behind
            .into_iter()
            .take_while(|at| named(at) && !canvas.get(*at).is_some_and(|p| p.is_label));
        columns.extend(others);
        let first = corner
            .iter()
            .rposition(|at| !named(at) || canvas.get(*at).is_some_and(|p| p.is_label));
        let own_before = corner.split_off(first.map_or(0, |first| first + 1));
        columns.splice(0..0, own_before);
        corner.clear();
    }
    let top = columns
        .iter()
        .chain(&corner)
        .filter_map(|at| canvas.get(*at))
        .map(|p| p.rows.0)
        .min();
    let column = |at: usize| {
        let hit = hits.iter().find(|hit| hit.piece == at);
        let above = chain(canvas, at);
        let within = |(level, over): &(usize, usize)| {
            *level < hit.map_or(0, |h| h.levels) || canvas.get(*over).map(|p| p.rows.0) >= top
        };
        let over = above
            .into_iter()
            .enumerate()
            .take_while(within)
            .map(|(_, over)| over);
        let mut path: Vec<usize> = std::iter::once(at).chain(over).collect();
        path.reverse();
        HeaderColumn {
            line: hit.map(|h| h.line),
            distance: 0,
            path,
            cols: cols(at),
        }
    };
    Header {
        spec,
        grid,
        bottom,
        columns: columns.into_iter().map(column).collect(),
        corner,
    }
}

/// Whether a header cell stands over figures and nothing else.
fn holds_figures(canvas: &Canvas, grid: usize, head: usize) -> bool {
    let Some(head) = canvas.get(head).filter(|p| !p.is_blank() && !p.is_label) else {
        return false;
    };
    let below = (head.rows.1..canvas.size(grid).0).map(|row| canvas.at(grid, row, head.cols.0));
    let below = below.map_while(|at| canvas.get(at?).filter(|p| p.cols == head.cols));
    let filled = below.filter(|p| !p.is_blank()).take(MOST_ROWS);
    let mut figures = filled.map(|p| is_number(&p.text)).peekable();
    figures.peek().is_some() && figures.all(|is_figure| is_figure)
}

/// Whether a cell names a column of another table.
fn is_others(reader: &Reader<'_>, own: &ScopeNames, spec: usize, piece: usize) -> bool {
    let tables = own.tables.iter().enumerate().filter(|(n, _)| *n != spec);
    tables
        .into_iter()
        .any(|(_, table)| !names_columns(reader, piece, table).is_empty())
}

/// The header cells in a run of columns, without duplicates, as long as they are available.
fn neighbours(
    cols: impl Iterator<Item = usize>,
    leaf: impl Fn(usize) -> Option<usize>,
    is_open: impl Fn(&usize) -> bool,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for col in cols {
        match leaf(col) {
            Some(at) if found.last() == Some(&at) => {}
            Some(at) if is_open(&at) => found.push(at),
            _ => break,
        }
    }
    found
}
